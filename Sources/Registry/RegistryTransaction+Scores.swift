import GRDB
package import Residents
package import SupportScoring

extension RegistryTransaction {
    /// Replaces all scores and the needs that are shown as of the date, and adds the scoring to the history.
    ///
    /// - Parameter operatorName: who scores, when it is known.
    package func replaceScores(
        _ scores: HouseholdScores, asOf: CalendarDate, policy: ScoringPolicy, operatorName: String?
    ) throws {
        try db.execute(sql: "DELETE FROM current_need")
        let insert = try BulkInsert(
            "current_need (resident_id, ordinal, kind, grade, state)", columns: 5, in: db)
        var hasNeeds = [UInt8](repeating: 0, count: scores.columns.persons.count)
        var previous: UInt32?
        var ordinal = 0
        for need in scores.currentNeeds {
            ordinal = need.resident == previous ? ordinal + 1 : 1
            previous = need.resident
            insert.bind(1, Int(need.resident))
            insert.bind(2, ordinal)
            insert.bind(3, need.kind.rawValue)
            insert.bind(4, need.level.code)
            insert.bind(5, need.state.rawValue)
            try insert.store()
            hasNeeds[Int(need.resident) - 1] = 1
        }
        try insert.finish()
        let columns = scores.columns
        let members = try Int.fetchOne(db, sql: "SELECT total(member_count) FROM household") ?? 0
        guard members == columns.persons.count, scores.memberCounts.count == columns.households.count else {
            throw RegistryError.packedColumnMismatch(column: PackedColumns.score.name)
        }
        try PackedColumns.memberCount.replace(with: scores.memberCounts, in: db)
        try PackedColumns.score.replace(with: columns.households, in: db)
        try PackedColumns.band.replace(with: columns.bands, in: db)
        try PackedColumns.daytimeScore.replace(with: columns.daytimeHouseholds, in: db)
        try PackedColumns.daytimeBand.replace(with: columns.daytimeBands, in: db)
        try PackedColumns.residentScore.replace(with: columns.persons, in: db)
        try PackedColumns.residentHasNeeds.replace(with: hasNeeds, in: db)
        try noteScoring(scores, asOf: asOf, policy: policy, operatorName: operatorName)
    }

    private func noteScoring(
        _ scores: HouseholdScores, asOf: CalendarDate, policy: ScoringPolicy, operatorName: String?
    ) throws {
        let hash = policy.hash.text
        func needs(_ state: NeedState) -> Int { scores.currentNeeds.count { $0.state == state } }
        func households(_ band: SupportBand) -> Int { scores.columns.bands.count { $0 == band.rawValue } }
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO score_run (id, generation_id, as_of, policy_title, policy_version, policy_sha256,
                    needs_expired, needs_expiring)
                VALUES (1, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                generation, asOf.iso, policy.title, policy.version, hash, needs(.expired), needs(.expiring),
            ])
        try db.execute(
            sql: """
                INSERT INTO policy_run (generation_id, scored_at, operator_name, as_of, policy_sha256, policy_title,
                    policy_version, band_a, band_b, band_c)
                SELECT id, created_at, ?, ?, ?, ?, ?, ?, ?, ? FROM generation WHERE id = ?
                """,
            arguments: [
                operatorName, asOf.iso, hash, policy.title, policy.version, households(.a), households(.b),
                households(.c), generation,
            ])
    }
}
