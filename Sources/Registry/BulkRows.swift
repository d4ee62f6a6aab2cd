import GRDB
import GRDBSQLite

/// The rows of a query over everybody, cell by cell from SQLite's own memory.
final class BulkRows {
    private let statement: Statement
    private let handle: OpaquePointer

    init(_ sql: String, arguments: StatementArguments = StatementArguments(), in db: Database) throws {
        statement = try db.makeStatement(sql: sql)
        handle = statement.sqliteStatement
        statement.setUncheckedArguments(arguments)
    }

    deinit { sqlite3_reset(handle) }

    /// Moves to the next row; false behind the last.
    func next() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            throw DatabaseError(resultCode: ResultCode(rawValue: sqlite3_extended_errcode(sqlite3_db_handle(handle))))
        }
    }

    @inline(__always)
    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    @inline(__always)
    func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }

    @inline(__always)
    func optionalDouble(_ column: Int32) -> Double? { isNull(column) ? nil : sqlite3_column_double(handle, column) }

    @inline(__always)
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// The bytes of a text, valid until the next row; nil for NULL.
    @inline(__always)
    func text(_ column: Int32) -> UnsafeRawBufferPointer? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// The bytes of a blob, valid until the next row; none for NULL.
    @inline(__always)
    func blob(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, column)))
    }

    /// The text as a string; empty for NULL.
    func string(_ column: Int32) -> String {
        text(column).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
