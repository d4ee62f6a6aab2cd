import GRDB
import Residents

/// Stores households and their members, one after the other, in tables that hold nobody yet.
///
/// A member may be stored before the household is: references are checked when all rows are there.
final class RegisterRows {
    private let household: BulkInsert
    private let resident: BulkInsert
    private let generation: Int
    private var householdCount = 0
    private var residentCount = 0

    init(_ db: Database, generation: Int64) throws {
        self.generation = Int(generation)
        household = try BulkInsert("household", columns: 9, in: db)
        resident = try BulkInsert("resident", columns: 19, in: db)
    }

    /// Stores one household with the next free ids, its members in listing order.
    ///
    /// - Parameter since: for each person of the register the generation since which they are as they are, 0 for this one;
    ///   empty when all are new.
    func store(_ members: [ResidentRecord], since: [Int64]) throws {
        guard let first = members.first else { return }
        householdCount += 1
        let survey = members.lazy.compactMap(\.surveyPosition).first
        let address = Address(first)
        household.bind(1, householdCount)
        household.bind(2, first.text(.householdNumber))
        household.bind(3, address.address)
        household.bind(4, address.building)
        household.bind(5, address.postalCode)
        household.bind(6, residentCount + 1)
        household.bind(7, members.count)
        household.bind(8, survey?.longitude)
        household.bind(9, survey?.latitude)
        try household.store()
        for member in members {
            let held = since.isEmpty ? 0 : Int(since[residentCount])
            residentCount += 1
            try store(member, at: address, since: held == 0 ? generation : held)
        }
    }

    private func store(_ member: ResidentRecord, at address: Address, since: Int) throws {
        var own = Address()
        resident.bind(1, residentCount)
        resident.bind(2, householdCount)
        member.forEachText { text, bytes in
            guard let bytes else { return }
            switch text {
            case .residentNumber: resident.bind(3, bytes)
            case .householdNumber: break
            case .name: resident.bind(4, bytes)
            case .kana: resident.bind(5, bytes)
            case .recordedBirthDate: resident.bind(6, bytes)
            case .relationship: resident.bind(9, bytes)
            case .address: own.address = bytes
            case .building: own.building = bytes
            case .postalCode: own.postalCode = bytes
            case .phone: resident.bind(13, bytes)
            case .placeOfStay: resident.bind(14, bytes)
            case .structure: resident.bind(17, bytes)
            }
        }
        if !own.isSame(as: address) {
            resident.bind(10, own.address)
            resident.bind(11, own.building)
            resident.bind(12, own.postalCode)
        }
        let birthDay = member.birthDay
        resident.bind(7, birthDay == nil ? 0 : 1)
        resident.bind(8, literal: Self.stored(member.sex))
        resident.bind(15, member.floor)
        resident.bind(16, member.buildYear)
        resident.bind(18, member.sourceLine)
        resident.bind(19, since)
        birthDay?.withISO { resident.bind(6, $0) }
        try resident.store()
    }

    /// Stores what waits; nobody may read the tables before that.
    func finish() throws {
        try household.finish()
        try resident.finish()
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
