import Disclosure

/// What a spatial query needs of every household beside its position, and nothing that names anybody.
package struct PackedRegister: Sendable {
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
    /// Whether protected households are shown, so that none is left out for that.
    let seesProtected: Bool
    /// The generation that it was read of.
    let generation: Int64
    /// The positions of all located households, where they are kept for the next question; nil where each reads them anew.
    var keptPositions: [PositionChunk]?

    /// Bytes in memory.
    package var byteCount: Int {
        scores.count * 4 + bands.count + memberCounts.count * 4 + visible.byteCount
            + (keptPositions ?? []).reduce(0) { $0 + $1.byteCount }
    }

    /// Households in the register, seen or not.
    package var householdCount: Int { memberCounts.count }
    /// Households that the audience may see.
    package var visibleCount: Int { visible.visibleHouseholds(of: householdCount) }
    /// Whether the audience may know of a household.
    package func isVisible(_ household: UInt32) -> Bool { visible.isVisible(household: household) }
    /// Whether anybody is left out because of a protection.
    package var withholds: Bool {
        !seesProtected && !visible.seesAllHouseholds && !visible.protectedHouseholds.isEmpty
    }
    /// Whether a household is left out because somebody in it is protected.
    package func isWithheld(_ household: UInt32) -> Bool {
        !isVisible(household) && visible.protectedHouseholds.contains(household)
    }
    /// Those that are left out because somebody in them is protected, in id order.
    package var withheldHouseholds: [UInt32] {
        withholds ? (0..<UInt32(householdCount)).map { $0 + 1 }.filter(isWithheld) : []
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
