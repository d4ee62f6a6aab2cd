import Synchronization

/// The sessions of a running server, in memory: a restart ends all of them.
///
/// A session ends by itself after some minutes without a request and after some hours whatever happens. An account has at most
/// ``SessionLimits/perAccount``, all accounts together ``SessionLimits/inAll``; one more ends the one that was used least lately.
final class SessionStore: Sendable {
    /// One session or token.
    struct Entry: Sendable {
        /// Who logged in.
        let holder: Holder
        /// For whom they look; nil until that is chosen, and then nothing but the choice is open.
        let session: Session?
        /// How it is shown.
        let carrier: Carrier
        /// When it ends whatever happens, in seconds since 1970.
        let endsAt: Int64
        /// The last request, in seconds since 1970.
        fileprivate(set) var usedAt: Int64
        fileprivate let serial: Int
    }

    /// How requests show that they belong to a session.
    enum Carrier: Hashable, Sendable {
        /// A cookie, which a browser sends by itself.
        case cookie
        /// A header, which somebody must set.
        case bearer
        /// The same for a program that asks now and then: it ends at its time alone.
        case token
    }

    private struct State {
        var entries: [SessionToken.Digest: Entry] = [:]
        var made = 0
    }

    let limits: SessionLimits
    private let random: RandomBytes
    private let state = Mutex(State())

    /// Starts without sessions.
    init(_ limits: SessionLimits, random: @escaping RandomBytes) {
        self.limits = limits
        self.random = random
    }

    /// Sessions and tokens that have not ended, for metrics.
    func count(at seconds: Int64) -> Int {
        state.withLock { $0.entries.values.count { !isOver($0, at: seconds) } }
    }

    /// Begins a session.
    ///
    /// - Parameter end: in seconds since 1970; nil for the usual hours from now.
    func open(
        _ holder: Holder, _ session: Session?, by carrier: Carrier, until end: Int64? = nil, at seconds: Int64
    ) -> SessionToken {
        let token = SessionToken(random)
        state.withLock { state in
            state.made += 1
            state.entries = state.entries.filter { !isOver($0.value, at: seconds) }
            makeRoom(limits.perAccount, in: &state.entries) { $0.holder.account?.id == holder.account?.id }
            makeRoom(limits.inAll, in: &state.entries) { _ in true }
            state.entries[token.digest] = Entry(
                holder: holder, session: session, carrier: carrier,
                endsAt: end ?? seconds + Int64(limits.hours) * 3_600, usedAt: seconds, serial: state.made)
        }
        return token
    }

    /// What a token belongs to, which is thereby used; nil when it has ended or never was.
    func use(_ token: SessionToken, at seconds: Int64) -> Entry? {
        let digest = token.digest
        return state.withLock { state in
            guard var entry = state.entries[digest] else { return nil }
            guard !isOver(entry, at: seconds) else {
                state.entries[digest] = nil
                return nil
            }
            entry.usedAt = max(entry.usedAt, seconds)
            state.entries[digest] = entry
            return entry
        }
    }

    /// Ends a session.
    func end(_ token: SessionToken) {
        let digest = token.digest
        state.withLock { $0.entries[digest] = nil }
    }

    /// Ends everything of a holder that is carried in some way, or in any.
    ///
    /// - Returns: how many.
    @discardableResult func end(allOf holder: Holder, by carrier: Carrier? = nil) -> Int {
        state.withLock { state in
            let ended = state.entries.filter {
                $0.value.holder.account?.id == holder.account?.id && (carrier == nil || $0.value.carrier == carrier)
            }
            for digest in ended.keys { state.entries[digest] = nil }
            return ended.count
        }
    }

    /// The tokens of a holder that have not ended.
    func tokens(of holder: Holder, at seconds: Int64) -> Int {
        state.withLock { state in
            state.entries.values.count {
                $0.carrier == .token && $0.holder.account?.id == holder.account?.id && !isOver($0, at: seconds)
            }
        }
    }

    private func isOver(_ entry: Entry, at seconds: Int64) -> Bool {
        seconds >= entry.endsAt
            || entry.carrier != .token && seconds - entry.usedAt >= Int64(limits.idleMinutes) * 60
    }

    /// Ends the least lately used until one more fits.
    private func makeRoom(
        _ most: Int, in entries: inout [SessionToken.Digest: Entry], among belongs: (Entry) -> Bool
    ) {
        let found = entries.filter { belongs($0.value) }
        let order = found.sorted { ($0.value.usedAt, $0.value.serial) < ($1.value.usedAt, $1.value.serial) }
        for (digest, _) in order.prefix(max(0, found.count - most + 1)) { entries[digest] = nil }
    }
}

/// How long and how many.
package struct SessionLimits: Hashable, Sendable {
    /// Minutes without a request after which a session ends.
    package var idleMinutes = 30
    /// Hours after which a session ends whatever happens.
    package var hours = 12
    /// Hours that a token for other programs may live.
    package var mostTokenHours = 168
    /// Sessions and tokens of one account.
    package var perAccount = 16
    /// Sessions and tokens in all.
    package var inAll = 2_000

    /// The usual limits.
    package init() {}
}
