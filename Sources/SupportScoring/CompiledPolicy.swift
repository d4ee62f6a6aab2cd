import Residents

/// A policy as lookup tables, so that scoring a person compares no text and allocates nothing.
///
/// Triggers are numbered: first the rules in the order of the file, then the overrides, then the away rules.
struct CompiledPolicy: Sendable {
    static let levelCount = 64
    static let unknownAgeSlot = AgeCondition.highestAge + 1

    let groups: [CompiledGroup]
    /// The group of each rule; rules of a group are neighbours.
    let groupOfRule: [Int32]
    let pointsOfRule: [Int]
    let triggers: [CompiledTrigger]
    let furtherNeeds: [CompiledNeed]
    /// What conditions ask of the house and of the household, as ``CompiledTrigger`` numbers them.
    let houses: [CompiledHouse]
    let households: [CompiledHousehold]
    let overrideBands: [SupportBand]
    /// The triggers whose first need is this kind and grade, by ``slot(_:_:)``.
    let byNeed: TriggerTable
    /// The triggers without needs, by age up to 130, then for the unknown age.
    let byAge: TriggerTable
    let numbers: CompiledNumbers

    init(_ policy: ScoringPolicy) {
        let rules = policy.groups.flatMap(\.rules)
        groups = policy.groups.map { group in
            CompiledGroup(
                combination: CompiledCombination(group.combination), entersShare: group.enters == .maximumAndShare)
        }
        groupOfRule = policy.groups.enumerated().flatMap { index, group in group.rules.map { _ in Int32(index) } }
        pointsOfRule = rules.map(\.points.thousandths)
        overrideBands = policy.overrides.map(\.band)

        let conditions =
            rules.map(\.condition) + policy.overrides.map(\.trigger.condition)
            + policy.household.away.map(\.condition)
        var triggers: [CompiledTrigger] = []
        var furtherNeeds: [CompiledNeed] = []
        var houses: [CompiledHouse] = []
        var households: [CompiledHousehold] = []
        var needLists = Array(repeating: [Int32](), count: NeedKind.allCases.count * Self.levelCount)
        var ageLists = Array(repeating: [Int32](), count: Self.unknownAgeSlot + 1)
        for (index, condition) in conditions.enumerated() {
            let start = furtherNeeds.count
            furtherNeeds += condition.needs.dropFirst().map {
                CompiledNeed(kind: UInt16(truncatingIfNeeded: $0.kind.ordinal), mask: $0.mask)
            }
            var house = CompiledTrigger.none
            if let compiled = CompiledHouse(condition) {
                house = Int32(houses.count)
                houses.append(compiled)
            }
            var household = CompiledTrigger.none
            if let wanted = condition.household {
                household = Int32(households.count)
                households.append(CompiledHousehold(wanted))
            }
            let trigger = CompiledTrigger(
                condition, furtherNeeds: Int32(start)..<Int32(furtherNeeds.count), house: house, household: household)
            triggers.append(trigger)
            if let first = condition.needs.first {
                for level in first.levels { needLists[Self.slot(first.kind, level)].append(Int32(index)) }
            } else {
                for slot in ageLists.indices where trigger.matchesAge(slot: slot) {
                    ageLists[slot].append(Int32(index))
                }
            }
        }
        self.triggers = triggers
        self.furtherNeeds = furtherNeeds
        self.houses = houses
        self.households = households
        byNeed = TriggerTable(needLists)
        byAge = TriggerTable(ageLists)
        numbers = CompiledNumbers(
            policy, ruleCount: rules.count, triggerCount: triggers.count, asksForHousehold: !households.isEmpty)
    }

    static func ageSlot(_ years: Int?) -> Int {
        years.map { min(max(0, $0), AgeCondition.highestAge) } ?? unknownAgeSlot
    }

    static func slot(_ kind: NeedKind, _ level: NeedLevel) -> Int {
        kind.ordinal * levelCount + Int(level.rawValue)
    }

    /// One bit per rank, in the order of `RelationshipRank.allCases`; none given means every rank.
    static func mask(_ ranks: [RelationshipRank]) -> UInt32 {
        ranks.isEmpty ? .max : ranks.reduce(0) { $0 | 1 << UInt32($1.ordinal) }
    }
}

/// How values become one.
struct CompiledCombination: Sendable {
    let share: Int
    let cap: Int

    init(_ combination: ScoringCombination) {
        share = combination.share
        cap = combination.cap?.thousandths ?? .max
    }
}

/// A group of rules.
struct CompiledGroup: Sendable {
    let combination: CompiledCombination
    let entersShare: Bool
}

/// What a condition asks of one person beside the first need.
struct CompiledTrigger: Sendable {
    /// Stands for no condition of that sort.
    static let none: Int32 = -1

    /// One bit per age 0…130 is too wide for a word, so both ends; an empty range matches no known age.
    let lowestAge: UInt8
    let highestAge: UInt8
    let matchesUnknownAge: Bool
    let relationships: UInt32
    /// The condition's needs after the first, as places in ``CompiledPolicy/furtherNeeds``.
    let furtherStart: Int32
    let furtherEnd: Int32
    /// Places in ``CompiledPolicy/houses`` and ``CompiledPolicy/households``.
    let house: Int32
    let household: Int32

