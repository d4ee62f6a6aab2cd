import Foundation
import GRDB
import GRDBSQLite

/// Household numbers in id order, 256 to a row, so that a list of many reads the numbers without their rows.
///
/// A row holds for each number its length in bytes, as two bytes, the smaller first, and the number itself. 256 are few enough to
/// stand on one page, and to be walked through to the one that is wanted.
enum PackedNumbers {
    static let chunkLength = 256

    /// Packs the numbers of the households that are stored now.
    static func pack(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM packed_number")
        let writer = try PackedNumberWriter(db)
        let rows = try BulkRows("SELECT household_number FROM household ORDER BY id", in: db)
        while try rows.next() { try writer.append(rows.text(0) ?? UnsafeRawBufferPointer(start: nil, count: 0)) }
        try writer.finish()
    }

    /// How many numbers are packed.
    static func count(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT total(element_count) FROM packed_number") ?? 0
    }

    /// The numbers of some households, in the order asked.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when one is not there.
    /// - Complexity: O(n log n) for the order of the ids; then every row that holds a number is read once.
    static func numbers(of households: [UInt32], in db: Database) throws -> [String] {
        var result = [String](repeating: "", count: households.count)
        try visit(households, in: db) { result[$0] = String(decoding: $1, as: UTF8.self) }
        return result
    }

    /// Calls with the place among those asked and the number of each household, in id order; the bytes are valid only then.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when one is not there.
    static func visit(
        _ households: [UInt32], in db: Database, _ body: (_ place: Int, _ number: UnsafeRawBufferPointer) -> Void
    ) throws {
        let order = households.indices.sorted { households[$0] < households[$1] }
        let statement = try db.makeStatement(
            sql: "SELECT element_count, bytes FROM packed_number WHERE chunk = ?")
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        var next = 0
        while next < order.count {
            let chunk = Self.chunk(of: households[order[next]])
            sqlite3_reset(handle)
            sqlite3_bind_int64(handle, 1, Int64(chunk))
            guard sqlite3_step(handle) == SQLITE_ROW, let start = sqlite3_column_blob(handle, 1) else { throw mismatch }
            var walk = Walk(
                bytes: UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, 1))),
                count: Int(sqlite3_column_int64(handle, 0)))
            while next < order.count, Self.chunk(of: households[order[next]]) == chunk {
                let element = Int(households[order[next]]) - 1 - chunk * chunkLength
                guard let number = walk.text(at: element) else { throw mismatch }
                body(order[next], number)
                next += 1
            }
        }
    }

    /// The first household whose number fits; nil when none does.
    ///
    /// - Complexity: O(households), one pass over the packed numbers.
    static func first(in db: Database, where fits: (UnsafeRawBufferPointer) -> Bool) throws -> UInt32? {
        let statement = try db.makeStatement(
            sql: "SELECT chunk, element_count, bytes FROM packed_number ORDER BY chunk")
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        while sqlite3_step(handle) == SQLITE_ROW {
            guard let start = sqlite3_column_blob(handle, 2) else { throw mismatch }
            let count = Int(sqlite3_column_int64(handle, 1))
            var walk = Walk(
                bytes: UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, 2))), count: count)
            for element in 0..<count {
                guard let number = walk.text(at: element) else { throw mismatch }
                if fits(number) { return UInt32(Int(sqlite3_column_int64(handle, 0)) * chunkLength + element + 1) }
            }
        }
        return nil
    }

    private static var mismatch: RegistryError { .packedColumnMismatch(column: "household.number") }

    /// Ids begin at 1; 0 is nobody's, and its row is not there.
    private static func chunk(of household: UInt32) -> Int { (Int(household) - 1) >> 8 }

    /// A walk along the numbers of one row, forwards only.
    private struct Walk {
        let bytes: UnsafeRawBufferPointer
        let count: Int
        private var element = 0
        private var offset = 0

        init(bytes: UnsafeRawBufferPointer, count: Int) {
            self.bytes = bytes
            self.count = count
        }

        /// The bytes of an element that is not before the one asked last; nil when it is not there.
        mutating func text(at wanted: Int) -> UnsafeRawBufferPointer? {
            guard wanted >= element, wanted < count else { return nil }
            while true {
                guard offset + 2 <= bytes.count else { return nil }
                let length = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
                guard offset + 2 + length <= bytes.count else { return nil }
                if element == wanted {
                    return UnsafeRawBufferPointer(rebasing: bytes[offset + 2..<offset + 2 + length])
                }
                offset += 2 + length
                element += 1
            }
        }
    }
}

/// Packs household numbers as they come, in id order, into a table that holds none.
final class PackedNumberWriter {
    private let insert: Statement
    private var bytes = Data()
    private var count = 0
    private var chunk = 0

    init(_ db: Database) throws {
        insert = try db.makeStatement(
            sql: "INSERT INTO packed_number (chunk, element_count, bytes) VALUES (?, ?, ?)")
    }

    /// Takes the number of the next household, whose bytes are valid only now.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` for 64 KiB and more, which no file can hold.
    func append(_ number: UnsafeRawBufferPointer) throws {
        guard let length = UInt16(exactly: number.count) else {
            throw RegistryError.packedColumnMismatch(column: "household.number")
        }
        bytes.append(UInt8(truncatingIfNeeded: length))
        bytes.append(UInt8(truncatingIfNeeded: length >> 8))
        bytes.append(contentsOf: number)
        count += 1
        if count == PackedNumbers.chunkLength { try store() }
    }

    /// Stores what waits.
    func finish() throws {
        if count > 0 { try store() }
    }

    private func store() throws {
        try insert.execute(arguments: [chunk, count, bytes])
        chunk += 1
        count = 0
        bytes.removeAll(keepingCapacity: true)
    }
}
