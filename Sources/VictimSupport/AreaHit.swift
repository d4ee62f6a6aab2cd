package import AddressDictionary
import Registry
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
    /// Its place among the positions that were reached; the largest number without a position.
    private var storedPlace: UInt32
    /// The household's band at that time of day; nil where it is withheld.
    package let band: SupportBand?
    /// Which kind of record gave its point; `none` without one.
    package let coordinateLevel: MatchLevel
    /// Whether it stands inside for certain.
    package let certainty: Certainty

    /// Members of the household whom the audience may see.
    package var memberCount: Int { Int(storedMemberCount) }
    /// Its place among the positions that were reached; nil without a position.
    var place: Int? { storedPlace == .max ? nil : Int(storedPlace) }

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

    /// The same household at another place among positions, because others were left out.
    func moved(to place: UInt32) -> AreaHit {
        var moved = self
        moved.storedPlace = place
        return moved
    }

    /// What every household has, by id.
    struct Columns {
        let scores: [Int32]
        let bands: [UInt8]
        let memberCounts: [UInt32]

        init(_ register: PackedRegister) {
            (scores, bands, memberCounts) = (
                register.scores, register.bands, register.visibleMemberCounts
            )
        }
    }

    /// A household at a place among those that were reached, or at the largest number without one.
    @inline(__always)
    init(
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
