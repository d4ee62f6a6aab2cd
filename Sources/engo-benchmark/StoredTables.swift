import GRDBSQLite

/// The tables of a workspace file, for a benchmark that makes or reads them itself.
final class StoredTables {
    private var database: OpaquePointer?

    init(path: String) throws {
        guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
            throw BenchmarkError.cannotWrite(path: path)
        }
    }

    deinit { sqlite3_close_v2(database) }

    func execute(_ sql: String) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw BenchmarkError.workspaceFailed }
    }

    func prepare(_ sql: String) throws -> Prepared {
        var handle: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &handle, nil) == SQLITE_OK, let handle else {
            throw BenchmarkError.workspaceFailed
        }
        return Prepared(handle)
    }

    /// A packed column of whole numbers, by id from 1 on.
    func packedColumn<Number: FixedWidthInteger>(_ name: String) throws -> [Number] {
        let chunks = try prepare("SELECT bytes FROM packed_column WHERE name = '\(name)' ORDER BY chunk")
        let size = MemoryLayout<Number>.size
        var numbers: [Number] = []
        while try chunks.next() {
            chunks.bytes(0).withUnsafeBytes { bytes in
                for start in stride(from: 0, through: bytes.count - size, by: size) {
                    numbers.append(Number(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: Number.self)))
                }
            }
        }
        return numbers
    }

    /// One statement, run as often as it is wanted.
    final class Prepared {
        private let handle: OpaquePointer

        init(_ handle: OpaquePointer) { self.handle = handle }

        deinit { sqlite3_finalize(handle) }

        func bind(_ place: Int32, _ value: Int) { sqlite3_bind_int64(handle, place, Int64(value)) }

        func bind(_ place: Int32, _ bytes: [UInt8]) {
            // SQLITE_TRANSIENT: SQLite takes a copy.
            sqlite3_bind_blob64(
                handle, place, bytes, UInt64(bytes.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
        }

        /// Runs a statement that returns no rows.
        func run() throws {
            guard sqlite3_step(handle) == SQLITE_DONE else { throw BenchmarkError.workspaceFailed }
            sqlite3_reset(handle)
        }

        /// Moves to the next row; false behind the last.
        func next() throws -> Bool {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: return true
            case SQLITE_DONE: return false
            default: throw BenchmarkError.workspaceFailed
            }
        }

        func bytes(_ column: Int32) -> [UInt8] {
            Array(
                UnsafeRawBufferPointer(
                    start: sqlite3_column_blob(handle, column), count: Int(sqlite3_column_bytes(handle, column))))
        }
    }
}
