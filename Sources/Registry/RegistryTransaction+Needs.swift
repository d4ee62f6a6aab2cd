import GRDB
package import Residents

extension RegistryTransaction {
    /// Every stored need, in stored order.
    ///
    /// Only a change in progress, or its rehearsal, reads needs without a grant: they are compared and never shown.
    package func needs() throws -> [Need] {
        var stored = try StoredNeeds(
            "SELECT \(Need.columns) FROM need AS n LEFT JOIN need_file AS f ON f.id = n.file_id ORDER BY n.id", in: db)
        var result: [Need] = []
        while let need = try stored.next() { result.append(need) }
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
        let insert = try BulkInsert(
            """
            need (resident_number, kind, grade, detail, valid_from, valid_until, source_line, file_id, first_generation)
            """, columns: 9, in: db)
        for need in needs {
            insert.bind(1, need.residentNumber.text)
            insert.bind(2, need.kind.rawValue)
            insert.bind(3, need.grade.code)
            if let detail = need.grade.detail { insert.bind(4, detail) }
            need.validFrom?.withISO { insert.bind(5, $0) }
            need.validUntil?.withISO { insert.bind(6, $0) }
            insert.bind(7, need.sourceLine)
            insert.bind(8, Int(need.source?.file ?? file))
            let held = since.isEmpty ? nil : since[need.asFact]?.popLast()
            insert.bind(9, Int(held ?? generation))
            try insert.store()
        }
        try insert.finish()
        try removeUnusedNeedFiles(keeping: file)
        try countNeedsByFile()
    }

    /// Puts into history what new needs end, and tells since when each of the others holds.
    ///
    /// A need that another file repeats goes on; the file that told it last is its source.
    private func archiveNeeds(replacedBy needs: [Need]) throws -> [Need: [Int64]] {
        guard try Int.fetchOne(db, sql: "SELECT 1 FROM need LIMIT 1") != nil else { return [:] }
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
        var stored = try StoredNeeds(
            """
            SELECT \(Need.columns), n.first_generation, n.id
            FROM need AS n LEFT JOIN need_file AS f ON f.id = n.file_id ORDER BY n.id
            """, in: db)
        while let fact = try stored.next()?.asFact {
            if let count = wanted[fact], count > 0 {
                wanted[fact] = count - 1
                since[fact, default: []].append(Int64(stored.rows.int(10)))
            } else {
                archive.setUncheckedArguments([generation - 1, stored.rows.int(11)])
                try archive.execute()
            }
        }
        return since
    }

    /// Counts here what every list tells of its facts, so that no list counts needs.
    private func countNeedsByFile() throws {
        try db.execute(
            sql: """
                UPDATE need_file SET need_count = coalesce(
                    (SELECT c.n FROM (SELECT file_id, count(*) AS n FROM need GROUP BY file_id) AS c
                        WHERE c.file_id = need_file.id), 0)
                """)
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
