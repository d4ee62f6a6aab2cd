import Disclosure
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
            failures: [.notFound, .conflict]
        ) { request in
            try await answer(request) { collection, read in
                var query = try ItemsQuery(request.query, of: collection, read)
                if request.form == .html { query.limit = min(query.limit, workspace.limits.mostRows) }
                return (try collection.page(query, read), query.properties)
            }
        }
    }

    private var item: ServedRoute {
        ServedRoute(
            method: .get, path: "/collections/{collectionId}/items/{featureId}", name: "getItem",
            title: Bilingual("1つの地物", "One feature"), forms: [.geojson, .html], failures: [.notFound]
        ) { request in
            try await answer(request, isSingle: true) { collection, read in
                guard let page = try collection.feature(request.path(.feature), ItemsQuery(limit: 1), read) else {
                    throw Problem.noSuchFeature
                }
                return (page, nil)
            }
        }
    }

    /// Answers with a page of a collection, piece by piece while it is read.
    private func answer(
        _ request: ServedRequest, isSingle: Bool = false,
        _ page: @escaping @Sendable (any FeatureCollection, ServedRead) throws -> (FeaturePage, Set<String>?)
    ) async throws -> Response {
        let session = try request.session()
        let moment = workspace.now()
        let prepare: @Sendable (RegistrySnapshot) throws -> FeatureAnswer = { snapshot in
            let read = ServedRead(snapshot: snapshot, session: session, moment: moment, workspace: workspace)
            let collection = try catalogue.collection(request.path(.collection), read)
            let (page, selection) = try page(collection, read)
            return FeatureAnswer(
                page: page, form: request.form, links: links(request, collection, page, isSingle: isSingle),
                selection: selection,
                subject: FeatureAnswer.Subject(
                    title: collection.title, id: collection.id, properties: try collection.properties(read),
                    isDrill: try snapshot.info().mode == .drill, base: request.base),
                timeStamp: moment.utc, isSingle: isSingle)
        }
        guard !request.isHead else {
            return Response(status: .ok, headers: try await workspace.readers.read(prepare).headers)
        }
        let (head, stream) = try await workspace.readers.stream(prepare) { try $0.write(from: $1, to: $2) }
        return Response(status: .ok, headers: head.headers, body: stream.body)
    }

    private func links(
        _ request: ServedRequest, _ collection: any FeatureCollection, _ page: FeaturePage, isSingle: Bool
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
}
