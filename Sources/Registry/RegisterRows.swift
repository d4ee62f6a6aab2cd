import GRDB
import Geospatial
import Residents

/// Stores households and their members, one after the other, in tables that hold nobody yet.
///
/// Ids are those that SQLite gives to the rows of an empty table: from 1, in their order. So a member's household is told
/// before it is stored, and that none is missing is known when the highest ids are.
final class RegisterRows {
    private let db: Database
    private let household: BulkInsert
    private let resident: BulkInsert
    private let numbers: PackedNumberWriter
    private let generation: Int
    private let keys: ResidentKeys
    private var residentKeys: [PackedKey] = []
    private var householdCount = 0
    private var residentCount = 0

    init(_ db: Database, generation: Int64) throws {
        self.db = db
        self.generation = Int(generation)
        keys = try ResidentKeys(db)
        household = try BulkInsert(
            """
            household (household_number, address, building, postal_code, first_resident, member_count, survey_longitude,
                survey_latitude)
            """, columns: 8, in: db)
        numbers = try PackedNumberWriter(db)
        resident = try BulkInsert(
            """
            resident (household_id, resident_number, name, kana, birth_date, birth_date_is_known, sex, relationship, address,
                building, postal_code, phone, place_of_stay, floor, build_year, structure, source_line, first_generation)
            """, columns: 18, in: db)
    }

    /// Stores one household with the next free ids.
    ///
    /// - Parameters:
    ///   - first: the first of the members.
    ///   - members: all members in listing order.
    ///   - since: for each person of the register the generation since which they are as they are, 0 for this one; empty when
    ///     all are new.
    /// - Returns: what is needed to locate the household.
    func store(_ first: ResidentRecord, _ members: [ResidentRecord], since: [Int64]) throws -> StoredAddress {
        householdCount += 1
        let survey = members.lazy.compactMap(\.surveyPosition).first
        let address = Address(first)
        let number = first.text(.householdNumber)
        household.bind(1, number)
        household.bind(2, address.address)
        household.bind(3, address.building)
        household.bind(4, address.postalCode)
        household.bind(5, residentCount + 1)
        household.bind(6, members.count)
        household.bind(7, survey?.longitude)
        household.bind(8, survey?.latitude)
        try household.store()
        if let number { try numbers.append(number) }
        for member in members {
            let held = since.isEmpty ? 0 : Int(since[residentCount])
            residentCount += 1
            try store(member, at: address, since: held == 0 ? generation : held)
        }
        return StoredAddress(
            household: UInt32(householdCount), address: first.string(.address),
            survey: try survey.map { try Coordinate(longitude: $0.longitude, latitude: $0.latitude) })
    }

    private func store(_ member: ResidentRecord, at address: Address, since: Int) throws {
        var own = Address()
        resident.bind(1, householdCount)
        member.forEachText { text, bytes in
            guard let bytes else { return }
            switch text {
            case .residentNumber:
                resident.bind(2, bytes)
                residentKeys.append(PackedKey(keys.key(of: bytes)))
            case .householdNumber: break
            case .name: resident.bind(3, bytes)
            case .kana: resident.bind(4, bytes)
            case .recordedBirthDate: resident.bind(5, bytes)
            case .relationship: resident.bind(8, bytes)
            case .address: own.address = bytes
            case .building: own.building = bytes
            case .postalCode: own.postalCode = bytes
            case .phone: resident.bind(12, bytes)
            case .placeOfStay: resident.bind(13, bytes)
            case .structure: resident.bind(16, bytes)
            }
        }
        if !own.isSame(as: address) {
            resident.bind(9, own.address)
            resident.bind(10, own.building)
            resident.bind(11, own.postalCode)
        }
        let birthDay = member.birthDay
        resident.bind(6, birthDay == nil ? 0 : 1)
        resident.bind(7, literal: Self.stored(member.sex))
        resident.bind(14, member.floor)
        resident.bind(15, member.buildYear)
        resident.bind(17, member.sourceLine)
        resident.bind(18, since)
        birthDay?.withISO { resident.bind(5, $0) }
        try resident.store()
    }

    /// Stores what waits, and by what the audit log names the members; nobody may read the tables before that.
    ///
    /// - Throws: `DatabaseError` of a broken reference when the ids are not those that the members were told.
    func finish() throws {
        try household.finish()
        try resident.finish()
        try numbers.finish()
        try db.checkIDs(of: "household", runTo: householdCount)
        try db.checkIDs(of: "resident", runTo: residentCount)
        try PackedColumns.residentKey.replace(with: residentKeys, in: db)
    }

    private static func stored(_ sex: Sex) -> StaticString {
        switch sex {
        case .male: "male"
        case .female: "female"
        case .unknown: "unknown"
        }
    }

    private struct Address {
        var address: UnsafeRawBufferPointer?
        var building: UnsafeRawBufferPointer?
        var postalCode: UnsafeRawBufferPointer?

        init() {}

        init(_ record: ResidentRecord) {
            address = record.text(.address)
            building = record.text(.building)
            postalCode = record.text(.postalCode)
        }

        func isSame(as other: Address) -> Bool {
            Self.isSame(address, other.address) && Self.isSame(building, other.building)
                && Self.isSame(postalCode, other.postalCode)
        }

        private static func isSame(_ left: UnsafeRawBufferPointer?, _ right: UnsafeRawBufferPointer?) -> Bool {
            switch (left, right) {
            case (nil, nil): true
            case (let left?, let right?): left.holdsSame(as: right)
            default: false
            }
        }
    }
}
