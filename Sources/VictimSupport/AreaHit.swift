package import AddressDictionary
import Registry
import SpatialQuery
package import SupportScoring

/// One household inside the area, before its rows are fetched.
package struct AreaHit: Sendable {
    /// The household's id in this generation.
    package let household: UInt32
    /// The household's support score at the time of day that was asked, in thousandths.
    package let score: Int32
    /// The household's band at that time of day.
    package let band: SupportBand
    /// Members of the household.
    package let memberCount: Int
    /// Which kind of record gave its point.
    package let coordinateLevel: MatchLevel

    /// Whether the point is the household's own, or stands for a larger place that it may lie anywhere in.
    package let certainty: Certainty

    init(index: Int, register: PackedRegister) throws(RegistryError) {
        household = register.positions.households[index]
        let element = Int(household) - 1
        guard register.scores.indices.contains(element), let band = SupportBand(rawValue: register.bands[element])
        else { throw .packedColumnMismatch(column: "household.score") }
        score = register.scores[element]
        self.band = band
        memberCount = Int(register.memberCounts[element])
        let level = PackedLevel(rawValue: register.positions.levels[index])
        coordinateLevel = level.coordinateLevel
        certainty = level.isCertain && level.coordinateLevel >= .residence ? .certain : .possible
    }
}

/// How sure it is that a household stands where its point is.
package enum Certainty: String, CaseIterable, Sendable {
    /// The address has one reading, and the point is its own: surveyed, a residence number or a parcel.
    case certain
    /// The address has several readings, or the point stands for a block, a town or more.
    case possible
}
