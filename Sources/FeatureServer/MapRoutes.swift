import Disclosure
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Registry
import VictimSupport

/// What the map page asks for: the answer to a question in packed columns, rows of what is on the screen, reasons, counts.
struct MapRoutes: RouteSet {
    let workspace: ServedWorkspace
    let desk: MapDesk
    let settings: MapSettings

    var routes: [ServedRoute] {
        [
            ServedRoute(
                method: .get, path: "/map/context", name: "getMapContext",
                title: Bilingual("地図画面の初めに要るもの", "What the map page needs when it opens"),
                answers: ["application/json"]
            ) { try await context($0.request, $0.context) },
            Self.post(
                "/map/count", "countForMap", Bilingual("区域の世帯数", "How many households an area concerns"), use: count),
            Self.post(
                "/map/answer", "answerForMap", Bilingual("区域の世帯のすべて（列ごと）", "All households of an area, in columns"),
                answer: "application/octet-stream", use: answer),
            Self.post(
                "/map/rows", "rowsForMap", Bilingual("答えの一部の世帯", "Some households of an answer"),
                failures: [.gone, .conflict], use: rows),
            Self.post(
                "/map/reasons", "reasonsForMap", Bilingual("援護度の根拠", "The reasons of a score"),
                failures: [.gone, .conflict], use: reasons),
            Self.post(
                "/map/files", "sendFileToMap", Bilingual("区域のファイルを送る", "Send a file of areas"),
                body: "application/octet-stream", success: .created, use: file),
            Self.post(
                "/map/export", "exportFromMap", Bilingual("答えを書き出す", "Export an answer"),
                answer: "application/octet-stream", failures: [.gone, .conflict], use: export),
        ]
    }

    /// An operation that takes a body and changes nothing.
    private static func post(
        _ path: String, _ name: String, _ title: Bilingual, body: String = "application/json",
        answer: String = "application/json", success: HTTPResponse.Status = .ok, failures: [HTTPResponse.Status] = [],
        use answering: @escaping @Sendable (Request, ServerContext) async throws -> Response
    ) -> ServedRoute {
        ServedRoute(
            method: .post, path: path, name: name, title: title, bodies: [body], success: success, answers: [answer],
            failures: failures + [.unprocessableContent], onlyAsks: true
        ) { try await answering($0.request, $0.context) }
    }

    /// What the page needs to know before anybody asks anything.
    @Sendable private func context(_ request: Request, _ context: ServerContext) async throws -> Response {
        let session = try context.requireSession()
        let (moment, token) = (workspace.now(), context.login?.formToken)
        let json = try await workspace.readers.read(for: session) { [settings, workspace] snapshot in
            try MapContext(session, moment, settings, formToken: token).text(snapshot, workspace.households)
        }
        return Self.json(json)
    }

    /// How many households and persons an area may concern, while somebody draws it.
    @Sendable private func count(_ request: Request, _ context: ServerContext) async throws -> Response {
        let session = try context.requireSession()
        let question = try MapQuestion(try await body(request))
        let release = release("map count", "json", session)
        let json = try await workspace.readers.read(for: session) { [self] snapshot in
            let count = try AreaCount(
                of: try area(question, session, snapshot), time: question.time, in: snapshot, release: release,
                audit: AuditLog(workspace.paths), cache: workspace.households)
            var json = JSONWriter()
            json.object { json in
                json.member("households", count.households)
                json.member("persons", count.persons)
            }
            return json
        }
        return Self.json(json)
    }

