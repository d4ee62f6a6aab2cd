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
        var since = try archiveNeeds(replacedBy: needs)
        try db.execute(sql: "DELETE FROM current_need; DELETE FROM need")
        try storeSource(source, kind: "needs")
        try db.execute(
            sql: "INSERT INTO need_file (generation_id, name, received_on) VALUES (?, ?, ?)",
            arguments: [generation, source.name, receivedOn.iso])
        let file = db.lastInsertedRowID
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO need (resident_number, kind, grade, detail, valid_from, valid_until, source_line, file_id,
                    first_generation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for need in needs {
            insert.setUncheckedArguments([
                need.residentNumber.text, need.kind.rawValue, need.grade.code, need.grade.detail,
                need.validFrom?.iso, need.validUntil?.iso, need.sourceLine, need.source?.file ?? file,
                since[need.asFact]?.popLast() ?? generation,
            ])
            try insert.execute()
        }
        try removeUnusedNeedFiles(keeping: file)
    }

    /// Puts into history what new needs end, and tells since when each of the others holds.
    ///
    /// A need that another file repeats goes on; the file that told it last is its source.
    private func archiveNeeds(replacedBy needs: [Need]) throws -> [Need: [Int64]] {
        var wanted: [Need: Int] = [:]
        for need in needs { wanted[need.asFact, default: 0] += 1 }
        var since: [Need: [Int64]] = [:]
        let archive = try db.makeStatement(
            sql: """
                INSERT INTO need_history (first_generation, last_generation, resident_number, kind, grade, detail, valid_from,
                    valid_until, source_line, file_id)
                SELECT first_generation, ?, resident_number, kind, grade, detail, valid_from, valid_until, source_line, file_id
                FROM need WHERE id = ?
                """)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(Need.columns), n.first_generation, n.id
                FROM need AS n LEFT JOIN need_file AS f ON f.id = n.file_id ORDER BY n.id
                """)
        while let row = try rows.next() {
            let fact = try Need(row: row, at: 0).asFact
            if let count = wanted[fact], count > 0 {
                wanted[fact] = count - 1
                since[fact, default: []].append(row[10])
            } else {
                archive.setUncheckedArguments([generation - 1, row[11] as Int64])
                try archive.execute()
            }
        }
        return since
    }

    /// Files of which no need is left, today or in history, tell nothing.
    func removeUnusedNeedFiles(keeping file: Int64?) throws {
        try db.execute(
            sql: """
                DELETE FROM need_file WHERE id IS NOT ?
                    AND id NOT IN (SELECT file_id FROM need WHERE file_id IS NOT NULL)
                    AND id NOT IN (SELECT file_id FROM need_history WHERE file_id IS NOT NULL)
                """,
            arguments: [file])
    }
}
