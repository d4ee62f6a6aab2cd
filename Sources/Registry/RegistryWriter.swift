import AddressDictionary
package import Disclosure
import Foundation
import GRDB

/// The one process that may change a workspace; holds the writer lock while it lives.
///
/// Every change is one transaction in WAL mode with `synchronous = FULL`, read back after opening: a change that
/// returned survives a power cut. (GRDB's pool would lower it to NORMAL; a queue does not.)
package final class RegistryWriter {
    /// Somebody else's short change is waited for; a long one is told at once, unless somebody wants to wait.
    package static let usualWait: Duration = .milliseconds(500)

    let paths: WorkspacePaths
    let queue: DatabaseQueue
    // Released only after the queue is closed; see WriterLock.
    private var lock: WriterLock?

    /// Makes a new workspace file, readable by its owner only.
    ///
    /// - Parameters:
    ///   - policyYAML: the scoring policy that the workspace starts with.
    ///   - usual: the audience and basis that reading verbs assume; nil for none.
    ///   - acting: who makes it, and when.
    /// - Throws: ``RegistryError/alreadyExists(path:)``, ``RegistryError/cannotWrite(path:errno:)``; nothing is left
    ///   behind on failure.
    package static func create(
        _ paths: WorkspacePaths, info: WorkspaceInfo, policyYAML: [UInt8], usual: DisclosureDefault? = nil,
        by acting: Acting
    ) throws {
        // A log or dictionary of an older workspace must not become this one's.
        for leftover in [paths.database, paths.audit, paths.auditHead, paths.dictionary]
        where access(leftover, F_OK) == 0 {
            throw RegistryError.alreadyExists(path: leftover)
        }
        let descriptor = open(paths.database, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST
                ? RegistryError.alreadyExists(path: paths.database)
                : RegistryError.cannotWrite(path: paths.database, errno: errno)
        }
        Foundation.close(descriptor)
        do {
            let writer = try RegistryWriter(paths, purpose: .create)
            try writer.transaction(cause: .create, by: acting) { transaction in
                try transaction.insertWorkspace(info, time: acting.time)
                try transaction.storePolicy(yaml: policyYAML)
                if let usual {
                    try transaction.setUsualDisclosure(usual, operatorName: acting.operatorName, time: acting.time)
                }
            }
            try writer.close()
        } catch {
            for suffix in ["", "-wal", "-shm"] { unlink(paths.database + suffix) }
            for file in [paths.audit, paths.auditHead] { unlink(file) }
            throw error
        }
    }

    /// Opens an existing workspace for writing.
    ///
    /// - Parameter waiting: so long another process's change is waited for.
    /// - Throws: ``RegistryError/noWorkspace(path:)``, ``RegistryError/notAWorkspace(path:)``,
    ///   ``RegistryError/newerFormat(path:)``, ``RegistryError/busy(path:)`` when another process writes,
    ///   ``RegistryError/notDurable(setting:)``.
    package convenience init(
        _ paths: WorkspacePaths, waiting: Duration = usualWait
    ) throws {
        try WorkspaceFormat.checkIsFile(paths.database)
        try self.init(paths, purpose: .change, waiting: waiting)
    }

    enum Purpose {
        case create
        case change
        /// The whole content goes, so older tables need not be brought up to date first.
        case replace
        /// Nothing changes.
        case copy
    }

    init(_ paths: WorkspacePaths, purpose: Purpose, waiting: Duration = usualWait) throws {
        self.paths = paths
        lock = try WriterLock(path: paths.database, waiting: waiting)
        queue = try mappingDatabaseErrors(path: paths.database) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536")
            }
            let queue = try DatabaseQueue(path: paths.database, configuration: configuration)
            if purpose == .create {
                try queue.inDatabase {
                    try $0.execute(
                        sql: """
                            PRAGMA page_size = \(Schema.pageSize); PRAGMA application_id = \(Schema.applicationID)
                            """)
                }
            } else {
                try queue.inDatabase { try WorkspaceFormat.check($0, path: paths.database) }
            }
            try queue.inDatabase { try Self.makeDurable($0) }
            if purpose == .create || purpose == .change { try Schema.migrator.migrate(queue) }
            return queue
        }
    }

    static func makeDurable(_ db: Database) throws {
        try db.execute(sql: "PRAGMA journal_mode = WAL")
        try db.execute(sql: "PRAGMA synchronous = FULL")
        let settings = try Durability(db)
        guard settings.journalMode == "wal" else { throw RegistryError.notDurable(setting: "journal_mode") }
        guard settings.synchronous == Durability.full else { throw RegistryError.notDurable(setting: "synchronous") }
    }

    /// The settings that keep a committed change through a power cut, as SQLite reports them now.
    func durability() throws -> Durability {
        try mappingDatabaseErrors(path: paths.database) { try queue.inDatabase(Durability.init) }
    }

    /// Runs one all-or-nothing change and records it as the next generation.
    ///
    /// Its audit entry is on disk before the change is kept: better an entry too many than one too few.
    /// - Parameters:
    ///   - acting: who changes it, with which verb and when.
    ///   - what: what is changed, such as a file's name, for the audit log; never a personal value.
    /// - Returns: what the body returned, and the new generation's id.
    /// - Throws: what the body throws; then nothing is changed.
    @discardableResult
    package func transaction<Result>(
        cause: GenerationCause, by acting: Acting, of what: String = "",
        _ body: (RegistryTransaction) throws -> Result
    ) throws -> (result: Result, generation: Int64) {
        try transaction(cause: cause, by: acting, of: what, checksReferencesAtEnd: false, body)
    }

    /// The same for a change that replaces rows by the million: SQLite looks at their references once, over whole tables and
    /// before the commit, and deletes the old rows without asking for each who refers to it.
    package func bulkTransaction<Result>(
        cause: GenerationCause, by acting: Acting, of what: String = "",
        _ body: (RegistryTransaction) throws -> Result
    ) throws -> (result: Result, generation: Int64) {
        try mappingDatabaseErrors(path: paths.database) { try setForeignKeys(false) }
        defer { try? setForeignKeys(true) }
        let isWithoutLog = try mappingDatabaseErrors(path: paths.database) { try queue.inDatabase(Self.leaveLog) }
        // Whatever happens, the next writer sets the same.
        defer { if isWithoutLog { try? queue.inDatabase(Self.makeDurable) } }
        return try transaction(
            cause: cause, by: acting, of: what, isWithoutLog ? .exclusive : .immediate, checksReferencesAtEnd: true
        ) { transaction in
            let result = try body(transaction)
            try transaction.checkReferences()
            return result
        }
    }

    private func setForeignKeys(_ areChecked: Bool) throws {
        try queue.inDatabase { try $0.execute(sql: "PRAGMA foreign_keys = \(areChecked ? "ON" : "OFF")") }
    }

    private func transaction<Result>(
        cause: GenerationCause, by acting: Acting, of what: String, _ kind: Database.TransactionKind = .immediate,
        checksReferencesAtEnd: Bool,
        _ body: (RegistryTransaction) throws -> Result
    ) throws -> (result: Result, generation: Int64) {
        try mappingDatabaseErrors(path: paths.database) {
            var outcome: (Result, Int64)?
            try queue.inTransaction(kind) { db in
                try db.execute(
                    sql: "INSERT INTO generation (cause, created_at) VALUES (?, ?)",
                    arguments: [cause.rawValue, acting.time])
                let generation = db.lastInsertedRowID
                let areChecked = try Bool.fetchOne(db, sql: "PRAGMA foreign_keys") ?? false
                guard areChecked != checksReferencesAtEnd else {
                    throw RegistryError.notDurable(setting: "foreign_keys")
                }
                let transaction = RegistryTransaction(
                    db: db, generation: generation, checksReferencesAtEnd: checksReferencesAtEnd)
                outcome = (try body(transaction), generation)
                try note(what, by: acting, generation, in: db)
                return .commit
            }
            guard let outcome else { throw RegistryError.database(code: 0) }
            return outcome
        }
    }

    /// Runs one all-or-nothing change of what nobody sees on a list: no generation is recorded, but its audit entry is.
    package func maintenance<Result>(
        by acting: Acting, of what: String = "", _ body: (RegistryTransaction) throws -> Result
    ) throws -> Result {
        try change { transaction in
            let result = try body(transaction)
            try note(what, by: acting, nil, in: transaction.db)
            return result
        }
    }

    /// Runs one all-or-nothing change whose entry is written by whoever makes it: a report's before the change is kept, a login's by the login.
    package func change<Result>(_ body: (RegistryTransaction) throws -> Result) throws -> Result {
        try mappingDatabaseErrors(path: paths.database) {
            var outcome: Result?
            try queue.inTransaction(.immediate) { db in
                outcome = try body(
                    RegistryTransaction(db: db, generation: RegistrySnapshot(db: db).generation()))
                return .commit
            }
            guard let outcome else { throw RegistryError.database(code: 0) }
            return outcome
        }
    }

    /// Bytes of the database file, all that are asked for, through the descriptor of the lock.
    ///
    /// - Throws: ``RegistryError/damaged(path:)`` when the file ends before.
    func bytes(at offset: Int, count: Int) throws(RegistryError) -> [UInt8] {
        guard let bytes = try lock?.read(at: offset, count: count), bytes.count == count else {
            throw .damaged(path: paths.database)
        }
        return bytes
    }

    /// With the key as the change sees it: while it brings the first register, nobody else can read.
    private func note(_ what: String, by acting: Acting, _ generation: Int64?, in db: Database) throws {
        try AuditLog(paths, key: AuditKey(db)).append(
            AuditEntry(
                change: what, by: acting, mode: RegistrySnapshot(db: db).info().mode, generation: generation))
    }

    /// Closes the file and gives up ownership.
    ///
    /// SQLite moves the log into the file when the last connection closes: now, or when a reader that is still open
    /// does. What was committed is durable either way, so a reader never makes a finished change look failed.
    package func close() throws {
        try mappingDatabaseErrors(path: paths.database) { try queue.close() }
        lock = nil
    }

    deinit {
        // After a failure; an already closed queue closes again harmlessly.
        try? queue.close()
        lock = nil
    }
}