    /// The whole answer as packed columns.
    @Sendable private func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
        let session = try context.requireSession()
        let question = try MapQuestion(try await body(request))
        let release = release("map", "columns", session)
        let bytes = try await workspace.readers.read(for: session) { [self] snapshot in
            let answer = try AreaQuery(
                area: try area(question, session, snapshot), limit: nil, time: question.time,
                selection: question.selection, hazard: question.hazard
            ).answer(in: snapshot, for: release.disclosure, cache: workspace.households)
            let columns = try MapColumns(
                releasing: answer, release, from: snapshot, to: AuditLog(workspace.paths), cache: workspace.households)
            let head = MapHead(
                answer: answer, id: desk.keep(answer, for: session),
                warnings: answer.warnings(workspace.paths, today: release.moment.today))
            return columns.encoded(head.write)
        }
        return Response(
            status: .ok, headers: [.contentType: "application/octet-stream"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The rows of some households of an answer.
    @Sendable private func rows(_ request: Request, _ context: ServerContext) async throws -> Response {
        let session = try context.requireSession()
        let body = try await body(request)
        try body.require(only: ["answer", "numbers", "language"])
        let (numbers, language) = (try body.integers("numbers"), try Self.language(body))
        guard numbers.count <= ListRows.limit else { throw Problem.invalidQuestion("numbers") }
        let answer = try desk.answer(try body.text("answer"), of: session)
        let release = release("map rows", "json", session)
        let json = try await workspace.readers.read(for: session) { [workspace] snapshot in
            try Self.check(answer, in: snapshot, release)
            var json = JSONWriter()
            try json.object { json in
                json.name("rows")
                try ListRows(numbers, of: answer).write(
                    language, release, from: snapshot, to: AuditLog(workspace.paths), &json)
            }
            return json
        }
        return Self.json(json)
    }

    /// Why a household of an answer has its score.
    @Sendable private func reasons(_ request: Request, _ context: ServerContext) async throws -> Response {
        let session = try context.requireSession()
        let body = try await body(request)
        try body.require(only: ["answer", "number", "language"])
        let (number, language) = (try body.integer("number"), try Self.language(body))
        let answer = try desk.answer(try body.text("answer"), of: session)
        guard answer.hits.indices.contains(number - 1) else { throw Problem.invalidQuestion("number") }
        let release = release("map reasons", "json", session)
        let text = try await workspace.readers.read(for: session) { [workspace] snapshot in
            try Self.check(answer, in: snapshot, release)
            let explanation = try HouseholdExplanation(
                ofNumber: number, of: answer, in: snapshot, release: release, audit: AuditLog(workspace.paths))
            return ExplanationJSON(language: language).text(explanation)
        }
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Takes a file of areas; what it is, its bytes tell.
    @Sendable private func file(_ request: Request, _ context: ServerContext) async throws -> Response {
        let session = try context.requireSession()
        var request = request
        let bytes = Array(try await request.collectBody(upTo: workspace.limits.bodyBytes).readableBytesView)
        let id = try await workspace.readers.read(for: session) { [desk] _ in
            // What a file is called stays with whoever sent it: names of files tell of people.
            let loaded = try AreaRequest(sources: [.content(bytes, name: "送られたファイル")]).load()
            return desk.keep(loaded, for: session)
        }
        var json = JSONWriter()
        json.object { $0.member("file", id) }
        return Self.json(json, .created)
    }

    // What the routes share

    /// The area of a question.
    private func area(_ question: MapQuestion, _ session: Session, _ snapshot: RegistrySnapshot) throws -> QueryArea {
        let loaded =
            switch question.area {
            case .request(let request): try request.load()
            case .file(let id): try desk.file(id, of: session)
            }
        return try loaded.resolved(in: snapshot, workspace.paths)
    }

    /// Who releases what, for the audit log.
    func release(_ verb: String, _ format: String, _ session: Session) -> ListRelease {
        session.release(verb, format: format, at: workspace.now())
    }

    /// Refuses an answer that belongs to another state of the register, or that the session could not get today.
    static func check(_ answer: AreaAnswer, in snapshot: RegistrySnapshot, _ release: ListRelease) throws {
        guard try snapshot.generation() == answer.generation else { throw Problem.generationChanged }
        let clearance = try snapshot.clear(release.disclosure, for: .lists)
        guard clearance.rules == answer.clearance.rules, clearance.activation?.id == answer.clearance.activation?.id
        else { throw Problem.answerGone }
    }

    func body(_ request: Request) async throws -> JSONObject {
        var request = request
        let buffer = try await request.collectBody(upTo: workspace.limits.bodyBytes)
        return try JSONObject(Array(buffer.readableBytesView))
    }

    static func language(_ body: JSONObject) throws(Problem) -> OutputLanguage {
        let text = try body.optionalText("language") ?? OutputLanguage.japanese.rawValue
        guard let language = OutputLanguage(rawValue: text) else { throw .invalidQuestion("language") }
        return language
    }

    private static func json(_ json: JSONWriter, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}
