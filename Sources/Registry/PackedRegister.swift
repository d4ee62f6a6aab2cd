package import SpatialQuery

/// What a spatial query needs of every household, and nothing that names anybody.
package struct PackedRegister: Sendable {
    /// Positions of all located households, in spatial order.
    package let positions: PackedPositions
    /// Thousandths of points at the time of day that was asked; element 0 belongs to household 1, and so for the other columns.
    package let scores: [Int32]
    /// Raw value of ``SupportScoring/SupportBand`` at that time of day.
    package let bands: [UInt8]
    /// Members of each household.
    package let memberCounts: [UInt32]

    /// Households in the register.
    package var householdCount: Int { scores.count }
}
