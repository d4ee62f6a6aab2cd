import Disclosure
import HTTPTypes
import Hummingbird
import Incidents
import Interchange
import Registry
import Residents
import SupportScoring
import VictimSupport

/// The work on incidents in a browser: where it stands, what is reported, who is told to go where, and all of it as it changes.
///
/// Every route goes through the same use cases as `engo incident`, and through the gate with them.
struct IncidentRoutes: RouteSet {
    let workspace: ServedWorkspace
    let watch: WorkWatch

    var routes: [ServedRoute] {
        [
            ServedRoute(
                method: .get, path: "/incidents", name: "getIncidents", title: Bilingual("事案", "Incidents"),
                forms: [.html]
            ) { try await list($0) },
            ServedRoute(
                method: .post, path: "/incidents", name: "openIncident",
                title: Bilingual("事案を開く", "Open an incident"), bodies: ["application/x-www-form-urlencoded"],
                success: .seeOther, failures: Self.changeFailures
            ) { try await open($0) },
            ServedRoute(
                method: .get, path: "/incidents/{incidentId}", name: "getIncident",
                title: Bilingual("対応状況", "Where the work stands"),
                parameters: [Self.open, Self.stage, Self.after, Self.page], forms: [.html, .json],
                failures: [.forbidden, .notFound]
            ) { try await status($0) },
            ServedRoute(
                method: .get, path: "/incidents/{incidentId}/events", name: "watchIncident",
                title: Bilingual("変わるたびに知らせる", "News as they come"), answers: ["text/event-stream"],
                failures: [.forbidden, .notFound, .serviceUnavailable]
            ) { try await events($0) },
            ServedRoute(
                method: .post, path: "/incidents/{incidentId}/reports", name: "reportState",
                title: Bilingual("世帯の状況を記録する", "Record how a household is"),
                bodies: ["application/json", "application/x-www-form-urlencoded"],
                answers: ["application/json", "text/html"], failures: Self.changeFailures
            ) { try await report($0) },
            ServedRoute(
                method: .post, path: "/incidents/{incidentId}/editing", name: "sayEditing",
                title: Bilingual("記入中であることを知らせる", "Say that a form is open"), bodies: ["application/json"],
                success: .noContent, failures: [.forbidden, .notFound, .unprocessableContent]
            ) { try await editing($0) },
            ServedRoute(
                method: .post, path: "/incidents/{incidentId}/assignments", name: "assignTeam",
                title: Bilingual("班を割り当てる", "Tell a team to go to households"),
                bodies: ["application/x-www-form-urlencoded"], success: .seeOther, failures: Self.changeFailures
            ) { try await assign($0) },
            ServedRoute(
                method: .post, path: "/incidents/{incidentId}/refresh", name: "refreshIncident",
                title: Bilingual("後から区域内になった世帯を加える", "Count households that came into the area"),
                bodies: ["application/x-www-form-urlencoded"], success: .seeOther, failures: Self.changeFailures
            ) { try await refresh($0) },
            ServedRoute(
                method: .post, path: "/incidents/{incidentId}/close", name: "closeIncident",
                title: Bilingual("事案を閉じる", "Close an incident"), bodies: ["application/x-www-form-urlencoded"],
                success: .seeOther, failures: Self.changeFailures
            ) { try await close($0) },
            ServedRoute(
                method: .get, path: "/incident-files/{fileName}", name: "getIncidentFile",
                title: Bilingual("事案の画面の部品", "A file of the incident page"), answers: ["text/javascript"],
                failures: [.notFound], needsSession: false
            ) { try IncidentPage.asset($0) },
        ]
    }

    private static let changeFailures: [HTTPResponse.Status] = [
        .forbidden, .notFound, .conflict, .unprocessableContent, .serviceUnavailable,
    ]

    private static let open = QueryParameter(
        name: "open", title: Bilingual("まだ終わっていない世帯だけ", "Only households with which something is left to do"),
        shape: .choice(["true", "false"]), usual: "false")
    private static let stage = QueryParameter(
        name: "stage", title: Bilingual("この状況の世帯だけ", "Only households at this stage"),
        shape: .choice(WorkStage.allCases.map(\.rawValue)))
    private static let after = QueryParameter(
        name: "after", title: Bilingual("この番号より後に記録のあった世帯だけ", "Only households with a record behind this one"),
        shape: .number)
    private static let page = QueryParameter(
        name: "page", title: Bilingual("何ページ目か", "Which page"), shape: .count(usual: 1, most: 1_000_000), usual: "1")

    // Reading

    private func list(_ request: ServedRequest) async throws -> Response {
        let session = try request.session()
        let desk = desk("incident list", "html", session)
        let (incidents, areas, info) = try await workspace.readers.read(for: session) { snapshot in
            // Names of incidents tell of no resident, but only who may have everybody on a list has work here.
            _ = try desk.clear(in: snapshot)
            return (try snapshot.incidents(), try snapshot.savedAreaNames(), try snapshot.info())
        }
        let frame = PageFrame(request.route.title, request.context, info)
        return frame.response { IncidentPage.list(incidents, areas, frame, &$0) }
    }

