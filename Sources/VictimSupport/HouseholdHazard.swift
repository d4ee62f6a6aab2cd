package import Places
import SupportScoring

/// What the hazard layers mean for one household of a list; beside its score, never in it.
package struct HouseholdHazard: Sendable {
    /// What reaches it; nil without a position.
    package let exposure: HazardExposure?
    /// What it should do; nil without a position.
    package let action: EvacuationAction?
    /// Why; nil without a position.
    package let reason: EvacuationReason?
    /// The step in an order by hazard: its band (A 0, B 1, C 2) and its action (leave 0, move upstairs 1, stay 2, no zone 3)
    /// together; nil without a position.
    package let step: Int?

    static let unlocated = HouseholdHazard(exposure: nil, action: nil, reason: nil, step: nil)

    private init(exposure: HazardExposure?, action: EvacuationAction?, reason: EvacuationReason?, step: Int?) {
        self.exposure = exposure
        self.action = action
        self.reason = reason
        self.step = step
    }

    init(_ exposure: HazardExposure, _ decision: (EvacuationAction, EvacuationReason), band: SupportBand) {
        self.init(
            exposure: exposure, action: decision.0, reason: decision.1,
            step: Int(band.rawValue) - Int(SupportBand.a.rawValue) + decision.0.ordinal)
    }

    /// The order by hazard: those without a position last; then step, action, score descending, household number.
    static func precedes(
        _ left: (hit: AreaHit, hazard: HouseholdHazard), _ right: (hit: AreaHit, hazard: HouseholdHazard)
    )
        -> Bool
    {
        guard let leftStep = left.hazard.step, let rightStep = right.hazard.step, let leftAction = left.hazard.action,
            let rightAction = right.hazard.action
        else { return AreaHit.byScore(left.hit, right.hit) }
        if leftStep != rightStep { return leftStep < rightStep }
        if leftAction != rightAction { return leftAction < rightAction }
        return AreaHit.byScore(left.hit, right.hit)
    }
}
