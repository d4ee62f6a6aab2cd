package import AddressDictionary
package import Geospatial

/// How one household's position changed; the household is an id, and becomes a number only through a grant.
package struct HouseholdMove: Sendable {
    /// The household's id in this generation.
    package let household: UInt32
    /// Where it stood, or nil.
    package let oldPosition: Coordinate?
    /// Where it stands, or nil.
    package let newPosition: Coordinate?
    /// Which kind of record gave the old point.
    package let oldLevel: MatchLevel
    /// Which kind of record gives the new point.
    package let newLevel: MatchLevel
    /// Metres between the two, or nil when one is missing.
    package let distanceMetres: Double?
}

/// The moves within one town.
package struct TownMoves: Hashable, Sendable {
    /// The municipality, as the new match names it, or the old one where the new finds none.
    package let city: String
    /// The town, likewise; empty where neither found one.
    package let town: String
    /// Households that moved by more than ``RelocationReport/thresholdMetres``.
    package let households: Int
    /// The farthest of these moves in metres.
    package let largestMetres: Double
}

/// What locating anew changed, or would change: counts over the register, and the moves behind them.
package struct RelocationReport: Sendable {
    /// A household that moves no farther than this has not moved: half a house, and rounding.
    package static let thresholdMetres = 20.0
    /// At most this many towns are listed.
    package static let townLimit = 10

    /// The generation that was made, or nil for a rehearsal.
    package let generation: Int64?
    /// The dictionary that gave the old positions; nil when nobody was located before, empty when there was none.
    package let oldEdition: String?
    /// The dictionary that gives the new positions; empty when there is none.
    package let newEdition: String
    /// Households in the register.
    package let households: Int
    /// Households by the kind of record that gives their new point; `none` counts the unlocated.
    package let byCoordinateLevel: [MatchLevel: Int]
    /// Households that moved by more than ``thresholdMetres``.
    package let moved: Int
    /// The farthest move in metres, 0 when nobody moved.
    package let largestMetres: Double
    /// Households that have a position now and had none.
    package let gained: Int
    /// Households that had a position and have none now.
    package let lost: Int
    /// Households more of whose address was found than before.
    package let levelUp: Int
    /// Households less of whose address was found than before.
    package let levelDown: Int
    /// Households of which anything changed: position, its level, the match level, or certainty.
    package let changed: Int
    /// The towns with the farthest moves, farthest first, then by households, then by name; at most ``townLimit``.
    package let towns: [TownMoves]
    /// Every move that is counted in ``moved``, ``gained`` or ``lost``: farthest first, then those without a distance, then by id.
    package let moves: [HouseholdMove]

    /// Whether no household's position, level or certainty changed.
    package var isUnchanged: Bool { changed == 0 }
}
