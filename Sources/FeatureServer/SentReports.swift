import Incidents
import VictimSupport

/// Reports as a page sends them: as JSON from a script, or the fields of one form.
struct SentReports: Sendable {
    /// In the order in which they were sent.
    let entries: [StateEntry]
    /// Whether they are recorded though others reported since.
    let insists: Bool

    /// Reports that may be sent at once.
    static let most = 1_000
    /// Seconds for which a page may keep a report that it cannot send: a day.
    private static let mostAge = 86_400

    /// Reads `{"reports":[{"incident_number":1,"state":"checked-safe","seen":12}],"insist":false}`; `team`, `id`, and `observed_at`
    /// (UTC) or `age_seconds` may stand beside.
    ///
    /// - Parameter now: when it was so, where a report does not say.
    /// - Throws: ``Problem/invalidQuestion(_:)``.
    init(_ body: JSONObject, at now: Moment) throws(Problem) {
        try body.require(only: ["reports", "insist"])
        insists = try body.bool("insist")
        let reports = try body.objects("reports")
        guard (1...Self.most).contains(reports.count) else { throw .invalidQuestion("reports") }
        entries = try reports.map { (report) throws(Problem) in
            try report.require(only: ["incident_number", "state", "team", "observed_at", "age_seconds", "seen", "id"])
            let time = try report.optionalText("observed_at")
            let age = try report.names.contains("age_seconds") ? report.integer("age_seconds") : 0
            guard (0...Self.mostAge).contains(age), time == nil || age == 0 else {
                throw .invalidQuestion("age_seconds")
            }
            let team = try report.optionalText("team")
            let id = try report.optionalText("id")
            guard let state = WorkState(rawValue: try report.text("state")), state.isFinding else {
                throw .invalidQuestion("state")
            }
            let observed = time.map { WorkTime(utc: $0) } ?? .some(WorkTime(seconds: now.seconds - Int64(age)))
            guard let observed else { throw .invalidQuestion("observed_at") }
            let named = team.flatMap { TeamName($0) }
            guard team == nil || named != nil else { throw .invalidQuestion("team") }
            let seen = try report.integer("seen")
            guard seen >= 0 else { throw .invalidQuestion("seen") }
            let reportID = id.flatMap { ReportID($0) }
            guard id == nil || reportID != nil else { throw .invalidQuestion("id") }
            return StateEntry(
                household: .number(try report.integer("incident_number")), state: state, team: named,
                observedAt: observed, seen: Int64(seen), id: reportID, source: .server,
                holdsBack: true, isReckoned: time == nil)
        }
    }

    /// Reads the fields of a form without a script.
    ///
    /// - Parameter now: when it was so, where the form does not say.
    /// - Throws: ``Problem/malformedBody``, ``Problem/unknownField``, ``Problem/invalidTeam``.
    init(_ fields: FormFields, at now: Moment) throws(Problem) {
        try fields.require(only: ["number", "state", "seen", "insist", "at", "team"])
        guard let number = fields["number"].flatMap({ Int($0) }), let seen = fields["seen"].flatMap({ Int64($0) }),
            seen >= 0, let state = fields["state"].flatMap({ WorkState(rawValue: $0) }), state.isFinding
        else { throw .malformedBody }
        // What a form leaves out it sends empty.
        var observed = WorkTime(seconds: now.seconds)
        if let text = fields["at"], !text.isEmpty {
            guard let time = WorkTime(written: text) else { throw .malformedBody }
            observed = time
        }
        var team: TeamName?
        if let text = fields["team"], !text.isEmpty {
            team = TeamName(text)
            guard team != nil else { throw .invalidTeam }
        }
        insists = fields["insist"] == "true"
        entries = [
            StateEntry(
                household: .number(number), state: state, team: team, observedAt: observed, seen: seen, source: .server,
                holdsBack: true)
        ]
    }
}
