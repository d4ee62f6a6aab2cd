import AddressDictionary
import Registry
import SpatialQuery
package import SupportScoring

/// What an answer states beside its list, so that nobody takes it for more than it is.
package struct AreaCounts: Hashable, Sendable {
    /// Households inside the area.
    package let households: Int
    /// Persons of those households.
    package let persons: Int
    /// Households inside the area by band.
    package let byBand: [SupportBand: Int]
    /// Households inside whose point is their own.
    package let certain: Int
    /// Households inside whose point stands for a block, a town or more.
    package let possible: Int
    /// Households in the whole register.
    package let registered: Int
    /// Households in the whole register without any position: they can be anywhere, inside the area too.
    package let unlocated: Int
    /// Households in the whole register located only to a town, a city or a prefecture.
    package let townLevelOnly: Int

    init(hits: [AreaHit], register: PackedRegister) {
        households = hits.count
        persons = hits.reduce(0) { $0 + $1.memberCount }
        byBand = hits.reduce(into: [:]) { $0[$1.band, default: 0] += 1 }
        certain = hits.count { $0.certainty == .certain }
        possible = hits.count - certain
        registered = register.householdCount
        unlocated = register.householdCount - register.positions.count
        townLevelOnly = register.positions.levels.count { PackedLevel(rawValue: $0).coordinateLevel <= .koaza }
    }
}
