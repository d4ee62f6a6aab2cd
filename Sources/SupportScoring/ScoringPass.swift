/// One pass over a ``FactsTable``: borrowed tables, borrowed facts, and a set of triggers used for one person after the other.
struct ScoringPass {
    let view: PolicyView
    let factors: UnsafeBufferPointer<CompiledFactor>
    let persons: UnsafeBufferPointer<TablePerson>
    let needs: UnsafeBufferPointer<UInt16>
    let householdEnds: UnsafeBufferPointer<Int32>
    let matched: TriggerSet

    var householdCount: Int { householdEnds.count }

    func members(of household: Int) -> Range<Int> {
        (household > 0 ? Int(householdEnds[household - 1]) : 0)..<Int(householdEnds[household])
    }

    func needs(of person: Int) -> Range<Int> {
        (person > 0 ? Int(persons[person - 1].needsEnd) : 0)..<Int(persons[person].needsEnd)
    }

    /// Scores one household; hands out its persons in the order of the table.
    @inline(__always)
    func score(household: Int, _ body: (PersonOutcome) -> Void) -> HouseholdOutcome {
        let numbers = view.numbers
        let members = members(of: household)
        // Only conditions on the household need to know who is at home before anybody is scored.
        let home = numbers.asksForHousehold ? composition(members) : HomeComposition()
        var night = HouseholdPresence()
        var day = HouseholdPresence()
        for index in members {
            let person = persons[index]
            match(index, home)
            let outcome = outcome()
            body(outcome)
            guard outcome.isAtHome else { continue }
            let mayHelp = mayHelp(person, outcome)
            night.add(person, outcome, isCompany: true, mayHelp: mayHelp, numbers)
            guard numbers.hasDaytime, !isOut(person, outcome) else { continue }
            day.add(person, outcome, isCompany: !goesOut(person), mayHelp: mayHelp, numbers)
        }
        let isLarge = night.present >= numbers.largeFrom
        return HouseholdOutcome(
            home: home, usual: time(night, isLarge: isLarge, isDaytime: false),
            daytime: numbers.hasDaytime ? time(day, isLarge: isLarge, isDaytime: true) : nil)
    }

    /// Who of the members is at home.
    func composition(_ members: Range<Int>) -> HomeComposition {
        var home = HomeComposition()
        for index in members where !isAway(index) { home.add(persons[index]) }
        return home
    }

    /// Whether an away rule applies; those ask for a need first, and never for the household.
    private func isAway(_ index: Int) -> Bool {
        for place in needs(of: index) {
            let slot = Int(needs[place])
            for list in Int(view.needStarts[slot])..<Int(view.needStarts[slot + 1]) {
                let trigger = view.needNumbers[list]
                if Int(trigger) >= view.numbers.awayStart, applies(trigger, to: index, HomeComposition()) {
                    return true
                }
            }
        }
        return false
    }

    /// Finds every trigger that applies to the person.
    @inline(__always)
    func match(_ index: Int, _ home: HomeComposition) {
        let slot = Int(persons[index].ageSlot)
        for list in Int(view.ageStarts[slot])..<Int(view.ageStarts[slot + 1]) {
            let trigger = view.ageNumbers[list]
            if applies(trigger, to: index, home) { matched.insert(trigger) }
        }
        for place in needs(of: index) {
            let slot = Int(needs[place])
            for list in Int(view.needStarts[slot])..<Int(view.needStarts[slot + 1]) {
                let trigger = view.needNumbers[list]
                if applies(trigger, to: index, home) { matched.insert(trigger) }
            }
        }
    }

    /// Whether the rest of the condition holds, its first need being given.
    @inline(__always)
    func applies(_ number: Int32, to index: Int, _ home: HomeComposition) -> Bool {
        let trigger = view.triggers[Int(number)]
        let person = persons[index]
        guard trigger.matchesAge(slot: Int(person.ageSlot)), trigger.relationships & 1 << UInt32(person.rank) != 0
        else {
            return false
        }
        if trigger.furtherStart < trigger.furtherEnd, !hasFurtherNeeds(trigger, index) { return false }
        if trigger.house != CompiledTrigger.none, !view.houses[Int(trigger.house)].holds(for: person) { return false }
        if trigger.household != CompiledTrigger.none {
            return view.households[Int(trigger.household)].holds(for: home) && !isAway(index)
        }
        return true
    }

    private func hasFurtherNeeds(_ trigger: CompiledTrigger, _ index: Int) -> Bool {
        let own = needs(of: index)
        for further in Int(trigger.furtherStart)..<Int(trigger.furtherEnd) {
            let wanted = view.furtherNeeds[further]
            let found = own.contains { place in
                let slot = Int(needs[place])
                return slot / CompiledPolicy.levelCount == Int(wanted.kind)
                    && wanted.mask & 1 << UInt64(slot % CompiledPolicy.levelCount) != 0
            }
            if !found { return false }
        }
        return true
    }

    /// The person's score, presence and band from the triggers that were found, which are forgotten.
    @inline(__always)
    private func outcome() -> PersonOutcome {
        let numbers = view.numbers
        var total = CombinedValue()
        var group = CombinedValue()
        var groupNumber: Int32 = -1
        var override = SupportBand.c
        var isAway = false
        matched.takeAll { trigger in
            if trigger < numbers.ruleCount {
                if view.groupOfRule[trigger] != groupNumber {
                    if groupNumber >= 0 { add(group, groupNumber, to: &total) }
                    groupNumber = view.groupOfRule[trigger]
                    group = CombinedValue()
                }
                group.add(view.pointsOfRule[trigger], view.groups[Int(groupNumber)].combination)
            } else if trigger < numbers.awayStart {
                override = min(override, view.overrideBands[trigger - numbers.ruleCount])
            } else {
                isAway = true
            }
        }
        if groupNumber >= 0 { add(group, groupNumber, to: &total) }
        if isAway { override = .c }
        let score = total.value(numbers.person)
        return PersonOutcome(
            score: score, isAtHome: !isAway, overrideBand: override, band: min(numbers.band(of: score), override))
    }

    @inline(__always)
    private func add(_ group: CombinedValue, _ number: Int32, to total: inout CombinedValue) {
        let compiled = view.groups[Int(number)]
        total.add(group.value(compiled.combination), view.numbers.person, entersShare: compiled.entersShare)
    }
}
