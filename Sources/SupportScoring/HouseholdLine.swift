/// One reason in a household's score.
package struct HouseholdLine: Hashable, Sendable {
    /// The identifier of the line for the members' scores as the policy combines them; no rule of a policy.
    package static let sumID = "household-sum"
    /// The identifier of the line for members of unknown age, who are not taken for helpers; no rule of a policy.
    package static let unknownAgeID = "helper-age-unknown"
    /// The identifier of the line for members of unknown age, who are taken for elderly; no rule of a policy.
    package static let elderlyUnknownAgeID = "elderly-age-unknown"
    /// The identifier of the line for members of unknown age in the daytime, who are taken to be at home and no company;
    /// no rule of a policy.
    package static let daytimeUnknownAgeID = "daytime-age-unknown"
    /// The identifiers that are no rule of a policy.
    package static let ownIDs = [sumID, unknownAgeID, elderlyUnknownAgeID, daytimeUnknownAgeID]

    /// The rule of the policy, or one of ``ownIDs``.
    package let ruleID: String
    /// What the line adds; the lines of a household add up to its score exactly.
    package let points: Points
    /// The reason in Japanese.
    package let japanese: String
    /// The reason in English.
    package let english: String
}
