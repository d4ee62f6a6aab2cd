import GRDB
import Residents

/// How a draft differs from the stored register, and what storing it needs to know of that.
package struct RegisterComparison {
    /// The differences, in persons.
    package private(set) var changes = RegisterChanges()
    /// For each person of the draft, in stored order, the generation since which they are as they are; 0 for those who are
    /// new or another. Empty when nobody is registered.
    private(set) var since: [UInt32] = []
    /// Ids of the stored people who are gone, or not any more what they were.
    private(set) var ended: [Int64] = []

    /// Somebody whose household is not found on the other side.
    private struct Leftover {
        let id: Int64
        let address: [UInt8]
        let survey: Position?
    }

    private struct Position: Equatable {
        let longitude: Double
        let latitude: Double
    }

    private var oldPeople: [ResidentNumber: Leftover] = [:]
    private var newPeople: [ResidentNumber: Leftover] = [:]

    /// Compares person by person, by resident number.
    ///
    /// Both sides are walked in order of their households, and only who changed the household is looked up: memory grows with
    /// those, and by four bytes a person. The line in the file is no part of a person. A household's surveyed position is: who
    /// lives there has moved with it.
    /// - Parameters:
    ///   - departed: the numbers of whom the file says that they moved out.
    ///   - deceased: the numbers of whom the file says that they died.
    init(_ draft: RegisterDraft, stored db: Database, departed: Set<ResidentNumber>, deceased: Set<ResidentNumber>)
        throws
    {
        guard try Int.fetchOne(db, sql: "SELECT 1 FROM resident LIMIT 1") != nil else {
            changes.added = draft.count
            return
        }
        since = [UInt32](repeating: 0, count: draft.count)
        let stored = try StoredRegister(db)
        var cursor = DraftCursor(draft)
        var hasOld = try stored.next()
        var hasNew = try cursor.next()
        while hasOld || hasNew {
            let order = try stored.withHousehold { old in
                try cursor.withMembers { members in
                    let order = Self.order(hasOld ? old.members.first : nil, hasNew ? members.first : nil)
                    switch order {
                    case .both: match(old, members, first: cursor.first)
                    case .stored: for place in old.members.indices { leave(old, place) }
                    case .new: for member in members { leave(member, Self.survey(of: members)) }
                    }
                    return order
                }
            }
            if order != .new { hasOld = try stored.next() }
            if order != .stored { hasNew = try cursor.next() }
        }
        settle(departed: departed, deceased: deceased)
        changes.added = draft.count - (changes.moved + changes.changed + changes.unchanged)
    }

    /// Says what became of the people whose household is another, or gone.
    private mutating func settle(departed: Set<ResidentNumber>, deceased: Set<ResidentNumber>) {
        for (number, old) in oldPeople {
            ended.append(old.id)
            if let new = newPeople[number] {
                if new.address == old.address, new.survey == old.survey {
                    changes.changed += 1
                } else {
                    changes.moved += 1
                }
            } else if departed.contains(number) {
                changes.departed += 1
            } else if deceased.contains(number) {
                changes.deceased += 1
            } else {
                changes.missing += 1
            }
        }
        ended.sort()
        oldPeople = [:]
        newPeople = [:]
    }

    private enum Order {
        case both, stored, new
    }

    private static func order(_ stored: ResidentRecord?, _ new: ResidentRecord?) -> Order {
        guard let stored = stored?.text(.householdNumber) else { return .new }
        guard let new = new?.text(.householdNumber) else { return .stored }
        if stored.holdsSame(as: new) { return .both }
        return stored.lexicographicallyPrecedes(new) ? .stored : .new
    }

    private mutating func match(_ household: StoredRegister.Household, _ members: [ResidentRecord], first: Int) {
        let survey = Self.survey(of: members)
        let isSurveySame = survey == Self.survey(of: household.members)
        var isTaken = [Bool](repeating: false, count: members.count)
        for (place, old) in household.members.enumerated() {
            guard let number = old.text(.residentNumber) else { continue }
            // Members are listed in the same order on both sides, so the first guess is nearly always right.
            var found = place < members.count && Self.has(members[place], number) ? place : nil
            if found == nil { found = members.firstIndex { Self.has($0, number) } }
            guard let found else {
                leave(household, place)
                continue
            }
            isTaken[found] = true
            let new = members[found]
            if isSurveySame, new.facts.holdsSame(as: old.facts) {
                changes.unchanged += 1
                since[first + found] = UInt32(household.since[place])
                continue
            }
            ended.append(household.ids[place])
            if isSurveySame, let left = new.text(.address), let right = old.text(.address), left.holdsSame(as: right) {
                changes.changed += 1
            } else {
                changes.moved += 1
            }
        }
        for (place, member) in members.enumerated() where !isTaken[place] { leave(member, survey) }
    }

    private static func has(_ record: ResidentRecord, _ number: UnsafeRawBufferPointer) -> Bool {
        record.text(.residentNumber)?.holdsSame(as: number) ?? false
    }

    /// A household's surveyed position: that of the first member in listing order who has one.
    private static func survey(of members: [ResidentRecord]) -> Position? {
        members.lazy.compactMap(\.surveyPosition).first.map { Position(longitude: $0.longitude, latitude: $0.latitude) }
    }

    private mutating func leave(_ member: ResidentRecord, _ survey: Position?) {
        guard let number = member.residentNumber else { return }
        newPeople[number] = Leftover(id: 0, address: member.text(.address).map(Array.init) ?? [], survey: survey)
    }

    private mutating func leave(_ household: StoredRegister.Household, _ place: Int) {
        let member = household.members[place]
        guard let number = member.residentNumber else { return }
        oldPeople[number] = Leftover(
            id: household.ids[place], address: member.text(.address).map(Array.init) ?? [],
            survey: Self.survey(of: household.members))
    }
}

extension ResidentRecord {
    /// 宛名番号 as a value.
    var residentNumber: ResidentNumber? {
        text(.residentNumber).flatMap { try? ResidentNumber(String(decoding: $0, as: UTF8.self)) }
    }
}
