/// How the members' scores become the household's.
package struct HouseholdPolicy: Hashable, Sendable {
    /// The ages of a member who can help, both ends included.
    package let helperAges: ClosedRange<Int>
    /// The highest score of a member who can still help.
    package let helperMaximum: Points
    /// Facts that take a member out of the home.
    package let away: [ScoringTrigger]
    /// Factors on the sum; of those that apply, the greatest one counts.
    package let factors: [HouseholdFactor]
}
