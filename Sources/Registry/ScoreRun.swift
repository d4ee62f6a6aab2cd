package import Residents

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

    /// Describes a scoring.
    package init(generation: Int64, asOf: CalendarDate, policyTitle: String, policyVersion: String) {
        self.generation = generation
        self.asOf = asOf
        self.policyTitle = policyTitle
        self.policyVersion = policyVersion
    }
}
