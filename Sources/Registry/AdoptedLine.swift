import Disclosure
import Foundation

/// A line that was taken over from another copy of a log.
struct AdoptedLine: Codable {
    let adopted: String

    private static let opening = Data(#"{"adopted":""#.utf8)
    private static let closing = Data(#""}"#.utf8)

    /// The line to write, with its line break.
    var line: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .withoutEscapingSlashes
            return try encoder.encode(self) + [UInt8(ascii: "\n")]
        }
    }

    /// The line as it was first written.
    static func original(of line: Data) -> Data {
        guard line.starts(with: opening) else { return line }
        if line.suffix(2) == closing, let text = unescaped(line.dropFirst(opening.count).dropLast(2)) { return text }
        guard let taken = try? JSONDecoder().decode(AdoptedLine.self, from: line) else { return line }
        return Data(taken.adopted.utf8)
    }

    /// A text without the backslashes before quotes and backslashes; nil when it is no text, or has another escape.
    ///
    /// A line holds the keys of whole cities, which have none: they are copied, not read.
    private static func unescaped(_ text: Data) -> Data? {
        let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        var result = Data(capacity: text.count)
        var start = text.startIndex
        while start < text.endIndex {
            let end = text.place(of: backslash, from: start) ?? text.endIndex
            guard text[..<end].place(of: quote, from: start) == nil else { return nil }
            result += text[start..<end]
            guard end < text.endIndex else { break }
            guard end + 1 < text.endIndex, [quote, backslash].contains(text[end + 1]) else { return nil }
            result.append(text[end + 1])
            start = end + 2
        }
        return result
    }
}
