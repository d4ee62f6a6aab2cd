/// A rule that changes the band or the presence of a person without giving points.
package struct ScoringTrigger: Hashable, Sendable {
    /// The rule's identifier, unique in the policy.
    package let id: String
    /// When the rule applies.
    package let condition: ScoringCondition
    /// What the rule says, in two languages.
    package let text: BilingualText
    /// A key of the policy's sources, or `choice`.
    package let source: String
}
