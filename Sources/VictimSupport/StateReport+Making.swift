import Incidents
import Residents
import Sealing

extension StateReport {
    /// A report whose id follows from what it says, so that the same report is recorded once, however often it comes in.
    ///
    /// - Parameter distinguishing: tells reports that say the same and are meant as several.
    static func making(
        _ household: HouseholdNumber, _ state: WorkState, _ team: TeamName?, at time: WorkTime, seen: Int64,
        from source: Source, besides distinguishing: Int64 = 0
    ) -> StateReport {
        var digest = ContentDigest()
        let parts = [household.text, state.rawValue, team?.text ?? "", time.utc, String(distinguishing)]
        digest.add(Array(parts.joined(separator: "\0").utf8))
        return StateReport(
            id: ReportID(digest: digest.hexadecimal, of: source), household: household, state: state, team: team,
            observedAt: time, seen: seen,
            source: source)
    }
}
