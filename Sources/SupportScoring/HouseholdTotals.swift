/// The scores of a household and its members without reasons.
package struct HouseholdTotals: Hashable, Sendable {
    /// The household's score, as it is at night.
    package let score: Points
    /// The household's band, as it is at night.
    package let band: SupportBand
    /// The second pair, of a weekday's daytime; nil when the policy has no rule for it.
    package let daytime: TimeTotals?
    /// The members, in the order of the input.
    package let persons: [PersonTotals]
}

/// A household's score and band at one time of day.
package struct TimeTotals: Hashable, Sendable {
    /// The household's score.
    package let score: Points
    /// The household's band.
    package let band: SupportBand
}

/// The score of a person without reasons.
package struct PersonTotals: Hashable, Sendable {
    /// The person's own score.
    package let score: Points
    /// The person's own band.
    package let band: SupportBand
}
