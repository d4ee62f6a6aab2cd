import GRDB

/// What a workspace knows of incidents: a restore takes along from the workspace that it replaces what its backup lacks, because a
/// report that was acknowledged must not be lost by it.
package struct IncidentRows {
    private let tables: [String: [Row]]

    private static let queries = [
        "incident": "SELECT * FROM incident ORDER BY id",
        "incident_close": "SELECT * FROM incident_close ORDER BY incident_id",
        "incident_team": "SELECT * FROM incident_team ORDER BY incident_id, name",
        "incident_household": "SELECT * FROM incident_household ORDER BY incident_id, number",
        "work_state": "SELECT * FROM work_state ORDER BY id",
        "saved_area": "SELECT * FROM saved_area WHERE name IN (SELECT area FROM incident) ORDER BY id",
        "saved_area_part": """
        SELECT p.*, a.name AS area_name FROM saved_area_part AS p JOIN saved_area AS a ON a.id = p.area_id
        WHERE a.name IN (SELECT area FROM incident) ORDER BY p.area_id, p.ordinal
        """,
    ]

    /// Reads them in their order; none of a workspace older than they are.
    init(_ db: Database) throws {
        guard try db.tableExists("incident") else {
            tables = [:]
            return
        }
        tables = try Self.queries.mapValues { try Row.fetchAll(db, sql: $0) }
    }

    /// Appends what the tables there lack. An incident is the same by name, time and opener; a report by its id.
    ///
    /// Sequences and numbers that are taken there become others behind the last.
    /// - Returns: how many reports were appended.
    func append(to db: Database) throws -> Int {
        try appendAreas(to: db)
        var incidents: [Int64: Int64] = [:]
        for row in tables["incident"] ?? [] { incidents[row["id"]] = try appendIncident(row, to: db) }
        for (table, names) in [
            ("incident_close", ["closed_at", "closed_by"]), ("incident_team", ["name", "made_at", "made_by"]),
        ] {
            for row in tables[table] ?? [] {
                try Self.insert(row, names, of: incidents[row["incident_id"]], into: table, orIgnore: true, in: db)
            }
        }
        for row in tables["incident_household"] ?? [] {
            let incident = incidents[row["incident_id"]]
            let (household, number): (String, Int64) = (row["household_number"], row["number"])
            let isThere = try Self.exists(
                "incident_household WHERE incident_id = ? AND household_number = ?", [incident, household], db)
            if isThere { continue }
            var free: Int64? = number
            if try Self.exists("incident_household WHERE incident_id = ? AND number = ?", [incident, number], db) {
                free = try Int64.fetchOne(
                    db, sql: "SELECT max(number) + 1 FROM incident_household WHERE incident_id = ?",
                    arguments: [incident])
            }
            try Self.insert(
                row, ["household_number", "score", "band", "joined_at", "cause"], of: incident,
                into: "incident_household", with: ("number", free), in: db)
        }
        var appended = 0
        for row in tables["work_state"] ?? [] {
            let incident = incidents[row["incident_id"]]
            let (sequence, report): (Int64, String) = (row["id"], row["report_id"])
            let isThere = try Self.exists(
                "work_state WHERE incident_id = ? AND report_id = ?", [incident, report], db)
            if isThere { continue }
            let isTaken = try Self.exists("work_state WHERE id = ?", [sequence], db)
            try Self.insert(
                row,
                [
                    "household_number", "state", "team", "observed_at", "seen", "source", "report_id", "recorded_at",
                    "recorded_by",
                ], of: incident, into: "work_state", with: ("id", isTaken ? nil : sequence), in: db)
            appended += 1
        }
        return appended
    }

    private func appendIncident(_ row: Row, to db: Database) throws -> Int64 {
        let (name, openedAt): (String, String) = (row["name"], row["opened_at"])
        if let same = try Int64.fetchOne(
            db, sql: "SELECT id FROM incident WHERE name = ? AND opened_at = ? AND opened_by = ?",
            arguments: [name, openedAt, row["opened_by"] as String])
        {
            return same
        }
        let isNameTaken = try Self.exists("incident WHERE name = ?", [name], db)
        let isTaken = try Self.exists("incident WHERE id = ?", [row["id"] as Int64], db)
        let id: Int64? = isTaken ? nil : row["id"]
        try db.execute(
            sql: """
                INSERT INTO incident (id, name, area, area_checksum, activation_id, opened_at, opened_by)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, isNameTaken ? "\(name) \(openedAt)" : name, row["area"] as String, row["area_checksum"] as String,
                row["activation_id"] as Int64?, openedAt, row["opened_by"] as String,
            ])
        return db.lastInsertedRowID
    }

    /// The areas of its incidents that are not there: without them nobody could be found missing.
    private func appendAreas(to db: Database) throws {
        for area in tables["saved_area"] ?? [] {
            let name: String = area["name"]
            guard try !Self.exists("saved_area WHERE name = ?", [name], db) else { continue }
            try db.execute(
                sql: "INSERT INTO saved_area (name, saved_on) VALUES (?, ?)",
                arguments: [name, area["saved_on"] as String])
            let id = db.lastInsertedRowID
            for part in tables["saved_area_part"] ?? [] where part["area_name"] as String == name {
                let names = part.columnNames.filter { $0 != "area_id" && $0 != "area_name" }
                try db.execute(
                    sql: """
                        INSERT INTO saved_area_part (area_id, \(names.joined(separator: ", ")))
                        VALUES (?\(String(repeating: ", ?", count: names.count)))
                        """,
                    arguments: [id] + StatementArguments(names.map { part[$0] as DatabaseValue }))
            }
        }
    }

    private static func exists(_ what: String, _ arguments: StatementArguments, _ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(what))", arguments: arguments) ?? false
    }

    private static func insert(
        _ row: Row, _ names: [String], of incident: Int64?, into table: String, with own: (String, Int64?)? = nil,
        orIgnore: Bool = false, in db: Database
    ) throws {
        var columns = ["incident_id"] + names
        var values = [incident.databaseValue] + names.map { row[$0] as DatabaseValue }
        if let own {
            columns.append(own.0)
            values.append(own.1.databaseValue)
        }
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        try db.execute(
            sql: """
                INSERT \(orIgnore ? "OR IGNORE " : "")INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))
                """, arguments: StatementArguments(values))
    }
}
