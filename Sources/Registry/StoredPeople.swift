import GRDB
import Residents

/// Walks stored people as records, in the order of a query.
struct StoredPeople {
    /// The columns that a query must give, of `resident AS r JOIN household AS h`.
    static let columns = """
        r.resident_number, h.household_number, r.name, r.kana, r.birth_date, r.birth_date_is_known, r.sex, r.relationship,
        iif(r.address IS NULL, h.address, r.address), iif(r.address IS NULL, h.building, r.building),
        iif(r.address IS NULL, h.postal_code, r.postal_code), r.phone, r.place_of_stay, r.floor, r.build_year, r.structure,
        h.survey_longitude, h.survey_latitude, r.source_line
        """
    /// The same of `resident_history AS r`.
    static let historyColumns = """
        r.resident_number, r.household_number, r.name, r.kana, r.birth_date, r.birth_date_is_known, r.sex, r.relationship,
        r.address, r.building, r.postal_code, r.phone, r.place_of_stay, r.floor, r.build_year, r.structure,
        r.survey_longitude, r.survey_latitude, r.source_line
        """
    /// How many columns those are; a query may give more.
    static let columnCount: Int32 = 19

    let rows: BulkRows
    private(set) var builder = ResidentRecordBuilder()
    private var ranks = RelationshipRanks()

    init(_ sql: String, arguments: StatementArguments = StatementArguments(), in db: Database) throws {
        rows = try BulkRows(sql, arguments: arguments, in: db)
    }

    /// Reads the next person into ``builder``; false behind the last.
    mutating func next() throws -> Bool {
        guard try rows.next() else { return false }
        let isKnown = rows.int(5) != 0
        let birthDay = isKnown ? rows.text(4).flatMap { CalendarDate(iso: $0) } : nil
        guard isKnown == (birthDay != nil), let relationship = try text(7), let sex = rows.text(6) else {
            throw RegistryError.database(code: 0)
        }
        builder.begin(
            line: rows.int(18), rank: try ranks.rank(of: relationship), sex: Sex(stored: sex), birthDay: birthDay,
            floor: rows.optionalInt(13), buildYear: rows.optionalInt(14), survey: survey, isKept: true)
        builder.append(.residentNumber, try text(0))
        builder.append(.householdNumber, try text(1))
        builder.append(.name, try text(2))
        builder.append(.kana, try text(3))
        builder.append(.recordedBirthDate, isKnown ? nil : try text(4))
        builder.append(.relationship, relationship)
        builder.append(.address, try text(8))
        builder.append(.building, try text(9))
        builder.append(.postalCode, try text(10))
        builder.append(.phone, try text(11))
        builder.append(.placeOfStay, try text(12))
        builder.append(.structure, try text(15))
        builder.finish()
        return true
    }

    /// A text that no import would have stored comes from somebody else's hand.
    private func text(_ column: Int32) throws -> UnsafeRawBufferPointer? {
        let text = rows.text(column)
        guard (text?.count ?? 0) <= ResidentRecordBuilder.longestText else { throw RegistryError.database(code: 0) }
        return text
    }

    private var survey: (longitude: Double, latitude: Double)? {
        rows.optionalDouble(16).flatMap { longitude in rows.optionalDouble(17).map { (longitude, $0) } }
    }
}

extension Sex {
    /// Reads what the register stores.
    init(stored: UnsafeRawBufferPointer) {
        self = stored.elementsEqual("male".utf8) ? .male : stored.elementsEqual("female".utf8) ? .female : .unknown
    }
}
