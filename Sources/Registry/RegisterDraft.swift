package import Residents

/// A register on its way into a workspace: people in any order in, households in their stored order out.
///
/// Holds 24 bytes of memory per person; the records themselves are on disk when they are many.
package final class RegisterDraft {
    /// Where a person's record stands, and the household number's first sixteen bytes, big-endian and padded with NUL, which no
    /// number holds: they sort as the number does.
    private struct Entry {
        let high: UInt64
        let low: UInt64
        let offset: Int
    }

    private var entries: [Entry] = []
    private let spool: RecordSpool
    private var isSorted = true
    private var hasLongNumbers = false

    /// - Parameter paths: the workspace that the register is for; records wait beside it.
    package init(_ paths: WorkspacePaths) {
        let folder = paths.database.lastIndex(of: "/").map { String(paths.database[...$0]) }
        spool = RecordSpool(folder: folder ?? "./")
    }

    /// People.
    package var count: Int { entries.count }

    /// Takes one more person.
    ///
    /// - Throws: ``RegistryError/cannotWrite(path:errno:)`` when the disk is full.
    package func append(_ record: ResidentRecordBuilder) throws {
        let offset = spool.count
        var key = (high: UInt64(0), low: UInt64(0), isLong: false)
        try record.withBytes { bytes in
            try spool.append(bytes)
            if let number = ResidentRecord(bytes).text(.householdNumber) { key = Self.key(number) }
        }
        hasLongNumbers = hasLongNumbers || key.isLong
        if isSorted, let last = entries.last, (key.high, key.low) < (last.high, last.low) { isSorted = false }
        entries.append(Entry(high: key.high, low: key.low, offset: offset))
    }

    private static func key(_ number: UnsafeRawBufferPointer) -> (high: UInt64, low: UInt64, isLong: Bool) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        for place in 0..<8 { high = high << 8 | (place < number.count ? UInt64(number[place]) : 0) }
        for place in 8..<16 { low = low << 8 | (place < number.count ? UInt64(number[place]) : 0) }
        return (high, low, number.count > 16)
    }

    /// Ends the taking and puts the households in byte order of their numbers.
    ///
    /// - Complexity: O(n log n), O(n) when the file is in this order already.
    package func seal() throws {
        try spool.seal()
        if !isSorted {
            entries.sort { left, right in
                if left.high != right.high { return left.high < right.high }
                return left.low != right.low ? left.low < right.low : left.offset < right.offset
            }
        }
        if hasLongNumbers { try sortLongNumbers() }
        isSorted = true
    }

    /// Numbers with the same beginning are compared whole.
    private func sortLongNumbers() throws {
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, isSameKey(start, end) { end += 1 }
            if end - start > 1 {
                let numbered = try entries[start..<end].map { (number: try number(of: $0), entry: $0) }
                let sorted = numbered.sorted { left, right in
                    if left.number != right.number { return left.number.lexicographicallyPrecedes(right.number) }
                    return left.entry.offset < right.entry.offset
                }
                entries.replaceSubrange(start..<end, with: sorted.map(\.entry))
            }
            start = end
        }
    }

    private func number(of entry: Entry) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try spool.read(at: entry.offset, into: &bytes)
        return bytes.withUnsafeBytes { ResidentRecord($0).text(.householdNumber).map(Array.init) ?? [] }
    }

    private func isSameKey(_ left: Int, _ right: Int) -> Bool {
        entries[left].high == entries[right].high && entries[left].low == entries[right].low
    }

    /// Hands out every household in byte order of its number, members in listing order; records are valid inside the body
    /// only.
    package func forEachHousehold(_ body: (_ members: [ResidentRecord]) throws -> Void) throws {
        var cursor = DraftCursor(self)
        while try cursor.next() { try cursor.withMembers(body) }
    }

    /// Reads the records of the household that begins at an entry; the next household's first entry.
    func readHousehold(at start: Int, into bytes: inout [UInt8], _ starts: inout [Int]) throws -> Int {
        var next = start
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        while next < entries.count, next == start || isSameKey(start, next) {
            let at = bytes.count
            try spool.read(at: entries[next].offset, into: &bytes)
            if hasLongNumbers, next > start, !isSameHousehold(bytes, at) {
                bytes.removeLast(bytes.count - at)
                break
            }
            starts.append(at)
            next += 1
        }
        return next
    }

    private func isSameHousehold(_ bytes: [UInt8], _ start: Int) -> Bool {
        bytes.withUnsafeBytes { bytes in
            let first = ResidentRecord(bytes).text(.householdNumber)
            let other = ResidentRecord(UnsafeRawBufferPointer(rebasing: bytes[start...])).text(.householdNumber)
            guard let first, let other else { return false }
            return first.holdsSame(as: other)
        }
    }
}
