import Foundation
import GRDB
import GRDBSQLite

/// Household numbers in id order, 256 to a row, so that a list of many reads the numbers without their rows.
///
/// A row holds for each number its length in bytes, as two bytes, the smaller first, and the number itself. 256 are few enough to
/// stand on one page, and to be walked through once for those that are wanted.
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

    /// The numbers of some households, by their places among those asked.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when one is not there.
    /// - Complexity: as ``visit(_:in:_:)``.
    static func numbers(of households: [UInt32], in db: Database) throws -> GatheredNumbers {
        var result = GatheredNumbers(count: households.count)
        try visit(households, in: db) { result.add($1, at: $0) }
        return result
    }

    /// Calls with the place among those asked and the number of each household, row by row; the bytes are valid only then.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when one is not there.
    /// - Complexity: O(n + rows); every row that holds a number is read once, and those that follow one another without a look-up.
    static func visit(
        _ households: [UInt32], in db: Database, _ body: (_ place: Int, _ number: UnsafeRawBufferPointer) -> Void
    ) throws {
        let (places, ends) = try byChunk(households)
        let statement = try db.makeStatement(
            sql: "SELECT chunk, element_count, bytes FROM packed_number WHERE chunk >= ? ORDER BY chunk")
        let handle = statement.sqliteStatement
        defer { sqlite3_reset(handle) }
        var layout = Layout()
        var reached = -1
        var next = 0
        for (chunk, end) in ends.enumerated() where end > next {
            if chunk != reached + 1 || reached < 0 {
                sqlite3_reset(handle)
                sqlite3_bind_int64(handle, 1, Int64(chunk))
            }
            guard sqlite3_step(handle) == SQLITE_ROW, sqlite3_column_int64(handle, 0) == chunk,
                let start = sqlite3_column_blob(handle, 2)
            else { throw mismatch }
            reached = chunk
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, 2)))
            try layout.read(bytes, count: Int(sqlite3_column_int64(handle, 1)))
            for place in places[next..<end] {
                let element = Int(households[Int(place)]) - 1 - chunk * chunkLength
                guard element < layout.count else { throw mismatch }
                body(Int(place), UnsafeRawBufferPointer(rebasing: bytes[layout[element]]))
            }
            next = end
        }
    }

    /// The places of households, those of one row together, and behind which of them each row ends.
    ///
    /// Counted, not sorted: the rows are known beforehand, and within one a number is found by its element.
    private static func byChunk(_ households: [UInt32]) throws -> (places: [UInt32], ends: [Int]) {
        guard let last = households.max() else { return ([], []) }
        // Ids begin at 1; 0 is nobody's.
        guard households.allSatisfy({ $0 > 0 }) else { throw mismatch }
        var starts = [Int](repeating: 0, count: chunk(of: last) + 2)
        for household in households { starts[chunk(of: household) + 1] += 1 }
        for chunk in 1..<starts.count { starts[chunk] += starts[chunk - 1] }
        var places = [UInt32](repeating: 0, count: households.count)
        for (place, household) in households.enumerated() {
            let chunk = chunk(of: household)
            places[starts[chunk]] = UInt32(place)
            starts[chunk] += 1
        }
        // Each start has moved to the end of its row.
        return (places, starts.dropLast())
    }

    /// The first household whose number fits; nil when none does.
    ///
    /// - Complexity: O(households), one pass over the packed numbers.
    static func first(in db: Database, where fits: (UnsafeRawBufferPointer) -> Bool) throws -> UInt32? {
        let rows = try BulkRows("SELECT chunk, element_count, bytes FROM packed_number ORDER BY chunk", in: db)
        var layout = Layout()
        while try rows.next() {
            let bytes = rows.blob(2)
            try layout.read(bytes, count: rows.int(1))
            for element in 0..<layout.count where fits(UnsafeRawBufferPointer(rebasing: bytes[layout[element]])) {
                return UInt32(rows.int(0) * chunkLength + element + 1)
            }
        }
        return nil
    }

    private static var mismatch: RegistryError { .packedColumnMismatch(column: "household.number") }

    private static func chunk(of household: UInt32) -> Int { (Int(household) - 1) >> 8 }

    /// Where the numbers of one row stand in its bytes.
    private struct Layout {
        /// By element, and behind the last: where its length stands.
        private var starts = [Int](repeating: 0, count: chunkLength + 1)
        /// Numbers in the row.
        private(set) var count = 0

        /// Looks through the bytes of a row.
        mutating func read(_ bytes: UnsafeRawBufferPointer, count: Int) throws {
            guard 0...chunkLength ~= count else { throw mismatch }
            self.count = count
            var start = 0
            let isWhole = starts.withUnsafeMutableBufferPointer { starts in
                for element in 0..<count {
                    guard start <= bytes.count - 2 else { return false }
                    starts[element] = start
                    let length = bytes.loadUnaligned(fromByteOffset: start, as: UInt16.self)
                    start &+= 2 &+ Int(UInt16(littleEndian: length))
                }
                starts[count] = start
                return start <= bytes.count
            }
            guard isWhole else { throw mismatch }
        }

        /// The bytes of an element's number.
        subscript(element: Int) -> Range<Int> { starts[element] + 2..<starts[element + 1] }
    }
}

/// Numbers of some households, by their places among those asked: in one piece of memory, not a text for each.
struct GatheredNumbers {
    private var bytes: RowBytes
    /// By place: where the number stands.
    private var starts: [Int]

    /// What a number usually takes, its length included.
    private static let usualLength = 16

    fileprivate init(count: Int) {
        bytes = RowBytes(room: count * Self.usualLength)
        starts = [Int](repeating: 0, count: count)
    }

    fileprivate mutating func add(_ number: UnsafeRawBufferPointer, at place: Int) {
        starts[place] = bytes.count
        bytes.append(atMost: RowBytes.length(of: number)) { $0.add(text: number) }
    }

    /// The number of the household at a place.
    subscript(place: Int) -> String {
        bytes.bytes.withUnsafeBytes { bytes in
            var number = RowBytesReader(bytes, at: starts[place])
            return number.text() ?? ""
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
