import GRDB

extension RegistryTransaction {
    /// Notes what an import said of the register before it, for the list of generations.
    package func note(_ changes: RegisterChanges, source: SourceFile) throws {
        try db.execute(
            sql: "INSERT INTO generation_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                generation, source.name, source.rowCount, changes.added, changes.moved, changes.changed,
                changes.departed, changes.deceased, changes.missing, changes.unchanged,
            ])
    }

    /// Notes what an import said of the needs before it, for the list of generations.
    package func note(_ changes: NeedChanges, source: SourceFile) throws {
        try db.execute(
            sql: "INSERT INTO generation_change VALUES (?, ?, ?, ?, 0, 0, 0, 0, ?, ?)",
            arguments: [
                generation, source.name, source.rowCount, changes.added, changes.cleared, changes.unchanged,
            ])
    }
}
