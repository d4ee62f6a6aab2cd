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
        residents.reserveCapacity(households.reduce(0) { $0 + $1.count })
        for household in households { residents += household.first..<household.first + UInt32(household.count) }
        let mayNeed = fields.contains(.needs)
        var needs = fields.contains(.help) ? try currentNeeds(residents) : NeedsInOrder()
        // Without the birth date itself only the age may leave, so it is counted here.
        let asOf = fields.contains(.age) && !fields.contains(.birthDate) ? try scoreRun()?.asOf : nil
        var result: [[DisclosedMember]] = []
        result.reserveCapacity(households.count)
        var pending: [DisclosedMember] = []
        pending.reserveCapacity(households.first?.count ?? 0)
        var passed = 0
        var relationships = StoredTexts()
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
            let ownNeeds = needs.take(resident)
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
                        sex: maySex ? rows.text(6).flatMap(Sex.init(stored:)) : nil,
                        relationship: mayRelate ? rows.text(7).map { relationships.text($0) } : nil,
                        phone: mayContact ? rows.optionalString(8) : nil,
                        placeOfStay: mayContact ? rows.optionalString(9) : nil,
                        floor: mayFloor ? rows.optionalInt(10) : nil,
                        score: mayScore ? try scores.resident(resident) : nil,
                        needs: mayNeed ? ownNeeds : [], help: Self.help(ownNeeds)))
            }
            guard result.count < households.count, passed == households[result.count].count else { continue }
            result.append(pending)
            pending = []
            if result.count < households.count { pending.reserveCapacity(households[result.count].count) }
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
        var found: UInt8 = 0
        for need in needs {
            for kind in HelpKind.help(for: need.kind, level: need.grade.level) { found |= 1 << kind.rawValue }
        }
        return HelpKind.allCases.filter { found & 1 << $0.rawValue != 0 }
    }

    /// The birth date in columns 4 and 5: a day, or the text as recorded.
    private func birthDate(_ rows: BulkRows) throws -> RecordedDate {
        try rows.birthDay(4).map(RecordedDate.day) ?? .unknown(recorded: rows.string(4))
    }

    /// The needs that are shown; only residents who have any are looked up.
    private func currentNeeds(_ residents: [UInt32]) throws -> NeedsInOrder {
        let inNeed = try residents.filter { try scores.hasNeeds($0) }
        var result = NeedsInOrder()
        guard !inNeed.isEmpty else { return result }
        var words = StoredNeedWords()
        let rows = try BulkRows(
            """
            SELECT n.resident_id, n.kind, n.grade, n.state
            FROM json_each(?) AS wanted CROSS JOIN current_need AS n ON n.resident_id = wanted.value
            """,
            arguments: [Self.json(inNeed)], in: db)
        while try rows.next() {
            guard let kind = rows.text(1).flatMap({ words.kind($0) }),
                let state = rows.text(3).flatMap({ words.state($0) })
            else { continue }
            let level = rows.text(2).map { words.level($0) } ?? .unspecified
            result.append(DisclosedNeed(kind: kind, grade: NeedGrade(level), state: state), of: UInt32(rows.int(0)))
        }
        return result
    }
}

/// The needs of residents in the order in which both were asked for, so that neither has to be looked up.
private struct NeedsInOrder {
    private var entries: [(resident: UInt32, needs: [DisclosedNeed])] = []
    private var next = 0

    /// Adds a need, behind those of the same resident.
    mutating func append(_ need: DisclosedNeed, of resident: UInt32) {
        if entries.last?.resident == resident {
            entries[entries.count - 1].needs.append(need)
        } else {
            entries.append((resident, [need]))
        }
    }

    /// The needs of the next resident; empty when there are none.
    mutating func take(_ resident: UInt32) -> [DisclosedNeed] {
        guard next < entries.count, entries[next].resident == resident else { return [] }
        next += 1
        return entries[next - 1].needs
    }
}
