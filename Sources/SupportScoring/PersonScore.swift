/// A person's score with its reasons.
package struct PersonScore: Hashable, Sendable {
    /// The person's own score (個人援護度), whether at home or not.
    package let score: Points
    /// The person's own band: by the score, or lifted by an override while at home.
    package let band: SupportBand
    /// Whether the person is at home, so that the score enters the household's.
    package let isAtHome: Bool
    /// Every reason, the most counted first, then in the order of the policy; `counted` adds up to the score.
    package let lines: [ScoreLine]
    /// The needs that gave nothing, by their rows in the file.
    package let uncounted: [UncountedNeed]
}
