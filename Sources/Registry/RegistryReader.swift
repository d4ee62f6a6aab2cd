import Foundation
import GRDB

/// Reads a workspace without ever changing it; never waits for a writer, and sees exactly one generation per read.
///
/// The file is opened for writing when it can be, and statements may only query: a connection without write access
/// could not remove the empty log and index that WAL mode needs while a file is open, and they would stay beside it.
package final class RegistryReader: Sendable {
    private let path: String
    private let file: OpenFile
    private let queue: DatabaseQueue
    private let columns: SharedColumns?
    private let interruption = ReadInterruption()

    /// Opens a workspace for reading.
    ///
    /// - Parameter columns: what it shares with other readers of the same workspace; nil for a reader on its own.
    /// - Parameter acceptsOlderFormat: for what works on the tables of every version.
    /// - Throws: ``RegistryError/noWorkspace(path:)``, ``RegistryError/notAWorkspace(path:)``,
    ///   ``RegistryError/newerFormat(path:)``, ``RegistryError/needsMigration(path:)``.
    package init(_ paths: WorkspacePaths, acceptsOlderFormat: Bool = false, columns: SharedColumns? = nil) throws {
        path = paths.database
        self.columns = columns
        try WorkspaceFormat.checkIsFile(path)
        file = OpenFile(path)
        queue = try mappingDatabaseErrors(path: paths.database) {
            var configuration = Configuration()
            configuration.readonly = access(paths.database, W_OK) != 0
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { db in
                try db.execute(
                    sql: """
                        PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY;
                        PRAGMA cache_size = -65536; PRAGMA mmap_size = \(FileMap.bytes)
                        """)
            }
            let queue = try DatabaseQueue(path: paths.database, configuration: configuration)
            try queue.inDatabase { db in
                try WorkspaceFormat.check(db, path: paths.database)
                if !acceptsOlderFormat { try WorkspaceFormat.checkIsCurrent(db, path: paths.database) }
            }
            return queue
        }
    }

    /// Refuses a workspace of an older version, for a reader that was opened to accept it.
    ///
    /// - Throws: ``RegistryError/needsMigration(path:)``.
    package func requireCurrentFormat() throws {
        try mappingDatabaseErrors(path: path) {
            try queue.inDatabase { try WorkspaceFormat.checkIsCurrent($0, path: path) }
        }
    }

    deinit {
        // Before the file counts as closed.
        try? queue.close()
    }

    /// Runs related reads in one transaction, so that all of them see the same generation.
    package func read<Result>(_ body: (RegistrySnapshot) throws -> Result) throws -> Result {
        try mappingDatabaseErrors(path: path) {
            try queue.read { db in
                try body(RegistrySnapshot(db: db, columns: columns, interruption: interruption))
            }
        }
    }

    /// Ends the statement or the walk over positions that runs now, from any thread; the read then throws
    /// ``RegistryError/database(code:)``. A reader that was interrupted is of no further use.
    package func interrupt() {
        interruption.set()
        queue.interrupt()
    }

    /// Runs what a change would do without being able to do it: every statement that writes fails.
    ///
    /// A rehearsal takes no writer lock and leaves no generation. Like a change it may read addresses without a grant, so
    /// what it returns must be counts, or rows that go through a grant.
    package func rehearse<Result>(_ body: (RegistryTransaction) throws -> Result) throws -> Result {
        try mappingDatabaseErrors(path: path) {
            try queue.read { db in
                try body(RegistryTransaction(db: db, generation: RegistrySnapshot(db: db).generation()))
            }
        }
    }
}
