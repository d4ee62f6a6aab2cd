import Hummingbird

/// The service over one workspace: all of its routes, and what every request goes through before them.
package struct FeatureService: Sendable {
    let workspace: ServedWorkspace
    private let access: any SessionAccess
    private let catalogue: CollectionCatalogue
    private let desk: LoginDesk?
    private let log: LogOutput?
    private let proxy: TrustedProxy?
    private let map: MapSettings
    private let mapDesk: MapDesk
    private let watch: WorkWatch
    private let metrics = ServerMetrics()
    let ledger: ConnectionLedger

    /// Prepares to serve a workspace to whoever `access` lets in.
    init(
        _ workspace: ServedWorkspace, access: any SessionAccess, catalogue: CollectionCatalogue = .all,
        log: LogOutput? = nil, map: MapSettings = MapSettings()
    ) {
        self.init(workspace, access: access, catalogue: catalogue, desk: nil, log: log, proxy: nil, map: map)
    }

    /// Prepares to serve a workspace to whoever logs in at a desk.
    ///
    /// - Parameters:
    ///   - log: where a line for each request goes.
    ///   - proxy: who may say where requests come from.
    ///   - map: what the administrator decides about the map page.
    package init(_ desk: LoginDesk, log: LogOutput?, proxy: TrustedProxy? = nil, map: MapSettings = MapSettings()) {
        self.init(
            desk.workspace, access: LoginAccess(desk: desk), catalogue: .all, desk: desk, log: log, proxy: proxy,
            map: map)
    }

    private init(
        _ workspace: ServedWorkspace, access: any SessionAccess, catalogue: CollectionCatalogue, desk: LoginDesk?,
        log: LogOutput?, proxy: TrustedProxy?, map: MapSettings
    ) {
        self.map = map
        mapDesk = MapDesk(random: workspace.random)
        watch = WorkWatch(workspace.checks)
        self.workspace = workspace
        self.access = access
        self.catalogue = catalogue
        self.desk = desk
        self.log = log
        self.proxy = proxy
        ledger = ConnectionLedger(workspace.limits, mayTakeAll: proxy)
    }

    /// Everything that is answered, in groups.
    private var routeSets: [any RouteSet] {
        var sets: [any RouteSet] = [
            ItemRoutes(workspace: workspace, catalogue: catalogue),
            TileRoutes(workspace: workspace, catalogue: catalogue), AreaRoutes(workspace: workspace),
            HealthRoutes(workspace: workspace, metrics: metrics, ledger: ledger, desk: desk),
            MapPage(workspace: workspace, settings: map), MapBase(settings: map),
            MapRoutes(workspace: workspace, desk: mapDesk, settings: map),
            IncidentRoutes(workspace: workspace, watch: watch),
        ]
        if let desk { sets += [SessionRoutes(desk: desk), LoginRoutes(desk: desk)] }
        return [DocumentRoutes(workspace: workspace, catalogue: catalogue, others: sets)] + sets
    }

    /// Everything that is answered and described.
    var routes: [ServedRoute] { routeSets.flatMap(\.routes) }

    /// The classes of requirements that it meets.
    var conformance: [String] { routeSets.flatMap(\.conformance) }

    /// All routes, without a connection.
    ///
    /// The order of what a request goes through: counted and logged, headers of the answer, one form of error, the client's
    /// address, the name it asked for, the size of its body, who it is, whether a page of others sent it.
    func router() -> Router<ServerContext> {
        let router = Router(context: ServerContext.self)
        let index = RouteIndex()
        router.add(middleware: RequestLog(output: log, metrics: metrics, workspace: workspace))
        router.add(middleware: SecurityHeaders(workspace: workspace))
        router.add(middleware: CompressionMiddleware())
        router.add(middleware: ErrorAnswers(workspace: workspace, routes: index))
        router.add(middleware: ClientMiddleware(proxy: proxy))
        router.add(middleware: HostCheck(address: workspace.address))
        router.add(middleware: BodyLimit(limits: workspace.limits))
        router.add(middleware: SessionMiddleware(access: access))
        router.add(middleware: CrossSiteCheck(address: workspace.address, limits: workspace.limits))
        for route in routes { route.add(to: router, of: workspace, ledger: ledger) }
        index.fill(router.routes)
        return router
    }
}
