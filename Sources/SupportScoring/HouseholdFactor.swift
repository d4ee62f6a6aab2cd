/// A factor on the sum of a household's scores.
package struct HouseholdFactor: Hashable, Sendable {
    /// The rule's identifier, unique in the policy.
    package let id: String
    /// When the factor applies.
    package let situation: HouseholdSituation
    /// The ages that count as elderly, both ends included; nil for situations that do not ask.
    package let ages: ClosedRange<Int>?
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
    /// Everybody at home is of the stated ages.
    case elderlyOnly = "elderly-only"
    /// Exactly one member is at home, of the stated ages.
    case elderlyAlone = "elderly-alone"

    /// Whether the situation is about stated ages.
    package var asksForAges: Bool { self == .elderlyOnly || self == .elderlyAlone }
}
