/// A trigger that lifts the band whatever the sum.
package struct BandOverride: Hashable, Sendable {
    /// When it applies, and what it says.
    package let trigger: ScoringTrigger
    /// The band that the person and the household have at least.
    package let band: SupportBand
}
