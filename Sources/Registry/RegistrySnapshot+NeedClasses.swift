package import Disclosure
import GRDB
package import Residents

extension RegistrySnapshot {
    /// For each household, element 0 being household 1, which classes of need its members have: bit n stands for the nth of
    /// ``Residents/NeedClass``. The same as lists show, as far as the audience may see needs and ages.
    ///
    /// - Parameters:
    ///   - memberCounts: of all households, seen or not: residents are numbered household by household.
    ///   - asOf: ages are counted on this day.
    ///   - grant: proof that the release is in the audit log.
    /// - Complexity: O(residents + needs), two passes; about 100 ms for 300,000 residents.
    package func needClasses(memberCounts: [UInt32], asOf: CalendarDate, grant: ReleaseGrant) throws -> [UInt8] {
        var result = [UInt8](repeating: 0, count: memberCounts.count)
        let visible = try visible(grant.clearance)
        func note(_ bits: Int, household: Int, resident: Int) throws {
            guard result.indices.contains(household - 1) else {
                throw RegistryError.packedColumnMismatch(column: PackedColumns.memberCount.name)
            }
            guard visible.isVisible(household: UInt32(household)), visible.isVisible(resident: UInt32(resident)) else {
                return
            }
            result[household - 1] |= UInt8(truncatingIfNeeded: bits)
        }
        if grant.fields.contains(.needs) {
            var household = 0
            var lastResident = 0
            let rows = try BulkRows(Self.needClassRows, in: db)
            while try rows.next() {
                let resident = rows.int(0)
                while household < memberCounts.count, lastResident < resident {
                    lastResident += Int(memberCounts[household])
                    household += 1
                }
                try note(rows.int(1), household: household, resident: resident)
            }
        }
        if grant.fields.contains(.age) {
            let rows = try BulkRows(
                """
                SELECT id, household_id, birth_date FROM resident
                WHERE birth_date_is_known = 1 AND (birth_date < ? OR birth_date > ?)
                """,
                arguments: ["\(asOf.year - 63)", "\(asOf.year - 7)"], in: db)
            while try rows.next() {
                guard let text = rows.text(2), let born = CalendarDate(iso: text) else { continue }
                let years = max(0, Age.completedYears(born: born, asOf: asOf))
                guard let ofAge = NeedClass.ofAge(years) else { continue }
                try note(1 << Self.bit(ofAge), household: rows.int(1), resident: rows.int(0))
            }
        }
        return result
    }

    private static func bit(_ needClass: NeedClass) -> Int { NeedClass.allCases.firstIndex(of: needClass) ?? 0 }

    /// Residents with the bit of each need that holds.
    private static var needClassRows: String {
        let kinds = NeedKind.allCases.compactMap { kind in
            kind.displayClass.map { "WHEN '\(kind.rawValue)' THEN \(1 << bit($0))" }
        }
        let states = NeedState.allCases.filter(\.doesHold).map { "'\($0.rawValue)'" }
        return """
            SELECT resident_id, CASE kind \(kinds.joined(separator: " ")) ELSE 0 END FROM current_need
            WHERE state IN (\(states.joined(separator: ", "))) ORDER BY resident_id
            """
    }
}
