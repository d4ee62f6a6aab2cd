import GRDB
import Geospatial
package import Residents

extension RegistryTransaction {
    /// Puts into history what a new register ends, and tells since when each of its other people is as they are.
    func archiveResidents(replacedBy residents: [Resident]) throws -> [ResidentNumber: Int64] {
        guard try hasResidents() else { return [:] }
        let comparison = ResidentComparison(residents)
        var since: [ResidentNumber: Int64] = [:]
        let archive = try db.makeStatement(
            sql: """
                INSERT INTO resident_history (first_generation, last_generation, resident_number, household_number, name,
                    kana, birth_date, birth_date_is_known, sex, relationship, address, building, postal_code, phone,
                    place_of_stay, floor, build_year, structure, survey_longitude, survey_latitude, source_line)
                SELECT r.first_generation, ?, r.resident_number, h.household_number, r.name, r.kana, r.birth_date,
                    r.birth_date_is_known, r.sex, r.relationship, r.address, r.building, r.postal_code, r.phone,
                    r.place_of_stay, r.floor, r.build_year, r.structure, h.survey_longitude, h.survey_latitude,
                    r.source_line
                FROM resident AS r JOIN household AS h ON h.id = r.household_id WHERE r.id = ?
                """)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(ResidentComparison.columns), r.first_generation, r.id
                FROM resident AS r JOIN household AS h ON h.id = r.household_id ORDER BY r.id
                """)
        while let row = try rows.next() {
            let (number, verdict) = try comparison.verdict(on: row, snapshot: snapshot)
            if verdict == .unchanged {
                since[number] = row[18]
            } else {
                archive.setUncheckedArguments([generation - 1, row[19] as Int64])
                try archive.execute()
            }
        }
        return since
    }

    /// The register as a generation held it, in stored order of each part; nobody before the first register.
    ///
    /// Only a change in progress, or its rehearsal, reads residents without a grant.
    /// - Throws: ``RegistryError/generationNotKept(first:last:)``.
    package func residents(at generation: Int64) throws -> [Resident] {
        try checkIsKept(generation)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(ResidentComparison.columns), r.source_line
                FROM resident AS r JOIN household AS h ON h.id = r.household_id WHERE r.first_generation <= :generation
                UNION ALL
                SELECT resident_number, household_number, name, kana, birth_date, birth_date_is_known, sex, relationship,
                    address, building, postal_code, phone, place_of_stay, floor, build_year, structure, survey_longitude,
                    survey_latitude, source_line
                FROM resident_history WHERE first_generation <= :generation AND last_generation >= :generation
                """,
            arguments: ["generation": generation])
        var result: [Resident] = []
        while let row = try rows.next() {
            var survey: Coordinate?
            if let longitude: Double = row[16], let latitude: Double = row[17] {
                survey = try Coordinate(longitude: longitude, latitude: latitude)
            }
            result.append(
                Resident(
                    residentNumber: try ResidentNumber(row[0]), householdNumber: try HouseholdNumber(row[1]),
                    name: try StoredText(row[2]), kana: try stored(row[3]),
                    birthDate: try snapshot.birthDate(row[4], isKnown: row[5]), sex: Sex(rawValue: row[6]) ?? .unknown,
                    relationship: try Relationship(row[7]), address: try StoredText(row[8]),
                    building: try stored(row[9]), postalCode: row[10], phone: row[11],
                    placeOfStay: try stored(row[12]), floor: row[13], buildYear: row[14], structure: row[15],
                    surveyPosition: survey, sourceLine: row[18]))
        }
        return result
    }

    /// The needs as a generation held them.
    ///
    /// - Throws: ``RegistryError/generationNotKept(first:last:)``.
    package func needs(at generation: Int64) throws -> [Need] {
        try checkIsKept(generation)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(Need.columns), n.id FROM need AS n LEFT JOIN need_file AS f ON f.id = n.file_id
                WHERE n.first_generation <= :generation
                UNION ALL
                SELECT \(Need.columns), n.id FROM need_history AS n LEFT JOIN need_file AS f ON f.id = n.file_id
                WHERE n.first_generation <= :generation AND n.last_generation >= :generation
                """,
            arguments: ["generation": generation])
        var result: [Need] = []
        while let row = try rows.next() { result.append(try Need(row: row, at: 0)) }
        return result
    }

    private func stored(_ text: String?) throws -> StoredText? { try text.map { try StoredText($0) } }

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

    private func checkIsKept(_ generation: Int64) throws {
        let range = try snapshot.keptGenerations()
        guard range.contains(generation) else {
            throw RegistryError.generationNotKept(first: range.lowerBound, last: range.upperBound)
        }
    }
}
