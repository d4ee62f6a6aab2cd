import HTTPTypes
import Hummingbird
import Incidents
import Interchange
import Residents
import SupportScoring
import VictimSupport

/// What changes an incident: it is opened, teams are told to go, households are reported on, and it is closed.
extension IncidentRoutes {
    func report(_ request: ServedRequest) async throws -> Response {
        let session = try request.session()
        let id = try Self.incident(request)
        let sent: SentReports
        if request.request.isForm {
            sent = try SentReports(try await form(request), at: workspace.now())
        } else {
            sent = try SentReports(
                JSONObject(await request.body(upTo: workspace.limits.bodyBytes)), at: workspace.now())
        }
        let desk = desk("incident record", "json", session)
        let reports = try await workspace.writes.run(for: session.operatorName) {
            try IncidentRecording(desk).record(sent.entries, in: id, insists: sent.insists)
        }
        guard request.request.isForm else { return Response(json: Self.outcomes(reports)) }
        if let held = reports.first(where: { $0.outcome == .heldBack }), let conflict = held.conflict {
            let frame = PageFrame(
                Bilingual("ほかの人が先に記録しています", "Somebody else reported first"), request.context,
                try await workspace.info())
            return frame.response(.conflict) { IncidentPage.conflict(held, conflict, of: id, frame, &$0) }
        }
        return Self.back(to: id, household: reports.first?.household.number)
    }

    /// Says who is about to record, so that two do not do the same.
    func editing(_ request: ServedRequest) async throws -> Response {
        let session = try request.session()
        let id = try Self.incident(request)
        let body = try JSONObject(await request.body(upTo: workspace.limits.formBytes))
        try body.require(only: ["incident_number", "open"])
        let (number, isOpen) = (try body.integer("incident_number"), try body.bool("open"))
        let desk = desk("incident editing", "none", session)
        try await workspace.checks.read { try desk.requireVisible(number, of: id, in: $0) }
        watch.edit(number, of: id, by: session.operatorName, isOpen: isOpen)
        return Response(status: .noContent)
    }

    func open(_ request: ServedRequest) async throws -> Response {
        let session = try request.session()
        let fields = try await form(request)
        try fields.require(only: ["name", "area", "include", "activation", "teams"])
        guard let name = try? StoredText(fields["name"] ?? ""), let area = fields["area"],
            let inclusion = ListSelection.Inclusion(rawValue: fields["include"] ?? "possible")
        else { throw Problem.malformedBody }
        var activation: Int64?
        if let number = fields["activation"], !number.isEmpty {
            activation = Int64(number)
            guard activation != nil else { throw Problem.malformedBody }
        }
        let teams = try Self.teams(fields["teams"] ?? "")
        let desk = desk("incident open", "html", session)
        let opened = try await workspace.writes.run(for: session.operatorName) { [activation] in
            try IncidentKeeping(desk).open(
                name, on: AreaRequest(sources: [.saved(area)]).load(), activation: activation, including: inclusion,
                teams: teams)
        }
        return Self.back(to: opened.incident.id)
    }

    /// The teams of a form, one on a line.
    private static func teams(_ text: String) throws(Problem) -> [TeamName] {
        try text.split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }.map {
            (line) throws(Problem) in
            guard let team = TeamName(String(line)) else { throw .invalidTeam }
            return team
        }
    }

    func assign(_ request: ServedRequest) async throws -> Response {
        let session = try request.session()
        let id = try Self.incident(request)
        let fields = try await form(request)
        try fields.require(only: ["team", "band", "limit", "numbers"])
        guard let team = TeamName(fields["team"] ?? "") else { throw Problem.invalidTeam }
        let selection: IncidentKeeping.Selection
        if let text = fields["numbers"] {
            guard fields["limit"] == nil, fields["band"] == nil, let ranges = NumberRanges(text) else {
                throw Problem.malformedBody
            }
            selection = .these(ranges.numbers.map(HouseholdReference.number))
        } else {
            guard let limit = Int(fields["limit"] ?? ""), (1...100_000).contains(limit) else {
                throw Problem.malformedBody
            }
            var bands: Set<SupportBand> = []
            if let label = fields["band"], label != "all" {
                guard let band = SupportBand(label: label) else { throw Problem.malformedBody }
                bands = [band]
            }
            selection = .untouched(bands: bands, limit: limit)
        }
        let desk = desk("incident assign", "html", session)
        _ = try await workspace.writes.run(for: session.operatorName) {
            try IncidentKeeping(desk).assign(selection, to: team, of: id)
        }
        return Self.back(to: id)
    }

    func refresh(_ request: ServedRequest) async throws -> Response {
        let (id, desk) = try await plainChange(request, "incident refresh")
        _ = try await workspace.writes.run(for: request.session().operatorName) {
            try IncidentKeeping(desk).refresh(id)
        }
        return Self.back(to: id)
    }

    func close(_ request: ServedRequest) async throws -> Response {
        let (id, desk) = try await plainChange(request, "incident close")
        _ = try await workspace.writes.run(for: request.session().operatorName) { try IncidentKeeping(desk).close(id) }
        return Self.back(to: id)
    }

    /// A change for which a form sends nothing but its token.
    private func plainChange(_ request: ServedRequest, _ verb: String) async throws -> (Int64, IncidentDesk) {
        let session = try request.session()
        let id = try Self.incident(request)
        try await form(request).require(only: [])
        return (id, desk(verb, "html", session))
    }

    /// What became of each report, in the order in which they were sent.
    private static func outcomes(_ reports: [RecordedReport]) -> JSONWriter {
        var json = JSONWriter()
        json.object { json in
            json.array("reports") { json in
                for report in reports {
                    json.object { json in
                        json.member("incident_number", report.household.number)
                        json.member("outcome", report.outcome.rawValue)
                        json.member("stage", report.after.stage.rawValue)
                        json.member("last_record", Int(report.after.lastSequence))
                        if let conflict = report.conflict { json.conflict(conflict) }
                    }
                }
            }
        }
        return json
    }
}
