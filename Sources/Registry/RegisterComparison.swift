import GRDB
package import Residents

/// How a draft differs from the stored register, and what storing it needs to know of that.
package struct RegisterComparison {
    /// The differences, in persons.
    package private(set) var changes = RegisterChanges()
    /// The differences one by one, in no order; empty unless asked for, and when nobody was registered.
    package private(set) var differences: [RegisterDifference] = []
    /// For each person of the draft, in stored order, the generation since which they are as they are; 0 for those who are
    /// new or another. Empty when nobody is registered.
    private(set) var since: [Int64] = []
    /// Ids of the stored people who are gone, or not any more what they were.
    private(set) var ended: [Int64] = []

    /// Somebody whose household is not found on the other side.
    private struct Leftover {
        let id: Int64
        let household: String
        let address: [UInt8]
        let survey: Position?
    }

    private struct Position: Equatable {
        let longitude: Double
        let latitude: Double
    }

    /// Which texts some stored person has and nobody in the register; the position stands apart.
    package var vanished: (texts: [ResidentRecord.Text], position: Bool) {
        let texts = ResidentRecord.Text.allCases.filter {
            held.stored & 1 << UInt32($0.rawValue) != 0 && held.new & 1 << UInt32($0.rawValue) == 0
        }
        return (texts, held.storedPosition && !held.newPosition)
    }

    private var held = (stored: UInt32(0), new: UInt32(0), storedPosition: false, newPosition: false)
    private let isListing: Bool
    private var oldPeople: [ResidentNumber: Leftover] = [:]
    private var newPeople: [ResidentNumber: Leftover] = [:]

    /// Compares person by person, by resident number.
    ///
    /// Both sides are walked in order of their households, and only who changed the household is looked up: memory grows with
    /// those, and by eight bytes a person. The line in the file is no part of a person. A household's surveyed position is: who
    /// lives there has moved with it.
    /// - Parameters:
    ///   - departed: the numbers of whom the file says that they moved out.
    ///   - deceased: the numbers of whom the file says that they died.
    ///   - isListing: whether to keep the differences one by one.
    init(
        _ draft: RegisterDraft, stored db: Database, departed: Set<ResidentNumber>, deceased: Set<ResidentNumber>,
        isListing: Bool
    ) throws {
        self.isListing = isListing
        guard try Int.fetchOne(db, sql: "SELECT 1 FROM resident LIMIT 1") != nil else {
            changes.added = draft.count
            return
        }
        since = [Int64](repeating: 0, count: draft.count)
        let stored = try StoredRegister(db)
        var cursor = DraftCursor(draft)
        var hasOld = try stored.next()
        var hasNew = try cursor.next()
        while hasOld || hasNew {
            let order = try stored.withHousehold { old in
                try cursor.withMembers { members in
                    let order = Self.order(hasOld ? old.members.first : nil, hasNew ? members.first : nil)
                    if order != .new { look(at: old.members, &held.stored, &held.storedPosition) }
                    if order != .stored { look(at: members, &held.new, &held.newPosition) }
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
    }

    /// Says what became of the people whose household is another, or gone.
    private mutating func settle(departed: Set<ResidentNumber>, deceased: Set<ResidentNumber>) {
        for (number, old) in oldPeople {
            ended.append(old.id)
            let new = newPeople.removeValue(forKey: number)
            if let new {
                let isSame = new.address == old.address && new.survey == old.survey
                note(isSame ? .changed : .moved, number, in: new.household)
            } else {
                note(
                    departed.contains(number) ? .departed : deceased.contains(number) ? .deceased : .missing, number,
                    in: old.household)
            }
        }
        for (number, new) in newPeople { note(.added, number, in: new.household) }
        ended.sort()
        oldPeople = [:]
        newPeople = [:]
    }

    private enum Order {
        case both, stored, new
    }

    private func look(at members: [ResidentRecord], _ texts: inout UInt32, _ hasPosition: inout Bool) {
        for member in members {
            texts |= member.presentTexts
            if !hasPosition, member.surveyPosition != nil { hasPosition = true }
        }
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
                since[first + found] = household.since[place]
                continue
            }
            ended.append(household.ids[place])
            let isSame = isSurveySame && Self.hasSameAddress(new, old)
            note(isSame ? .changed : .moved, number, in: new.text(.householdNumber))
        }
        for (place, member) in members.enumerated() where !isTaken[place] { leave(member, survey) }
    }

    private mutating func note(
        _ change: RegisterDifference.Change, _ number: UnsafeRawBufferPointer, in household: UnsafeRawBufferPointer?
    ) {
        count(change)
        guard isListing, let household else { return }
        differences.append(
            RegisterDifference(
                change: change, household: String(decoding: household, as: UTF8.self),
                resident: String(decoding: number, as: UTF8.self)))
    }

    private mutating func note(_ change: RegisterDifference.Change, _ number: ResidentNumber, in household: String) {
        count(change)
        guard isListing else { return }
        differences.append(RegisterDifference(change: change, household: household, resident: number.text))
    }

    private mutating func count(_ change: RegisterDifference.Change) {
        switch change {
        case .added: changes.added += 1
        case .moved: changes.moved += 1
        case .changed: changes.changed += 1
        case .departed: changes.departed += 1
        case .deceased: changes.deceased += 1
        case .missing: changes.missing += 1
        }
    }

    private static func hasSameAddress(_ left: ResidentRecord, _ right: ResidentRecord) -> Bool {
        guard let left = left.text(.address), let right = right.text(.address) else { return false }
        return left.holdsSame(as: right)
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
        newPeople[number] = Leftover(
            id: 0, household: member.string(.householdNumber), address: member.text(.address).map(Array.init) ?? [],
            survey: survey)
    }

    private mutating func leave(_ household: StoredRegister.Household, _ place: Int) {
        let member = household.members[place]
        guard let number = member.residentNumber else { return }
        oldPeople[number] = Leftover(
            id: household.ids[place], household: member.string(.householdNumber),
            address: member.text(.address).map(Array.init) ?? [],
            survey: Self.survey(of: household.members))
    }
}

extension ResidentRecord {
    /// 宛名番号 as a value.
    var residentNumber: ResidentNumber? {
        text(.residentNumber).flatMap { try? ResidentNumber(String(decoding: $0, as: UTF8.self)) }
    }
}
