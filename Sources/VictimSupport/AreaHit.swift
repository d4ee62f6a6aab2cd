package import AddressDictionary
import Registry
import SpatialQuery
package import SupportScoring

/// One household that an area may concern, before its rows are fetched.
package struct AreaHit: Sendable {
    /// The household's id in this generation.
    package let household: UInt32
    /// What puts it in order: the support score at the time of day that was asked, in thousandths, as far as it may be known.
    package let score: Int32
    /// The household's band at that time of day; nil where it is withheld.
    package let band: SupportBand?
    /// Members of the household whom the audience may see.
    package let memberCount: Int
    /// Which kind of record gave its point; `none` without one.
    package let coordinateLevel: MatchLevel
    /// Whether it stands inside for certain.
    package let certainty: Certainty
    /// Its place in the packed positions; nil without a position.
    let place: Int?

    /// The household at a place of packed positions, which are those of the register unless it is only counted.
    init(place: Int, in positions: PackedPositions, certainty: Certainty, register: PackedRegister)
        throws(RegistryError)
    {
        try self.init(
            household: positions.households[place], place: place, certainty: certainty,
            level: PackedLevel(rawValue: positions.levels[place]).coordinateLevel, register: register)
    }

    /// A household without a position: in a town by its address, or anywhere.
    init(withoutPosition household: UInt32, certainty: Certainty, register: PackedRegister) throws(RegistryError) {
        try self.init(household: household, place: nil, certainty: certainty, level: .none, register: register)
    }

    private init(
        household: UInt32, place: Int?, certainty: Certainty, level: MatchLevel, register: PackedRegister
    ) throws(RegistryError) {
        let element = Int(household) - 1
        guard register.scores.indices.contains(element) else { throw .packedColumnMismatch(column: "household.score") }
        if register.bands.isEmpty {
            band = nil
        } else {
            guard let band = SupportBand(rawValue: register.bands[element]) else {
                throw .packedColumnMismatch(column: "household.score")
            }
            self.band = band
        }
        self.household = household
        self.place = place
        self.certainty = certainty
        coordinateLevel = level
        score = register.scores[element]
        memberCount = register.memberCount(of: household)
    }
}
