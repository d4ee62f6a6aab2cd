package import Disclosure
import GRDB
import Residents

extension RegistryTransaction {
    /// Hands out every household's members as values, households in id order, members in listing order; scoring everybody
    /// walks ``forEachScoredPerson(withHouse:_:)`` instead, which costs less.
    ///
    /// Only a change in progress reads facts without a grant: scoring happens inside the register.
    package func forEachHousehold(_ body: (_ household: UInt32, _ members: [ScoringMember]) throws -> Void) throws {
        try snapshot.forEachHousehold(where: "", arguments: [], body)
    }
}

extension RegistrySnapshot {
    /// The facts of one household's members, in listing order; none when the grant withholds needs or birth dates.
    package func scoringMembers(household: UInt32, grant: ReleaseGrant) throws -> [ScoringMember] {
        try scoringMembers(households: [household], grant: grant).first ?? []
    }

    /// The facts of the members of some households, in the order asked; none when the grant withholds what scoring looks at.
    ///
    /// - Parameter households: ids of this generation, each once.
    package func scoringMembers(households: [UInt32], grant: ReleaseGrant) throws -> [[ScoringMember]] {
        guard grant.fields.isSuperset(of: .facts) else { return [] }
        var places: [UInt32: Int] = [:]
        for (place, household) in households.enumerated() { places[household] = place }
        var result = Array(repeating: [ScoringMember](), count: households.count)
        try forEachHousehold(
            where: """
                WHERE r.id IN (
                    SELECT m.id FROM json_each(?1) AS wanted CROSS JOIN household AS h ON h.id = wanted.value
                        CROSS JOIN resident AS m ON m.id BETWEEN h.first_resident AND h.first_resident + h.member_count - 1)
                """,
            arguments: [Self.json(households)]
        ) { household, members in
            if let place = places[household] { result[place] = members }
        }
        return result
    }

    fileprivate func forEachHousehold(
        where condition: String, arguments: StatementArguments,
        _ body: (_ household: UInt32, _ members: [ScoringMember]) throws -> Void
    ) throws {
        var needs = try NeedCursor(db, where: condition, arguments: arguments)
        var relationships = StoredRelationships()
        var structures = StructureWords()
        let rows = try BulkRows(
            """
            SELECT r.id, r.household_id, r.birth_date, r.birth_date_is_known, r.relationship, r.floor, r.build_year,
                r.structure
            FROM resident AS r \(condition) ORDER BY r.id
            """, arguments: arguments, in: db)
        var household: UInt32 = 0
        var members: [ScoringMember] = []
        while try rows.next() {
            let next = UInt32(rows.int(1))
            if next != household {
                if !members.isEmpty { try body(household, members) }
                household = next
                members.removeAll(keepingCapacity: true)
            }
            let resident = UInt32(rows.int(0))
            let birthDate: RecordedDate = try rows.birthDay(2).map { .day($0) } ?? .unknown(recorded: rows.string(2))
            members.append(
                ScoringMember(
                    resident: resident, birthDate: birthDate,
                    relationship: try relationships.relationship(rows.text(4)),
                    house: rows.house(5, &structures), needs: try needs.needs(of: resident)))
        }
        if !members.isEmpty { try body(household, members) }
    }
}

/// Walks all needs in resident order beside the residents.
private struct NeedCursor {
    private var stored: StoredNeeds
    private var pending: (resident: UInt32, need: Need)?

    init(_ db: Database, where condition: String, arguments: StatementArguments) throws {
        stored = try StoredNeeds(
            """
            SELECT r.id, \(Need.columns)
            FROM need AS n JOIN resident AS r ON r.resident_number = n.resident_number
                LEFT JOIN need_file AS f ON f.id = n.file_id
            \(condition) ORDER BY r.id, n.id
            """, arguments: arguments, at: 1, in: db)
        try advance()
    }

    mutating func needs(of resident: UInt32) throws -> [Need] {
        var result: [Need] = []
        while let next = pending, next.resident <= resident {
            if next.resident == resident { result.append(next.need) }
            try advance()
        }
        return result
    }

    private mutating func advance() throws {
        pending = try stored.next().map { (UInt32(stored.rows.int(0)), $0) }
    }
}
