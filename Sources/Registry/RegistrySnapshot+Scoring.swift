package import Disclosure
import GRDB
import Residents

extension RegistrySnapshot {
    /// The facts of one household's members, in listing order; none when the grant withholds needs or birth dates.
    package func scoringMembers(household: UInt32, grant: ReleaseGrant) throws -> [ScoringMember] {
        guard grant.fields.isSuperset(of: [.needs, .birthDate, .sexAndRelationship]) else { return [] }
        var needs = try needsByResident(household)
        let rows = try BulkRows(
            """
            SELECT r.id, r.birth_date, r.birth_date_is_known, r.relationship, r.floor, r.build_year, r.structure
            FROM resident AS r \(Self.members) ORDER BY r.id
            """, arguments: [household], in: db)
        var words = StructureWords()
        var result: [ScoringMember] = []
        while try rows.next() {
            let resident = UInt32(rows.int(0))
            let birthDate: RecordedDate =
                try rows.birthDay(1).map { .day($0) } ?? .unknown(recorded: rows.string(1))
            result.append(
                ScoringMember(
                    resident: resident, birthDate: birthDate, relationship: try Relationship(rows.string(3)),
                    house: rows.house(4, &words), needs: needs.removeValue(forKey: resident) ?? []))
        }
        return result
    }

    private static let members = """
        WHERE r.id BETWEEN (SELECT first_resident FROM household WHERE id = ?1)
            AND (SELECT first_resident + member_count - 1 FROM household WHERE id = ?1)
        """

    private func needsByResident(_ household: UInt32) throws -> [UInt32: [Need]] {
        var stored = try StoredNeeds(
            """
            SELECT r.id, \(Need.columns)
            FROM need AS n JOIN resident AS r ON r.resident_number = n.resident_number
                LEFT JOIN need_file AS f ON f.id = n.file_id
            \(Self.members) ORDER BY r.id, n.id
            """, arguments: [household], at: 1, in: db)
        var result: [UInt32: [Need]] = [:]
        while let need = try stored.next() { result[UInt32(stored.rows.int(0)), default: []].append(need) }
        return result
    }
}

extension BulkRows {
    /// The birthday in this column, beside which stands whether it is known; nil when it is not.
    ///
    /// - Throws: ``RegistryError/database(code:)`` when it is no day although it should be.
    @inline(__always)
    func birthDay(_ column: Int32) throws -> CalendarDate? {
        guard int(column + 1) != 0 else { return nil }
        guard let day = text(column).flatMap({ CalendarDate(iso: $0) }) else { throw RegistryError.database(code: 0) }
        return day
    }

    /// The house in three columns: floor, build year, structure.
    @inline(__always)
    func house(_ column: Int32, _ words: inout StructureWords) -> HouseFacts {
        HouseFacts(
            floor: optionalInt(column), buildYear: optionalInt(column + 1), structure: words.structure(of: text(column + 2)))
    }
}
