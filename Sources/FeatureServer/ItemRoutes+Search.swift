import HTTPTypes
import Hummingbird

extension ItemRoutes {
    /// The same features by a question that stands in the body.
    var search: ServedRoute {
        ServedRoute(
            method: .post, path: "/collections/{collectionId}/search", name: "search",
            title: Bilingual("条件を本文で送る検索", "Search by a question in the body"), forms: [.geojson, .seq],
            bodies: ["application/json"],
            failures: [.notFound, .conflict, .contentTooLarge, .unsupportedMediaType], onlyAsks: true,
            relation: "search"
        ) { request in
            // Forms of other sites cannot say that they are JSON.
            guard request.request.mediaType == "application/json" else { throw Problem.unsupportedMediaType }
            let body = try SearchBody(try await request.body(upTo: workspace.limits.searchBytes))
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
