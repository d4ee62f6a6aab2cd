package import Disclosure
import GRDB
import Residents

extension RegistryTransaction {
    /// Hands out every household's members, households in id order, members in listing order.
    ///
    /// Only a change in progress reads facts without a grant: scoring happens inside the register.
    package func forEachHousehold(_ body: (_ household: UInt32, _ members: [ScoringMember]) throws -> Void) throws {
        try snapshot.forEachHousehold(where: "", arguments: [], body)
    }
}

extension RegistrySnapshot {
    /// The facts of one household's members, in listing order; none when the grant withholds needs or birth dates.
    package func scoringMembers(household: UInt32, grant: ReleaseGrant) throws -> [ScoringMember] {
        guard grant.fields.isSuperset(of: [.needs, .birthDate, .sexAndRelationship]) else { return [] }
        var result: [ScoringMember] = []
        try forEachHousehold(where: "WHERE r.household_id = ?", arguments: [household]) { result = $1 }
        return result
    }

    fileprivate func forEachHousehold(
        where condition: String, arguments: StatementArguments,
        _ body: (_ household: UInt32, _ members: [ScoringMember]) throws -> Void
    ) throws {
        var needs = try NeedCursor(db, where: condition, arguments: arguments)
        var relationships: [String: Relationship] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT r.id, r.household_id, r.birth_date, r.birth_date_is_known, r.relationship
                FROM resident AS r \(condition) ORDER BY r.id
                """,
            arguments: arguments)
        var household: UInt32 = 0
        var members: [ScoringMember] = []
        while let row = try rows.next() {
            let next: UInt32 = row[1]
            if next != household {
                if !members.isEmpty { try body(household, members) }
                household = next
                members.removeAll(keepingCapacity: true)
            }
            let resident: UInt32 = row[0]
            let text: String = row[4]
            let relationship: Relationship
            if let known = relationships[text] {
                relationship = known
            } else {
                relationship = try Relationship(text)
                relationships[text] = relationship
            }
            members.append(
                ScoringMember(
                    resident: resident, birthDate: try birthDate(row[2], isKnown: row[3]),
                    relationship: relationship, needs: try needs.needs(of: resident)))
        }
        if !members.isEmpty { try body(household, members) }
    }
}

/// Walks all needs in resident order beside the residents.
private struct NeedCursor {
    private let rows: RowCursor
    private var pending: (resident: UInt32, need: Need)?

    init(_ db: Database, where condition: String, arguments: StatementArguments) throws {
        rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT r.id, \(Need.columns)
                FROM need AS n JOIN resident AS r ON r.resident_number = n.resident_number
                    LEFT JOIN need_file AS f ON f.id = n.file_id
                \(condition) ORDER BY r.id, n.id
                """,
            arguments: arguments)
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
        guard let row = try rows.next() else {
            pending = nil
            return
        }
        pending = (row[0], try Need(row: row, at: 1))
    }
}
