import Foundation
import GRDB

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

    /// Reads the whole column.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when a chunk's length is not its element count.
    func read(from db: Database) throws -> [Element] {
        let width = MemoryLayout<Element>.stride
        let total =
            try Int.fetchOne(
                db, sql: "SELECT total(element_count) FROM packed_column WHERE name = ?", arguments: [name]) ?? 0
        let rows = try Row.fetchCursor(
            db, sql: "SELECT bytes FROM packed_column WHERE name = ? ORDER BY chunk", arguments: [name])
        let result = try [Element](unsafeUninitializedCapacity: total) { buffer, count in
            let target = UnsafeMutableRawBufferPointer(buffer)
            var end = 0
            while let row = try rows.next() {
                try row.withUnsafeData(atIndex: 0) { data in
                    guard let data, end + data.count <= total * width else {
                        throw RegistryError.packedColumnMismatch(column: name)
                    }
                    data.withUnsafeBytes {
                        UnsafeMutableRawBufferPointer(rebasing: target[end..<end + $0.count]).copyMemory(from: $0)
                    }
                    end += data.count
                }
            }
            // Elements are plain bytes, so a short column leaves nothing to undo.
            count = end / width
        }
        guard result.count == total else { throw RegistryError.packedColumnMismatch(column: name) }
        return result
    }
}
