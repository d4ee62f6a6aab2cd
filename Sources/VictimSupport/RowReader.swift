import Interchange

/// Reads one delimited file row by row into values, collecting the faults of all rows before it gives up.
struct RowReader {
    let file: String
    let encoding: String
    let byteCount: Int
    private(set) var rows = 0
    private(set) var errors: [RowError] = []
    let layout: ColumnLayout
    private var reader: DelimitedReader
    private let fieldCount: Int

    /// Opens the file and finds its columns.
    ///
    /// - Throws: ``Interchange/InterchangeError`` when the file cannot be read or decoded,
    ///   ``VictimSupportError/missingColumns(file:columns:)``.
    init(path: String, encoding: TextEncoding?, columns: [ImportColumn]) throws {
        let bytes = try InputFile.read(path: path)
        let text = try namingFile(path) { () throws(InterchangeError) in
            try DecodedText.decode(bytes, as: encoding)
        }
        file = String(path.split(separator: "/").last ?? "")
        self.encoding = text.encoding.rawValue
        byteCount = bytes.count
        reader = try namingFile(path) { () throws(InterchangeError) in try DelimitedReader(text) }
        layout = try ColumnLayout(columns, header: reader, file: file)
        fieldCount = reader.header.count
    }

    /// Reads all rows.
    ///
    /// - Parameter value: turns one row into a value, or throws the row's first fault.
    /// - Throws: ``VictimSupportError/badRows(file:errors:)`` with the faults of all rows, in file order;
    ///   ``VictimSupportError/noRows(file:)``.
    mutating func readAll<Value>(_ value: (DelimitedRow) throws(RowError) -> Value) throws -> [Value] {
        var result: [Value] = []
        while let row = try nextRow() {
            rows += 1
            do {
                try checkShape(row)
                result.append(try value(row))
            } catch {
                errors.append(error)
            }
        }
        guard errors.isEmpty else { throw VictimSupportError.badRows(file: file, errors: errors) }
        guard !result.isEmpty else { throw VictimSupportError.noRows(file: file) }
        return result
    }

    /// The next row; a fault that hides where rows end is reported like any other, and ends the reading.
    private mutating func nextRow() throws(InterchangeError) -> DelimitedRow? {
        do {
            return try reader.next()
        } catch .unterminatedQuote(let line) {
            errors.append(RowError(line: line, column: nil, code: .malformedQuoting))
        } catch .tooManyFields(let line, _) {
            errors.append(RowError(line: line, column: nil, code: .wrongFieldCount))
        }
        return nil
    }

    private func checkShape(_ row: DelimitedRow) throws(RowError) {
        if let field = row.malformedField {
            throw RowError(line: row.line, column: layout.heading(ofField: field), code: .malformedQuoting)
        }
        guard row.fieldCount == fieldCount else {
            throw RowError(line: row.line, column: nil, code: .wrongFieldCount)
        }
        if let field = row.firstFieldWithControlCharacter {
            throw RowError(line: row.line, column: layout.heading(ofField: field), code: .controlCharacter)
        }
    }
}

extension RowError: Error {}
