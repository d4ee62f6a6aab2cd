package import Residents

/// How the members' scores become the household's.
package struct HouseholdPolicy: Hashable, Sendable {
    /// How the scores of the members at home become one.
    package let combination: ScoringCombination
    /// The ages of a member who can help, both ends included.
    package let helperAges: ClosedRange<Int>
    /// The highest score of a member who can still help.
    package let helperMaximum: Points
    /// Ranks of 続柄 that are not counted on for help.
    package let helperExceptions: [RelationshipRank]
    /// Facts that take a member out of the home.
    package let away: [ScoringTrigger]
    /// How households with very many members are combined; nil when like all others.
    package let large: LargeHouseholdRule?
    /// Factors on the combined scores; of those that apply, the greatest one counts.
    package let factors: [HouseholdFactor]
    /// Who is out on a weekday's daytime; nil when the policy scores no daytime.
    package let daytime: DaytimeRule?
}

/// Another way to combine the scores of a dormitory or care home.
package struct LargeHouseholdRule: Hashable, Sendable {
    /// The rule's identifier, unique in the policy.
    package let id: String
    /// The least number of members at home.
    package let from: Int
    /// How their scores become one.
    package let combination: ScoringCombination
    /// What the rule says, in two languages.
    package let text: BilingualText
    /// A key of the policy's sources, or `choice`.
    package let source: String
}

/// Who is taken to be out (at work, at school) on a weekday's daytime.
package struct DaytimeRule: Hashable, Sendable {
    /// The rule's identifier, unique in the policy.
    package let id: String
    /// The ages of those who go out, both ends included.
    package let ages: ClosedRange<Int>
    /// The highest score of a member who still goes out.
    package let maximum: Points
    /// What the rule says, in two languages.
    package let text: BilingualText
    /// A key of the policy's sources, or `choice`.
    package let source: String
}
