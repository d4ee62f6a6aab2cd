import ArgumentParser
import Foundation
import Interchange
import Sealing

/// Where a passphrase comes from: a file's first line, or the terminal, where it is not shown.
struct PassphraseSource {
    private static let longestFile = 4096

    let file: String?

    /// Reads the passphrase; asked for twice when it is a new one.
    ///
    /// - Throws: ``UsageError`` without a terminal, or when the two differ.
    func read(isNew: Bool) throws -> String {
        if let file {
            let text = String(decoding: try InputFile.read(path: file, limit: Self.longestFile), as: UTF8.self)
            return String(text.prefix { $0 != "\n" && $0 != "\r\n" && $0 != "\r" })
        }
        let first = try Terminal.secret("パスフレーズ / passphrase: ")
        if isNew, try Terminal.secret("もう一度 / once more: ") != first {
            throw UsageError(sentence: Bilingual("二つのパスフレーズが違います。", "the two passphrases differ."))
        }
        return first
    }
}

/// The terminal, asked for what must not be seen.
enum Terminal {
    /// Asks without showing what is typed, past whatever standard input and output are.
    ///
    /// - Throws: ``UsageError`` when there is no terminal.
    static func secret(_ prompt: String) throws -> String {
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            throw UsageError(
                sentence: Bilingual(
                    "パスフレーズを尋ねる端末がありません。--passphrase-file（一覧では --seal-passphrase-file）を指定してください。",
                    "there is no terminal to ask for the passphrase: give --passphrase-file, for a list "
                        + "--seal-passphrase-file."))
        }
        defer { close(descriptor) }
        var shown = termios()
        let isTerminal = tcgetattr(descriptor, &shown) == 0
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        if isTerminal { tcsetattr(descriptor, TCSAFLUSH, &hidden) }
        defer {
            if isTerminal { tcsetattr(descriptor, TCSAFLUSH, &shown) }
            write("\n", to: descriptor)
        }
        write(prompt, to: descriptor)
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < 1024 {
            let count = read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1, byte != UInt8(ascii: "\n") else { break }
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        _ = Array(text.utf8).withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    }
}
