import Foundation
import GRDB
import SpatialQuery

/// A column of fixed-width values kept outside the row tables, in chunks of 65,536 elements, so that a query over
/// every household reads a few large blobs instead of millions of rows.
///
/// Values are little-endian, as on every platform that Swift supports on Linux.
struct PackedColumn<Element: BitwiseCopyable & Sendable>: Sendable {
    let name: String

    private static var chunkLength: Int { 65_536 }

    /// Replaces the column's content.
    func replace(with values: [Element], in db: Database) throws {
        try db.execute(sql: "DELETE FROM packed_column WHERE name = ?", arguments: [name])
        let insert = try db.makeStatement(
            sql: "INSERT INTO packed_column (name, chunk, element_count, bytes) VALUES (?, ?, ?, ?)")
        var start = 0
        var chunk = 0
        while start < values.count {
            let end = min(start + Self.chunkLength, values.count)
            let bytes = values[start..<end].withUnsafeBytes { Data($0) }
            try insert.execute(arguments: [name, chunk, end - start, bytes])
            start = end
            chunk += 1
        }
    }

    /// How many elements the column has.
    func count(in db: Database) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT total(element_count) FROM packed_column WHERE name = ?", arguments: [name]) ?? 0
    }

    /// Reads the whole column.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when a chunk's length is not its element count.
    func read(from db: Database) throws -> [Element] {
        let total = try count(in: db)
        var mismatch: RegistryError { .packedColumnMismatch(column: name) }
        let result = try [Element](unsafeUninitializedCapacity: total) { buffer, count in
            let target = UnsafeMutableRawBufferPointer(buffer)
            target.useLargePages()
            var end = 0
            try forEachChunk(in: db) { bytes in
                guard end + bytes.count <= target.count else { throw mismatch }
                UnsafeMutableRawBufferPointer(rebasing: target[end..<end + bytes.count]).copyMemory(from: bytes)
                end += bytes.count
            }
            // Elements are plain bytes, so a short column leaves nothing to undo.
            count = end / MemoryLayout<Element>.stride
        }
        guard result.count == total else { throw mismatch }
        return result
    }

    /// Hands out the bytes of one chunk after the other, each valid only inside the body and with whatever alignment: for a column
    /// that is walked through once, and not kept.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when a chunk does not hold whole elements.
    func forEachChunk(in db: Database, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let rows = try BulkRows(
            "SELECT bytes FROM packed_column WHERE name = ? ORDER BY chunk", arguments: [name], in: db)
        while try rows.next() {
            let bytes = rows.blob(0)
            guard bytes.count % MemoryLayout<Element>.stride == 0 else {
                throw RegistryError.packedColumnMismatch(column: name)
            }
            try body(bytes)
        }
    }
}
