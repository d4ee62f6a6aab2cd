import GRDB

/// What a workspace was told about consent and protection: rows that nothing but a later word may lift, so a restore takes those
/// along that its backup does not have.
package struct SharingRows {
    private struct Table {
        let name: String
        let columns: String
        let count: Int

        static let all = [
            Table(
                name: "consent_record", columns: "resident_number, answer, answered_on, source_name, source_line",
                count: 5),
            Table(
                name: "protection_record",
                columns: "resident_number, kind, is_lifted, valid_from, valid_until, source_name, source_line", count: 7
            ),
        ]
    }

    private let rows: [String: [[DatabaseValue]]]

    /// Reads them in the order in which they came; none of a workspace older than they are.
    init(_ db: Database) throws {
        var rows: [String: [[DatabaseValue]]] = [:]
        for table in Table.all where try db.tableExists(table.name) {
            rows[table.name] = try Row.fetchAll(db, sql: "SELECT \(table.columns) FROM \(table.name) ORDER BY id").map {
                Array($0.databaseValues)
            }
        }
        self.rows = rows
    }

    /// Appends what the tables there lack, as part of a generation.
    ///
    /// - Returns: how many rows.
    func append(to db: Database, generation: Int64) throws -> Int {
        let there = try SharingRows(db)
        var appended = 0
        for table in Table.all {
            var known: [[DatabaseValue]: Int] = [:]
            for row in there.rows[table.name] ?? [] { known[row, default: 0] += 1 }
            let marks = Array(repeating: "?", count: table.count + 1).joined(separator: ", ")
            let insert = try db.makeStatement(
                sql: "INSERT INTO \(table.name) (generation_id, \(table.columns)) VALUES (\(marks))")
            for row in rows[table.name] ?? [] {
                if let count = known[row], count > 0 {
                    known[row] = count - 1
                } else {
                    try insert.execute(arguments: StatementArguments([generation.databaseValue] + row))
                    appended += 1
                }
            }
        }
        return appended
    }
}
