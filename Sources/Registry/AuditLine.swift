import Foundation

/// A line of the audit log that is linked to everything before it.
///
/// It ends in three members: `sequence`, which counts the linked lines from 1, `key`, which names the key, and `chain`: the code
/// over the chain of the linked line before (64 zeros for the first), over any other bytes that stand between the two, and over this
/// line up to the member itself.
struct AuditLine: Equatable, Sendable {
    static let noChain = String(repeating: "0", count: 64)
    private static let chainMark = Array(#","chain":""#.utf8)
    private static let keyMark = Array(#","key":""#.utf8)
    private static let sequenceMark = Array(#","sequence":"#.utf8)
    /// The three members need less.
    private static let linkLength = 160

    /// The line up to the chain, which the code is over.
    let body: Data
    let sequence: Int
    let key: String
    let chain: String

    /// Reads a line without its line break; nil when it has no chain.
    init?(_ line: Data) {
        guard line.suffix(2).elementsEqual(#""}"#.utf8) else { return nil }
        var rest = line.dropLast(2)
        guard let chain = Self.hexadecimal(64, before: &rest, mark: Self.chainMark) else { return nil }
        let body = rest
        guard rest.last == UInt8(ascii: "\"") else { return nil }
        rest = rest.dropLast()
        guard let key = Self.hexadecimal(8, before: &rest, mark: Self.keyMark) else { return nil }
        let digits = rest.suffix(while: { (0x30...0x39).contains($0) })
        guard (1...15).contains(digits.count), let sequence = Int(String(decoding: digits, as: UTF8.self)),
            rest.dropLast(digits.count).suffix(Self.sequenceMark.count).elementsEqual(Self.sequenceMark)
        else { return nil }
        (self.body, self.sequence, self.key, self.chain) = (body, sequence, key, chain)
    }

    /// Links an entry, a JSON object, to what stands before it.
    ///
    /// - Parameter previous: the chain of the linked line before; nil for the first.
    /// - Returns: the line with its line break, and its chain.
    static func linking(
        _ entry: [UInt8], to previous: String?, sequence: Int, between: Data, key: AuditKey
    ) -> (bytes: Data, chain: String) {
        // Grown in place: the records of a city are a megabyte.
        var line = Data(capacity: entry.count + linkLength)
        line += entry.dropLast()
        line += sequenceMark
        line += "\(sequence)".utf8
        line += keyMark
        line += "\(key.name)\"".utf8
        let chain = code(previous, between, line, key)
        line += chainMark
        line += "\(chain)\"}\n".utf8
        return (line, chain)
    }

    /// Whether the line follows the one before, by this key.
    func follows(_ previous: AuditLine?, between: Data, key: AuditKey) -> Bool {
        Self.code(previous?.chain, between, body, key) == chain
    }

    private static func code(_ previous: String?, _ between: Data, _ body: Data, _ key: AuditKey) -> String {
        key.code(over: Data((previous ?? noChain).utf8), between, body)
    }

    private static func hexadecimal(_ count: Int, before rest: inout Data, mark: [UInt8]) -> String? {
        let digits = rest.suffix(count)
        guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        rest = rest.dropLast(count)
        guard rest.suffix(mark.count).elementsEqual(mark) else { return nil }
        rest = rest.dropLast(mark.count)
        return String(decoding: digits, as: UTF8.self)
    }
}

extension Data {
    /// The longest end of which every element fits.
    fileprivate func suffix(while fits: (UInt8) -> Bool) -> Data {
        var start = endIndex
        while start > startIndex, fits(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
