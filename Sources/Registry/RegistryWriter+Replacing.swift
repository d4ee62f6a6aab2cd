import Accounts
package import Disclosure
import GRDB

extension RegistryWriter {
    /// Opens a workspace whose whole content is to go.
    ///
    /// - Throws: as ``init(_:)``; ``RegistryError/notAWorkspace(path:)`` also where a damage hides whose workspace it is.
    package static func replacing(_ paths: WorkspacePaths) throws -> RegistryWriter {
        try WorkspaceFormat.checkIsFile(paths.database)
        return try RegistryWriter(paths, purpose: .replace)
    }

    /// The workspace's own description and latest generation, before it is replaced.
    package func identity() throws -> (info: WorkspaceInfo, generation: Int64) {
        try mappingDatabaseErrors(path: paths.database) {
            do {
                return try queue.inDatabase { db in
                    (try RegistrySnapshot(db: db).info(), try RegistrySnapshot(db: db).generation())
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
                throw RegistryError.notAWorkspace(path: paths.database)
            } catch RegistryError.database {
                throw RegistryError.notAWorkspace(path: paths.database)
            }
        }
    }

    /// For whom somebody may act in the workspace, before it is replaced; anybody where a damage hides its accounts.
    ///
    /// - Throws: ``Accounts/AccountError/unknownOperator``.
    package func mandate(of operatorName: String?) throws -> Mandate {
        do {
            return try queue.inDatabase { db in
                let snapshot = RegistrySnapshot(db: db)
                return try snapshot.mandate(of: operatorName, under: snapshot.disclosureState().rules)
            }
        } catch let error as AccountError {
            throw error
        } catch {
            return .unlimited
        }
    }

    /// What the workspace was told about consent and protection; nil when a damage hides it.
    package func sharingRows() -> SharingRows? { try? queue.inDatabase(SharingRows.init) }

    /// Who may see what, row by row; nil when a damage hides it.
    package func permissionRows() -> PermissionRows? { try? queue.inDatabase(PermissionRows.init) }

    /// Who may see what now, before the workspace is replaced; nil when a damage hides it.
    package func permissions(at time: String) -> Permissions? {
        try? queue.inDatabase { try Permissions(RegistrySnapshot(db: $0), at: time) }
    }

    /// The key of the audit log; nil when the tables are older than it, and when a damage hides it.
    func auditKey() -> AuditKey? { (try? queue.inDatabase { try AuditKey($0) }) ?? nil }

    /// What the workspace knows of incidents; nil when a damage hides it.
    package func incidentRows() -> IncidentRows? { try? queue.inDatabase(IncidentRows.init) }

    /// Which policies scored the workspace; nil when a damage hides it.
    package func policyRows() -> PolicyRows? { try? queue.inDatabase(PolicyRows.init) }

    /// Replaces every page of the workspace by those of a checked image, in one transaction.
    ///
    /// The file stays the same one, with its lock, its log and its index. A reader that has begun sees the old state to
    /// its end; a program that is killed leaves the old state or the new one. The file keeps the size of its pages, which SQLite
    /// cannot change under a log: the image gets it first.
    package func replace(with imagePath: String, grant: ReleaseGrant) throws {
        try mappingDatabaseErrors(path: paths.database) {
            let pageSize = try queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA page_size") }
            try DatabaseImage(path: imagePath, origin: paths.database).open { image in
                try image.writeWithoutTransaction { db in
                    guard let pageSize, try Int.fetchOne(db, sql: "PRAGMA page_size") != pageSize else { return }
                    try db.execute(sql: "PRAGMA page_size = \(pageSize); VACUUM")
                }
                try image.read { source in try queue.inDatabase { try source.backup(to: $0) } }
            }
        }
    }
}
