import Interchange

/// One column that an import knows: the names its heading may have, Japanese first, and whether it must be there.
struct ImportColumn: Sendable {
    let names: [String]
    let isRequired: Bool

    static func required(_ japanese: String, _ english: String) -> ImportColumn {
        ImportColumn(names: [japanese, english], isRequired: true)
    }

    static func optional(_ japanese: String, _ english: String) -> ImportColumn {
        ImportColumn(names: [japanese, english], isRequired: false)
    }
}

/// Where the known columns stand in one file.
struct ColumnLayout: Sendable {
    private let positions: [Int?]
    private let headings: [String]

    /// Finds every column by name.
    ///
    /// - Throws: ``VictimSupportError/missingColumns(file:columns:)`` naming all that are required and absent.
    init(_ columns: [ImportColumn], header reader: DelimitedReader, file: String) throws(VictimSupportError) {
        positions = columns.map { reader.column($0.names) }
        headings = zip(columns, positions).map { column, position in
            position.map { reader.header[$0] } ?? column.names[0]
        }
        let missing = zip(columns, positions).filter { $0.isRequired && $1 == nil }.map { $0.0.names[0] }
        guard missing.isEmpty else { throw .missingColumns(file: file, columns: missing) }
    }

    /// The text in the column's field, or nil when the file has no such column or the field is empty.
    func text(_ column: Int, of row: DelimitedRow) -> String? {
        guard let position = positions[column] else { return nil }
        let text = row[position]
        return text.isEmpty ? nil : text
    }

    /// The column's heading as this file spells it.
    func heading(_ column: Int) -> String { headings[column] }

    /// The heading over a field, for faults found before the field's meaning is known.
    func heading(ofField field: Int) -> String? {
        positions.firstIndex(of: field).map { headings[$0] }
    }
}
