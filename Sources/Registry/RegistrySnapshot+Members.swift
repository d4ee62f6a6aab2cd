import Disclosure
import Foundation
import GRDB
import Residents
import SupportScoring

extension RegistrySnapshot {
    /// The members of households given as first resident and count, ascending; masked to the fields.
    func membersByHousehold(
        _ households: [(first: UInt32, count: Int)], grant: ReleaseGrant, _ visible: VisiblePeople
    ) throws -> [[DisclosedMember]] {
        let fields = grant.fields
        var residents: [UInt32] = []
        for household in households { residents += household.first..<household.first + UInt32(household.count) }
        let mayNeed = fields.contains(.needs)
        let needs = fields.contains(.help) ? try currentNeeds(residents) : [:]
        // Without the birth date itself only the age may leave, so it is counted here.
        let asOf = fields.contains(.age) && !fields.contains(.birthDate) ? try scoreRun()?.asOf : nil
        var result: [[DisclosedMember]] = []
        result.reserveCapacity(households.count)
        var pending: [DisclosedMember] = []
        var passed = 0
        let rows = try BulkRows(
            """
            SELECT r.id, r.resident_number, r.name, r.kana, r.birth_date, r.birth_date_is_known, r.sex,
                r.relationship, r.phone, r.place_of_stay, r.floor
            FROM json_each(?) AS wanted CROSS JOIN resident AS r ON r.id = wanted.value
            """,
            arguments: [Self.json(residents)], in: db)
        let mayNumber = fields.contains(.identifiers)
        let mayBirthDate = fields.contains(.birthDate)
        let mayFloor = fields.contains(.floor)
        let mayName = fields.contains(.name)
        let maySex = fields.contains(.sex)
        let mayRelate = fields.contains(.relationship)
        let mayContact = fields.contains(.contact)
        let mayScore = fields.contains(.scores)
        while try rows.next() {
            let resident = UInt32(rows.int(0))
            passed += 1
            if visible.isVisible(resident: resident) {
                var age: Int?
                if let asOf, let born = try rows.birthDay(4) {
                    age = max(0, Age.completedYears(born: born, asOf: asOf))
                }
                pending.append(
                    DisclosedMember(
                        residentNumber: mayNumber ? rows.optionalString(1) : nil,
                        name: mayName ? rows.optionalString(2) : nil, kana: mayName ? rows.optionalString(3) : nil,
                        birthDate: mayBirthDate ? try birthDate(rows) : nil, age: age,
                        sex: maySex ? Sex(rawValue: rows.string(6)) : nil,
                        relationship: mayRelate ? rows.optionalString(7) : nil,
                        phone: mayContact ? rows.optionalString(8) : nil,
                        placeOfStay: mayContact ? rows.optionalString(9) : nil,
                        floor: mayFloor ? rows.optionalInt(10) : nil,
                        score: mayScore ? try scores.resident(resident) : nil,
                        needs: mayNeed ? needs[resident] ?? [] : [], help: Self.help(needs[resident] ?? [])))
            }
            guard result.count < households.count, passed == households[result.count].count else { continue }
            result.append(pending)
            pending = []
            passed = 0
        }
        guard result.count == households.count, pending.isEmpty else {
            throw RegistryError.packedColumnMismatch(column: PackedColumns.memberCount.name)
        }
        return result
    }

    /// What help the needs call for, each once and in its order.
    private static func help(_ needs: [DisclosedNeed]) -> [HelpKind] {
        if needs.isEmpty { return [] }
        let kinds = Set(needs.flatMap { HelpKind.help(for: $0.kind, level: $0.grade.level) })
        return HelpKind.allCases.filter(kinds.contains)
    }

    /// The birth date in columns 4 and 5: a day, or the text as recorded.
    private func birthDate(_ rows: BulkRows) throws -> RecordedDate {
        try rows.birthDay(4).map(RecordedDate.day) ?? .unknown(recorded: rows.string(4))
    }

    /// The needs that are shown, by resident; only residents who have any are looked up.
    private func currentNeeds(_ residents: [UInt32]) throws -> [UInt32: [DisclosedNeed]] {
        let inNeed = try residents.filter { try scores.hasNeeds($0) }
        guard !inNeed.isEmpty else { return [:] }
        var result: [UInt32: [DisclosedNeed]] = [:]
        let rows = try BulkRows(
            """
            SELECT n.resident_id, n.kind, n.grade, n.state
            FROM json_each(?) AS wanted CROSS JOIN current_need AS n ON n.resident_id = wanted.value
            """,
            arguments: [Self.json(inNeed)], in: db)
        while try rows.next() {
            guard let kind = NeedKind(rawValue: rows.string(1)), let state = NeedState(rawValue: rows.string(3)) else {
                continue
            }
            result[UInt32(rows.int(0)), default: []].append(
                DisclosedNeed(kind: kind, grade: NeedGrade(code: rows.string(2)), state: state))
        }
        return result
    }
}
