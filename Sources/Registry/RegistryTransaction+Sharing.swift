import GRDB
package import Residents

extension RegistryTransaction {
    /// The answer that counts of everybody who has one, in byte order of the number.
    ///
    /// Only a change in progress, or its rehearsal, reads answers without a grant.
    package func consents() throws -> [ConsentRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM current_consent ORDER BY resident_number").map { row in
            guard let answer = ConsentAnswer(rawValue: row[1]) else { throw RegistryError.database(code: 0) }
            return ConsentRecord(
                residentNumber: try ResidentNumber(row[0]), answer: answer, answeredOn: day(row[2]), sourceLine: row[3])
        }
    }

    /// The protections that hold, in byte order of the number, then by kind.
    ///
    /// Only a change in progress, or its rehearsal, reads protections without a grant.
    package func protections() throws -> [ProtectionRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM current_protection ORDER BY resident_number, kind").map { row in
            guard let kind = ProtectionKind(rawValue: row[1]) else { throw RegistryError.database(code: 0) }
            return ProtectionRecord(
                residentNumber: try ResidentNumber(row[0]), kind: kind, isLifted: false, validFrom: day(row[2]),
                validUntil: day(row[3]), sourceLine: row[4])
        }
    }

    /// Adds answers; each counts from now on.
    package func append(_ records: [ConsentRecord], sourceName: String) throws {
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO consent_record (generation_id, resident_number, answer, answered_on, source_name, source_line)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        for record in records {
            try insert.execute(arguments: [
                generation, record.residentNumber.text, record.answer.rawValue, record.answeredOn?.iso, sourceName,
                record.sourceLine,
            ])
        }
    }

    /// Adds beginnings and liftings of protections; each counts from now on.
    package func append(_ records: [ProtectionRecord], sourceName: String) throws {
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO protection_record (generation_id, resident_number, kind, is_lifted, valid_from, valid_until,
                    source_name, source_line)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for record in records {
            try insert.execute(arguments: [
                generation, record.residentNumber.text, record.kind.rawValue, record.isLifted, record.validFrom?.iso,
                record.validUntil?.iso, sourceName, record.sourceLine,
            ])
        }
    }

    /// How many of these numbers nobody in the register has.
    package func unregistered(_ numbers: Set<ResidentNumber>) throws -> Int {
        let statement = try db.makeStatement(sql: "SELECT 1 FROM resident WHERE resident_number = ?")
        return try numbers.count { try Int.fetchOne(statement, arguments: [$0.text]) == nil }
    }

    private func day(_ iso: String?) -> CalendarDate? { iso.flatMap(CalendarDate.init(iso:)) }
}
