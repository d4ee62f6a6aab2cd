import GRDB
package import Residents

extension RegistryTransaction {
    /// Notes what an import said of the register before it, for the list of generations.
    package func note(_ changes: RegisterChanges, source: SourceFile) throws {
        try db.execute(
            sql: """
                INSERT INTO generation_change (generation_id, source_name, row_count, added, moved, changed, departed,
                    deceased, missing, unchanged)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                generation, source.name, source.rowCount, changes.added, changes.moved, changes.changed,
                changes.departed, changes.deceased, changes.missing, changes.unchanged,
            ])
    }

    /// Notes when the file of this change's register was received; behind ``note(_:source:)``.
    ///
    /// - Parameter day: in Japan; nil when it is not known.
    package func noteRegisterReceipt(on day: CalendarDate?) throws {
        try db.execute(
            sql: "UPDATE generation_change SET received_on = ? WHERE generation_id = ?",
            arguments: [day?.iso, generation])
        try db.execute(sql: "UPDATE source_file SET received_on = ? WHERE kind = 'residents'", arguments: [day?.iso])
    }

    /// Notes what an import said of the needs before it, for the list of generations.
    package func note(_ changes: NeedChanges, source: SourceFile) throws {
        try db.execute(
            sql: """
                INSERT INTO generation_change (generation_id, source_name, row_count, added, moved, changed, departed,
                    deceased, missing, unchanged)
                VALUES (?, ?, ?, ?, 0, 0, 0, 0, ?, ?)
                """,
            arguments: [
                generation, source.name, source.rowCount, changes.added, changes.cleared, changes.unchanged,
            ])
    }
}
