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
        let known = try Columns(register).looking(up: households.map(\.id))
        return known.indices.map { index in
            AreaHit(known[index], place: .max, certainty: households[index].certainty, level: .none)
        }
    }

    /// The same household at another place among positions, because others were left out.
    func moved(to place: UInt32) -> AreaHit {
        var moved = self
        moved.storedPlace = place
        return moved
    }

    /// A household at a place among those that were reached, or at the largest number without one.
    init(_ known: Known, place: UInt32, certainty: Certainty, level: MatchLevel) {
        household = known.household
        score = known.score
        storedMemberCount = known.memberCount
        band = known.band
        storedPlace = place
        self.certainty = certainty
        coordinateLevel = level
    }
}

extension AreaHit {
    /// What the columns know of a household.
    struct Known {
        let household: UInt32
        let score: Int32
        let memberCount: UInt32
        let band: SupportBand?
    }

    /// What every household has, by id.
    struct Columns {
        private let scores: [Int32]
        private let bands: [UInt8]
        private let memberCounts: [UInt32]

        init(_ register: PackedRegister) {
            (scores, bands, memberCounts) = (register.scores, register.bands, register.visibleMemberCounts)
        }

        /// What is known of some households, in their order.
        ///
        /// They stand far apart in the columns. Taken column by column, many are fetched from memory at once; taken one household
        /// after the other, each would be waited for.
        func looking(up households: [UInt32]) throws(RegistryError) -> [Known] {
            var mismatch: RegistryError { .packedColumnMismatch(column: "household.score") }
            let elements = households.map { Int($0) - 1 }
            guard elements.allSatisfy(scores.indices.contains) else { throw mismatch }
            let scores = elements.map { self.scores[$0] }
            let memberCounts = elements.map { self.memberCounts[$0] }
            let bands = self.bands.isEmpty ? nil : elements.map { SupportBand(rawValue: self.bands[$0]) }
            guard bands?.allSatisfy({ $0 != nil }) ?? true else { throw mismatch }
            return households.indices.map { index in
                Known(
                    household: households[index], score: scores[index], memberCount: memberCounts[index],
                    band: bands?[index])
            }
        }
    }
}
