import GRDB
package import Residents

extension RegistryTransaction {
    /// Every stored need, in stored order.
    ///
    /// Only a change in progress, or its rehearsal, reads needs without a grant: they are compared and never shown.
    package func needs() throws -> [Need] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT resident_number, kind, grade, detail, valid_from, valid_until, source_line FROM need ORDER BY id
                """)
        var result: [Need] = []
        while let row = try rows.next() {
            guard let kind = NeedKind(rawValue: row[1]) else { throw RegistryError.database(code: 0) }
            let from: String? = row[4]
            let until: String? = row[5]
            result.append(
                Need(
                    residentNumber: try ResidentNumber(row[0]), kind: kind,
                    grade: NeedGrade(code: row[2], detail: row[3]), validFrom: from.flatMap(CalendarDate.init(iso:)),
                    validUntil: until.flatMap(CalendarDate.init(iso:)), sourceLine: row[6]))
        }
        return result
    }
}
