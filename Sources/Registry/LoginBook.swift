import Foundation
import GRDB

/// What is remembered of logins to a workspace: failures, known sources, used codes; a file of its own beside it.
///
/// An import holds the workspace for as long as it takes, and nobody may be kept out meanwhile; so what every login writes stands in
/// a file that nothing else writes. Each change is one short transaction, durable before it returns, under SQLite's own lock: several
/// processes wait for each other for up to five seconds. Nothing in the file is worth keeping for long: where it is missing it is made,
/// and counting begins anew.
package final class LoginBook {
    /// `PRAGMA application_id` of every such file: "ENGL".
    private static let applicationID: Int32 = 0x454E_474C

    private static let schema = """
        -- Times in seconds since 1970; rows of a day ago are forgotten. A key holds no name that was typed.
        CREATE TABLE login_counter (
            key TEXT PRIMARY KEY CHECK (key <> ''),
            failures INTEGER NOT NULL CHECK (failures > 0),
            last_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        -- Credentials by their marks: a new password makes all that is known of the old one nobody's.
        CREATE TABLE known_source (
            credential TEXT NOT NULL CHECK (length(credential) = 32),
            source TEXT NOT NULL,
            last_login_at INTEGER NOT NULL,
            PRIMARY KEY (credential, source)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE used_step (
            credential TEXT PRIMARY KEY CHECK (length(credential) = 32),
            step INTEGER NOT NULL CHECK (step >= 0)
        ) STRICT, WITHOUT ROWID;
        PRAGMA application_id = \(applicationID);
        """

    private let path: String
    private let queue: DatabaseQueue

    /// Opens the file of a workspace, and makes it, readable by its owner only, where there is none.
    ///
    /// - Throws: ``RegistryError/cannotWrite(path:errno:)``, ``RegistryError/folderNotWritable(path:)``,
    ///   ``RegistryError/busy(path:)``; ``RegistryError/unusableLoginBook(path:)`` when it is damaged, or another program's.
    package init(_ paths: WorkspacePaths) throws {
        path = paths.logins
        try Self.makeFile(path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;
                    PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF
                    """)
        }
        queue = try Self.mappingErrors(path) { [path] in
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { db in
                guard try Durability(db).synchronous == Durability.extra else {
                    throw RegistryError.notDurable(setting: "synchronous")
                }
            }
            try queue.inTransaction(.immediate) { db in
                switch try Int32.fetchOne(db, sql: "PRAGMA application_id") {
                case Self.applicationID: break
                case 0 where try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0:
                    try db.execute(sql: Self.schema)
                default: throw RegistryError.unusableLoginBook(path: path)
                }
                return .commit
            }
            return queue
        }
    }

    /// Runs one all-or-nothing change; what the body throws undoes it.
    package func change<Result>(_ body: (LoginBookChange) throws -> Result) throws -> Result {
        try Self.mappingErrors(path) {
            var result: Result?
            try queue.inTransaction(.immediate) { db in
                result = try body(LoginBookChange(db: db))
                return .commit
            }
            guard let result else { throw RegistryError.database(code: 0) }
            return result
        }
    }

    /// The new file gets its name when it is closed again: closing any descriptor of a file drops the locks that the process has on it.
    private static func makeFile(_ path: String) throws(RegistryError) {
        var status = stat()
        guard lstat(path, &status) != 0 else {
            guard status.st_mode & S_IFMT == S_IFREG else { throw .unusableLoginBook(path: path) }
            return
        }
        var template = Array((path + "-" + String(repeating: "X", count: 6)).utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
        close(descriptor)
        defer { unlink(template) }
        guard link(template, path) == 0 || errno == EEXIST else {
            // A file system without second names; only a process that begins at the same moment could be in the way.
            guard rename(template, path) == 0 else { throw .cannotWrite(path: path, errno: errno) }
            return
        }
    }

    private static func mappingErrors<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
        do {
            return try mappingDatabaseErrors(path: path, work)
        } catch RegistryError.notAWorkspace(path: path) {
            throw RegistryError.unusableLoginBook(path: path)
        }
    }
}
