package import Places
import SupportScoring

/// What the hazard layers mean for a household of a list; beside its score, never in it.
///
/// A class, because the households of a list share few of them.
package final class HouseholdHazard: Sendable {
    /// What reaches it; nil without a position.
    package let exposure: HazardExposure?
    /// What it should do; nil without a position.
    package let action: EvacuationAction?
    /// Why; nil without a position.
    package let reason: EvacuationReason?
    /// The step in an order by hazard: its band (A 0, B 1, C 2) and its action (leave 0, move upstairs 1, stay 2, no zone 3)
    /// together; nil without a position, and where bands are withheld.
    package let step: Int?

    static let unlocated = HouseholdHazard()

    private init() {
        exposure = nil
        action = nil
        reason = nil
        step = nil
    }

    init(_ exposure: HazardExposure, _ decision: (EvacuationAction, EvacuationReason), band: SupportBand?) {
        self.exposure = exposure
        action = decision.0
        reason = decision.1
        step = band.map { Int($0.rawValue) - Int(SupportBand.a.rawValue) + decision.0.ordinal }
    }

    /// The place of its step and action among all steps and actions; 0 without a position.
    var rank: Int { (step ?? 0) * EvacuationAction.allCases.count + (action?.ordinal ?? 0) }
}
