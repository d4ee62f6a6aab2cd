import GRDB
package import Residents

extension RegistryTransaction {
    /// Replaces all scores and the needs that are shown as of the date.
    package func replaceScores(
        _ scores: HouseholdScores, asOf: CalendarDate, policyTitle: String, policyVersion: String
    ) throws {
        try db.execute(sql: "DELETE FROM current_need")
        let insert = try BulkInsert(
            "current_need (resident_id, ordinal, kind, grade, state)", columns: 5, in: db)
        var hasNeeds = [UInt8](repeating: 0, count: scores.residents.count)
        var previous: UInt32?
        var ordinal = 0
        for need in scores.currentNeeds {
            ordinal = need.resident == previous ? ordinal + 1 : 1
            previous = need.resident
            insert.bind(1, Int(need.resident))
            insert.bind(2, ordinal)
            insert.bind(3, need.kind.rawValue)
            insert.bind(4, need.grade.code)
            insert.bind(5, need.state.rawValue)
            try insert.store()
            hasNeeds[Int(need.resident) - 1] = 1
        }
        try insert.finish()
        let members = try UInt32.fetchAll(db, sql: "SELECT member_count FROM household ORDER BY id")
        guard members.count == scores.households.count else {
            throw RegistryError.packedColumnMismatch(column: PackedColumns.score.name)
        }
        try PackedColumns.memberCount.replace(with: members, in: db)
        try PackedColumns.score.replace(with: scores.households, in: db)
        try PackedColumns.band.replace(with: scores.bands, in: db)
        try PackedColumns.residentScore.replace(with: scores.residents, in: db)
        try PackedColumns.residentHasNeeds.replace(with: hasNeeds, in: db)
        try db.execute(
            sql: """
                INSERT INTO score_run (id, generation_id, as_of, policy_title, policy_version) VALUES (1, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET generation_id = excluded.generation_id, as_of = excluded.as_of,
                    policy_title = excluded.policy_title, policy_version = excluded.policy_version
                """,
            arguments: [generation, asOf.iso, policyTitle, policyVersion])
    }
}
