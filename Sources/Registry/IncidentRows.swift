import GRDB
import Incidents

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
    /// Sequences and numbers that are taken there become others behind the last of both: numbers within their own half, so that none
    /// of an ordinary household tells of protected ones. Of a report that has another sequence, or whose author saw one that has,
    /// nobody knows any more what was seen.
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
            let isTaken = try Self.exists(
                "incident_household WHERE incident_id = ? AND number = ?", [incident, number], db)
            let own = isTaken ? try free(for: row, of: incident, in: db) : number
            try Self.insert(
                row, ["household_number", "score", "band", "joined_at", "cause"], of: incident,
                into: "incident_household", with: [("number", own)], in: db)
        }
        var appended = 0
        let last = try max(Int64.fetchOne(db, sql: "SELECT max(id) FROM work_state") ?? 0, lastSequence)
        var moved: [Int64] = []
        for row in tables["work_state"] ?? [] {
            let incident = incidents[row["incident_id"]]
            let (sequence, report): (Int64, String) = (row["id"], row["report_id"])
            let isThere = try Self.exists(
                "work_state WHERE incident_id = ? AND report_id = ?", [incident, report], db)
            if isThere { continue }
            let isTaken = try Self.exists("work_state WHERE id = ?", [sequence], db)
            if isTaken { moved.append(sequence) }
            let hasSeen: Int64 = row["seen"]
            let seen = isTaken || hasSeen >= moved.first ?? .max ? 0 : hasSeen
            try Self.insert(
                row,
                [
                    "household_number", "state", "team", "observed_at", "source", "report_id", "recorded_at",
                    "recorded_by",
                ], of: incident, into: "work_state",
                with: [("id", isTaken ? last + Int64(moved.count) : sequence), ("seen", seen)], in: db)
            appended += 1
        }
        return appended
    }

    private var lastSequence: Int64 { (tables["work_state"] ?? []).last.map { $0["id"] } ?? 0 }

    /// A number for a household whose own is taken, behind those of its half that are there or will be.
    private func free(for row: Row, of incident: Int64?, in db: Database) throws -> Int64 {
        let (number, first): (Int64, Int64) = (row["number"], Int64(IncidentHousehold.firstProtected))
        let half = number < first ? 1..<first : first..<Int64.max
        let there = try Int64.fetchOne(
            db, sql: "SELECT max(number) FROM incident_household WHERE incident_id = ? AND number >= ? AND number < ?",
            arguments: [incident, half.lowerBound, half.upperBound])
        let brought = (tables["incident_household"] ?? [])
            .filter { $0["incident_id"] as Int64 == row["incident_id"] as Int64 }.map { $0["number"] as Int64 }
        return max(there ?? 0, brought.filter(half.contains).max() ?? 0) + 1
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
                INSERT INTO incident (id, name, area, area_checksum, inclusion, activation_id, opened_at, opened_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, isNameTaken ? "\(name) \(openedAt)" : name, row["area"] as String, row["area_checksum"] as String,
                // Tables of version 18 do not say.
                row["inclusion"] as String? ?? "possible", row["activation_id"] as Int64?, openedAt,
                row["opened_by"] as String,
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
        _ row: Row, _ names: [String], of incident: Int64?, into table: String, with own: [(String, Int64?)] = [],
        orIgnore: Bool = false, in db: Database
    ) throws {
        var columns = ["incident_id"] + names
        var values = [incident.databaseValue] + names.map { row[$0] as DatabaseValue }
        for (name, value) in own {
            columns.append(name)
            values.append(value.databaseValue)
        }
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        try db.execute(
            sql: """
                INSERT \(orIgnore ? "OR IGNORE " : "")INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))
                """, arguments: StatementArguments(values))
    }
}
