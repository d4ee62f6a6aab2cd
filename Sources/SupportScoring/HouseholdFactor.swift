/// A factor on the sum of a household's scores.
package struct HouseholdFactor: Hashable, Sendable {
    /// The rule's identifier, unique in the policy.
    package let id: String
    /// When the factor applies.
    package let situation: HouseholdSituation
    /// The factor in thousandths, 1,000…10,000; it never lessens.
    package let thousandths: Int
    /// What the rule says, in two languages.
    package let text: BilingualText
    /// A key of the policy's sources, or `choice`.
    package let source: String
}

/// What a household's composition can be.
package enum HouseholdSituation: String, CaseIterable, Hashable, Sendable {
    /// Exactly one member is at home.
    case livingAlone = "living-alone"
    /// Somebody is at home, and nobody at home can help.
    case noAbleHelper = "no-able-helper"
}
