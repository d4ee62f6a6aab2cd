import Hummingbird

/// The service over one workspace: all of its routes.
package struct FeatureService: Sendable {
    private let workspace: ServedWorkspace
    private let access: any SessionAccess

    /// Prepares to serve a workspace.
    init(_ workspace: ServedWorkspace, access: any SessionAccess) {
        self.workspace = workspace
        self.access = access
    }

    /// All routes, without a connection.
    func router() -> Router<ServerContext> {
        let router = Router(context: ServerContext.self)
        router.add(middleware: SessionMiddleware(access: access))
        let routes: [any RouteSet] = []
        for set in routes { set.add(to: router) }
        return router
    }
}
