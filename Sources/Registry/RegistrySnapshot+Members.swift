import Disclosure
import Foundation
import GRDB
import Residents
import SupportScoring

extension RegistrySnapshot {
    /// Reads the members of households given as first resident and count, ascending; masked to the fields.
    ///
    /// - Parameter places: where each household stands in the list.
    func readMembers(
        of households: [(first: UInt32, count: Int)], at places: ArraySlice<Int>, grant: ReleaseGrant,
        _ visible: VisiblePeople, into waiting: inout WaitingHouseholds
    ) throws {
        let fields = grant.fields
        var residents: [UInt32] = []
        residents.reserveCapacity(households.reduce(0) { $0 + $1.count })
        for household in households { residents += household.first..<household.first + UInt32(household.count) }
        let mayNeed = fields.contains(.needs)
        var needs = fields.contains(.help) ? try currentNeeds(residents) : NeedsInOrder()
        // Without the birth date itself only the age may leave, so it is counted here.
        let asOf = fields.contains(.age) && !fields.contains(.birthDate) ? try scoreRun()?.asOf : nil
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
        // Households of which all members were passed, and members of the next one.
        var (done, passed) = (0, 0)
        while try rows.next() {
            guard done < households.count else { throw Self.memberMismatch }
            if passed == 0 { waiting.beginMembers(at: places[places.startIndex + done]) }
            let resident = UInt32(rows.int(0))
            let ownNeeds = needs.take(resident)
            passed += 1
            if visible.isVisible(resident: resident) {
                let born = mayBirthDate || asOf != nil ? try rows.birthDay(4) : nil
                let facts = WaitingHouseholds.MemberFacts(
                    birthDay: mayBirthDate ? born : nil,
                    age: asOf.flatMap { asOf in born.map { max(0, Age.completedYears(born: $0, asOf: asOf)) } },
                    sex: maySex ? rows.text(6).flatMap(Sex.init(stored:)) : nil,
                    floor: mayFloor ? rows.optionalInt(10) : nil, score: mayScore ? try scores.resident(resident) : nil,
                    help: Self.help(ownNeeds))
                waiting.add(
                    facts, needs: mayNeed ? ownNeeds : [], number: mayNumber ? rows.text(1) : nil,
                    name: mayName ? rows.text(2) : nil, kana: mayName ? rows.text(3) : nil,
                    recordedBirthDate: mayBirthDate && born == nil ? rows.text(4) : nil,
                    relationship: mayRelate ? rows.text(7) : nil, phone: mayContact ? rows.text(8) : nil,
                    placeOfStay: mayContact ? rows.text(9) : nil)
            }
            guard passed == households[done].count else { continue }
            waiting.endMembers()
            (done, passed) = (done + 1, 0)
        }
        guard done == households.count, passed == 0 else { throw Self.memberMismatch }
    }

    private static var memberMismatch: RegistryError { .packedColumnMismatch(column: PackedColumns.memberCount.name) }

    /// What help the needs call for, a bit for the raw value of each kind.
    private static func help(_ needs: [DisclosedNeed]) -> UInt8 {
        var found: UInt8 = 0
        for need in needs {
            for kind in HelpKind.help(for: need.kind, level: need.grade.level) { found |= 1 << kind.rawValue }
        }
        return found
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
