import HTTPTypes
import Synchronization
import VictimSupport

/// What the map pages work on: answers whose rows are asked for bit by bit, and files that were sent to be asked about.
///
/// Each belongs to the session that made it and to nobody else; the oldest goes when there are too many. Nothing is on a disk.
final class MapDesk: Sendable {
    private let state = Mutex(State())
    private let random: RandomBytes
    /// Whether something is made that takes much memory.
    private let isMaking = Mutex(false)

    /// Answers and files of one session, and of all.
    static let most = (perSession: 4, inAll: 64)

    private struct State {
        var answers: [Entry<AreaAnswer>] = []
        var files: [Entry<LoadedArea>] = []
    }

    private struct Entry<Value> {
        let id: String
        let session: Session
        let value: Value
    }

    /// - Parameter random: where ids come from, so that nobody can guess one.
    init(random: @escaping RandomBytes) { self.random = random }

    /// Begins to make something that takes much memory, if nothing else of the kind is made; ``endMaking()`` must follow.
    ///
    /// Sealing takes 256 MB for a second, and a GeoPackage is whole in memory until a client, slow perhaps, has taken it: they are
    /// made one at a time, and no thread waits for that.
    /// - Throws: ``Problem/busy``.
    func beginMaking() throws(Problem) {
        let isFree = isMaking.withLock { isMaking in
            defer { isMaking = true }
            return !isMaking
        }
        guard isFree else { throw .busy }
    }

    /// Ends it, so that the next may begin.
    func endMaking() { isMaking.withLock { $0 = false } }

    private func newID() -> String { SessionToken.base64URL(random(16)) }

    /// Keeps an answer and returns its id.
    func keep(_ answer: AreaAnswer, for session: Session) -> String {
        let id = newID()
        state.withLock { Self.add(Entry(id: id, session: session, value: answer), to: &$0.answers) }
        return id
    }

    /// Keeps a file and returns its id.
    func keep(_ file: LoadedArea, for session: Session) -> String {
        let id = newID()
        state.withLock { Self.add(Entry(id: id, session: session, value: file), to: &$0.files) }
        return id
    }

    /// An answer of a session's own.
    ///
    /// - Throws: ``Problem/answerGone``.
    func answer(_ id: String, of session: Session) throws(Problem) -> AreaAnswer {
        let found = state.withLock { $0.answers.first { $0.id == id && $0.session == session }?.value }
        guard let found else { throw .answerGone }
        return found
    }

    /// A file of a session's own.
    ///
    /// - Throws: ``Problem/fileGone``.
    func file(_ id: String, of session: Session) throws(Problem) -> LoadedArea {
        let found = state.withLock { $0.files.first { $0.id == id && $0.session == session }?.value }
        guard let found else { throw .fileGone }
        return found
    }

    private static func add<Value>(_ entry: Entry<Value>, to entries: inout [Entry<Value>]) {
        entries.append(entry)
        if entries.count(where: { $0.session == entry.session }) > most.perSession,
            let oldest = entries.firstIndex(where: { $0.session == entry.session })
        {
            entries.remove(at: oldest)
        }
        if entries.count > most.inAll { entries.removeFirst() }
    }
}

extension Problem {
    /// The answer is not kept any more, or never was this session's.
    static let answerGone = Problem(
        status: .gone, code: "answer-gone",
        text: Bilingual("この答えはもう残っていません。もう一度調べてください。", "This answer is not kept any more. Ask again."))
    /// The file is not kept any more, or never was this session's.
    static let fileGone = Problem(
        status: .gone, code: "file-gone",
        text: Bilingual("このファイルはもう残っていません。もう一度送ってください。", "This file is not kept any more. Send it again."))
}
