/// One line of the policy: when it applies, and how many points it gives.
package struct ScoringRule: Hashable, Sendable {
    /// The rule's identifier, unique in the policy.
    package let id: String
    /// When the rule applies.
    package let condition: ScoringCondition
    /// The full points.
    package let points: Points
    /// What the rule says, in two languages.
    package let text: BilingualText
    /// A key of the policy's sources, or `choice` for the municipality's or project's own decision.
    package let source: String
}
