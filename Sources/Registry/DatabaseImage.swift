import GRDB

/// A whole workspace database in a plain file of its own: what a backup holds, and what a restore unpacks.
///
/// Whatever stands in the file is untrusted until ``check()`` has returned. The file stays out of WAL mode and is
/// journalled in memory, so nothing ever stands beside it; who makes it brings it to disk.
package struct DatabaseImage {
    private let path: String
    /// The file that errors name: the workspace or backup that the image was made of.
    private let origin: String

    /// Names an image and what it was made of.
    package init(path: String, origin: String) {
        self.path = path
        self.origin = origin
    }

    /// What an image says of itself.
    package struct Content: Sendable {
        /// The workspace's own description.
        package let info: WorkspaceInfo
        /// The latest generation.
        package let generation: Int64
        /// Households in the register.
        package let households: Int
        /// Residents in the register.
        package let residents: Int
        /// Whether its tables are those of an older program.
        package let isOlder: Bool
    }

    /// Makes sure that the file is whole and was made by this program or an older one.
    ///
    /// The schema is compared, word for word, with what this program's own migrations make up to the same version: no
    /// trigger, view or table can come along. Then SQLite checks every page, constraint and reference.
    /// - Throws: ``RegistryError/notABackup(path:)``, ``RegistryError/newerFormat(path:)``,
    ///   ``RegistryError/foreignSchema(path:)``, ``RegistryError/damaged(path:)``.
    package func check() throws -> Content {
        try open { queue in try queue.read(content) }
    }

    /// The checks of ``check()`` over any connection.
    func content(_ db: Database) throws -> Content {
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID else {
            throw RegistryError.notABackup(path: origin)
        }
        let isOlder = try checkSchema(db)
        guard try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok",
            try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil
        else { throw RegistryError.damaged(path: origin) }
        let snapshot = RegistrySnapshot(db: db)
        let size = try snapshot.registerSize()
        return Content(
            info: try snapshot.info(), generation: try snapshot.generation(), households: size.households,
            residents: size.residents, isOlder: isOlder)
    }

    /// Brings older tables up to date, and makes the restore a generation, later than any that the workspace has had.
    ///
    /// - Parameters:
    ///   - generation: the last number that is taken where the image goes.
    ///   - time: ISO 8601 UTC time of the restore.
    /// - Returns: the new generation.
    package func prepare(after generation: Int64, time: String) throws -> Int64 {
        try open { queue in
            try Schema.migrator.migrate(queue)
            return try queue.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO generation (id, cause, created_at)
                        VALUES (1 + max(?, (SELECT seq FROM sqlite_sequence WHERE name = 'generation')), ?, ?)
                        """,
                    arguments: [generation, GenerationCause.restore.rawValue, time])
                return db.lastInsertedRowID
            }
        }
    }

    /// Takes along what another workspace was told about consent and protection and this one was not.
    ///
    /// - Returns: how many rows.
    package func append(_ rows: SharingRows, generation: Int64) throws -> Int {
        try open { queue in try queue.write { try rows.append(to: $0, generation: generation) } }
    }

    /// Keeps who may see what in the workspace that the image replaces.
    package func keep(_ rows: PermissionRows) throws { try open { queue in try queue.write { try rows.keep(in: $0) } } }

    /// Who may see what by the image.
    ///
    /// - Parameter time: now, as an ISO 8601 UTC time.
    package func permissions(at time: String) throws -> Permissions {
        try open { queue in try queue.read { try Permissions(RegistrySnapshot(db: $0), at: time) } }
    }

    /// The key of the audit log that goes with the image: that of the workspace which it replaces, else its own.
    package func auditKey(of replaced: RegistryWriter?) throws -> AuditKey? {
        try open { queue in
            try queue.write { db in
                if let key = replaced?.auditKey() { try key.store(in: db) }
                // Made anew whatever the image says: a log that names the wrong people could not be told from a right one.
                try ResidentKeys.store(in: db)
                return try AuditKey(db)
            }
        }
    }

    /// Takes along which policies scored another workspace, and did not score this one.
    package func append(_ rows: PolicyRows) throws { try open { queue in try queue.write { try rows.append(to: $0) } } }

    /// Takes along what another workspace knows of incidents and this one does not.
    ///
    /// - Returns: how many reports.
    package func append(_ rows: IncidentRows) throws -> Int {
        try open { queue in try queue.write { try rows.append(to: $0) } }
    }

    /// Puts the file into the state of a workspace at rest; the last thing before it gets its name.
    package func finish() throws { try DatabaseHeader.setWAL(true, path) }

    /// Marks the file as a backup; nothing of this program opens it as a workspace any more.
    package func seal() throws { try DatabaseHeader.markAsBackup(path) }

    /// - Returns: whether the tables are those of an older program.
    private func checkSchema(_ db: Database) throws -> Bool {
        guard try db.tableExists("grdb_migrations") else { throw RegistryError.foreignSchema(path: origin) }
        let applied = try Set(String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations"))
        let known = Schema.migrator.migrations
        guard applied.isSubset(of: known) else { throw RegistryError.newerFormat(path: origin) }
        guard let last = known.prefix(applied.count).last, Set(known.prefix(applied.count)) == applied else {
            throw RegistryError.foreignSchema(path: origin)
        }
        let own = try DatabaseQueue()
        try Schema.migrator.migrate(own, upTo: last)
        guard try Self.schema(db) == own.read(Self.schema) else { throw RegistryError.foreignSchema(path: origin) }
        return applied.count < known.count
    }

    /// Everything in the schema but SQLite's own statistics, which somebody may have made.
    private static func schema(_ db: Database) throws -> [[String]] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema
                WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY type, name, tbl_name
                """
        ).map { [$0[0], $0[1], $0[2], $0[3]] }
    }

    func open<Result>(_ body: (DatabaseQueue) throws -> Result) throws -> Result {
        try Self.mappingDamage(origin: origin) {
            var configuration = Configuration()
            configuration.prepareDatabase { db in
                try db.execute(
                    sql: """
                        PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;
                        PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA secure_delete = ON;
                        PRAGMA cache_size = -65536
                        """)
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let result = try body(queue)
            try queue.close()
            return result
        }
    }

    /// Runs database work on a file that may be damaged, and says so.
    static func mappingDamage<Result>(origin: String, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR: throw RegistryError.damaged(path: origin)
            default: return try mappingDatabaseErrors(path: origin) { throw error }
            }
        }
    }
}
