package import Foundation

/// An entry as a line of the log: one JSON object, its members sorted, `records` last.
///
/// The records of a whole city are a megabyte. They are put behind the object and taken from there, so that neither writing nor looking
/// through a log has to read them as JSON.
extension AuditEntry {
    private static let recordsMark = Data(#","records":"#.utf8)

    /// The object without a line break.
    ///
    /// - Throws: `EncodingError`.
    package func line() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var line = try Array(encoder.encode(self))
        guard let records else { return line }
        line.removeLast()
        line += Self.recordsMark
        switch records {
        case .everybody: line += #""everybody""#.utf8
        case .people(let packed):
            line += #"{"count":\#(packed.count),"keys":""#.utf8
            line += packed.text.utf8
            line += #""}"#.utf8
        }
        line.append(UInt8(ascii: "}"))
        return line
    }

    /// Reads a line; nil when it is no entry.
    ///
    /// - Parameter records: whether to read whose records they are, too; they are nil otherwise.
    package init?(line: Data, records wanted: Bool = true) {
        let (rest, records) = Self.parts(of: line)
        guard let entry = try? JSONDecoder().decode(AuditEntry.self, from: rest) else { return nil }
        self = entry
        if wanted { self.records = records.flatMap(RecordedPeople.init(json:)) }
    }

    /// The line without its records, and the records as they stand there.
    ///
    /// A quote inside a text is escaped, so the mark is found nowhere but where the member begins.
    package static func parts(of line: Data) -> (rest: Data, records: Data?) {
        guard let mark = line.range(of: recordsMark), let first = line[mark.upperBound...].first else {
            return (line, nil)
        }
        let closing = first == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "\"")
        guard let end = line[(mark.upperBound + 1)...].firstIndex(of: closing) else { return (line, nil) }
        return (line[..<mark.lowerBound] + line[(end + 1)...], line[mark.upperBound...end])
    }
}

extension RecordedPeople {
    private struct Form: Decodable {
        let count: Int
        let keys: String
    }

    /// Reads the member of a line.
    fileprivate init?(json: Data) {
        if json.elementsEqual(#""everybody""#.utf8) {
            self = .everybody
        } else if let form = try? JSONDecoder().decode(Form.self, from: json) {
            self = .people(PackedKeys(count: form.count, text: form.keys))
        } else {
            return nil
        }
    }
}
