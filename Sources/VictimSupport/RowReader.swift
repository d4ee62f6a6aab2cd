import Interchange
import Registry

/// Reads one delimited file row by row into values, and keeps count of the faults of all rows before it gives up.
struct RowReader {
    let file: String
    /// Where it was read from; its name alone for what was in memory.
    let path: String
    let encoding: String
    let byteCount: Int
    /// Characters that only this municipality's own fonts can draw (外字).
    let privateUse: PrivateUseCharacters
    private(set) var rows = 0
    private(set) var faults = RowFaults()
    /// Rows that were set aside, no more than the caller allowed.
    private(set) var rejected: [RejectedRow] = []
    /// Rows that the profile passes over.
    private(set) var passedOver = PassedOverRows.Counts()
    let layout: ColumnLayout
    /// The file's own headings.
    var header: [String] { Array(reader.header.dropFirst(columnsOfRejects)) }
    /// What the register says about where its rows came from.
    var source: SourceFile { SourceFile(name: file, encoding: encoding, byteCount: byteCount, rowCount: rows) }
    private var reader: DelimitedReader
    private let fieldCount: Int
    /// The columns that an earlier import put before those of the file.
    private let columnsOfRejects: Int
    private let profile: ImportProfile?

    /// Opens the file and finds its columns.
    ///
    /// A file of rows that an earlier import set aside is read without the marks that were put before its cells.
    /// - Parameter isOurs: whether the form is one that this program exports, so that its cells bear such marks.
    /// - Throws: ``Interchange/InterchangeError`` when the file cannot be read or decoded,
    ///   ``VictimSupportError/missingColumns(file:columns:)``.
    init(
        path: String, encoding: TextEncoding?, columns: [ImportColumn], profile: ImportProfile? = nil,
        isOurs: Bool = false
    ) throws {
        let text = try namingFile(path) { () throws(InterchangeError) in
            try TextStream(path: path, as: encoding)
        }
        try self.init(text, path: path, columns: columns, profile: profile, isOurs: isOurs)
    }

    /// Reads what is in memory already, as a file of this name.
    ///
    /// - Parameter isOurs: as ``init(path:encoding:columns:profile:isOurs:)``.
    /// - Throws: ``VictimSupportError/unreadableContent(file:_:)``, ``VictimSupportError/missingColumns(file:columns:)``.
    init(_ bytes: [UInt8], named file: String, columns: [ImportColumn], isOurs: Bool) throws {
        let text = try namingFile(file) { () throws(InterchangeError) in
            try TextStream(bytes, pieceLength: 1 << 16)
        }
        try self.init(text, path: file, columns: columns, profile: nil, isOurs: isOurs)
    }

    private init(
        _ text: TextStream, path: String, columns: [ImportColumn], profile: ImportProfile?, isOurs: Bool
    ) throws {
        byteCount = text.byteCount
        self.path = path
        file = String(path.split(separator: "/").last ?? "")
        encoding = text.encoding.rawValue
        privateUse = text.privateUse
        reader = try namingFile(path) { () throws(InterchangeError) in try DelimitedReader(text) }
        let wasSetAside = RejectedRow.isFile(header: reader.header)
        reader.undoesGuards = isOurs || wasSetAside
        columnsOfRejects = wasSetAside ? RejectedRow.headings.count : 0
        layout = try ColumnLayout(columns, profile: profile, header: reader, file: file)
        fieldCount = reader.header.count
        self.profile = profile
    }

    /// Reads all rows into values.
    ///
    /// - Throws: as ``forEachRow(rejecting:_:)``.
    mutating func readAll<Value>(
        rejecting limit: Int = 0, _ value: (DelimitedRow) throws(RowError) -> Value
    ) throws -> [Value] {
        var result: [Value] = []
        try forEachRow(rejecting: limit) { result.append(try value($0)) }
        return result
    }

    /// Hands out all rows that the profile does not pass over.
    ///
    /// - Parameters:
    ///   - limit: so many wrong rows are set aside instead of stopping the import. Faults that hide where rows end are none
    ///     of them.
    ///   - allowingNone: whether rows that the profile passes over are enough.
    ///   - body: takes one row, or throws the row's first fault as ``RowError``; anything else ends the reading.
    /// - Throws: ``VictimSupportError/badRows(file:faults:)`` with the faults of all rows, in file order;
    ///   ``VictimSupportError/noRows(file:)``.
    mutating func forEachRow(
        rejecting limit: Int = 0, allowingNone: Bool = false, _ body: (DelimitedRow) throws -> Void
    ) throws {
        var accepted = 0
        var passing = try PassedOverRows(
            profile: profile, layout: layout, reader: reader, byteCount: byteCount, file: file)
        while let row = try nextRow() {
            rows += 1
            do {
                try checkShape(row)
                if try passing.passes(row) { continue }
                try body(row)
                accepted += 1
            } catch let error as RowError {
                faults.add(error)
                if rejected.count < limit { rejected.append(RejectedRow(error, row, from: columnsOfRejects)) }
            }
        }
        passedOver = passing.counts
        guard faults.count <= limit, !faults.endedEarly else {
            throw VictimSupportError.badRows(file: file, faults: faults)
        }
        guard accepted > 0 || allowingNone && rows > 0 else { throw VictimSupportError.noRows(file: file) }
    }

    /// The next row; a fault that hides where rows end is reported like any other, and ends the reading.
    private mutating func nextRow() throws(InterchangeError) -> DelimitedRow? {
        do {
            return try reader.next()
        } catch .unterminatedQuote(let line) {
            faults.end(RowError(line: line, column: nil, code: .malformedQuoting))
        } catch .tooManyFields(let line, _) {
            faults.end(RowError(line: line, column: nil, code: .wrongFieldCount))
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
