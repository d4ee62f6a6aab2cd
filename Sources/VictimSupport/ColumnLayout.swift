import Interchange

/// Where the known fields stand in one file, and how its codes are to be read.
struct ColumnLayout: Sendable {
    private let sources: [Source]
    private let headings: [String]
    private let codes: [[String: String]]

    private enum Source: Sendable {
        case none
        case constant(String)
        case column(Int)
        case joined([Int], separator: String)

        /// The fields of a row that give the value.
        var positions: [Int] {
            switch self {
            case .none, .constant: []
            case .column(let position): [position]
            case .joined(let positions, _): positions
            }
        }
    }

    /// Finds every column by name.
    ///
    /// - Parameter profile: says where headings, codes and constants differ from the usual; nil when nothing does.
    /// - Throws: ``VictimSupportError/missingColumns(file:columns:)`` naming all that are required and absent.
    init(
        _ columns: [ImportColumn], profile: ImportProfile? = nil, header reader: DelimitedReader, file: String
    ) throws(VictimSupportError) {
        var missing: [String] = []
        var sources: [Source] = []
        var headings: [String] = []
        for column in columns {
            let rule = profile?.columns[column.field] ?? .anyOf(column.names)
            var source = Source.none
            switch rule {
            case .anyOf(let names):
                if let position = reader.column(names) { source = .column(position) }
                headings.append(source.positions.first.map { reader.header[$0] } ?? names.first ?? column.names[0])
            case .joined(let names, let separator):
                let found = names.compactMap { reader.column([$0]) }
                source = .joined(found, separator: separator)
                headings.append(names.first ?? column.names[0])
                // Half an address would pass for a whole one.
                missing += names.filter { reader.column([$0]) == nil }
            }
            if let constant = profile?.constants[column.field] { source = .constant(constant) }
            if column.isRequired, case .none = source { missing.append(headings.last ?? column.names[0]) }
            sources.append(source)
        }
        guard missing.isEmpty else { throw .missingColumns(file: file, columns: missing) }
        self.sources = sources
        self.headings = headings
        codes = columns.map { profile?.codes[$0.field] ?? [:] }
    }

    /// The text in the column's field as the codes read it, or nil when the file has no such column or the field is empty.
    func text(_ column: Int, of row: DelimitedRow) -> String? {
        let text: String
        switch sources[column] {
        case .none: return nil
        case .constant(let constant): return constant
        case .column(let position): text = read(row[position], column)
        case .joined(let positions, let separator):
            text = positions.map { read(row[$0], column) }.filter { !$0.isEmpty }.joined(separator: separator)
        }
        return text.isEmpty ? nil : text
    }

    /// What a cell means: by the profile's table where that has the cell, else the cell itself.
    private func read(_ cell: String, _ column: Int) -> String {
        guard !codes[column].isEmpty, !cell.isEmpty else { return cell }
        return codes[column][cell] ?? cell
    }

    /// The field of a row that is the value as it stands, or nil when the value is made of fields, codes or a constant.
    func field(_ column: Int) -> Int? {
        guard case .column(let position) = sources[column], codes[column].isEmpty else { return nil }
        return position
    }

    /// Whether the file, or the profile for it, gives the field.
    func isPresent(_ column: Int) -> Bool {
        if case .none = sources[column] { false } else { true }
    }

    /// The column's heading as this file spells it.
    func heading(_ column: Int) -> String { headings[column] }

    /// The heading over a field, for faults found before the field's meaning is known.
    func heading(ofField field: Int) -> String? {
        sources.firstIndex { $0.positions.contains(field) }.map { headings[$0] }
    }
}
