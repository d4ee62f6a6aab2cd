package import Disclosure
import GRDB

/// Codes that stand for households and persons in addresses: 64 bits of a keyed hash of the 世帯番号 or the 宛名番号.
///
/// A code follows from the number and the workspace's key alone. So it stays the same over registers, says nothing of the number, and shows
/// no gap where somebody is left out.
extension RegistrySnapshot {
    /// The codes of some households, in the order asked.
    ///
    /// - Complexity: O(n + rows); every row of packed numbers that holds one of them is read once.
    package func codes(of households: [UInt32], grant: ReleaseGrant) throws -> [UInt64] {
        let hash = try keyedHash(for: .households)
        var codes = [UInt64](repeating: 0, count: households.count)
        try PackedNumbers.visit(households, in: db) { codes[$0] = hash.hash($1) }
        return codes
    }

    /// The household of a code; nil when there is none that the audience may see.
    ///
    /// - Complexity: O(households): the numbers are hashed until one fits, and no row of a household is touched.
    package func household(code: UInt64, clearance: Clearance) throws -> UInt32? {
        let hash = try keyedHash(for: .households)
        guard let household = try PackedNumbers.first(in: db, where: { hash.hash($0) == code }),
            try visible(clearance).isVisible(household: household)
        else { return nil }
        return household
    }

    /// The person of a code, and the household; nil when there is none that the audience may see.
    ///
    /// - Returns: the household, and the person's place among the members that the audience may see, from 0.
    /// - Complexity: O(residents): one pass over the index of their numbers.
    package func resident(code: UInt64, clearance: Clearance) throws -> (household: UInt32, member: Int)? {
        let hash = try keyedHash(for: .residents)
        let visible = try visible(clearance)
        let rows = try BulkRows("SELECT id, resident_number FROM resident INDEXED BY resident_by_number", in: db)
        while try rows.next() {
            guard let number = rows.text(1), hash.hash(number) == code else { continue }
            let resident = UInt32(rows.int(0))
            let place = try BulkRows(
                """
                SELECT r.household_id, h.first_resident FROM resident AS r JOIN household AS h ON h.id = r.household_id
                WHERE r.id = ?
                """, arguments: [Int(resident)], in: db)
            guard visible.isVisible(resident: resident), try place.next() else { return nil }
            let household = UInt32(place.int(0))
            guard visible.isVisible(household: household) else { return nil }
            return (household, (UInt32(place.int(1))..<resident).count { visible.isVisible(resident: $0) })
        }
        return nil
    }

    /// The codes of persons, by their numbers.
    package func codes(ofResidents numbers: some Sequence<String>) throws -> [UInt64] {
        let hash = try keyedHash(for: .residents)
        return numbers.map { hash.hash($0) }
    }
}
