import Registry
import Synchronization

/// Tells whoever watches when something was recorded, by whatever program, and who is about to record: one look at the workspace twice a
/// second for all who watch, and none while nobody does.
///
/// What it tells are numbers and names of operators, nothing of a resident.
final class WorkWatch: Sendable {
    /// What there is to tell.
    enum News: Sendable, Equatable {
        /// The last record of the workspace: now, whenever it changes, and again with each sign of life.
        case recorded(Int64)
        /// Who is about to record of which household of an incident.
        case editing([Editing])
        /// Nothing, so that the connection stays.
        case nothing
    }

    /// Somebody has the form of a household open.
    struct Editing: Sendable, Hashable {
        let incident: Int64
        let number: Int
        let operatorName: String
        fileprivate let until: ContinuousClock.Instant
    }

    private struct State {
        var watchers: [Int: (name: String, news: AsyncStream<News>.Continuation)] = [:]
        var made = 0
        var last: Int64?
        var editing: [Editing] = []
        var isLooking = false
    }

    /// Watchers in all, and of one operator.
    static let most = (inAll: 256, perOperator: 16)
    private static let interval: Duration = .milliseconds(500)
    /// So long somebody counts as editing after they last said so.
    private static let editingTime: Duration = .seconds(30)
    /// Households that are edited at once at most.
    private static let mostEditing = 512

    private let checks: ReaderPool
    private let looksPerSign: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - checks: readers for short reads.
    ///   - looksPerSign: looks between two signs of life, of which there are two in a second.
    init(_ checks: ReaderPool, looksPerSign: Int = 30) {
        self.checks = checks
        self.looksPerSign = looksPerSign
    }

    /// What is told from now on; only the latest few wait for a slow client.
    ///
    /// The last record is told again with every sign of life: who is editing may have pushed it out before it was taken.
    ///
    /// - Throws: ``Problem/busy`` when too many watch.
    func news(for operatorName: String) throws(Problem) -> AsyncStream<News> {
        let (stream, continuation) = AsyncStream.makeStream(of: News.self, bufferingPolicy: .bufferingNewest(8))
        let number = state.withLock { state -> Int? in
            let own = state.watchers.values.count { $0.name == operatorName }
            guard state.watchers.count < Self.most.inAll, own < Self.most.perOperator else { return nil }
            state.made += 1
            state.watchers[state.made] = (operatorName, continuation)
            if let last = state.last { continuation.yield(.recorded(last)) }
            continuation.yield(.editing(state.editing))
            return state.made
        }
        guard let number else { throw .busy }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.watchers[number] = nil } }
        look()
        return stream
    }

    /// Says that somebody has the form of a household open, or has closed it.
    func edit(_ number: Int, of incident: Int64, by operatorName: String, isOpen: Bool) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.editing.removeAll {
                $0.incident == incident && $0.number == number && $0.operatorName == operatorName || $0.until <= now
            }
            if isOpen, state.editing.count < Self.mostEditing {
                state.editing.append(
                    Editing(
                        incident: incident, number: number, operatorName: operatorName, until: now + Self.editingTime))
            }
            Self.tell(.editing(state.editing), state)
        }
    }

    private static func tell(_ news: News, _ state: State) {
        for watcher in state.watchers.values { watcher.news.yield(news) }
    }

    /// Begins to look, if nobody does.
    private func look() {
        let begins = state.withLock { state in
            if state.isLooking { return false }
            state.isLooking = true
            return true
        }
        guard begins else { return }
        Task { [weak self, looksPerSign] in
            var looks = 0
            while await self?.lookOnce(isSign: looks % looksPerSign == 0) == true {
                looks += 1
                try? await Task.sleep(for: Self.interval)
            }
        }
    }

    /// Looks once.
    ///
    /// - Returns: whether anybody watches.
    private func lookOnce(isSign: Bool) async -> Bool {
        // A look that fails tells nothing; the next one may.
        let last = try? await checks.read { try $0.lastWorkSequence() }
        let now = ContinuousClock.now
        return state.withLock { state in
            guard !state.watchers.isEmpty else {
                (state.isLooking, state.last) = (false, nil)
                return false
            }
            if let last, last != state.last {
                state.last = last
                Self.tell(.recorded(last), state)
            }
            let editing = state.editing.filter { $0.until > now }
            if editing != state.editing {
                state.editing = editing
                Self.tell(.editing(editing), state)
            }
            if isSign {
                if let last = state.last { Self.tell(.recorded(last), state) }
                Self.tell(.nothing, state)
            }
            return true
        }
    }
}
