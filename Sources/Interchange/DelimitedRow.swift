/// One row of delimited text: a view of the text's bytes.
///
/// Fields count from 0 here and from 1 in errors. A field that the row does not have reads as empty, so check
/// ``fieldCount`` first.
package struct DelimitedRow: Sendable {
    /// The physical line where the row starts, from 1; the header of most files is line 1.
    package internal(set) var line = 0
    /// The first field with a quote in an unquoted field or text after a closing quote, from 0; nil when there is
    /// none.
    ///
    /// Such a field reads as it is written, quotes included.
    package private(set) var malformedField: Int?

    var text: [UInt8]
    /// The contents of fields with doubled quotes, one after the other.
    var unescaped: [UInt8] = []
    private(set) var fields: [Field] = []
    /// What the scanner saw in any field.
    private(set) var flags: FieldFlags = []

    /// Where a field's bytes stand.
    struct Field: Sendable {
        var start: Int
        var end: Int
        var flags: FieldFlags
    }

    /// What the scanner saw in a field.
    struct FieldFlags: OptionSet, Sendable {
        let rawValue: UInt8
        /// The field is in quotes.
        static let quoted = FieldFlags(rawValue: 1)
        /// The range is one of `unescaped`, not of the text.
        static let unescaped = FieldFlags(rawValue: 2)
        /// A byte that is, or may begin, a control character occurs.
        static let suspicious = FieldFlags(rawValue: 4)
    }

    init(text: [UInt8]) {
        self.text = text
        fields.reserveCapacity(32)
    }

    /// How many fields the row has, at least one.
    package var fieldCount: Int { fields.count }

    /// Whether a quote is misplaced, so that the fields may be cut in the wrong places.
    package var isMalformed: Bool { malformedField != nil }

    /// Whether every field is empty, as in the rows of separators that spreadsheets leave behind.
    package var isEmpty: Bool { fields.allSatisfy { $0.start == $0.end } }

    /// The content of a field as a string; empty when the row does not have it.
    package subscript(index: Int) -> String {
        withBytes(index) { String(decoding: $0, as: UTF8.self) }
    }

    /// The content of a field, valid UTF-8; empty when the row does not have it.
    package func bytes(_ index: Int) -> ArraySlice<UInt8> {
        guard fields.indices.contains(index) else { return [] }
        let field = fields[index]
        return field.flags.contains(.unescaped) ? unescaped[field.start..<field.end] : text[field.start..<field.end]
    }

    /// Gives the content of a field to `body` without copying it; no bytes when the row does not have it.
    package func withBytes<Result, Failure: Error>(
        _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard fields.indices.contains(index) else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
        let field = fields[index]
        let source = field.flags.contains(.unescaped) ? unescaped : text
        return try source.withUnsafeBufferPointer { (all) throws(Failure) -> Result in
            try body(UnsafeBufferPointer(rebasing: all[field.start..<field.end]))
        }
    }

    /// Whether the field holds a control character (C0, DEL, C1) other than a line break or tab in quotes.
    package func hasControlCharacter(_ index: Int) -> Bool {
        firstControlCharacter(in: index) != nil
    }

    /// The place in the field, in characters from 1, of the first control character other than a line break or tab
    /// in quotes.
    package func firstControlCharacter(in index: Int) -> Int? {
        guard fields.indices.contains(index), fields[index].flags.contains(.suspicious) else { return nil }
        let quoted = fields[index].flags.contains(.quoted)
        var place = 1
        for scalar in self[index].unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: if !quoted { return place }
            case 0..<0x20, 0x7F..<0xA0: return place
            default: break
            }
            place += 1
        }
        return nil
    }

    /// The first field, from 0, that holds a control character other than a line break or tab in quotes.
    package var firstFieldWithControlCharacter: Int? {
        guard flags.contains(.suspicious) else { return nil }
        return fields.indices.first { fields[$0].flags.contains(.suspicious) && hasControlCharacter($0) }
    }

    mutating func clear() {
        fields.removeAll(keepingCapacity: true)
        if !unescaped.isEmpty { unescaped.removeAll(keepingCapacity: true) }
        malformedField = nil
        flags = []
    }

    mutating func append(_ field: Field) {
        fields.append(field)
        flags.formUnion(field.flags)
    }

    /// Takes the mark of ``FormulaGuard`` from every field that has one.
    mutating func undoGuards() {
        for index in fields.indices where withBytes(index, { $0.first }) == FormulaGuard.mark {
            fields[index].start += 1
        }
    }

    /// Notes that the field about to be appended is malformed.
    mutating func markMalformed() { malformedField = malformedField ?? fields.count }
}
