import GRDB

/// Who may see what in a workspace, row by row: the accounts, the disclosure rules, the usual audience and basis, and the
/// declarations of a disaster with the saved areas that limit them.
///
/// A restore keeps what the workspace that it replaces has of it: what was tightened, ended or disabled since the backup must not
/// come back with it. Of a kind of which the workspace has nothing, the backup's stays.
package struct PermissionRows {
    private struct Table {
        let columns: [String]
        let rows: [[DatabaseValue]]
    }

    /// Tables that belong together, those that others refer to first.
    private static let kinds = [
        ["account", "account_role", "account_credential", "recovery_code", "account_history"],
        ["disclosure_rules"], ["disclosure_default"], ["activation", "activation_end"],
    ]
    private static let areas = ["saved_area", "saved_area_part"]

    private let tables: [String: Table]

    /// Reads them; tables that an older workspace lacks are as empty ones.
    init(_ db: Database) throws {
        var tables: [String: Table] = [:]
        for name in Self.kinds.joined() + Self.areas where try db.tableExists(name) {
            let columns = try db.columns(in: name).map(\.name)
            tables[name] = Table(
                columns: columns,
                rows: try Row.fetchAll(db, sql: "SELECT \(columns.joined(separator: ", ")) FROM \(name)").map {
                    Array($0.databaseValues)
                })
        }
        self.tables = tables
    }

    /// Puts them into another workspace, in the place of its own.
    func keep(in db: Database) throws {
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        for kind in Self.kinds where kind.contains(where: { tables[$0]?.rows.isEmpty == false }) {
            try Self.withoutTriggers(of: kind, in: db) {
                for name in kind.reversed() { try db.execute(sql: "DELETE FROM \(name)") }
                for name in kind {
                    guard let table = tables[name] else { continue }
                    // An older workspace has columns that went since.
                    let present = Set(try db.columns(in: name).map(\.name))
                    let kept = table.columns.indices.filter { present.contains(table.columns[$0]) }
                    for row in table.rows {
                        try Self.insert(
                            kept.map { row[$0] }, as: kept.map { table.columns[$0] }, into: name, in: db)
                    }
                }
            }
        }
        try keepAreas(in: db)
    }

    /// An area that limits a declaration comes with it: another of that name would open another place.
    private func keepAreas(in db: Database) throws {
        guard let areas = tables["saved_area"], let parts = tables["saved_area_part"],
            let activations = tables["activation"],
            let id = areas.columns.firstIndex(of: "id"), let name = areas.columns.firstIndex(of: "name"),
            let owner = parts.columns.firstIndex(of: "area_id"), let limit = activations.columns.firstIndex(of: "area")
        else { return }
        let named = Set(activations.rows.map { $0[limit] })
        for area in areas.rows where named.contains(area[name]) {
            try db.execute(
                sql: "DELETE FROM saved_area_part WHERE area_id IN (SELECT id FROM saved_area WHERE name = ?)",
                arguments: [area[name]])
            try db.execute(sql: "DELETE FROM saved_area WHERE name = ?", arguments: [area[name]])
            var fresh = area
            fresh[id] = .null
            try Self.insert(fresh, as: areas.columns, into: "saved_area", in: db)
            let made = db.lastInsertedRowID.databaseValue
            for part in parts.rows where part[owner] == area[id] {
                var part = part
                part[owner] = made
                try Self.insert(part, as: parts.columns, into: "saved_area_part", in: db)
            }
        }
    }

    private static func insert(_ row: [DatabaseValue], as columns: [String], into table: String, in db: Database) throws
    {
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        try db.execute(
            sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))",
            arguments: StatementArguments(row))
    }

    /// The tables keep history in every workspace; in one that is still being made they are filled.
    private static func withoutTriggers(of tables: [String], in db: Database, _ body: () throws -> Void) throws {
        let triggers = try Row.fetchAll(db, sql: "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .filter { tables.contains($0[1]) }
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
        try body()
        for trigger in triggers { try db.execute(sql: trigger[2] as String) }
    }
}
