import Hummingbird
import Incidents
import Interchange
import VictimSupport

/// What comes back from the field.
extension IncidentRoutes {
    /// Brings back a table or the file of a phone; the answer names households by their numbers in the incident alone.
    func merge(_ request: ServedRequest) async throws -> Response {
        let session = try request.session()
        let id = try Self.incident(request)
        var time: WorkTime?
        if let text = request.query[Self.at.name] {
            time = WorkTime(written: text)
            guard time != nil else {
                throw Problem.invalidParameter(
                    Self.at.name,
                    Bilingual("2026-06-01T03:04:00Z のように書いてください。", "Write a time such as 2026-06-01T03:04:00Z."))
            }
        }
        let desk = desk("incident merge", "json", session, isDryRun: request.query[Self.dryRun.name] == "true")
        // Nobody sends megabytes, or takes a writer's turn, for an incident that they have no work in.
        _ = try await workspace.checks.read { try desk.clear(toWatch: id, in: $0) }
        let bytes = try await request.body(upTo: workspace.limits.reportFileBytes)
        let report = try await workspace.writes.run(for: session.operatorName) { [time] in
            try StateImport(desk).content(bytes, named: "reports", into: id, at: time)
        }
        return Response(json: Self.summary(report))
    }

    /// What a file did or would do, and in which of its reports others say otherwise.
    private static func summary(_ report: StateImportReport) -> JSONWriter {
        var json = JSONWriter()
        json.object { json in
            json.member("dry_run", report.isDryRun)
            json.member("rows", report.rows)
            json.member("recorded", report.count(.recorded))
            json.member("repeated", report.count(.repeated))
            json.member("empty", report.empty)
            json.member("joined", report.reports.count(where: \.hasJoined))
            json.array("conflicts") { json in
                for done in report.conflicts {
                    guard let conflict = done.conflict else { continue }
                    json.object { json in
                        json.member("incident_number", done.household.number)
                        json.member("state", done.report.state.rawValue)
                        json.member("label", done.report.state.japanese)
                        json.member("observed_at", done.report.observedAt.utc)
                        json.member("stage", done.after.stage.rawValue)
                        json.conflict(conflict)
                    }
                }
            }
        }
        return json
    }
}

extension JSONWriter {
    /// What others say otherwise of a household, and whether that stands.
    mutating func conflict(_ conflict: StateConflict) {
        object("conflict") { json in
            json.member("state", conflict.other.report.state.rawValue)
            json.member("label", conflict.other.report.state.japanese)
            json.member("observed_at", conflict.other.report.observedAt.utc)
            json.member("recorded_by", conflict.other.recordedBy)
            json.member("stands", conflict.stands)
        }
    }
}
