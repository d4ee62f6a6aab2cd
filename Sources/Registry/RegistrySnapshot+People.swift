package import Disclosure
import GRDB
package import Residents

/// One person as counts see them: no name, number or address.
package struct CountedPerson: Sendable {
    /// The household's place among those that were asked for.
    package let household: Int
    /// The day of birth; nil when it is not known.
    package let born: CalendarDate?
    /// The kinds of need that hold.
    package let needs: NeedKinds
}

extension RegistrySnapshot {
    /// Hands out every member of some households, household by household, for counting; nobody where the grant allows no
    /// counts. Who is not visible to the audience is not handed out.
    ///
    /// - Parameters:
    ///   - households: ids of this generation, ascending.
    ///   - memberCounts: of all households, as in ``PackedRegister/memberCounts``.
    ///   - grant: proof that the release is in the audit log.
    /// - Complexity: O(needs of everybody + members).
    package func forEachPerson(
        of households: [UInt32], memberCounts: [UInt32], grant: ReleaseGrant, _ body: (CountedPerson) throws -> Void
    ) throws {
        guard grant.clearance.mayCountPeople, !households.isEmpty else { return }
        let visible = try visible(grant.clearance)
        var firstResidents: [Int] = []
        firstResidents.reserveCapacity(memberCounts.count + 1)
        var next = 1
        for count in memberCounts {
            firstResidents.append(next)
            next += Int(count)
        }
        firstResidents.append(next)
        let needs = try needKinds(residents: next - 1)
        var start = 0
        while start < households.count {
            let batch = start..<min(start + Self.peopleBatch, households.count)
            var residents: [UInt32] = []
            var owners: [Int] = []
            for index in batch {
                let household = Int(households[index])
                guard memberCounts.indices.contains(household - 1) else { throw RegistryError.noSuchHousehold }
                for resident in firstResidents[household - 1]..<firstResidents[household] {
                    residents.append(UInt32(resident))
                    owners.append(index)
                }
            }
            let rows = try BulkRows(
                """
                SELECT r.birth_date, r.birth_date_is_known
                FROM json_each(?) AS wanted CROSS JOIN resident AS r ON r.id = wanted.value
                """, arguments: [Self.json(residents)], in: db)
            var row = 0
            while try rows.next() {
                guard owners.indices.contains(row) else { throw RegistryError.noSuchHousehold }
                let (owner, resident) = (owners[row], residents[row])
                row += 1
                guard visible.isVisible(household: households[owner]), visible.isVisible(resident: resident) else {
                    continue
                }
                let born = rows.int(1) == 0 ? nil : rows.text(0).flatMap { CalendarDate(iso: $0) }
                try body(
                    CountedPerson(household: owner, born: born, needs: needs[Int(resident) - 1]))
            }
            guard row == owners.count else { throw RegistryError.noSuchHousehold }
            start = batch.upperBound
        }
    }

    /// The kinds of need that hold, by resident id from 1.
    private func needKinds(residents: Int) throws -> [NeedKinds] {
        var result = [NeedKinds](repeating: NeedKinds(), count: residents)
        let rows = try BulkRows(
            "SELECT resident_id, kind FROM current_need WHERE state = 'holds' OR state = 'expiring' ORDER BY resident_id",
            in: db)
        while try rows.next() {
            guard let kind = NeedKind(rawValue: rows.string(1)) else { continue }
            let index = rows.int(0) - 1
            guard result.indices.contains(index) else {
                throw RegistryError.packedColumnMismatch(column: PackedColumns.memberCount.name)
            }
            result[index].insert(kind)
        }
        return result
    }

    private static let peopleBatch = 8_192
}
