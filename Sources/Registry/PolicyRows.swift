import GRDB

/// Which policies scored a workspace: what a restore takes along from the workspace that it replaces, because a list that was
/// printed before must stay explainable after.
package struct PolicyRows {
    private static let tables = [
        (name: "policy_text", columns: ["sha256", "yaml", "first_used_at"]),
        (
            name: "policy_run",
            columns: [
                "generation_id", "scored_at", "operator_name", "as_of", "policy_sha256", "policy_title",
                "policy_version", "band_a", "band_b", "band_c",
            ]
        ),
    ]

    private let rows: [String: [[DatabaseValue]]]

    /// Reads them in the order in which they came; none of a workspace older than they are.
    init(_ db: Database) throws {
        var rows: [String: [[DatabaseValue]]] = [:]
        for table in Self.tables where try db.tableExists(table.name) {
            let columns = table.columns.joined(separator: ", ")
            rows[table.name] = try Row.fetchAll(db, sql: "SELECT \(columns) FROM \(table.name) ORDER BY id").map {
                Array($0.databaseValues)
            }
        }
        self.rows = rows
    }

    /// Appends what the tables there lack.
    func append(to db: Database) throws {
        let there = try PolicyRows(db)
        for table in Self.tables {
            let known = Set(there.rows[table.name] ?? [])
            let marks = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
            // A text may be there since another day; its hash is the same.
            let insert = try db.makeStatement(
                sql: "INSERT OR IGNORE INTO \(table.name) (\(table.columns.joined(separator: ", "))) VALUES (\(marks))")
            for row in rows[table.name] ?? [] where !known.contains(row) {
                try insert.execute(arguments: StatementArguments(row))
            }
        }
    }
}
