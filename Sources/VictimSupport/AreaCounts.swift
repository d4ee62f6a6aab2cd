package import Registry
import SpatialQuery
package import SupportScoring

/// What an answer states beside its list, so that nobody takes it for more than it is.
///
/// All counts but ``filtered`` are over the whole register, whatever the list includes, selects or cuts off.
package struct AreaCounts: Hashable, Sendable {
    /// Households that stand inside the area, for certain or possibly.
    package let households: Int
    /// Persons of those households.
    package let persons: Int
    /// Those households by band; none where bands are withheld.
    package let byBand: [SupportBand: Int]
    /// Those of them that stand inside for certain.
    package let certain: Int
    /// Those of them that possibly do: their point is coarse, near the boundary, or one of several readings.
    package let possible: Int
    /// Persons of the households that stand inside for certain.
    package let personsCertain: Int
    /// Households that the list would include and that its filters leave out.
    package let filtered: Int
    /// Households in the whole register.
    package let registered: Int
    /// Households in the whole register without any position: they can be anywhere, inside the area too. Those whose address
    /// lies in a town that was asked for are among them, and are also counted as inside.
    package let unlocated: Int
    /// The same by town, as far as their addresses were read.
    package let unlocatedByTown: [UnlocatedTown]
    /// Households in the whole register located only to a town, a city or a prefecture.
    package let townLevelOnly: Int
    /// Households that are not reached while their address has several readings: another reading may be inside.
    package let otherReadings: Int

    private static func count(_ hits: [AreaHit]) -> [SupportBand: Int] {
        var counts = [Int](repeating: 0, count: 256)
        for hit in hits {
            if let band = hit.band { counts[Int(band.rawValue)] += 1 }
        }
        return SupportBand.allCases.reduce(into: [:]) { byBand, band in
            let count = counts[Int(band.rawValue)]
            if count > 0 { byBand[band] = count }
        }
    }

    init(reached all: ReachedHouseholds, filtered: Int, unlocatedByTown: [UnlocatedTown], register: PackedRegister) {
        let reached = all.hits
        households = reached.count
        persons = reached.reduce(0) { $0 + $1.memberCount }
        byBand = Self.count(reached)
        certain = reached.count { $0.certainty == .certain }
        possible = reached.count - certain
        personsCertain = reached.reduce(0) { $0 + ($1.certainty == .certain ? $1.memberCount : 0) }
        self.filtered = filtered
        registered = register.visibleCount
        unlocated = register.visibleCount - all.located
        self.unlocatedByTown = unlocatedByTown
        townLevelOnly = all.coarse
        otherReadings =
            all.severalReadings
            - reached.count { hit in
                hit.place.map { PackedLevel(rawValue: all.positions.levels[$0]).hasSeveralReadings } == true
            }
    }
}
