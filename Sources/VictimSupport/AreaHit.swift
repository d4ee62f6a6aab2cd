package import AddressDictionary
import Registry
import SpatialQuery
package import SupportScoring

/// One household inside the area, before its rows are fetched.
package struct AreaHit: Sendable {
    /// The household's id in this generation.
    package let household: UInt32
    /// The household's support score in thousandths.
    package let score: Int32
    /// The household's band.
    package let band: SupportBand
    /// Members of the household.
    package let memberCount: Int
    /// Which kind of record gave its point.
    package let coordinateLevel: MatchLevel

    /// Whether the point is the household's own, or stands for a larger place that it may lie anywhere in.
    package var certainty: Certainty { Certainty(coordinateLevel) }

    init(index: Int, register: PackedRegister) throws(RegistryError) {
        household = register.positions.households[index]
        let element = Int(household) - 1
        guard register.scores.indices.contains(element), let band = SupportBand(rawValue: register.bands[element])
        else { throw .packedColumnMismatch(column: "household.score") }
        score = register.scores[element]
        self.band = band
        memberCount = Int(register.memberCounts[element])
        coordinateLevel = MatchLevel(rawValue: register.positions.levels[index]) ?? .none
    }
}

/// How sure it is that a household stands where its point is.
package enum Certainty: String, CaseIterable, Sendable {
    /// The point belongs to the address itself: surveyed, a residence number or a parcel.
    case certain
    /// The point stands for a block, a town or more; the household stands somewhere around it.
    case possible

    /// The certainty that a kind of record gives.
    package init(_ level: MatchLevel) {
        self = level >= .residence ? .certain : .possible
    }
}
