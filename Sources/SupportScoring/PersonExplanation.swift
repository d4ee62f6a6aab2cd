import Residents

/// Finds the reasons of one person's score.
struct PersonExplanation {
    private let engine: ScoringEngine
    private let needs: [Need]
    private let home: HomeComposition
    /// The triggers whose conditions hold, ascending.
    private let matched: [Int]
    private let outcome: PersonOutcome
    /// What became of each need, by its place in `needs`.
    private var fates: [Fate]

    private enum Fate {
        case undecided
        case counted
        case uncounted(UncountedReason)
    }

    init(
        engine: ScoringEngine, person: PersonFacts, home: HomeComposition, matched: [Int], outcome: PersonOutcome
    ) {
        self.engine = engine
        // The order of the reasons must not depend on the order of the input.
        needs = person.needs.sorted(by: Self.fileOrder)
        self.home = home
        self.matched = matched
        self.outcome = outcome
        fates = Array(repeating: .undecided, count: needs.count)
    }

    mutating func score() -> PersonScore {
        judgeValidity()
        let behind = needsBehindTriggers()
        var lines = pointLines(behind)
        for number in matched where number >= engine.compiled.numbers.ruleCount {
            let isAway = number >= engine.compiled.numbers.awayStart
            // An override has no effect on who is not at home, so it is no reason.
            guard isAway || outcome.isAtHome else { continue }
            let trigger =
                isAway
                ? engine.policy.household.away[number - engine.compiled.numbers.awayStart]
                : engine.policy.overrides[number - engine.compiled.numbers.ruleCount].trigger
            let need = behind[number].first
            if let need { fates[need] = .counted }
            lines.append(
                line(
                    isAway ? .away : .bandOverride, trigger.id, trigger.condition, trigger.text, points: .zero,
                    counted: .zero, need: need))
        }
        judgeRepetitions(behind)
        return PersonScore(
            score: Points(thousandths: outcome.score), band: outcome.band, isAtHome: outcome.isAtHome, lines: lines,
            uncounted: uncounted())
    }

    /// A line; where the rule holds because unknown ages are taken to match, it says so.
    private func line(
        _ role: ScoreLineRole, _ ruleID: String, _ condition: ScoringCondition, _ text: BilingualText, points: Points,
        counted: Points, need: Int?
    ) -> ScoreLine {
        let isOnSafeSide = condition.household?.ages != nil && home.ofUnknownAge > 0
        return ScoreLine(
            role: role, ruleID: ruleID, points: points, counted: counted,
            japanese: text.japanese + (isOnSafeSide ? "（在宅の年齢不詳 \(home.ofUnknownAge) 人は安全側で当てはまるとみなす）" : ""),
            english: text.english
                + (isOnSafeSide
                    ? " (\(home.ofUnknownAge) at home of unknown age are, on the safe side, taken to match)" : ""),
            need: need.map { needs[$0] })
    }

    /// Decides about needs that no rule looks at.
    private mutating func judgeValidity() {
        for (index, need) in needs.enumerated() {
            if let last = need.validUntil, last < engine.asOf {
                fates[index] = .uncounted(.expired)
            } else if !need.isValid(on: engine.asOf) {
                fates[index] = .uncounted(.notYetValid)
            } else if need.grade.level == .unrecognised {
                fates[index] = .uncounted(.unknownGrade)
            } else if !need.grade.counts {
                fates[index] = .uncounted(.gradeDoesNotCount)
            }
        }
    }

    /// For each trigger that applies the needs that satisfy its first condition, in file order.
    private func needsBehindTriggers() -> [[Int]] {
        var result = Array(repeating: [Int](), count: engine.compiled.triggers.count)
        let applying = Set(matched)
        for (index, need) in needs.enumerated() {
            guard case .undecided = fates[index] else { continue }
            for trigger in engine.compiled.byNeed.triggers(in: CompiledPolicy.slot(need.kind, need.grade.level))
            where applying.contains(Int(trigger)) {
                result[Int(trigger)].append(index)
            }
        }
        return result
    }

