import GRDBSQLite
import Synchronization

/// Says to a read, from any thread, that nobody waits for it any more.
///
/// SQLite ends its statement by itself; what works on packed columns in memory asks between two pieces of its work.
final class ReadInterruption: Sendable {
    private let isSet = Atomic(false)

    /// Ends what asks.
    func set() { isSet.store(true, ordering: .relaxed) }

    /// - Throws: ``RegistryError/database(code:)`` with SQLite's code of an interrupted statement.
    func check() throws(RegistryError) {
        if isSet.load(ordering: .relaxed) { throw .database(code: SQLITE_INTERRUPT) }
    }
}

extension RegistryError {
    /// Whether it says that a read was interrupted.
    package var isInterruption: Bool {
        guard case .database(let code) = self else { return false }
        // The low byte is SQLite's primary code.
        return code & 0xFF == SQLITE_INTERRUPT
    }
}
