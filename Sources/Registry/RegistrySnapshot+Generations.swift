import GRDB

/// One committed state of the workspace, as the list of generations shows it.
package struct StoredGeneration: Hashable, Sendable {
    /// Its number.
    package let id: Int64
    /// What made it.
    package let cause: GenerationCause
    /// When, as an ISO 8601 UTC time.
    package let createdAt: String
    /// The imported file's own name, or nil when none was imported.
    package let sourceName: String?
    /// How it differs from the one before, in persons or, for needs, in rows (`added`, `missing`, `unchanged`); nil when
    /// nothing was imported.
    package let changes: RegisterChanges?
}

extension RegistrySnapshot {
    /// Every generation, the latest first.
    package func generations() throws -> [StoredGeneration] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT g.id, g.cause, g.created_at, c.source_name, c.added, c.moved, c.changed, c.departed, c.deceased,
                    c.missing, c.unchanged
                FROM generation AS g LEFT JOIN generation_change AS c ON c.generation_id = g.id ORDER BY g.id DESC
                """
        ).map { row in
            guard let cause = GenerationCause(rawValue: row[1]) else { throw RegistryError.database(code: 0) }
            var changes: RegisterChanges?
            if let added: Int = row[4] {
                var told = RegisterChanges()
                told.added = added
                told.moved = row[5]
                told.changed = row[6]
                told.departed = row[7]
                told.deceased = row[8]
                told.missing = row[9]
                told.unchanged = row[10]
                changes = told
            }
            return StoredGeneration(id: row[0], cause: cause, createdAt: row[2], sourceName: row[3], changes: changes)
        }
    }

    /// The generations whose register and needs can still be read.
    package func keptGenerations() throws -> ClosedRange<Int64> {
        let first = try Int64.fetchOne(db, sql: "SELECT first_whole_generation FROM history_limit") ?? 0
        let last = try generation()
        return min(first, last)...last
    }
}
