package import Registry
import Synchronization
package import VictimSupport

/// What all requests share: the workspace, its readers, the clock and the address under which the service is known.
package final class ServedWorkspace: Sendable {
    /// Where the workspace is.
    package let paths: WorkspacePaths
    /// What the server bears.
    package let limits: ServerLimits
    /// The clock, read once per request.
    package let now: @Sendable () -> Moment
    /// The names under which the service is reached.
    package let address: PublicAddress
    /// Where tokens and nonces come from.
    let random: RandomBytes
    let readers: ReaderPool
    /// Changes on behalf of requests, one at a time.
    let writes: FairThreads<String>
    let places: PlaceCache
    let towns: TownCounting
    let townTiles = TownTileRecords()
    let households: HouseholdCache
    /// Short reads alone, such as whether an account is still enabled: no list keeps them waiting.
    let checks: ReaderPool
    private let known = Mutex<WorkspaceInfo?>(nil)

    /// Prepares to serve a workspace; nothing is opened yet.
    package init(
        _ paths: WorkspacePaths, limits: ServerLimits = ServerLimits(), address: PublicAddress = .loopback(),
        random: @escaping RandomBytes = ServedWorkspace.systemRandom, now: @escaping @Sendable () -> Moment
    ) {
        self.paths = paths
        self.limits = limits
        self.address = address
        self.random = random
        self.now = now
        readers = ReaderPool(paths, limits: limits)
        writes = FairThreads(
            FairThreads.Shares(
                threads: 1, places: limits.waitingChanges, placesPerAsker: limits.waitingChangesPerOperator))
        places = PlaceCache(limit: limits.placeBytes)
        towns = TownCounting(paths)
        households = HouseholdCache(limit: limits.cacheBytes)
        var brief = limits
        (brief.readers, brief.waitingReads) = (2, limits.connections)
        checks = ReaderPool(paths, limits: brief)
    }

    /// Random bytes of the operating system.
    package static let systemRandom: RandomBytes = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// What the workspace says of itself; its mode never changes.
    func info() async throws -> WorkspaceInfo {
        if let info = known.withLock({ $0 }) { return info }
        let info = try await checks.read { try $0.info() }
        known.withLock { $0 = info }
        return info
    }
}
