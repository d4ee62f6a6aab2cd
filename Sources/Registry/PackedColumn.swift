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
        var result: [Element] = []
        result.reserveCapacity(total)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT element_count, bytes FROM packed_column WHERE name = ? ORDER BY chunk", arguments: [name])
        while let row = try rows.next() {
            let count: Int = row[0]
            try row.withUnsafeData(atIndex: 1) { data in
                guard let data, data.count == count * width else {
                    throw RegistryError.packedColumnMismatch(column: name)
                }
                data.withUnsafeBytes { source in
                    for index in 0..<count {
                        result.append(source.loadUnaligned(fromByteOffset: index * width, as: Element.self))
                    }
                }
            }
        }
        return result
    }
}
