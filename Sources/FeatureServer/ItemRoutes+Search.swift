import HTTPTypes
import Hummingbird

extension ItemRoutes {
    /// The same features by a question that stands in the body.
    var search: ServedRoute {
        ServedRoute(
            method: .post, path: "/collections/{collectionId}/search", name: "search",
            title: Bilingual("条件を本文で送る検索", "Search by a question in the body"), forms: [.geojson, .seq],
            bodies: ["application/json"],
            failures: [.notFound, .conflict, .contentTooLarge, .unsupportedMediaType],
            relation: "search"
        ) { request in
            guard request.hasJSONBody else { throw Problem.unsupportedMediaType }
            let buffer = try await request.request.body.collect(upTo: workspace.limits.searchBytes)
            let body = try SearchBody(Array(buffer.readableBytesView))
            return try await answer(
                request, asking: { try body.query(request.form, of: $0, $1) }, next: { body.next($0, from: request) }
            ) { try $0.page($1, $2) }
        }
    }
}

extension SearchBody {
    /// The link to the page that begins at a cursor: the same address, and what to send there.
    fileprivate func next(_ cursor: PageCursor, from request: ServedRequest) -> ServiceLink {
        ServiceLink(
            href: request.address(), rel: "next", type: request.form.mediaType,
            title: Bilingual("次のページ", "The next page"), method: "POST", body: text(from: cursor))
    }
}

extension ServedRequest {
    /// Whether what is sent says that it is JSON: forms of other sites cannot say so.
    fileprivate var hasJSONBody: Bool {
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
        return type?.filter { !$0.isWhitespace } == "application/json"
    }
}
