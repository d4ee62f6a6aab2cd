import AddressDictionary
import GRDB
package import Residents

extension RegistrySnapshot {
    /// Counts over the whole register.
    package func counts() throws -> RegistryCounts {
        var levels: [MatchLevel: Int] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT coalesce(l.coordinate_level, 0), count(*)
                FROM household AS h LEFT JOIN location AS l ON l.household_id = h.id GROUP BY 1
                """)
        while let row = try rows.next() {
            levels[MatchLevel(rawValue: row[0]) ?? .none, default: 0] += row[1]
        }
        var bands: [UInt8: Int] = [:]
        for band in try PackedColumns.band.read(from: db) { bands[band, default: 0] += 1 }
        var states: [NeedState: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT state, count(*) FROM current_need GROUP BY 1") {
            if let state = NeedState(rawValue: row[0]) { states[state] = row[1] }
        }
        return RegistryCounts(
            households: try count("SELECT count(*) FROM household"),
            residents: try count("SELECT count(*) FROM resident"),
            needs: try count("SELECT count(*) FROM need"),
            needsWithoutResident: try count(
                """
                SELECT count(*) FROM need AS n
                WHERE NOT EXISTS (SELECT 1 FROM resident AS r WHERE r.resident_number = n.resident_number)
                """),
            needsByState: states, byCoordinateLevel: levels, byBand: bands)
    }

    /// How many of these needs name a number that nobody in the register has.
    package func needsWithoutResident(_ needs: [Need]) throws -> Int {
        let statement = try db.makeStatement(sql: "SELECT 1 FROM resident WHERE resident_number = ?")
        return try needs.count { try Int.fetchOne(statement, arguments: [$0.residentNumber.text]) == nil }
    }

    private func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
}
