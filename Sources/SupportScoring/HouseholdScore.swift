/// A household's score with its reasons.
package struct HouseholdScore: Hashable, Sendable {
    /// The household's score (世帯援護度), as it is at night.
    package let score: Points
    /// The household's band: by the score, or lifted by an override of a person at home.
    package let band: SupportBand
    /// The members, in the order of the input.
    package let persons: [PersonScore]
    /// Every reason; the points add up to the score.
    package let lines: [HouseholdLine]
    /// The second pair, of a weekday's daytime; nil when the policy has no rule for it.
    package let daytime: DaytimeScore?

    /// Every reason of the score at that time of day; none where the policy has no such score.
    package func lines(at time: ScoringTime) -> [HouseholdLine] {
        switch time {
        case .night: lines
        case .daytime: daytime?.lines ?? []
        }
    }
}

/// A household's score on a weekday's daytime, with its reasons.
package struct DaytimeScore: Hashable, Sendable {
    /// The household's score in the daytime.
    package let score: Points
    /// The household's band in the daytime.
    package let band: SupportBand
    /// Every reason; the points add up to the score.
    package let lines: [HouseholdLine]
}