    /// The lines that give points, most counted first.
    private mutating func pointLines(_ behind: [[Int]]) -> [ScoreLine] {
        let rules = engine.policy.groups.flatMap(\.rules)
        let groups = matchedGroups()
        let person = Self.combine(
            groups.map { group in
                (group.value, engine.policy.groups[group.number].enters == .maximumAndShare)
            }, share: engine.compiled.numbers.person.share)
        let contributions = ScaledNumber.distribution(of: outcome.score, over: person.amounts)
        var lines: [ScoreLine] = []
        for (group, contribution) in zip(groups, contributions) {
            let counted = ScaledNumber.distribution(of: contribution, over: group.amounts)
            let main = rules[group.rules[group.main]]
            let showsOthers = engine.compiled.groups[group.number].combination.share > 0
            for (place, number) in group.rules.enumerated() {
                let need = behind[number].first
                if need != nil, place != group.main, !showsOthers {
                    for need in behind[number] { settle(need, .overriddenByLarger(ruleID: main.id)) }
                    continue
                }
                if let need { fates[need] = .counted }
                let rule = rules[number]
                lines.append(
                    line(
                        .points, rule.id, rule.condition, rule.text, points: rule.points,
                        counted: Points(thousandths: counted[place]), need: need))
            }
        }
        // Stable: equal lines keep the order of the policy.
        return lines.enumerated().sorted { ($1.element.counted, $0.offset) < ($0.element.counted, $1.offset) }
            .map(\.element)
    }

    private struct MatchedGroup {
        let number: Int
        let rules: [Int]
        let main: Int
        let amounts: [Int]
        let value: Int
    }

    /// The rules that apply, by group, each group combined into its value.
    private func matchedGroups() -> [MatchedGroup] {
        let compiled = engine.compiled
        let applying = matched.filter { $0 < compiled.numbers.ruleCount }
        var result: [MatchedGroup] = []
        for number in compiled.groups.indices {
            let rules = applying.filter { compiled.groupOfRule[$0] == number }
            guard !rules.isEmpty else { continue }
            let combination = compiled.groups[number].combination
            let combined = Self.combine(rules.map { (compiled.pointsOfRule[$0], true) }, share: combination.share)
            result.append(
                MatchedGroup(
                    number: number, rules: rules, main: combined.main, amounts: combined.amounts,
                    value: min(combined.amounts.reduce(0, +), combination.cap)))
        }
        return result
    }

    /// The main value in full and the others with their share; the main one is that which gives the greatest sum, the first of
    /// equals.
    private static func combine(
        _ values: [(value: Int, entersShare: Bool)], share: Int
    ) -> (main: Int, amounts: [Int]) {
        let shares = values.map { $0.entersShare ? ScaledNumber.product($0.value, share) : 0 }
        var main = 0
        for index in values.indices where values[index].value - shares[index] > values[main].value - shares[main] {
            main = index
        }
        return (main, values.indices.map { $0 == main ? values[$0].value : shares[$0] })
    }

    /// Decides about a need unless it already counts elsewhere.
    private mutating func settle(_ need: Int, _ reason: UncountedReason) {
        if case .undecided = fates[need] { fates[need] = .uncounted(reason) }
    }

    /// Decides about needs of which another row stands for the same rule, and about those that no rule covers.
    private mutating func judgeRepetitions(_ behind: [[Int]]) {
        let ids = engine.policy.ruleIDs
        for (trigger, indices) in behind.enumerated() {
            for index in indices.dropFirst() { settle(index, .sameRule(ruleID: ids[trigger])) }
        }
        for index in needs.indices { settle(index, .noRule) }
    }

    private func uncounted() -> [UncountedNeed] {
        zip(needs, fates).compactMap { need, fate in
            if case .uncounted(let reason) = fate { UncountedNeed(need: need, reason: reason) } else { nil }
        }
    }

    /// By row, then by everything else that can differ.
    private static func fileOrder(_ lhs: Need, _ rhs: Need) -> Bool {
        let files = (lhs.source?.file ?? 0, rhs.source?.file ?? 0)
        if files.0 != files.1 { return files.0 < files.1 }
        func key(_ need: Need) -> (Int, Int, UInt8, Int, Int) {
            (
                need.sourceLine, need.kind.ordinal, need.grade.level.rawValue, need.validFrom?.dayNumber ?? .min,
                need.validUntil?.dayNumber ?? .max
            )
        }
        if key(lhs) != key(rhs) { return key(lhs) < key(rhs) }
        return (lhs.grade.detail ?? "").utf8.lexicographicallyPrecedes((rhs.grade.detail ?? "").utf8)
    }
}
