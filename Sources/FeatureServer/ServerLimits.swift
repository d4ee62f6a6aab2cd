/// What the server bears at once; every number has a test.
package struct ServerLimits: Hashable, Sendable {
    /// Reads at the same time, each with a thread and a connection to the workspace.
    package var readers = 24
    /// Reads that may wait beside them.
    package var waitingReads = 64
    /// Seconds after which a client that takes nothing loses its answer.
    package var stallSeconds = 20
    /// Bytes of what is remembered of the register between requests; 1.7 million households need some 100 MB for each audience.
    package var cacheBytes = 512 << 20

    /// The usual limits.
    package init() {}
}
