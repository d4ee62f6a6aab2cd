import Disclosure
import HTTPTypes
import Hummingbird
import Incidents
import Interchange
import Registry
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
                method: .post, path: "/incidents/{incidentId}/merge", name: "mergeReports",
                title: Bilingual("戻ってきた表や端末の報告を取り込む", "Bring back reports of tables and phones"),
                parameters: [Self.at, Self.dryRun], bodies: ["application/octet-stream"],
                answers: ["application/json"], failures: Self.changeFailures
            ) { try await merge($0) },
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

    static let at = QueryParameter(
        name: "at", title: Bilingual("時刻のない報告の時刻", "The time of reports without one of their own"), shape: .text)
    static let dryRun = QueryParameter(
        name: "dry_run", title: Bilingual("確かめるだけで、何も記録しない", "Check everything and record nothing"),
        shape: .choice(["true", "false"]), usual: "false")

    // Reading

    private func list(_ request: ServedRequest) async throws -> Response {
        let session = try request.session()
        let desk = desk("incident list", "html", session)
        let now = workspace.now().utc
        let (incidents, grounds, info) = try await workspace.readers.read(for: session) { snapshot in
            // Names of incidents tell of no resident, but only who may have everybody on a list has work here.
            _ = try desk.clear(in: snapshot)
            let grounds = IncidentPage.Grounds(
                areas: try snapshot.savedAreaNames(),
                activations: try snapshot.activations().filter { $0.holds(at: now) })
            return (try snapshot.incidents(), grounds, try snapshot.info())
        }
        let frame = PageFrame(request.route.title, request.context, info)
        return frame.response { IncidentPage.list(incidents, grounds, frame, &$0) }
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

    // What the routes share

    func form(_ request: ServedRequest) async throws -> FormFields {
        var sent = request.request
        return try await sent.form(upTo: workspace.limits.formBytes)
    }

    func desk(_ verb: String, _ format: String, _ session: Session, isDryRun: Bool = false) -> IncidentDesk {
        IncidentDesk(
            workspace.paths, release: session.release(verb, format: format, at: workspace.now()),
            waiting: .seconds(workspace.limits.recordWaitSeconds), isDryRun: isDryRun)
    }

    static func incident(_ request: ServedRequest) throws(Problem) -> Int64 {
        guard let id = Int64(request.path(.incident)) else { throw .noSuchIncident }
        return id
    }

    static func back(to incident: Int64, household: Int? = nil) -> Response {
        .redirect(to: "/incidents/\(incident)" + (household.map { "#h\($0)" } ?? ""), type: .normal)
    }
}
