package import Disclosure
import GRDB

/// How many households without a position have an address in one town, as far as it was read.
package struct UnlocatedTown: Hashable, Sendable {
    /// The municipality that was found, or empty.
    package let city: String
    /// The town that was found, or empty: 町名不明.
    package let town: String
    /// How many.
    package let households: Int
}

extension RegistrySnapshot {
    /// Households without a position by city and town in byte order, the unknown first; none when all have one.
    ///
    /// - Parameters:
    ///   - unlocated: how many there are in all; those that nobody looked for belong to no town.
    ///   - clearance: proof that audience and basis were stated.
    /// - Complexity: O(unlocated).
    package func unlocatedByTown(_ unlocated: Int, clearance: Clearance) throws -> [UnlocatedTown] {
        guard unlocated > 0 else { return [] }
        let visible = try visible(clearance)
        guard visible.seesAllHouseholds else { return try unlocatedByTown(among: visible, unlocated) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT p.city, p.town, count(*) FROM location AS l CROSS JOIN located_place AS p ON p.id = l.place_id
                WHERE l.longitude IS NULL GROUP BY p.city, p.town ORDER BY p.city, p.town
                """)
        return Self.withNeverSought(rows.map { UnlocatedTown(city: $0[0], town: $0[1], households: $0[2]) }, unlocated)
    }

    /// The same, counting visible households only.
    private func unlocatedByTown(among visible: VisiblePeople, _ unlocated: Int) throws -> [UnlocatedTown] {
        let rows = try BulkRows(
            """
            SELECT l.household_id, p.city, p.town FROM location AS l CROSS JOIN located_place AS p ON p.id = l.place_id
            WHERE l.longitude IS NULL
            """, in: db)
        var counts: [RegisteredTown: Int] = [:]
        while try rows.next() {
            guard visible.isVisible(household: UInt32(rows.int(0))) else { continue }
            counts[RegisteredTown(city: rows.string(1), town: rows.string(2)), default: 0] += 1
        }
        let towns = counts.sorted { $0.key < $1.key }.map {
            UnlocatedTown(city: $0.key.city, town: $0.key.town, households: $0.value)
        }
        return Self.withNeverSought(towns, unlocated)
    }

    /// Adds those whose address nobody looked for, who belong to no town.
    private static func withNeverSought(_ counted: [UnlocatedTown], _ unlocated: Int) -> [UnlocatedTown] {
        var towns = counted
        let neverSought = unlocated - towns.reduce(0) { $0 + $1.households }
        guard neverSought > 0 else { return towns }
        var unknown = neverSought
        if let first = towns.first, first.city.isEmpty, first.town.isEmpty {
            unknown += first.households
            towns.removeFirst()
        }
        return [UnlocatedTown(city: "", town: "", households: unknown)] + towns
    }
}
