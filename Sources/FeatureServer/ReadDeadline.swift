import Registry
import Synchronization

/// Ends a read that takes too long or that nobody waits for any more: it is interrupted again and again until it gives up.
final class ReadDeadline: Sendable {
    /// Why a read is ended.
    enum Reason: Sendable {
        /// It took longer than any may.
        case overdue
        /// Who asked is gone.
        case abandoned

        /// What the read then throws.
        var error: any Error {
            switch self {
            case .overdue: Problem.tookTooLong
            case .abandoned: ClientGone()
            }
        }
    }

    private struct State {
        var reader: RegistryReader?
        var reason: Reason?
        var watch: Task<Void, Never>?
    }

    private let seconds: Int
    private let state = Mutex(State())

    /// - Parameter seconds: how long the read may take from its start on.
    init(seconds: Int) { self.seconds = seconds }

    /// Why it is to end; nil as long as it is not.
    var reason: Reason? { state.withLock { $0.reason } }

    /// The read begins, by this reader, and its time with it.
    func start(_ reader: RegistryReader) {
        let watch = Task { [weak self, seconds] in
            try? await Task.sleep(for: .seconds(seconds))
            if !Task.isCancelled { self?.end(.overdue) }
        }
        let isEnded = state.withLock { state in
            (state.reader, state.watch) = (reader, watch)
            return state.reason != nil
        }
        // Whoever ended it before had nothing to interrupt yet.
        if isEnded { interruptUntilItStops() }
    }

    /// Ends the read, running or not begun yet; the first reason counts.
    func end(_ reason: Reason) {
        let isFirst = state.withLock { state in
            guard state.reason == nil else { return false }
            state.reason = reason
            return state.reader != nil
        }
        if isFirst { interruptUntilItStops() }
    }

    /// The read is over: nothing is interrupted from now on, so that the reader's next one is not met.
    ///
    /// - Returns: why it was ended; nil when it came to its own end.
    func stop() -> Reason? {
        state.withLock { state in
            state.reader = nil
            state.watch?.cancel()
            state.watch = nil
            return state.reason
        }
    }

    private func interruptUntilItStops() {
        Task { [weak self] in
            while self?.interrupt() == true { try? await Task.sleep(for: .milliseconds(100)) }
        }
    }

    /// Interrupts what the reader does now; false when it has stopped.
    private func interrupt() -> Bool {
        state.withLock { state in
            state.reader?.interrupt()
            return state.reader != nil
        }
    }
}
