import GRDB

/// Tells a workspace from any other file before anything is read from it.
enum WorkspaceFormat {
    static func check(_ db: Database, path: String) throws {
        let identifier = try Int32.fetchOne(db, sql: "PRAGMA application_id")
        guard identifier == Schema.applicationID else { throw RegistryError.notAWorkspace(path: path) }
        if try Schema.migrator.hasBeenSuperseded(db) { throw RegistryError.newerFormat(path: path) }
    }
}
