import Foundation

/// The last linked line of an audit log: its number and its chain; what shows that lines were cut off the end.
package struct AuditHead: Hashable, Sendable {
    /// Which linked line, from 1.
    package let sequence: Int
    /// Its chain, 64 hexadecimal digits; of a head that was read from paper, the first 12.
    package let chain: String

    private static let shortLength = 12

    init(sequence: Int, chain: String) { (self.sequence, self.chain) = (sequence, chain) }

    /// The form that is kept on paper: the number, and 12 digits in threes of four, as in `41-09f3-22ab-70cd`.
    package var short: String {
        var digits = Substring(chain.prefix(Self.shortLength))
        var text = String(sequence)
        while !digits.isEmpty {
            text += "-" + digits.prefix(4)
            digits = digits.dropFirst(4)
        }
        return text
    }

    /// Reads the form that is kept on paper; nil when it is none.
    package init?(short text: String) {
        let parts = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4, let sequence = Int(parts[0]), sequence > 0 else { return nil }
        let chain = parts[1...].joined()
        guard chain.utf8.count == Self.shortLength, chain.allSatisfy(\.isHexDigit), parts[1].count == 4,
            parts[2].count == 4
        else { return nil }
        (self.sequence, self.chain) = (sequence, chain)
    }

    /// Whether a line is the one that this names.
    func names(_ line: AuditLine) -> Bool { line.sequence == sequence && line.chain.hasPrefix(chain) }

    // MARK: The file beside the log

    /// The number and the chain with the code over both, so that a cut log cannot be given a head that fits.
    static func read(_ path: String) -> AuditHeadFile {
        guard let data = FileManager.default.contents(atPath: path) else { return .missing }
        let parts = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard parts.count == 3, let sequence = Int(parts[0]) else { return .unreadable }
        return .head(AuditHead(sequence: sequence, chain: String(parts[1])), code: String(parts[2]))
    }

    /// The head that stands beside a log, if whoever wrote it had the key.
    static func kept(_ path: String, _ key: AuditKey) -> AuditHead? {
        guard case .head(let head, let code) = read(path), code == head.code(key) else { return nil }
        return head
    }

    func bytes(_ key: AuditKey) -> [UInt8] { Array("\(sequence) \(chain) \(code(key))\n".utf8) }

    func code(_ key: AuditKey) -> String { key.code(over: Data("head \(sequence) \(chain)".utf8)) }
}

/// What stands in the file beside the log that keeps its head.
enum AuditHeadFile: Equatable {
    case missing
    case unreadable
    case head(AuditHead, code: String)
}
