import Residents

/// A policy as lookup tables, so that scoring a person compares no text and allocates nothing.
///
/// Triggers are numbered: first the rules in the order of the file, then the overrides, then the away rules.
struct CompiledPolicy: Sendable {
    struct Group: Sendable {
        let share: Int
        let cap: Int
        let entersShare: Bool
    }

    struct Trigger: Sendable {
        /// One bit per age 0…130 is too wide for a word, so both ends; an empty range matches no known age.
        let lowestAge: Int
        let highestAge: Int
        let matchesUnknownAge: Bool
        /// One bit per rank, in the order of `RelationshipRank.allCases`.
        let relationships: UInt32
        /// The condition's needs after the first, as places in ``CompiledPolicy/furtherNeeds``.
        let furtherNeeds: Range<Int>
    }

    static let levelCount = 64
    static let unknownAgeSlot = AgeCondition.highestAge + 1

    let groups: [Group]
    /// The group of each rule; rules of a group are neighbours.
    let groupOfRule: [Int]
    let pointsOfRule: [Int]
    let triggers: [Trigger]
    let furtherNeeds: [(kind: Int, mask: UInt64)]
    /// Whether any condition names two kinds of need, so that a person's needs must be known together.
    let needsMasks: Bool
    let overrideBands: [SupportBand]
    /// The triggers whose first need is this kind and grade, at `kind × levelCount + level`.
    let byNeed: TriggerTable
    /// The triggers without needs, by age up to 130, then for the unknown age.
    let byAge: TriggerTable
    let personShare: Int
    let personCap: Int

    var ruleCount: Int { pointsOfRule.count }
    var awayStart: Int { ruleCount + overrideBands.count }

    init(_ policy: ScoringPolicy) {
        let rules = policy.groups.flatMap(\.rules)
        groups = policy.groups.map { group in
            Group(
                share: group.combination.share, cap: group.combination.cap?.thousandths ?? .max,
                entersShare: group.enters == .maximumAndShare)
        }
        groupOfRule = policy.groups.enumerated().flatMap { index, group in group.rules.map { _ in index } }
        pointsOfRule = rules.map(\.points.thousandths)
        overrideBands = policy.overrides.map(\.band)
        personShare = policy.combination.share
        personCap = policy.combination.cap?.thousandths ?? .max

        let conditions =
            rules.map(\.condition) + policy.overrides.map(\.trigger.condition)
            + policy.household.away.map(\.condition)
        var triggers: [Trigger] = []
        var furtherNeeds: [(kind: Int, mask: UInt64)] = []
        var needLists = Array(repeating: [Int32](), count: NeedKind.allCases.count * Self.levelCount)
        var ageLists = Array(repeating: [Int32](), count: Self.unknownAgeSlot + 1)
        for (index, condition) in conditions.enumerated() {
            let start = furtherNeeds.count
            furtherNeeds += condition.needs.dropFirst().map { ($0.kind.ordinal, $0.mask) }
            let trigger = Trigger(condition, furtherNeeds: start..<furtherNeeds.count)
            triggers.append(trigger)
            if let first = condition.needs.first {
                for level in first.levels {
                    needLists[first.kind.ordinal * Self.levelCount + Int(level.rawValue)].append(Int32(index))
                }
            } else {
                for slot in ageLists.indices where trigger.matchesAge(slot: slot) {
                    ageLists[slot].append(Int32(index))
                }
            }
        }
        self.triggers = triggers
        self.furtherNeeds = furtherNeeds
        needsMasks = !furtherNeeds.isEmpty
        byNeed = TriggerTable(needLists)
        byAge = TriggerTable(ageLists)
    }

    static func ageSlot(_ years: Int?) -> Int { years.map { min($0, AgeCondition.highestAge) } ?? unknownAgeSlot }

    static func relationshipBit(_ rank: RelationshipRank) -> UInt32 {
        switch rank {
        case .head: 1 << 0
        case .spouse: 1 << 1
        case .child: 1 << 2
        case .childsSpouse: 1 << 3
        case .grandchild: 1 << 4
        case .grandchildsFamily: 1 << 5
        case .parent: 1 << 6
        case .sibling: 1 << 7
        case .grandparent: 1 << 8
        case .otherRelative: 1 << 9
        case .connected: 1 << 10
        case .lodger: 1 << 11
        case .unrecognised: 1 << 12
        }
    }
}

extension CompiledPolicy.Trigger {
    init(_ condition: ScoringCondition, furtherNeeds: Range<Int>) {
        switch condition.age {
        case nil:
            (lowestAge, highestAge, matchesUnknownAge) = (0, AgeCondition.highestAge, true)
        case .years(let range):
            (lowestAge, highestAge, matchesUnknownAge) = (range.lowerBound, range.upperBound, false)
        case .unknown:
            (lowestAge, highestAge, matchesUnknownAge) = (1, 0, true)
        }
        relationships =
            condition.relationships.isEmpty
            ? .max : condition.relationships.reduce(0) { $0 | CompiledPolicy.relationshipBit($1) }
        self.furtherNeeds = furtherNeeds
    }

    @inline(__always)
    func matchesAge(slot: Int) -> Bool {
        slot == CompiledPolicy.unknownAgeSlot ? matchesUnknownAge : lowestAge <= slot && slot <= highestAge
    }
}
