import HTTPTypes
import Hummingbird

/// One operation of the service: where it is, what it takes and gives, and who answers.
///
/// The router, the check of parameters, the choice of the form and the OpenAPI document all read this one value, so that they
/// cannot differ.
struct ServedRoute: Sendable {
    /// Its method; a GET that answers a document answers HEAD too.
    let method: HTTPRequest.Method
    /// Its address, such as `/collections/{collectionId}/items`; the names of variable parts are those of ``PathParameter``.
    let path: String
    /// Its name in the OpenAPI document.
    let name: String
    /// What it does.
    let title: Bilingual
    /// What may stand behind the question mark, beside `f`.
    var parameters: [QueryParameter] = []
    /// Whether names of a collection's properties may stand there too.
    var takesProperties = false
    /// The forms that `f` and Accept choose from, the usual one first; none when there is nothing to choose.
    var forms: [ServedForm] = []
    /// The media types of what is sent; none when nothing is.
    var bodies: [String] = []
    /// The status of an answer that went well.
    var success = HTTPResponse.Status.ok
    /// The media types of such an answer where ``forms`` does not say.
    var answers: [String] = []
    /// The statuses of other answers that went well, which have no body.
    var emptyAnswers: [HTTPResponse.Status] = []
    /// The statuses of its own failures, beside those that every route may have.
    var failures: [HTTPResponse.Status] = []
    /// Whether it changes nothing though it takes a body, as a search.
    var onlyAsks = false
    /// Whether somebody must have logged in.
    var needsSession = true
    /// By which relation the document above leads here: the landing page, or the page of each collection; nil for not at all.
    var relation: String?
    /// Which collections it is of, when its address names one.
    var isOf: @Sendable (any FeatureCollection) -> Bool = { _ in true }
    /// Answers; the parameters have been checked and the form chosen.
    let answer: @Sendable (ServedRequest) async throws -> Response
}

/// The variable parts of addresses.
enum PathParameter: String, CaseIterable, Sendable {
    case collection = "collectionId"
    case feature = "featureId"
    case tileMatrixSet = "tileMatrixSetId"
    case tileMatrix = "tileMatrix"
    case tileRow = "tileRow"
    case tileColumn = "tileCol"
    case area = "areaId"
    case incident = "incidentId"
    case file = "fileName"

    /// What it says.
    var title: Bilingual {
        switch self {
        case .collection: Bilingual("コレクションの名前", "The name of a collection")
        case .feature: Bilingual("地物の番号", "The id of a feature")
        case .tileMatrixSet: Bilingual("タイルの切り方。WebMercatorQuad だけ", "How tiles are cut: WebMercatorQuad, the only one")
        case .tileMatrix: Bilingual("ズームレベル（0から22）", "Zoom level, 0 to 22")
        case .tileRow: Bilingual("北からの行（0から）", "Row from the north, from 0")
        case .tileColumn: Bilingual("西からの列（0から）", "Column from the west, from 0")
        case .file: Bilingual("地図画面の部品の名前", "The name of a file of the map page")
        case .incident: Bilingual("事案の番号", "The number of an incident")
        case .area: Bilingual("区域の番号", "The number of a saved area")
        }
    }
}

extension ServedRoute {
    /// Everything that may stand behind the question mark.
    var allParameters: [QueryParameter] {
        forms.isEmpty ? parameters : parameters + [.form(forms)]
    }

    /// Whether it ends when its client goes: what changes something is done to its end once it came whole.
    var endsWithClient: Bool { method == .get || onlyAsks }

    /// The names of the variable parts, in order.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// Adds it to the router.
    ///
    /// - Parameter ledger: knows when a client goes that waits for an answer: what reads for it ends then.
    func add(to router: Router<ServerContext>, of workspace: ServedWorkspace, ledger: ConnectionLedger) {
        let handle: @Sendable (Request, ServerContext) async throws -> Response = { request, context in
            if needsSession, context.session == nil {
                guard isForPeople(request) else { throw Problem.notLoggedIn }
                return .redirect(to: "/login")
            }
            let query = try QueryString(
                request.uri.query, allowing: allParameters, allowsOthers: takesProperties)
            let form = try ServedForm.choose(
                from: forms, named: query[QueryParameter.formName], accept: request.headers[values: .accept])
            let served = ServedRequest(
                request: request, context: context, query: query, form: form, workspace: workspace, route: self)
            guard endsWithClient else { return try await answer(served) }
            return try await ledger.whileThere(context.channel) { try await answer(served) }
        }
        router.on(RouterPath(path), method: method, use: handle)
        guard method == .get, success == .ok else { return }
        router.on(RouterPath(path), method: .head) { request, context in
            let answer = try await handle(request, context)
            return Response(status: answer.status, headers: answer.headers)
        }
    }

    /// Whether somebody at a browser asks for a page: who has not logged in is led to the page where that is done.
    private func isForPeople(_ request: Request) -> Bool {
        guard method == .get, forms.contains(.html) else { return false }
        return (try? ServedForm.choose(from: forms, named: nil, accept: request.headers[values: .accept])) == .html
    }
}
