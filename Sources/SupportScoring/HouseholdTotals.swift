/// The scores of a household and its members without reasons.
package struct HouseholdTotals: Hashable, Sendable {
    /// The household's score.
    package let score: Points
    /// The household's band.
    package let band: SupportBand
    /// The members, in the order of the input.
    package let persons: [PersonTotals]
}

/// The score of a person without reasons.
package struct PersonTotals: Hashable, Sendable {
    /// The person's own score.
    package let score: Points
    /// The person's own band.
    package let band: SupportBand
}
