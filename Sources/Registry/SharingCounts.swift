import GRDB
package import Residents

/// Who may be shared and who must not, as counts over the register.
package struct SharingCounts: Hashable, Sendable {
    /// Registered people by the answer that counts; answers that occur only.
    package let consents: [ConsentAnswer: Int]
    /// Registered people under a protection.
    package let protectedResidents: Int
    /// Households in which at least one of them lives.
    package let protectedHouseholds: Int
    /// Protections whose planned last day is over and that nobody has lifted; they hold on.
    package let protectionsPastTheirDate: Int
    /// People under a protection whom the register does not have.
    package let protectedWithoutResident: Int
}

extension RegistrySnapshot {
    /// Counts consents and protections.
    ///
    /// - Parameter today: the day that planned ends are held against.
    package func sharingCounts(today: CalendarDate) throws -> SharingCounts {
        var consents: [ConsentAnswer: Int] = [:]
        let answers = try Row.fetchAll(
            db,
            sql: """
                SELECT c.answer, count(*) FROM current_consent AS c
                JOIN resident AS r ON r.resident_number = c.resident_number GROUP BY 1
                """)
        for row in answers {
            if let answer = ConsentAnswer(rawValue: row[0]) { consents[answer] = row[1] }
        }
        func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
            try Int.fetchOne(db, sql: sql, arguments: arguments) ?? 0
        }
        return SharingCounts(
            consents: consents,
            protectedResidents: try count(
                """
                SELECT count(DISTINCT r.id) FROM current_protection AS p
                JOIN resident AS r ON r.resident_number = p.resident_number
                """),
            protectedHouseholds: try count(
                """
                SELECT count(DISTINCT r.household_id) FROM current_protection AS p
                JOIN resident AS r ON r.resident_number = p.resident_number
                """),
            protectionsPastTheirDate: try count(
                "SELECT count(*) FROM current_protection WHERE valid_until < ?", [today.iso]),
            protectedWithoutResident: try count(
                """
                SELECT count(DISTINCT p.resident_number) FROM current_protection AS p
                WHERE NOT EXISTS (SELECT 1 FROM resident AS r WHERE r.resident_number = p.resident_number)
                """))
    }
}
