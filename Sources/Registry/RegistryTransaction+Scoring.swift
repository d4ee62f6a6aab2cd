import GRDB
import Residents

extension RegistryTransaction {
    /// Hands out everybody, households in id order, members in listing order.
    ///
    /// Only a change in progress reads facts without a grant: scoring happens inside the register.
    ///
    /// - Parameter withHouse: whether floor, build year and structure are read; they lie deep in the row.
    /// - Complexity: O(residents + needs log needs); the needs of everybody are in memory.
    package func forEachScoredPerson(withHouse: Bool, _ body: (ScoredPerson) throws -> Void) throws {
        let needs = try SortedNeeds(db)
        var cursor = 0
        var ranks = RelationshipRanks()
        var structures = StructureWords()
        let rows = try BulkRows(
            """
            SELECT id, household_id, birth_date, birth_date_is_known, relationship\(withHouse ? ", floor, build_year, structure" : "")
            FROM resident ORDER BY id
            """, in: db)
        while try rows.next() {
            let resident = UInt32(rows.int(0))
            guard let relationship = rows.text(4) else { throw RegistryError.database(code: 0) }
            let rank = try ranks.rank(of: relationship)
            try body(
                ScoredPerson(
                    resident: resident, household: UInt32(rows.int(1)), birthDay: try rows.birthDay(2), rank: rank,
                    house: withHouse ? rows.house(5, &structures) : .unknown,
                    needs: needs.facts(of: resident, &cursor)))
        }
    }
}

/// Every need of somebody who is registered, by resident and then as the file has them.
private struct SortedNeeds {
    private let residents: [UInt32]
    private let facts: [NeedFact]

    /// Asks for each need whose it is, which is cheaper than asking for each resident whether there are needs.
    init(_ db: Database) throws {
        let rows = try BulkRows(
            """
            SELECT r.id, n.kind, n.grade, n.valid_from, n.valid_until
            FROM need AS n CROSS JOIN resident AS r ON r.resident_number = n.resident_number ORDER BY n.id
            """, in: db)
        var words = StoredNeedWords()
        var found: [(resident: UInt32, place: UInt32, fact: NeedFact)] = []
        while try rows.next() {
            guard let kind = rows.text(1).flatMap({ words.kind($0) }), let level = rows.text(2).map({ words.level($0) })
            else { throw RegistryError.database(code: 0) }
            let fact = NeedFact(
                kind: kind, level: level, validFrom: rows.text(3).flatMap { CalendarDate(iso: $0) },
                validUntil: rows.text(4).flatMap { CalendarDate(iso: $0) })
            found.append((UInt32(rows.int(0)), UInt32(truncatingIfNeeded: found.count), fact))
        }
        found.sort { ($0.resident, $0.place) < ($1.resident, $1.place) }
        residents = found.map(\.resident)
        facts = found.map(\.fact)
    }

    /// The needs of a resident; the cursor moves with ascending residents.
    @inline(__always)
    func facts(of resident: UInt32, _ cursor: inout Int) -> ArraySlice<NeedFact> {
        let start = cursor
        while cursor < residents.count, residents[cursor] == resident { cursor += 1 }
        return facts[start..<cursor]
    }
}
