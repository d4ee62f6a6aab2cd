package import Residents
package import SupportScoring

/// How and when the current scores were made.
package struct ScoreRun: Hashable, Sendable {
    /// The generation that the scoring made.
    package let generation: Int64
    /// Ages and validities are counted on this day.
    package let asOf: CalendarDate
    /// Title of the policy.
    package let policyTitle: String
    /// Version of the policy.
    package let policyVersion: String
    /// What tells the policy's text from every other.
    package let policyHash: PolicyHash
}
