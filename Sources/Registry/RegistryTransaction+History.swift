import GRDB
package import Residents

extension RegistryTransaction {
    /// Puts residents into history whom a new register ends.
    ///
    /// - Parameter ended: their ids, ascending.
    func archiveResidents(_ ended: [Int64]) throws {
        let archive = try db.makeStatement(
            sql: """
                INSERT INTO resident_history (first_generation, last_generation, resident_number, household_number, name,
                    kana, birth_date, birth_date_is_known, sex, relationship, address, building, postal_code, phone,
                    place_of_stay, floor, build_year, structure, survey_longitude, survey_latitude, source_line)
                SELECT r.first_generation, ?, \(StoredPeople.columns)
                FROM resident AS r JOIN household AS h ON h.id = r.household_id WHERE r.id = ?
                """)
        for id in ended {
            archive.setUncheckedArguments([generation - 1, id])
            try archive.execute()
        }
    }

    /// The register as a generation held it; nobody before the first register.
    ///
    /// Only a change in progress, or its rehearsal, reads residents without a grant.
    /// - Throws: ``RegistryError/generationNotKept(first:last:)``.
    package func register(at generation: Int64, _ paths: WorkspacePaths) throws -> RegisterDraft {
        try checkIsKept(generation)
        var people = try StoredPeople(
            """
            SELECT \(StoredPeople.columns)
            FROM resident AS r JOIN household AS h ON h.id = r.household_id WHERE r.first_generation <= ?1
            UNION ALL
            SELECT \(StoredPeople.historyColumns)
            FROM resident_history AS r WHERE r.first_generation <= ?1 AND r.last_generation >= ?1
            """, arguments: [generation], in: db)
        let register = RegisterDraft(paths)
        while try people.next() { try register.append(people.builder) }
        try register.seal()
        return register
    }

    /// The needs as a generation held them.
    ///
    /// - Throws: ``RegistryError/generationNotKept(first:last:)``.
    package func needs(at generation: Int64) throws -> [Need] {
        try checkIsKept(generation)
        var stored = try StoredNeeds(
            """
            SELECT \(Need.columns), n.id FROM need AS n LEFT JOIN need_file AS f ON f.id = n.file_id
            WHERE n.first_generation <= ?1
            UNION ALL
            SELECT \(Need.columns), n.id FROM need_history AS n LEFT JOIN need_file AS f ON f.id = n.file_id
            WHERE n.first_generation <= ?1 AND n.last_generation >= ?1
            """, arguments: [generation], in: db)
        var result: [Need] = []
        while let need = try stored.next() { result.append(need) }
        return result
    }

    /// Ends what generations before this one alone held; they can be neither read nor restored any more.
    ///
    /// - Returns: how many rows of residents and needs were destroyed.
    package func purgeHistory(before generation: Int64) throws -> Int {
        var count = 0
        for table in ["resident_history", "need_history"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE last_generation < ?", arguments: [generation])
            count += db.changesCount
        }
        try db.execute(
            sql: "UPDATE history_limit SET first_whole_generation = max(first_whole_generation, ?)",
            arguments: [generation])
        try removeUnusedNeedFiles(keeping: nil)
        return count
    }

    func checkIsKept(_ generation: Int64) throws {
        let kept = try snapshot.keptGenerations()
        // The state that this very change makes is none yet.
        let range = checksReferencesAtEnd ? kept.lowerBound...max(kept.lowerBound, self.generation - 1) : kept
        // A restore skips numbers; and before the first generation nobody was registered.
        let isState = try Int.fetchOne(db, sql: "SELECT 1 FROM generation WHERE id = ?", arguments: [generation]) != nil
        guard range.contains(generation), isState || generation == 0 else {
            throw RegistryError.generationNotKept(first: range.lowerBound, last: range.upperBound)
        }
    }
}
