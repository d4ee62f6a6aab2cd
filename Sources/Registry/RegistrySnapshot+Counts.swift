import AddressDictionary
import GRDB
package import Residents

extension RegistrySnapshot {
    /// Counts over the whole register.
    package func counts() throws -> RegistryCounts {
        let households = try householdCount()
        var levels: [MatchLevel: Int] = [:]
        // Counted here: SQLite would sort every row to group them.
        var byLevel = [Int](repeating: 0, count: 256)
        var located = 0
        let rows = try BulkRows("SELECT coordinate_level FROM location", in: db)
        while try rows.next() {
            byLevel[rows.int(0) & 0xFF] += 1
            located += 1
        }
        byLevel[Int(MatchLevel.none.rawValue)] += households - located
        for (level, count) in byLevel.enumerated() where count > 0 {
            levels[MatchLevel(rawValue: UInt8(level)) ?? .none, default: 0] += count
        }
        var bands: [UInt8: Int] = [:]
        for band in try PackedColumns.band.read(from: db) { bands[band, default: 0] += 1 }
        var states: [NeedState: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT state, count(*) FROM current_need GROUP BY 1") {
            if let state = NeedState(rawValue: row[0]) { states[state] = row[1] }
        }
        return RegistryCounts(
            households: households,
            residents: try count("SELECT count(*) FROM resident"),
            needs: try count("SELECT count(*) FROM need"),
            needsWithoutResident: try count(
                """
                SELECT count(*) FROM need AS n
                WHERE NOT EXISTS (SELECT 1 FROM resident AS r WHERE r.resident_number = n.resident_number)
                """),
            needsByState: states, byCoordinateLevel: levels, byBand: bands)
    }

    /// How many households there are.
    package func householdCount() throws -> Int { try count("SELECT count(*) FROM household") }

    /// How many of these needs name a number that nobody in the register has.
    package func needsWithoutResident(_ needs: [Need]) throws -> Int {
        let statement = try db.makeStatement(sql: "SELECT 1 FROM resident WHERE resident_number = ?")
        return try needs.count { try Int.fetchOne(statement, arguments: [$0.residentNumber.text]) == nil }
    }

    private func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
}
