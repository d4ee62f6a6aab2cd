import Hummingbird

/// Some routes that belong together.
protocol RouteSet: Sendable {
    /// What the service answers here: router, checks and the description at `/api` all follow it.
    var routes: [ServedRoute] { get }
    /// The classes of requirements that it meets, each tested.
    var conformance: [String] { get }
    /// Adds what has no description.
    func add(to router: Router<ServerContext>)
}

extension RouteSet {
    /// Nothing is described.
    var routes: [ServedRoute] { [] }
    /// No class.
    var conformance: [String] { [] }
    /// Nothing but what is described.
    func add(to router: Router<ServerContext>) {}
}
