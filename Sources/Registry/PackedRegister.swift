import Disclosure
package import Geospatial
package import SpatialQuery

/// What a spatial query needs of every household, and nothing that names anybody.
package struct PackedRegister: Sendable {
    /// Positions of the located households that the audience may see, in spatial order.
    package let positions: PackedPositions
    /// Positions of the located households that are left out because somebody in them is protected: to be counted, not shown.
    package let withheldPositions: PackedPositions
    /// The box of everybody's positions, seen or not; nil when nobody is located.
    package let bounds: BoundingBox?
    /// Thousandths of points at the time of day that was asked; element 0 belongs to household 1, and so for the other columns.
    /// Whoever may not see scores gets zeros, or where bands may be seen a number that puts A before B before C.
    package let scores: [Int32]
    /// Raw value of ``SupportScoring/SupportBand`` at that time of day; empty where it is withheld.
    package let bands: [UInt8]
    /// Members of each household in the register, seen or not: residents are numbered household by household.
    package let memberCounts: [UInt32]
    /// Whether there are scores at that time of day.
    package let isScored: Bool
    let visible: VisiblePeople
    /// For whom it was read.
    let people: PeopleRule
    /// Whether protected persons are among them.
    let seesProtected: Bool
    /// The generation that it was read of.
    let generation: Int64

    /// Bytes in memory.
    package var byteCount: Int {
        (positions.count + withheldPositions.count) * 25 + scores.count * 4 + bands.count + memberCounts.count * 4
            + visible.byteCount
    }

    /// Households in the register, seen or not.
    package var householdCount: Int { memberCounts.count }
    /// Households that the audience may see.
    package var visibleCount: Int { visible.visibleHouseholds(of: householdCount) }
    /// Whether the audience may know of a household.
    package func isVisible(_ household: UInt32) -> Bool { visible.isVisible(household: household) }
    /// Whether anybody is left out because of a protection.
    package var withholds: Bool { !visible.seesAllHouseholds && !visible.protectedHouseholds.isEmpty }
    /// Whether a household is left out because somebody in it is protected.
    package func isWithheld(_ household: UInt32) -> Bool {
        !isVisible(household) && visible.protectedHouseholds.contains(household)
    }
    /// Whether somebody in a household is protected; nil for whoever may not know.
    package func isProtected(_ household: UInt32) -> Bool? {
        seesProtected ? visible.protectedHouseholds.contains(household) : nil
    }
    /// Members of each household whom the audience may see.
    package var visibleMemberCounts: [UInt32] { visible.memberCounts ?? memberCounts }
    /// How many members of a household the audience may see.
    package func memberCount(of household: UInt32) -> Int { Int(visibleMemberCounts[Int(household) - 1]) }
}
