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
            line.reserveCapacity(line.count + packed.text.utf8.count + 48)
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
        guard
            let entry = rest.withUnsafeBytes(Self.init(plain:))
                ?? (try? JSONDecoder().decode(AuditEntry.self, from: rest))
        else { return nil }
        self = entry
        if wanted { self.records = records.flatMap(RecordedPeople.init(json:)) }
    }

    /// Reads a line without its records as this program writes it; nil for any other form, which may still be an entry.
    init?(plain bytes: UnsafeRawBufferPointer) {
        var members = PlainMembers(bytes)
        let account = members.text("account")
        let activation = members.number("activation")
        let (audience, basis, event) = (members.text("audience"), members.text("basis"), members.text("event"))
        let (format, generation) = (members.text("format"), members.number("generation"))
        let (households, mode) = (members.number("households"), members.text("mode"))
        let (operatorName, outcome) = (members.text("operatorName"), members.text("outcome"))
        let (persons, query, reason) = (members.number("persons"), members.text("query"), members.text("reason"))
        let (rules, source, time) = (members.text("rules"), members.text("source"), members.text("time"))
        let (verb, withheld) = (members.text("verb"), members.number("withheld"))
        if members.number("sequence") != nil { _ = (members.text("key"), members.text("chain")) }
        guard members.isAtEnd(), let operatorName, let query, let time, let verb else { return nil }
        // A word that is none of its kind is no entry; the other reader says so.
        let (who, rule) = (audience.flatMap(Audience.init), basis.flatMap(LegalBasis.init))
        let (kind, mark) = (event.flatMap(Event.init), mode.flatMap(WorkspaceMode.init))
        guard (who == nil) == (audience == nil), (rule == nil) == (basis == nil), (kind == nil) == (event == nil),
            (mark == nil) == (mode == nil)
        else { return nil }
        self.init(
            kind,
            by: Acting(verb: verb, operatorName: operatorName, account: account, source: source, time: time),
            query: query, outcome: outcome, audience: who, basis: rule, mode: mark, generation: generation,
            households: households.map { Int($0) }, persons: persons.map { Int($0) }, format: format, reason: reason,
            activation: activation, rules: rules, withheld: withheld.map { Int($0) })
    }

    /// Whose records a line holds; nil when it says nothing of them.
    package static func records(of line: Data) -> RecordedPeople? {
        parts(of: line).records.flatMap(RecordedPeople.init)
    }

    /// The line without its records, and the records as they stand there.
    ///
    /// A quote inside a text is escaped, so the mark is found nowhere but where the member begins; behind the member stand
    /// the link's three texts at most, so that its end is found from the end of the line.
    package static func parts(of line: Data) -> (rest: Data, records: Data?) {
        guard let mark = line.place(ofMember: recordsMark) else { return (line, nil) }
        let start = mark + recordsMark.count
        guard start < line.endIndex,
            let end = line[start] == UInt8(ascii: "{")
                ? line.lastPlace(of: UInt8(ascii: "}"), before: line.endIndex - 1)
                : line.place(of: UInt8(ascii: "\""), from: start + 1),
            end > start
        else { return (line, nil) }
        return (line[..<mark] + line[(end + 1)...], line[start...end])
    }
}

extension RecordedPeople {
    private struct Form: Decodable {
        let count: Int
        let keys: String
    }

    private static let opening = Data(#"{"count":"#.utf8)
    private static let middle = Data(#","keys":""#.utf8)

    /// Reads the member of a line.
    fileprivate init?(json: Data) {
        if json.elementsEqual(#""everybody""#.utf8) {
            self = .everybody
        } else if let plain = Self.plain(json) {
            self = plain
        } else if let form = try? JSONDecoder().decode(Form.self, from: json) {
            self = .people(PackedKeys(count: form.count, text: form.keys))
        } else {
            return nil
        }
    }

    /// The member as this program writes it, without a look at each of its letters; nil for any other form.
    private static func plain(_ json: Data) -> RecordedPeople? {
        guard json.starts(with: opening), let comma = json.place(ofMember: middle),
            json.suffix(2).elementsEqual(#""}"#.utf8),
            let count = Int(String(decoding: json[(json.startIndex + opening.count)..<comma], as: UTF8.self)),
            count >= 0
        else { return nil }
        let first = comma + middle.count
        let last = json.endIndex - 2
        guard first <= last, json.place(of: UInt8(ascii: "\""), from: first) == last,
            json[first..<last].place(of: UInt8(ascii: "\\"), from: first) == nil
        else { return nil }
        return .people(PackedKeys(count: count, text: String(decoding: json[first..<last], as: UTF8.self)))
    }
}
