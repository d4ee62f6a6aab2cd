package import AddressDictionary
import Registry
import SpatialQuery
package import SupportScoring

/// One household that an area may concern, before its rows are fetched.
package struct AreaHit: Sendable {
    /// The household's id in this generation.
    package let household: UInt32
    /// The household's support score at the time of day that was asked, in thousandths.
    package let score: Int32
    /// The household's band at that time of day.
    package let band: SupportBand
    /// Members of the household.
    package let memberCount: Int
    /// Which kind of record gave its point; `none` without one.
    package let coordinateLevel: MatchLevel
    /// Whether it stands inside for certain.
    package let certainty: Certainty
    /// Its place in the packed positions; nil without a position.
    let place: Int?

    /// The household at a place of the packed positions.
    init(place: Int, certainty: Certainty, register: PackedRegister) throws(RegistryError) {
        try self.init(
            household: register.positions.households[place], place: place, certainty: certainty,
            level: PackedLevel(rawValue: register.positions.levels[place]).coordinateLevel, register: register)
    }

    /// A household without a position: in a town by its address, or anywhere.
    init(withoutPosition household: UInt32, certainty: Certainty, register: PackedRegister) throws(RegistryError) {
        try self.init(household: household, place: nil, certainty: certainty, level: .none, register: register)
    }

    private init(
        household: UInt32, place: Int?, certainty: Certainty, level: MatchLevel, register: PackedRegister
    ) throws(RegistryError) {
        let element = Int(household) - 1
        guard register.scores.indices.contains(element), let band = SupportBand(rawValue: register.bands[element])
        else { throw .packedColumnMismatch(column: "household.score") }
        self.household = household
        self.place = place
        self.certainty = certainty
        coordinateLevel = level
        score = register.scores[element]
        self.band = band
        memberCount = Int(register.memberCounts[element])
    }
}
