import GRDB
package import Residents

extension RegistryTransaction {
    /// Every stored need, in stored order.
    ///
    /// Only a change in progress, or its rehearsal, reads needs without a grant: they are compared and never shown.
    package func needs() throws -> [Need] {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(Need.columns) FROM need AS n LEFT JOIN need_file AS f ON f.id = n.file_id ORDER BY n.id")
        var result: [Need] = []
        while let row = try rows.next() { result.append(try Need(row: row, at: 0)) }
        return result
    }

    /// Replaces the needs as a whole.
    ///
    /// - Parameters:
    ///   - needs: those without a source come from this file, the others keep theirs.
    ///   - receivedOn: the day of the import, in Japan.
    package func replaceNeeds(_ needs: [Need], source: SourceFile, receivedOn: CalendarDate) throws {
        try db.execute(sql: "DELETE FROM current_need; DELETE FROM need")
        try storeSource(source, kind: "needs")
        try db.execute(
            sql: "INSERT INTO need_file (generation_id, name, received_on) VALUES (?, ?, ?)",
            arguments: [generation, source.name, receivedOn.iso])
        let file = db.lastInsertedRowID
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO need (resident_number, kind, grade, detail, valid_from, valid_until, source_line, file_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for need in needs {
            insert.setUncheckedArguments([
                need.residentNumber.text, need.kind.rawValue, need.grade.code, need.grade.detail,
                need.validFrom?.iso, need.validUntil?.iso, need.sourceLine, need.source?.file ?? file,
            ])
            try insert.execute()
        }
        // Files of which nothing is left tell nothing.
        try db.execute(
            sql: "DELETE FROM need_file WHERE id <> ? AND NOT EXISTS (SELECT 1 FROM need WHERE file_id = need_file.id)",
            arguments: [file])
    }
}
