package import Residents

/// One reason in a person's score.
package struct ScoreLine: Hashable, Sendable {
    /// What the line does.
    package let role: ScoreLineRole
    /// The rule of the policy.
    package let ruleID: String
    /// The rule's full points.
    package let points: Points
    /// What of them entered the person's score; the lines of a person add up to the score exactly.
    package let counted: Points
    /// The rule in Japanese.
    package let japanese: String
    /// The rule in English.
    package let english: String
    /// The fact behind it with its row and dates; nil when the rule is about age or 続柄 alone.
    package let need: Need?
}

/// What a line of a person's score does.
package enum ScoreLineRole: String, CaseIterable, Sendable {
    /// Gives points.
    case points
    /// Lifts the band whatever the sum; gives no points.
    case bandOverride
    /// Says that the person is not at home, so that the score does not enter the household's; gives no points.
    case away
}
