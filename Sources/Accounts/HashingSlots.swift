import Dispatch
import Synchronization

/// How many passwords are hashed at once: each takes 128 MiB and is slow on purpose, and anybody who reaches
/// the login may ask.
///
/// One instance is made by the program and handed to whatever hashes. Waiting blocks the thread, as hashing does; a server
/// calls from threads that may block.
package final class HashingSlots: Sendable {
    private struct State {
        var waiting = 0
        var done = 0
    }

    private let free: DispatchSemaphore
    private let longestQueue: Int
    private let state = Mutex(State())

    /// Makes the slots of a program.
    ///
    /// - Parameters:
    ///   - atOnce: hashings at the same time.
    ///   - longestQueue: callers that may wait or hash; one more is turned away at once.
    package init(atOnce: Int = 2, longestQueue: Int = 32) {
        free = DispatchSemaphore(value: atOnce)
        self.longestQueue = longestQueue
    }

    /// The hashings done so far, for metrics.
    package var count: Int { state.withLock { $0.done } }

    /// Runs one hashing when a slot is free.
    ///
    /// - Throws: ``AccountError/tooManyLogins(waiting:)``, or what the work throws.
    func run<Result>(_ work: () throws(AccountError) -> Result) throws(AccountError) -> Result {
        let waiting = state.withLock { state in
            state.waiting += 1
            return state.waiting
        }
        defer { state.withLock { $0.waiting -= 1 } }
        guard waiting <= longestQueue else { throw .tooManyLogins(waiting: longestQueue) }
        free.wait()
        defer { free.signal() }
        let result = try work()
        state.withLock { $0.done += 1 }
        return result
    }
}
