import HTTPTypes
import NIOPosix
import Synchronization

/// Threads for work that blocks: some of it waits for a thread, more is refused at once, and nobody who asks has more of
/// it than their share.
final class FairThreads<Asker: Hashable & Sendable>: Sendable {
    /// How much there may be at once.
    struct Shares: Sendable {
        /// Threads.
        let threads: Int
        /// Work that runs or waits.
        let places: Int
        /// The same of one asker.
        var placesPerAsker = Int.max
        /// Threads of one asker; what it asks beside them waits in its order.
        var threadsPerAsker = Int.max
    }

    private struct Work {
        var places = 0
        var threads = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private struct State {
        var places = 0
        var work: [Asker: Work] = [:]
    }

    private let shares: Shares
    private let threads: NIOThreadPool
    private let state = Mutex(State())

    /// Starts the threads.
    init(_ shares: Shares) {
        self.shares = shares
        threads = NIOThreadPool(numberOfThreads: shares.threads)
        threads.start()
    }

    /// Lets the threads go when their work is done.
    deinit { threads.shutdownGracefully { _ in } }

    /// Work that runs or waits.
    var load: Int { state.withLock { $0.places } }

    /// Runs something on one of the threads; what was taken is done, though who asked may be cancelled meanwhile.
    ///
    /// - Parameter asker: whose share it takes; nil for what is nobody's.
    /// - Throws: ``Problem/busy`` when too much waits, and what the work throws.
    func run<Result: Sendable>(
        for asker: Asker? = nil, _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try takePlace(asker)
        defer { givePlaceBack(asker) }
        guard let asker else { return try await onThread(body) }
        await takeThread(asker)
        defer { giveThreadBack(asker) }
        return try await onThread(body)
    }

    private func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            threads.submit { state in
                guard case .active = state else { return continuation.resume(throwing: Problem.busy) }
                continuation.resume(with: Swift.Result { try body() })
            }
        }
    }

    private func takePlace(_ asker: Asker?) throws(Problem) {
        let isFull = state.withLock { state in
            let own = asker.map { state.work[$0]?.places ?? 0 } ?? 0
            guard state.places < shares.places, own < shares.placesPerAsker else { return true }
            state.places += 1
            if let asker { state.work[asker, default: Work()].places += 1 }
            return false
        }
        if isFull { throw .busy }
    }

    private func givePlaceBack(_ asker: Asker?) {
        state.withLock { state in
            state.places -= 1
            guard let asker else { return }
            state.work[asker]?.places -= 1
            if state.work[asker]?.places == 0 { state.work[asker] = nil }
        }
    }

    private func takeThread(_ asker: Asker) async {
        await withCheckedContinuation { continuation in
            let mayRun = state.withLock { state in
                guard state.work[asker]?.threads ?? 0 >= shares.threadsPerAsker else {
                    state.work[asker]?.threads += 1
                    return true
                }
                state.work[asker]?.waiting.append(continuation)
                return false
            }
            if mayRun { continuation.resume() }
        }
    }

    /// Hands the thread to what has waited longest of the same asker.
    private func giveThreadBack(_ asker: Asker) {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard let work = state.work[asker], !work.waiting.isEmpty else {
                state.work[asker]?.threads -= 1
                return nil
            }
            return state.work[asker]?.waiting.removeFirst()
        }
        next?.resume()
    }
}

extension Problem {
    /// Too much was asked at once.
    static let busy = Problem(
        status: .serviceUnavailable, code: "busy",
        text: Bilingual("混み合っています。少し待って、もう一度お試しください。", "Too many requests at once. Wait a moment and try again."),
        headers: [.retryAfter: "2"])
}
