package import Registry
package import VictimSupport

/// What all requests share: the workspace, its readers and the clock.
package final class ServedWorkspace: Sendable {
    /// Where the workspace is.
    package let paths: WorkspacePaths
    /// What the server bears.
    package let limits: ServerLimits
    /// The clock, read once per request.
    package let now: @Sendable () -> Moment
    let readers: ReaderPool
    let households: HouseholdCache

    /// Prepares to serve a workspace; nothing is opened yet.
    package init(_ paths: WorkspacePaths, limits: ServerLimits = ServerLimits(), now: @escaping @Sendable () -> Moment)
    {
        self.paths = paths
        self.limits = limits
        self.now = now
        readers = ReaderPool(paths, limits: limits)
        households = HouseholdCache(limit: limits.cacheBytes)
    }
}
