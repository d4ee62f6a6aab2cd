/// Some routes that belong together.
protocol RouteSet: Sendable {
    /// What the service answers here: router, checks and the description at `/api` all follow it.
    var routes: [ServedRoute] { get }
    /// The classes of requirements that it meets, each tested.
    var conformance: [String] { get }
}

extension RouteSet {
    /// No class.
    var conformance: [String] { [] }
}
