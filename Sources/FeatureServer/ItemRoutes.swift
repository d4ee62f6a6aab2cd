import HTTPTypes
import Hummingbird
import Registry
import VictimSupport

/// The features of every collection: `/collections/{collectionId}/items` and what is below.
struct ItemRoutes: RouteSet {
    /// What all requests share.
    let workspace: ServedWorkspace
    /// Which collections there are.
    let catalogue: CollectionCatalogue

    var routes: [ServedRoute] { [items, item, search] }

    var conformance: [String] { ConformanceClass.ofReferences + ConformanceClass.ofFiltering }

    private var items: ServedRoute {
        ServedRoute(
            method: .get, path: "/collections/{collectionId}/items", name: "getItems",
            title: Bilingual("コレクションの地物", "The features of a collection"),
            parameters: ItemsQuery.parameters(workspace.limits), takesProperties: true,
            forms: [.geojson, .seq, .html], emptyAnswers: [.notModified],
            failures: [.notFound, .conflict], relation: "items"
        ) { request in
            try await answer(request, asking: asking(request), next: next(request)) { try $0.page($1, $2) }
        }
    }

    private var item: ServedRoute {
        ServedRoute(
            method: .get, path: "/collections/{collectionId}/items/{featureId}", name: "getItem",
            title: Bilingual("1つの地物", "One feature"), parameters: ItemsQuery.featureParameters,
            forms: [.geojson, .html], failures: [.notFound]
        ) { request in
            try await answer(request, asking: asking(request), next: next(request), isSingle: true) {
                try $0.feature(request.path(.feature), $1, $2)
            }
        }
    }

    /// What an address asks of a collection.
    private func asking(_ request: ServedRequest) -> Question {
        { try ItemsQuery(request.query, request.form, of: $0, $1) }
    }

    /// The link to the page that begins at a cursor: the same address with it.
    private func next(_ request: ServedRequest) -> @Sendable (PageCursor) -> ServiceLink {
        { cursor in
            ServiceLink(
                href: request.address([ItemsQuery.cursorName: cursor.text]), rel: "next",
                type: request.form.mediaType, title: Bilingual("次のページ", "The next page"))
        }
    }

    /// Reads what is asked of a collection.
    typealias Question = @Sendable (any FeatureCollection, ServedRead) throws -> ItemsQuery

    /// Answers with a page of a collection, piece by piece while it is read.
    func answer(
        _ request: ServedRequest, asking question: @escaping Question,
        next: @escaping @Sendable (PageCursor) -> ServiceLink, isSingle: Bool = false,
        _ page: @escaping @Sendable (any FeatureCollection, ItemsQuery, ServedRead) throws -> FeaturePage?
    ) async throws -> Response {
        let session = try request.session()
        let moment = workspace.now()
        let prepare: @Sendable (RegistrySnapshot) throws -> Outcome = { snapshot in
            let read = ServedRead(
                snapshot: snapshot, session: session, moment: moment, workspace: workspace, handsOut: !request.isHead)
            let collection = try catalogue.collection(request.path(.collection), read)
            let query = try Problem.ofAreas { try question(collection, read) }
            let tag = isSingle ? nil : try collection.tag(query, read)
            if let tag, request.request.method.isSafe, tag.isKnown(to: request.request.headers[.ifNoneMatch]) {
                return .known(tag)
            }
            guard let page = try Problem.ofAreas({ try page(collection, query, read) }) else {
                throw Problem.noSuchFeature
            }
            return .fresh(
                FeatureAnswer(
                    page: page, form: request.form, links: links(request, collection, page.next.map(next), isSingle),
                    tag: tag,
                    selection: query.properties, reference: query.reference,
                    subject: FeatureAnswer.Subject(
                        title: collection.title, id: collection.id, properties: try collection.properties(read),
                        base: request.base, frame: PageFrame(collection.title, request.context, try snapshot.info())),
                    timeStamp: moment.utc, isSingle: isSingle))
        }
        guard !request.isHead else { return try await workspace.readers.read(for: session, prepare).response(nil) }
        let (outcome, stream) = try await workspace.readers.stream(for: session, prepare) { outcome, snapshot, stream in
            if case .fresh(let answer) = outcome { try answer.write(from: snapshot, to: stream) }
        }
        return outcome.response(stream)
    }

    private func links(
        _ request: ServedRequest, _ collection: any FeatureCollection, _ next: ServiceLink?, _ isSingle: Bool
    ) -> [ServiceLink] {
        var links = request.selfLinks
        if let next { links.append(next) }
        let address = "\(request.base)/collections/\(collection.id)"
        for form in DocumentRoutes.forms {
            links.append(
                ServiceLink(
                    href: form == .json ? address : "\(address)?\(QueryParameter.formName)=\(form.rawValue)",
                    rel: "collection", type: form.mediaType, title: collection.title))
        }
        for use in PropertySchema.Use.allCases where !isSingle {
            links.append(
                ServiceLink(
                    href: "\(address)/\(use.rawValue)", rel: use.relation, type: ServedForm.schema.mediaType,
                    title: use.title))
        }
        return links
    }

    /// What comes of a request for features.
    private enum Outcome: Sendable {
        /// The client has the answer already.
        case known(EntityTag)
        /// An answer to write.
        case fresh(FeatureAnswer)

        /// The answer; without a stream its head.
        func response(_ stream: ChunkStream?) -> Response {
            switch self {
            case .known(let tag):
                Response(status: .notModified, headers: [.eTag: tag.text])
            case .fresh(let answer):
                Response(status: .ok, headers: answer.headers, body: stream?.body ?? ResponseBody())
            }
        }
    }
}
