package import Residents
package import SupportScoring

/// A household that an incident counts, as it was when it joined; it stays, whatever becomes of the register.
package struct IncidentHousehold: Hashable, Sendable {
    /// Its number in the incident (対応番号), from 1, the most urgent first; those that join later go on counting. It never changes.
    package let number: Int
    /// 世帯番号.
    package let household: HouseholdNumber
    /// Its support score when it joined.
    package let score: Points
    /// Its band when it joined; progress is counted by it.
    package let band: SupportBand
    /// When it joined.
    package let joinedAt: WorkTime
    /// Why it joined.
    package let cause: Cause

    /// Numbers of households in which somebody is protected begin with this one: a gap among the others would tell of them.
    package static let firstProtected = 1_000_001

    /// Why a household is counted.
    package enum Cause: String, CaseIterable, Sendable {
        /// It was inside the area when the incident was opened.
        case opened
        /// It was found inside the area later.
        case refreshed
        /// Somebody reported on it.
        case reported

        /// The name shown to people.
        package var japanese: String {
            switch self {
            case .opened: "開設時"
            case .refreshed: "後から区域内"
            case .reported: "報告による"
            }
        }
    }

    /// Describes a household of an incident.
    package init(
        number: Int, household: HouseholdNumber, score: Points, band: SupportBand, joinedAt: WorkTime, cause: Cause
    ) {
        self.number = number
        self.household = household
        self.score = score
        self.band = band
        self.joinedAt = joinedAt
        self.cause = cause
    }
}
