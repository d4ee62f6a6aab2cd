package import AddressDictionary
import Registry
import SpatialQuery
package import SupportScoring

/// One household that an area may concern, before its rows are fetched.
///
/// Budget: 20 bytes; a country has millions of them in one area.
package struct AreaHit: Sendable {
    /// The household's id in this generation.
    package let household: UInt32
    /// What puts it in order: the support score at the time of day that was asked, in thousandths, as far as it may be known.
    package let score: Int32
    private let storedMemberCount: UInt32
    /// Its place in the packed positions; the largest number without a position.
    private let storedPlace: UInt32
    /// The household's band at that time of day; nil where it is withheld.
    package let band: SupportBand?
    /// Which kind of record gave its point; `none` without one.
    package let coordinateLevel: MatchLevel
    /// Whether it stands inside for certain.
    package let certainty: Certainty

    /// Members of the household whom the audience may see.
    package var memberCount: Int { Int(storedMemberCount) }
    /// Its place in the packed positions; nil without a position.
    var place: Int? { storedPlace == .max ? nil : Int(storedPlace) }

    /// The households that were found, in packed order.
    ///
    /// - Parameters:
    ///   - found: for every place of the positions, whether an area reaches the household there.
    ///   - positions: those of the register, unless hits are only counted.
    static func all(_ found: [Certainty?], at positions: PackedPositions, in register: PackedRegister)
        throws(RegistryError) -> [AreaHit]
    {
        let (households, levels) = (positions.households, positions.levels)
        let columns = Columns(register)
        var hits: [AreaHit] = []
        // Counted first: an array that grows to millions is copied again and again.
        hits.reserveCapacity(found.reduce(0) { $0 + ($1 == nil ? 0 : 1) })
        for place in found.indices {
            guard let certainty = found[place] else { continue }
            hits.append(
                try AreaHit(
                    household: households[place], place: UInt32(place), certainty: certainty,
                    level: PackedLevel(rawValue: levels[place]).coordinateLevel, columns))
        }
        return hits
    }

    /// The household without a position: in a town by its address, or anywhere; by id.
    static func allWithoutPosition(
        _ households: [(id: UInt32, certainty: Certainty)], in register: PackedRegister
    ) throws(RegistryError) -> [AreaHit] {
        let columns = Columns(register)
        var hits: [AreaHit] = []
        for household in households {
            hits.append(
                try AreaHit(
                    household: household.id, place: .max, certainty: household.certainty, level: .none, columns))
        }
        return hits
    }

    /// Everybody with a position whom the audience may see, as an area around all of them would find them.
    static func located(in register: PackedRegister) throws(RegistryError) -> [AreaHit] {
        try inside(register.positions, in: register)
    }

    /// Everybody who is left out because somebody in the household is protected: with a position first, then by id.
    static func withheld(in register: PackedRegister) throws(RegistryError) -> [AreaHit] {
        guard register.withholds else { return [] }
        let located = Set(register.withheldPositions.households)
        let others = (1...UInt32(register.householdCount)).filter { register.isWithheld($0) && !located.contains($0) }
        return try inside(register.withheldPositions, in: register)
            + allWithoutPosition(others.map { ($0, Certainty.unlocated) }, in: register)
    }

    private static func inside(
        _ positions: PackedPositions, in register: PackedRegister
    ) throws(RegistryError) -> [AreaHit] {
        try all(
            positions.levels.map { Certainty(.inside, level: PackedLevel(rawValue: $0)) }, at: positions, in: register)
    }

    /// What every household has, by id.
    private struct Columns {
        let scores: [Int32]
        let bands: [UInt8]
        let memberCounts: [UInt32]

        init(_ register: PackedRegister) {
            (scores, bands, memberCounts) = (
                register.scores, register.bands, register.visibleMemberCounts
            )
        }
    }

    @inline(__always)
    private init(
        household: UInt32, place: UInt32, certainty: Certainty, level: MatchLevel, _ columns: Columns
    ) throws(RegistryError) {
        let element = Int(household) - 1
        guard columns.scores.indices.contains(element) else { throw .packedColumnMismatch(column: "household.score") }
        if columns.bands.isEmpty {
            band = nil
        } else {
            guard let band = SupportBand(rawValue: columns.bands[element]) else {
                throw .packedColumnMismatch(column: "household.score")
            }
            self.band = band
        }
        self.household = household
        storedPlace = place
        self.certainty = certainty
        coordinateLevel = level
        score = columns.scores[element]
        storedMemberCount = columns.memberCounts[element]
    }
}
