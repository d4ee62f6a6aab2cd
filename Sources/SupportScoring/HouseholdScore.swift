/// A household's score with its reasons.
package struct HouseholdScore: Hashable, Sendable {
    /// The household's score (世帯援護度).
    package let score: Points
    /// The household's band: by the score, or lifted by an override of a person at home.
    package let band: SupportBand
    /// The members, in the order of the input.
    package let persons: [PersonScore]
    /// Every reason; the points add up to the score.
    package let lines: [HouseholdLine]
}
