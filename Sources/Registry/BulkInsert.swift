import GRDB
import GRDBSQLite

/// Stores rows by the million: many in one statement, their values bound from memory.
///
/// Everything else goes through GRDB's own statements; here a value through them, and a statement for each row, cost more
/// than SQLite's share of the row. Cells and texts lie in plain memory, because nothing else is as cheap to fill anew.
final class BulkInsert {
    /// Rows in a statement: with more of them a row gets no cheaper.
    private static let batch = 16
    /// Room for the texts of waiting rows; longer ones get memory of their own.
    private static let textCapacity = 1 << 18
    private static let usualRows = 512

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
    private let waitingRows: Int
    private let many: Statement
    private let one: Statement
    private var cells: UnsafeMutableBufferPointer<Cell>
    /// Rows that are not stored yet.
    private var rows = 0
    private var texts = UnsafeMutableRawPointer.allocate(byteCount: BulkInsert.textCapacity, alignment: 16)
    private var spareTexts = UnsafeMutableRawPointer.allocate(byteCount: BulkInsert.textCapacity, alignment: 16)
    private var textEnd = 0
    private var longTexts: [UnsafeMutableRawPointer] = []

    /// - Parameters:
    ///   - table: what stands behind INSERT INTO.
    ///   - columns: how many values a row has.
    ///   - waits: whether rows wait for ``flush()``, because rows of another table must be there first.
    init(_ table: String, columns: Int, waits: Bool = false, in db: Database) throws {
        self.columns = columns
        waitingRows = waits ? .max : Self.batch
        let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
        let rows = Array(repeating: row, count: Self.batch).joined(separator: ", ")
        many = try db.makeStatement(sql: "INSERT INTO \(table) VALUES \(rows)")
        one = try db.makeStatement(sql: "INSERT INTO \(table) VALUES \(row)")
        cells = .allocate(capacity: columns * Self.usualRows)
        cells.initialize(repeating: Cell())
    }

    deinit {
        cells.deallocate()
        texts.deallocate()
        spareTexts.deallocate()
        for text in longTexts { text.deallocate() }
    }

    /// How many rows wait.
    var waiting: Int { rows }

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
        if rows >= waitingRows { try flush() }
        if (rows + 1) * columns > cells.count { grow() }
    }

    private func grow() {
        let larger = UnsafeMutableBufferPointer<Cell>.allocate(capacity: cells.count * 2)
        larger.initialize(repeating: Cell())
        for place in cells.indices { larger[place] = cells[place] }
        cells.deallocate()
        cells = larger
    }

    /// Stores all rows but those that fill no statement.
    func flush() throws {
        var first = 0
        while rows - first >= Self.batch {
            bind(many, from: first * columns, count: columns * Self.batch)
            try run(many)
            first += Self.batch
        }
        keep(from: first)
    }

    /// Stores what is left; without it the last rows are not stored.
    func finish() throws {
        try flush()
        for row in 0..<rows {
            bind(one, from: row * columns, count: columns)
            try run(one)
        }
        keep(from: rows)
    }

    /// Moves the rows from this one on to the front, and their texts to the other memory: they lie in the order in which they
    /// were set, not in that of the cells.
    private func keep(from first: Int) {
        let left = (rows - first) * columns
        let used = rows * columns
        textEnd = 0
        for place in 0..<left {
            var cell = cells[first * columns + place]
            if cell.kind == .text, let start = UnsafeRawPointer(bitPattern: UInt(cell.bits)), isOwn(start) {
                (spareTexts + textEnd).copyMemory(from: start, byteCount: Int(cell.length))
                cell.bits = UInt64(UInt(bitPattern: spareTexts + textEnd))
                textEnd += Int(cell.length)
            }
            cells[place] = cell
        }
        swap(&texts, &spareTexts)
        for place in left..<used { cells[place] = Cell() }
        rows -= first
        if rows == 0, !longTexts.isEmpty {
            for text in longTexts { text.deallocate() }
            longTexts = []
        }
    }

    private func isOwn(_ text: UnsafeRawPointer) -> Bool {
        text >= UnsafeRawPointer(texts) && text < UnsafeRawPointer(texts) + Self.textCapacity
    }

    private func bind(_ statement: Statement, from first: Int, count: Int) {
        let handle = statement.sqliteStatement
        let cells = cells
        for place in 0..<count {
            let parameter = Int32(truncatingIfNeeded: place + 1)
            let cell = cells[first + place]
            switch cell.kind {
            case .null: sqlite3_bind_null(handle, parameter)
            case .integer: sqlite3_bind_int64(handle, parameter, Int64(bitPattern: cell.bits))
            case .real: sqlite3_bind_double(handle, parameter, Double(bitPattern: cell.bits))
            case .text:
                sqlite3_bind_text(
                    handle, parameter, UnsafePointer<CChar>(bitPattern: UInt(cell.bits)), cell.length, nil)
            }
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
