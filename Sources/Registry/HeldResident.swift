import GRDB
package import Residents

/// One person as some generation held them, and another did not.
package struct HeldResident: Sendable {
    /// 宛名番号.
    package let residentNumber: ResidentNumber
    /// 世帯番号.
    package let householdNumber: HouseholdNumber
    private let bytes: [UInt8]

    init(_ builder: ResidentRecordBuilder) throws {
        bytes = builder.bytes
        (residentNumber, householdNumber) = try bytes.withUnsafeBytes { bytes in
            let record = ResidentRecord(bytes)
            return (
                try ResidentNumber(record.string(.residentNumber)), try HouseholdNumber(record.string(.householdNumber))
            )
        }
    }

    /// How the person differs from the same person before; nil when nothing but the line in the file does.
    package func change(since earlier: HeldResident) -> Change? {
        bytes.withUnsafeBytes { new in
            earlier.bytes.withUnsafeBytes { old in
                let (new, old) = (ResidentRecord(new), ResidentRecord(old))
                guard let left = new.text(.address), let right = old.text(.address), left.holdsSame(as: right),
                    new.surveyPosition?.longitude == old.surveyPosition?.longitude,
                    new.surveyPosition?.latitude == old.surveyPosition?.latitude
                else { return .moved }
                return new.facts.holdsSame(as: old.facts) ? nil : .changed
            }
        }
    }

    /// What became of somebody who is still registered.
    package enum Change: Sendable {
        /// Another address or surveyed position.
        case moved
        /// Something else is another.
        case changed
    }
}

extension RegistryTransaction {
    /// Whom one generation held as they were and the other did not, and how many people the later call's generation held.
    ///
    /// Only a change in progress, or its rehearsal, reads residents without a grant.
    /// - Throws: ``RegistryError/generationNotKept(first:last:)``.
    /// - Complexity: O(residents) to look through their ages, memory for the differences only.
    package func differences(
        from: Int64, to: Int64
    ) throws -> (onlyBefore: [HeldResident], onlyAfter: [HeldResident], countAfter: Int) {
        try checkIsKept(from)
        try checkIsKept(to)
        let (early, late) = (min(from, to), max(from, to))
        // Whoever is registered today and was so at the earlier one was so at the later one too.
        let onlyEarly = try held(
            "", "r.first_generation <= ?1 AND r.last_generation >= ?1 AND r.last_generation < ?2", early, late)
        let onlyLate = try held(
            "r.first_generation > ?1 AND r.first_generation <= ?2",
            "r.first_generation > ?1 AND r.first_generation <= ?2 AND r.last_generation >= ?2", early, late)
        let count =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT (SELECT count(*) FROM resident WHERE first_generation <= ?1)
                        + (SELECT count(*) FROM resident_history WHERE first_generation <= ?1 AND last_generation >= ?1)
                    """, arguments: [to]) ?? 0
        return from <= to ? (onlyEarly, onlyLate, count) : (onlyLate, onlyEarly, count)
    }

    private func held(_ present: String, _ past: String, _ early: Int64, _ late: Int64) throws -> [HeldResident] {
        var queries = [
            "SELECT \(StoredPeople.historyColumns) FROM resident_history AS r WHERE \(past)"
        ]
        if !present.isEmpty {
            queries.append(
                """
                SELECT \(StoredPeople.columns) FROM resident AS r JOIN household AS h ON h.id = r.household_id
                WHERE \(present)
                """)
        }
        var people = try StoredPeople(
            queries.joined(separator: " UNION ALL "), arguments: [early, late], in: db)
        var result: [HeldResident] = []
        while try people.next() { result.append(try HeldResident(people.builder)) }
        return result
    }

    /// The household in which each of these people lived at a generation, or else at an earlier one; nobody whom neither held.
    package func households(
        of numbers: Set<ResidentNumber>, at generation: Int64, or earlier: Int64
    ) throws -> [ResidentNumber: HouseholdNumber] {
        var result: [ResidentNumber: HouseholdNumber] = [:]
        let present = try db.makeStatement(
            sql: """
                SELECT h.household_number FROM resident AS r JOIN household AS h ON h.id = r.household_id
                WHERE r.resident_number = ? AND r.first_generation <= ?
                """)
        for number in numbers {
            if let household = try String.fetchOne(present, arguments: [number.text, generation]) {
                result[number] = try HouseholdNumber(household)
            }
        }
        guard result.count < numbers.count else { return result }
        for held in [generation, earlier] {
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT resident_number, household_number FROM resident_history
                    WHERE first_generation <= ?1 AND last_generation >= ?1
                    """, arguments: [held])
            while let row = try rows.next() {
                let number = try ResidentNumber(row[0])
                if numbers.contains(number), result[number] == nil { result[number] = try HouseholdNumber(row[1]) }
            }
        }
        return result
    }
}

extension ResidentRecord {
    /// A text as a string; empty when the register does not have it.
    func string(_ text: Text) -> String {
        self.text(text).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
