import GRDB
import GRDBSQLite

/// Stores rows by the million: many in one statement, their values bound from memory.
///
/// Everything else goes through GRDB's own statements; here a value through them, and a statement for each row, cost more
/// than SQLite's share of the row. Cells and texts lie in plain memory, because nothing else is as cheap to fill anew.
///
/// A row that fails leaves those of its statement before it where they are, so the transaction must end with the failure:
/// SQLite would else keep a copy of the last page before every statement, to be able to take back one of them alone.
final class BulkInsert {
    /// Rows in a statement: with more of them a row gets no cheaper.
    private static let batch = 16
    /// Room for the texts of a batch; those that do not fit get memory of their own.
    private static let textCapacity = 1 << 16

    private struct Cell {
        enum Kind: UInt8 {
            case null, integer, real, text
        }
        var kind = Kind.null
        var length: Int32 = 0
        /// A number's bits, or where a text begins.
        var bits: UInt64 = 0
    }

    private let columns: Int
    private let many: Statement
    private let one: Statement
    private let cells: UnsafeMutableBufferPointer<Cell>
    /// Whether each parameter of `many` is NULL now, as it is at first.
    private let areNull: UnsafeMutableBufferPointer<Bool>
    private var rows = 0
    private let texts = UnsafeMutableRawPointer.allocate(byteCount: BulkInsert.textCapacity, alignment: 16)
    private var textEnd = 0
    private var longTexts: [UnsafeMutableRawPointer] = []

    /// - Parameters:
    ///   - table: what stands behind INSERT INTO. Where ids run from 1, leave them out: SQLite gives out the same, and does not
    ///     look whether each is there already.
    ///   - columns: how many values a row has.
    init(_ table: String, columns: Int, in db: Database) throws {
        self.columns = columns
        let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
        let rows = Array(repeating: row, count: Self.batch).joined(separator: ", ")
        many = try db.makeStatement(sql: "INSERT OR FAIL INTO \(table) VALUES \(rows)")
        one = try db.makeStatement(sql: "INSERT OR FAIL INTO \(table) VALUES \(row)")
        cells = .allocate(capacity: columns * Self.batch)
        cells.initialize(repeating: Cell())
        areNull = .allocate(capacity: columns * Self.batch)
        areNull.initialize(repeating: true)
    }

    deinit {
        cells.deallocate()
        areNull.deallocate()
        texts.deallocate()
        for text in longTexts { text.deallocate() }
    }

    /// Sets a value of the next row, by its place from 1; those that are not set are NULL.
    @inline(__always)
    func bind(_ place: Int, _ value: Int?) {
        if let value { set(place, Cell(kind: .integer, bits: UInt64(bitPattern: Int64(value)))) }
    }

    @inline(__always)
    func bind(_ place: Int, _ value: Double?) {
        if let value { set(place, Cell(kind: .real, bits: value.bitPattern)) }
    }

    /// Sets a text from UTF-8, which is copied.
    @inline(__always)
    func bind(_ place: Int, _ text: UnsafeRawBufferPointer?) {
        guard let text else { return }
        let start: UnsafeMutableRawPointer
        if textEnd + text.count <= Self.textCapacity {
            start = texts + textEnd
            textEnd += text.count
        } else {
            start = .allocate(byteCount: max(1, text.count), alignment: 1)
            longTexts.append(start)
        }
        if let source = text.baseAddress { start.copyMemory(from: source, byteCount: text.count) }
        set(place, Cell(kind: .text, length: Int32(text.count), bits: UInt64(UInt(bitPattern: start))))
    }

    @inline(__always)
    func bind(_ place: Int, _ text: String) {
        var text = text
        text.withUTF8 { bind(place, UnsafeRawBufferPointer($0)) }
    }

    /// Sets a text of the program itself.
    @inline(__always)
    func bind(_ place: Int, literal text: StaticString) {
        set(
            place,
            Cell(
                kind: .text, length: Int32(text.utf8CodeUnitCount),
                bits: UInt64(UInt(bitPattern: UnsafeRawPointer(text.utf8Start)))))
    }

    @inline(__always)
    private func set(_ place: Int, _ cell: Cell) { cells[rows * columns + place - 1] = cell }

    /// Ends the row.
    func store() throws {
        rows += 1
        guard rows == Self.batch else { return }
        bindBatch()
        try run(many)
        empty()
    }

    /// Stores what is left; without it the last rows are not stored.
    func finish() throws {
        for row in 0..<rows {
            for column in 0..<columns {
                Self.bind(cells[row * columns + column], to: Int32(column + 1), of: one.sqliteStatement)
            }
            try run(one)
        }
        empty()
    }

    private func empty() {
        for place in 0..<rows * columns { cells[place] = Cell() }
        rows = 0
        textEnd = 0
        guard !longTexts.isEmpty else { return }
        for text in longTexts { text.deallocate() }
        longTexts = []
    }

    /// Binds the cells of a batch.
    private func bindBatch() {
        let handle = many.sqliteStatement
        for place in 0..<columns * Self.batch {
            let cell = cells[place]
            if cell.kind == .null {
                if areNull[place] { continue }
                areNull[place] = true
            } else {
                areNull[place] = false
            }
            Self.bind(cell, to: Int32(truncatingIfNeeded: place + 1), of: handle)
        }
    }

    @inline(__always)
    private static func bind(_ cell: Cell, to parameter: Int32, of handle: OpaquePointer) {
        switch cell.kind {
        case .null: sqlite3_bind_null(handle, parameter)
        case .integer: sqlite3_bind_int64(handle, parameter, Int64(bitPattern: cell.bits))
        case .real: sqlite3_bind_double(handle, parameter, Double(bitPattern: cell.bits))
        case .text:
            sqlite3_bind_text(
                handle, parameter, UnsafePointer<CChar>(bitPattern: UInt(cell.bits)), cell.length, nil)
        }
    }

    private func run(_ statement: Statement) throws {
        let handle = statement.sqliteStatement
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE else {
            let failure = DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(sqlite3_db_handle(handle))))
            sqlite3_reset(handle)
            throw failure
        }
        sqlite3_reset(handle)
    }
}
