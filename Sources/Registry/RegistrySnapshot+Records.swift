package import Disclosure
import GRDB
package import Residents

/// Whose records a release is about to hold, for its audit entry.
extension RegistrySnapshot {
    /// The people of households whom the audience may see; a household that is named twice counts once.
    ///
    /// - Parameter members: of which households only some are meant, by their places among those whom the audience may see, from 0.
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when the register is not scored.
    /// - Complexity: O(residents of the register), no row is read.
    package func records(
        of households: [UInt32], members: [UInt32: Range<Int>] = [:], clearance: Clearance
    ) throws -> RecordedPeople {
        let visible = try visible(clearance)
        let counts = try scores.memberCounts()
        var isRecorded = [Bool](repeating: false, count: counts.count)
        var recorded = 0
        for household in households {
            guard household > 0, Int(household) <= counts.count else {
                throw RegistryError.packedColumnMismatch(column: PackedColumns.memberCount.name)
            }
            isRecorded[Int(household) - 1] = true
            recorded += Int(counts[Int(household) - 1])
        }
        return RecordedPeople(
            keys: try residentKeys(KeyWalk(expected: recorded, members: members), of: isRecorded, counts, visible))
    }

    /// The keys of the visible residents of some households, by resident.
    ///
    /// The column is walked through once, household by household, as it lies in memory, shared or SQLite's; of millions of residents few
    /// are recorded, and nothing is kept of the others.
    private func residentKeys(
        _ walk: KeyWalk, of isRecorded: [Bool], _ counts: [UInt32], _ visible: VisiblePeople
    ) throws -> [UInt64] {
        var walk = walk
        try columns.forEachChunk(of: PackedColumns.residentKey) {
            try walk.take($0, of: isRecorded.span, counts.span, visible)
        }
        guard walk.isAtEnd(of: counts) else { throw KeyWalk.mismatch }
        return walk.keys
    }

    /// People by their 宛名番号, registered or not.
    package func records(numbered numbers: some Sequence<String>) throws -> RecordedPeople {
        let keys = try ResidentKeys(db)
        return RecordedPeople(keys: numbers.map { keys.key(of: $0) })
    }

    /// Calls for the number of everybody who is or was registered whose key is among `keys`, in byte order.
    ///
    /// - Parameters:
    ///   - keys: as an entry of the audit log has them.
    ///   - body: gets the number and whether the person is registered today.
    /// - Returns: how many of the keys are nobody's any more.
    package func people(
        keyed keys: [UInt64], grant: ReleaseGrant,
        _ body: (_ number: ResidentNumber, _ isRegistered: Bool) throws -> Void
    ) throws -> Int {
        try grant.clearance.require(.all)
        let residentKeys = try ResidentKeys(db)
        let wanted = Set(keys)
        var found = Set<UInt64>()
        let rows = try BulkRows(
            """
            SELECT resident_number, max(registered) FROM (
                SELECT resident_number, 1 AS registered FROM resident
                UNION ALL SELECT resident_number, 0 FROM resident_history)
            GROUP BY resident_number ORDER BY resident_number
            """, in: db)
        while try rows.next() {
            guard let number = rows.text(0) else { continue }
            let key = residentKeys.key(of: number)
            guard wanted.contains(key) else { continue }
            found.insert(key)
            if let number = try? ResidentNumber(rows.string(0)) { try body(number, rows.int(1) == 1) }
        }
        return wanted.count - found.count
    }
}
