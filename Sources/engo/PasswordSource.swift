import Foundation
import Interchange

/// Where a password comes from: a file's first line, standard input for `-`, or the terminal, where it is not shown.
struct PasswordSource {
    private static let longestFile = 16_384
    private static let option = "--password-file"

    let file: String?

    /// Reads the password; asked for twice when it is a new one.
    ///
    /// - Throws: ``UsageError`` without a terminal, or when the two differ.
    func read(isNew: Bool) throws -> String {
        if file == "-" { return readLine(strippingNewline: true) ?? "" }
        if let file {
            let text = String(decoding: try InputFile.read(path: file, limit: Self.longestFile), as: UTF8.self)
            return String(text.prefix { !$0.isNewline })
        }
        let first = try Terminal.secret("パスワード / password: ", orElse: Self.option)
        if isNew, try Terminal.secret("もう一度 / once more: ", orElse: Self.option) != first {
            throw UsageError(sentence: Bilingual("二つのパスワードが違います。", "the two passwords differ."))
        }
        return first
    }
}
