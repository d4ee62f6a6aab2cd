import NIOPosix
import Registry
import Synchronization

/// Changes of the workspace on behalf of requests: one at a time, on a thread that may block; some wait, and one more is refused.
final class WriteQueue: Sendable {
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private let waiting = Mutex(0)
    private let most: Int

    /// - Parameter most: changes that may wait, the one that runs among them.
    init(most: Int = 4) {
        self.most = most
        thread.start()
    }

    deinit { thread.shutdownGracefully { _ in } }

    /// Runs one change.
    ///
    /// - Throws: ``Problem/busy`` while too many wait or another program writes, and what the change throws.
    func run<Result: Sendable>(_ change: @escaping @Sendable () throws -> Result) async throws -> Result {
        let isFull = waiting.withLock { waiting in
            guard waiting < most else { return true }
            waiting += 1
            return false
        }
        guard !isFull else { throw Problem.busy }
        defer { waiting.withLock { $0 -= 1 } }
        do {
            return try await thread.runIfActive(change)
        } catch RegistryError.busy {
            throw Problem.busy
        }
    }
}
