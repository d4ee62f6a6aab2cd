/// One reason in a household's score.
package struct HouseholdLine: Hashable, Sendable {
    /// The identifier of the line for the sum of the members' scores; no rule of a policy.
    package static let sumID = "household-sum"
    /// The identifier of the line for members of unknown age, who are not taken for helpers; no rule of a policy.
    package static let unknownAgeID = "helper-age-unknown"

    /// The rule of the policy, ``sumID`` or ``unknownAgeID``.
    package let ruleID: String
    /// What the line adds; the lines of a household add up to its score exactly.
    package let points: Points
    /// The reason in Japanese.
    package let japanese: String
    /// The reason in English.
    package let english: String
}
