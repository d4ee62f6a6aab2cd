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

    var routes: [ServedRoute] { [items, item] }

    private var items: ServedRoute {
        ServedRoute(
            method: .get, path: "/collections/{collectionId}/items", name: "getItems",
            title: Bilingual("コレクションの地物", "The features of a collection"),
            parameters: ItemsQuery.parameters(workspace.limits), forms: [.geojson, .seq, .html],
            failures: [.notFound, .conflict], relation: "items"
        ) { request in
            try await answer(request) { try $0.page($1, $2) }
        }
    }

    private var item: ServedRoute {
        ServedRoute(
            method: .get, path: "/collections/{collectionId}/items/{featureId}", name: "getItem",
            title: Bilingual("1つの地物", "One feature"), parameters: ItemsQuery.featureParameters,
            forms: [.geojson, .html], failures: [.notFound]
        ) { request in
            try await answer(request, isSingle: true) { try $0.feature(request.path(.feature), $1, $2) }
        }
    }

    /// Answers with a page of a collection, piece by piece while it is read.
    private func answer(
        _ request: ServedRequest, isSingle: Bool = false,
        _ page: @escaping @Sendable (any FeatureCollection, ItemsQuery, ServedRead) throws -> FeaturePage?
    ) async throws -> Response {
        let session = try request.session()
        let moment = workspace.now()
        let prepare: @Sendable (RegistrySnapshot) throws -> Outcome = { snapshot in
            let read = ServedRead(snapshot: snapshot, session: session, moment: moment, workspace: workspace)
            let collection = try catalogue.collection(request.path(.collection), read)
            let query = try ItemsQuery(request.query, request.form, of: collection, read)
            let tag = isSingle ? nil : try collection.tag(query, read)
            if let tag, tag.isKnown(to: request.request.headers[.ifNoneMatch]) { return .known(tag) }
            guard let page = try page(collection, query, read) else { throw Problem.noSuchFeature }
            return .fresh(
                FeatureAnswer(
                    page: page, form: request.form, links: links(request, collection, page), tag: tag,
                    selection: query.properties,
                    subject: FeatureAnswer.Subject(
                        title: collection.title, id: collection.id, properties: try collection.properties(read),
                        base: request.base, frame: request.frame(collection.title, try snapshot.info())),
                    timeStamp: moment.utc, isSingle: isSingle))
        }
        guard !request.isHead else { return try await workspace.readers.read(prepare).response(nil) }
        let (outcome, stream) = try await workspace.readers.stream(prepare) { outcome, snapshot, stream in
            if case .fresh(let answer) = outcome { try answer.write(from: snapshot, to: stream) }
        }
        return outcome.response(stream)
    }

    private func links(
        _ request: ServedRequest, _ collection: any FeatureCollection, _ page: FeaturePage
    ) -> [ServiceLink] {
        var links = request.selfLinks
        if let next = page.next {
            links.append(
                ServiceLink(
                    href: request.address([ItemsQuery.cursorName: next.text]), rel: "next",
                    type: request.form.mediaType, title: Bilingual("次のページ", "The next page")))
        }
        let address = "\(request.base)/collections/\(collection.id)"
        links.append(ServiceLink(href: address, rel: "collection", type: nil, title: collection.title))
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
