import Hummingbird

/// The service over one workspace: all of its routes.
package struct FeatureService: Sendable {
    private let workspace: ServedWorkspace
    private let access: any SessionAccess
    private let catalogue: CollectionCatalogue

    /// Prepares to serve a workspace.
    init(_ workspace: ServedWorkspace, access: any SessionAccess, catalogue: CollectionCatalogue = .all) {
        self.workspace = workspace
        self.access = access
        self.catalogue = catalogue
    }

    /// Everything that is answered, in groups.
    private var routeSets: [any RouteSet] {
        let data: [any RouteSet] = [ItemRoutes(workspace: workspace, catalogue: catalogue)]
        return [DocumentRoutes(workspace: workspace, catalogue: catalogue, others: data)] + data
    }

    /// Everything that is answered and described.
    var routes: [ServedRoute] { routeSets.flatMap(\.routes) }

    /// All routes, without a connection.
    func router() -> Router<ServerContext> {
        let router = Router(context: ServerContext.self)
        router.add(middleware: ProblemMiddleware(routes: routes))
        router.add(middleware: SessionMiddleware(access: access))
        for route in routes { route.add(to: router, of: workspace) }
        for set in routeSets { set.add(to: router) }
        return router
    }
}