    private func status(_ request: ServedRequest) async throws -> Response {
        let session = try request.session()
        let id = try Self.incident(request)
        let page = Int(request.query["page"] ?? "1") ?? 1
        let isPage = request.form == .html
        let filter = IncidentStatus.Filter(
            stages: Set((request.query["stage"].flatMap { WorkStage(rawValue: $0) }).map { [$0] } ?? []),
            isOpenOnly: request.query["open"] == "true",
            after: request.query["after"].map { Int64($0) ?? .max },
            places: isPage ? (page - 1) * IncidentPage.linesPerPage..<page * IncidentPage.linesPerPage : nil)
        let desk = desk("incident status", isPage ? "html" : "json", session)
        if request.isHead {
            // Nothing leaves, so nothing is released.
            _ = try await workspace.checks.read { try desk.clear(toWatch: id, in: $0) }
            return Response(status: .ok, headers: [.contentType: request.form.mediaType])
        }
        if isPage {
            let status = try await workspace.readers.read(for: session) {
                try IncidentStatus(of: id, filter, in: $0, desk)
            }
            return IncidentPage(status: status, page: page, request: request).response
        }
        let (_, stream) = try await workspace.readers.stream(for: session) { snapshot in
            try IncidentStatus(of: id, filter, in: snapshot, desk)
        } _: { status, _, sink in
            try IncidentStatusExport(language: .japanese).writeJSON(status, to: sink)
        }
        return Response(status: .ok, headers: [.contentType: ServedForm.json.mediaType], body: stream.body)
    }

    private func events(_ request: ServedRequest) async throws -> Response {
        let session = try request.session()
        let id = try Self.incident(request)
        let desk = desk("incident events", "none", session)
        let seesProtected = try await workspace.checks.read { try desk.clear(toWatch: id, in: $0).seesProtected }
        return IncidentEvents(
            incident: id, mayKnow: { seesProtected || $0 < IncidentHousehold.firstProtected },
            news: try watch.news(for: session.operatorName)
        ).response
    }

    // Changing

    private func report(_ request: ServedRequest) async throws -> Response {
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
    private func editing(_ request: ServedRequest) async throws -> Response {
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

    private func open(_ request: ServedRequest) async throws -> Response {
        let session = try request.session()
        let fields = try await form(request)
        try fields.require(only: ["name", "area", "include"])
        guard let name = try? StoredText(fields["name"] ?? ""), let area = fields["area"] else {
            throw Problem.malformedBody
        }
        guard let inclusion = ListSelection.Inclusion(rawValue: fields["include"] ?? "possible") else {
            throw Problem.malformedBody
        }
        let desk = desk("incident open", "html", session)
        let opened = try await workspace.writes.run(for: session.operatorName) {
            try IncidentKeeping(desk).open(
                name, on: AreaRequest(sources: [.saved(area)]).load(), activation: nil, including: inclusion,
                teams: [])
        }
        return Self.back(to: opened.incident.id)
    }

    private func assign(_ request: ServedRequest) async throws -> Response {
        let session = try request.session()
        let id = try Self.incident(request)
        let fields = try await form(request)
        try fields.require(only: ["team", "band", "limit", "number"])
        guard let team = TeamName(fields["team"] ?? "") else { throw Problem.invalidTeam }
        let selection: IncidentKeeping.Selection
        if let number = fields["number"] {
            guard let number = Int(number) else { throw Problem.malformedBody }
            selection = .these([.number(number)])
        } else {
            guard let limit = Int(fields["limit"] ?? ""), (1...100_000).contains(limit) else {
                throw Problem.malformedBody
            }
            let bands = try fields["band"].map { (label) throws(Problem) in
                guard let band = SupportBand(label: label) else { throw .malformedBody }
                return [band]
            }
            selection = .untouched(bands: Set(bands ?? []), limit: limit)
        }
        let desk = desk("incident assign", "html", session)
        _ = try await workspace.writes.run(for: session.operatorName) {
            try IncidentKeeping(desk).assign(selection, to: team, of: id)
        }
        return Self.back(to: id)
    }

    private func refresh(_ request: ServedRequest) async throws -> Response {
        let (id, desk) = try await plainChange(request, "incident refresh")
        _ = try await workspace.writes.run(for: request.session().operatorName) {
            try IncidentKeeping(desk).refresh(id)
        }
        return Self.back(to: id)
    }

    private func close(_ request: ServedRequest) async throws -> Response {
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

    // What the routes share

    private func form(_ request: ServedRequest) async throws -> FormFields {
        var sent = request.request
        return try await sent.form(upTo: workspace.limits.formBytes)
    }

    private func desk(_ verb: String, _ format: String, _ session: Session) -> IncidentDesk {
        IncidentDesk(
            workspace.paths, release: session.release(verb, format: format, at: workspace.now()),
            waiting: .seconds(workspace.limits.recordWaitSeconds))
    }

    private static func incident(_ request: ServedRequest) throws(Problem) -> Int64 {
        guard let id = Int64(request.path(.incident)) else { throw .noSuchIncident }
        return id
    }

    private static func back(to incident: Int64, household: Int? = nil) -> Response {
        .redirect(to: "/incidents/\(incident)" + (household.map { "#h\($0)" } ?? ""), type: .normal)
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
                        guard let conflict = report.conflict else { return }
                        json.object("conflict") { json in
                            json.member("state", conflict.other.report.state.rawValue)
                            json.member("label", conflict.other.report.state.japanese)
                            json.member("observed_at", conflict.other.report.observedAt.utc)
                            json.member("recorded_by", conflict.other.recordedBy)
                            json.member("stands", conflict.stands)
                        }
                    }
                }
            }
        }
        return json
    }
}
