import NIOCore
import Synchronization

/// All connections of the server, so that no sender of many can keep others out.
///
/// An address has at most ``ServerLimits/connectionsPerAddress``. When all places are taken, a new connection gets that of the one that
/// has been waiting for longest without a request; only when every one is being answered, the new one is turned away.
final class ConnectionLedger: Sendable {
    /// One open connection.
    struct Place: Hashable, Sendable {
        fileprivate let number: Int
    }

    private struct Connection {
        let channel: ObjectIdentifier
        let address: ClientAddress
        /// A number that grows; nil while a request is being read or answered.
        var idleSince: Int?
        /// Whether its client sends nothing more.
        var isLeft = false
        /// Told when its client goes.
        var departed: (@Sendable () -> Void)?
        let close: @Sendable () -> Void
    }

    private struct State {
        var connections: [Int: Connection] = [:]
        var numbers: [ObjectIdentifier: Int] = [:]
        var perAddress: [ClientAddress: Int] = [:]
        var clock = 0
    }

    private let limits: ServerLimits
    private let mayTakeAll: TrustedProxy?
    private let state = Mutex(State())

    /// Starts without connections.
    ///
    /// - Parameter proxy: who may take all places, because it speaks for many.
    init(_ limits: ServerLimits, mayTakeAll proxy: TrustedProxy? = nil) {
        self.limits = limits
        mayTakeAll = proxy
    }

    /// Connections that are open, for metrics.
    var count: Int { state.withLock { $0.connections.count } }

    /// Takes a place for a new connection.
    ///
    /// - Parameters:
    ///   - channel: the connection itself.
    ///   - close: closes the connection from any thread.
    /// - Returns: nil when it must be closed at once.
    func open(
        _ peer: SocketAddress?, _ channel: ObjectIdentifier, close: @escaping @Sendable () -> Void
    ) -> Place? {
        let address = ClientAddress(peer)
        let isProxy = mayTakeAll?.isOther(endOf: peer) == true
        let (place, evicted) = state.withLock { state -> (Place?, Connection?) in
            let most = isProxy ? limits.connections : limits.connectionsPerAddress
            guard state.perAddress[address, default: 0] < most else { return (nil, nil) }
            var evicted: Connection?
            if state.connections.count >= limits.connections {
                let idle = state.connections.compactMap { entry in entry.value.idleSince.map { ($0, entry.key) } }
                guard let longest = idle.min(by: { $0.0 < $1.0 }) else { return (nil, nil) }
                evicted = state.connections[longest.1]
                Self.remove(longest.1, from: &state)
            }
            state.clock += 1
            state.connections[state.clock] = Connection(
                channel: channel, address: address, idleSince: state.clock, close: close)
            state.numbers[channel] = state.clock
            state.perAddress[address, default: 0] += 1
            return (Place(number: state.clock), evicted)
        }
        evicted?.close()
        return place
    }

    /// Says that a connection has a request now, or waits for the next.
    func mark(_ place: Place, isIdle: Bool) {
        state.withLock { state in
            state.clock += 1
            state.connections[place.number]?.idleSince = isIdle ? state.clock : nil
        }
    }

    /// Runs what answers a request; its task is cancelled when the client goes before it has ended.
    ///
    /// - Parameter channel: the connection that the request came by; one that is not here is taken for one that stays, and so is
    ///   one that was closed altogether before this began.
    func whileThere<Answer: Sendable>(
        _ channel: ObjectIdentifier, _ body: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let task = Task { try await body() }
        listen(to: channel) { task.cancel() }
        defer { listen(to: channel, nil) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Says whom to tell when a client goes, at once when it has gone: one request of a connection at a time.
    private func listen(to channel: ObjectIdentifier, _ departed: (@Sendable () -> Void)?) {
        let isLeft = state.withLock { state in
            guard let number = state.numbers[channel] else { return false }
            state.connections[number]?.departed = departed
            return state.connections[number]?.isLeft == true
        }
        if isLeft { departed?() }
    }

    /// Says that the client of a connection has closed its end.
    func leave(_ place: Place) {
        let departed = state.withLock { state in
            state.connections[place.number]?.isLeft = true
            return state.connections[place.number]?.departed
        }
        departed?()
    }

    /// Gives a place back.
    func close(_ place: Place) {
        leave(place)
        state.withLock { Self.remove(place.number, from: &$0) }
    }

    /// Closes all connections.
    func closeAll() {
        for connection in state.withLock({ Array($0.connections.values) }) { connection.close() }
    }

    private static func remove(_ number: Int, from state: inout State) {
        guard let connection = state.connections.removeValue(forKey: number) else { return }
        if state.numbers[connection.channel] == number { state.numbers[connection.channel] = nil }
        let left = state.perAddress[connection.address, default: 1] - 1
        state.perAddress[connection.address] = left > 0 ? left : nil
    }
}
