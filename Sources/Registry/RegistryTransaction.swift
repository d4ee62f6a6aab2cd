import AddressDictionary
import Disclosure
import GRDB

/// One change in progress; valid only inside ``RegistryWriter/transaction(cause:by:of:_:)``.
package struct RegistryTransaction {
    let db: Database
    /// The generation that this change becomes.
    package let generation: Int64
    /// Whether references are checked before the commit instead of row by row.
    let checksReferencesAtEnd: Bool

    init(db: Database, generation: Int64, checksReferencesAtEnd: Bool = false) {
        self.db = db
        self.generation = generation
        self.checksReferencesAtEnd = checksReferencesAtEnd
    }

    /// Looks at every reference of every table.
    ///
    /// - Throws: ``RegistryError/database(code:)`` with SQLite's code of a row whose reference leads nowhere.
    func checkReferences() throws {
        guard try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil else {
            throw RegistryError.database(code: ResultCode.SQLITE_CONSTRAINT_FOREIGNKEY.rawValue)
        }
    }

    /// Reads through the change, including what it has written so far.
    package var snapshot: RegistrySnapshot { RegistrySnapshot(db: db) }

    /// The audit log, for a release inside a change; by the key as the change sees it, since nobody else may be able to read now.
    package func auditLog(_ paths: WorkspacePaths) throws -> AuditLog { try AuditLog(paths, key: AuditKey(db)) }

    func insertWorkspace(_ info: WorkspaceInfo, time: String) throws {
        try db.execute(
            sql: """
                INSERT INTO workspace (id, name, local_government_code, mode, created_at)
                VALUES (1, ?, ?, ?, ?)
                """,
            arguments: [info.name, info.code.text, info.mode.rawValue, time])
    }
}

extension Database {
    /// Looks whether the ids of a table run from 1 to a count, as those of rows stored one after the other in an empty table do.
    ///
    /// - Complexity: O(log rows).
    func checkIDs(of table: String, column: String = "id", runTo count: Int) throws {
        let row = try Row.fetchOne(
            self, sql: "SELECT min(\(column)), (SELECT max(\(column)) FROM \(table)) FROM \(table)")
        let isRight = (row?[0] ?? 1) == 1 && (row?[1] ?? 0) == count
        guard isRight else { throw DatabaseError(resultCode: .SQLITE_CONSTRAINT_FOREIGNKEY) }
    }
}
