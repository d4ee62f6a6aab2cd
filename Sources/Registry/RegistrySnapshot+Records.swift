package import Disclosure
import GRDB
package import Residents

/// Whose records a release is about to hold, for its audit entry.
extension RegistrySnapshot {
    /// The people of households whom the audience may see.
    ///
    /// - Parameter members: of which households only some are meant, by their places among those whom the audience may see, from 0.
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when the register is not scored.
    /// - Complexity: O(households of the register + n log n) for n households or people recorded; no row is read.
    package func records(
        of households: some Sequence<UInt32>, members: [UInt32: Range<Int>] = [:], clearance: Clearance
    ) throws -> RecordedPeople {
        let visible = try visible(clearance)
        let counts = try columns.read(PackedColumns.memberCount)
        let column = try columns.read(PackedColumns.residentKey)
        guard counts.reduce(0, { $0 + Int($1) }) == column.count else {
            throw RegistryError.packedColumnMismatch(column: PackedColumns.residentKey.name)
        }
        // In the order of the file: whose members come first is counted on the way, once.
        var keys: [UInt64] = []
        keys.reserveCapacity(households.underestimatedCount * 3)
        var (next, first) = (0, 0)
        for household in households.sorted() {
            guard household > 0, Int(household) <= counts.count else {
                throw RegistryError.packedColumnMismatch(column: PackedColumns.memberCount.name)
            }
            while next < Int(household) - 1 {
                first += Int(counts[next])
                next += 1
            }
            let residents = first..<first + Int(counts[next])
            if let meant = members[household] {
                let shown = residents.filter { visible.isVisible(resident: UInt32($0 + 1)) }
                keys += shown[meant.clamped(to: shown.indices)].map { column[$0].key }
                continue
            }
            for resident in residents where visible.isVisible(resident: UInt32(resident + 1)) {
                keys.append(column[resident].key)
            }
        }
        return RecordedPeople(keys: keys)
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
