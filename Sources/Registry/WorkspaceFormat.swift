import Foundation
import GRDB

/// Tells a workspace from any other file before anything is read from it.
enum WorkspaceFormat {
    /// Tells a missing file, and a folder or device in its place, before SQLite is asked.
    static func checkIsFile(_ path: String) throws(RegistryError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .noWorkspace(path: path) : .unreadable(path: path, errno: errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAWorkspace(path: path) }
        guard access(path, R_OK) == 0 else { throw .unreadable(path: path, errno: errno) }
    }

    static func check(_ db: Database, path: String) throws {
        let identifier = try Int32.fetchOne(db, sql: "PRAGMA application_id")
        guard identifier == Schema.applicationID else { throw RegistryError.notAWorkspace(path: path) }
        if try Schema.migrator.hasBeenSuperseded(db) { throw RegistryError.newerFormat(path: path) }
    }

    /// Refuses to read a workspace whose tables are those of an older program.
    ///
    /// Only the writer may change them, under its lock; a reader that met half of a migration would see neither state.
    static func checkIsCurrent(_ db: Database, path: String) throws {
        guard try Schema.migrator.hasCompletedMigrations(db) else { throw RegistryError.needsMigration(path: path) }
    }
}