    init(_ condition: ScoringCondition, furtherNeeds: Range<Int32>, house: Int32, household: Int32) {
        switch condition.age {
        case nil:
            (lowestAge, highestAge, matchesUnknownAge) = (0, UInt8(AgeCondition.highestAge), true)
        case .years(let range):
            (lowestAge, highestAge, matchesUnknownAge) = (UInt8(range.lowerBound), UInt8(range.upperBound), false)
        case .unknown:
            (lowestAge, highestAge, matchesUnknownAge) = (1, 0, true)
        }
        relationships = CompiledPolicy.mask(condition.relationships)
        furtherStart = furtherNeeds.lowerBound
        furtherEnd = furtherNeeds.upperBound
        self.house = house
        self.household = household
    }

    @inline(__always)
    func matchesAge(slot: Int) -> Bool {
        slot == CompiledPolicy.unknownAgeSlot ? matchesUnknownAge : Int(lowestAge) <= slot && slot <= Int(highestAge)
    }
}

/// A kind of need with one bit per level that satisfies a condition.
struct CompiledNeed: Sendable {
    let kind: UInt16
    let mask: UInt64
}

/// What a condition asks of the house.
struct CompiledHouse: Sendable {
    private let floors: ClosedRange<Int16>
    private let buildYears: ClosedRange<Int16>
    /// One bit per ordinal.
    private let structures: UInt8

    /// Nil when the condition asks nothing of the house.
    init?(_ condition: ScoringCondition) {
        guard condition.floor != nil || condition.buildYear != nil || !condition.structures.isEmpty else { return nil }
        floors = Self.numbers(condition.floor)
        buildYears = Self.numbers(condition.buildYear)
        structures =
            condition.structures.isEmpty ? .max : condition.structures.reduce(0) { $0 | 1 << UInt8($1.ordinal) }
    }

    /// An unknown number lies below every range of known ones, so it needs no case of its own.
    private static func numbers(_ condition: NumberCondition?) -> ClosedRange<Int16> {
        switch condition {
        case nil: TablePerson.unknownNumber...(.max)
        case .unknown: TablePerson.unknownNumber...TablePerson.unknownNumber
        case .range(let range): Int16(clamping: range.lowerBound)...Int16(clamping: range.upperBound)
        }
    }

    func holds(for person: TablePerson) -> Bool {
        floors.contains(person.floor) && buildYears.contains(person.buildYear)
            && structures & 1 << person.structure != 0
    }
}

/// What a condition asks of the members at home.
struct CompiledHousehold: Sendable {
    private let members: ClosedRange<Int>
    private let ages: ClosedRange<Int>
    private let relationships: UInt32

    init(_ condition: HouseholdCondition) {
        members = condition.members ?? 0...(.max)
        ages = condition.ages ?? 0...AgeCondition.highestAge
        relationships = CompiledPolicy.mask(condition.relationships)
    }

    func holds(for home: HomeComposition) -> Bool {
        members.contains(home.count) && home.ages.lieWithin(ages) && home.relationships & ~relationships == 0
    }
}

/// The single numbers of a policy.
struct CompiledNumbers: Sendable {
    let ruleCount: Int
    /// The number of the first away rule.
    let awayStart: Int
    /// Words of one bit per trigger.
    let wordCount: Int
    let asksForHousehold: Bool
    let person: CompiledCombination
    let household: CompiledCombination
    let large: CompiledCombination
    /// The least members at home of a large household.
    let largeFrom: Int
    let helperAges: ClosedRange<Int>
    let helperMaximum: Int
    /// One bit per rank that is not counted on for help.
    let helperExceptions: UInt32
    let hasDaytime: Bool
    let daytimeAges: ClosedRange<Int>
    let daytimeMaximum: Int
    let thresholdA: Int
    let thresholdB: Int

    init(_ policy: ScoringPolicy, ruleCount: Int, triggerCount: Int, asksForHousehold: Bool) {
        let household = policy.household
        self.ruleCount = ruleCount
        awayStart = ruleCount + policy.overrides.count
        wordCount = max(1, (triggerCount + 63) / 64)
        self.asksForHousehold = asksForHousehold
        person = CompiledCombination(policy.combination)
        self.household = CompiledCombination(household.combination)
        large = CompiledCombination(household.large?.combination ?? household.combination)
        largeFrom = household.large?.from ?? .max
        helperAges = household.helperAges
        helperMaximum = household.helperMaximum.thousandths
        helperExceptions =
            household.helperExceptions.isEmpty ? 0 : CompiledPolicy.mask(household.helperExceptions)
        hasDaytime = household.daytime != nil
        daytimeAges = household.daytime?.ages ?? 0...0
        daytimeMaximum = household.daytime?.maximum.thousandths ?? 0
        thresholdA = policy.thresholdA.thousandths
        thresholdB = policy.thresholdB.thousandths
    }

    @inline(__always)
    func band(of score: Int) -> SupportBand { score >= thresholdA ? .a : score >= thresholdB ? .b : .c }
}
