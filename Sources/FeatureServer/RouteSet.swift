import Hummingbird

/// Some routes that belong together.
protocol RouteSet: Sendable {
    /// Adds them.
    func add(to router: Router<ServerContext>)
}
