package import Residents

/// A municipality's table of points (配点表), read from YAML and checked as a whole.
///
/// The language is described in `Docs/scoring.md`.
package struct ScoringPolicy: Sendable {
    /// The longest policy file, in bytes.
    package static let maximumBytes = 1 << 20
    /// The most rules of all sorts together.
    package static let maximumRules = 2_000
    /// The most sources; ``ScoringPolicyForm/sources`` names the figure too.
    package static let maximumSources = 200
    /// The word for a source that is nobody's but the policy's author.
    package static let choice = "choice"

    /// The policy's name.
    package let title: String
    /// The policy's version.
    package let version: String
    /// Who is answerable for it.
    package let author: String?
    /// The day of this version.
    package let date: CalendarDate
    /// What one point stands for.
    package let unit: BilingualText
    /// Where the weights come from: keys that rules name, with their references, in the order of the file.
    package let sources: [(key: String, reference: String)]
    /// How a person's groups become the person's score.
    package let combination: ScoringCombination
    /// The groups, in the order of the file.
    package let groups: [ScoringGroup]
    /// What lifts the band whatever the sum.
    package let overrides: [BandOverride]
    /// How a household's score is made.
    package let household: HouseholdPolicy
    /// The least household or personal score for band A.
    package let thresholdA: Points
    /// The least household or personal score for band B.
    package let thresholdB: Points
    /// The file exactly as it was read.
    package let sourceBytes: [UInt8]

    /// The identifiers of every rule, override, away rule, factor and other household rule: rules, overrides and away rules
    /// as scoring numbers them, then the large household, factors and daytime.
    package var ruleIDs: [String] {
        groups.flatMap { $0.rules.map(\.id) } + overrides.map(\.trigger.id) + household.away.map(\.id)
            + [household.large?.id].compactMap(\.self) + household.factors.map(\.id)
            + [household.daytime?.id].compactMap(\.self)
    }

    /// The band that a score reaches by itself.
    package func band(of score: Points) -> SupportBand {
        if score >= thresholdA { return .a }
        return score >= thresholdB ? .b : .c
    }
}
