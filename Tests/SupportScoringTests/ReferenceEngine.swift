import Residents

@testable import SupportScoring

/// The scoring rules read off the policy in the slowest and plainest way, as oracle for the engine.
struct ReferenceEngine {
    let policy: ScoringPolicy
    let asOf: CalendarDate

    func totals(_ household: [PersonFacts]) -> HouseholdTotals {
        let home = household.filter { !isAway($0) }
        let persons = household.map { (facts: $0, score: personal($0, home), isAway: isAway($0)) }
        let atHome = persons.filter { !$0.isAway }.map { Member(facts: $0.facts, score: $0.score) }
        let isLarge = policy.household.large.map { atHome.count >= $0.from } ?? false
        let night = time(atHome, company: atHome, aloneAmong: atHome, isLarge: isLarge, home)
        var daytime: TimeTotals?
        if let rule = policy.household.daytime {
            // In the daytime nobody of the ages that go out is company; who is of unknown age may be one of them.
            func goesOut(_ member: Member) -> Bool { age(member.facts).map(rule.ages.contains) ?? true }
            let present = atHome.filter { member in
                !goesOut(member) || age(member.facts) == nil || member.score > rule.maximum.thousandths
                    || override(member.facts, home) != nil
            }
            let company = present.filter { !goesOut($0) }
            daytime = time(present, company: company, aloneAmong: company, isLarge: isLarge, home)
        }
        return HouseholdTotals(
            score: night.score, band: night.band, daytime: daytime,
            persons: persons.map { person in
                let own = policy.band(of: Points(thousandths: person.score))
                let lifted = person.isAway ? nil : override(person.facts, home)
                return PersonTotals(score: Points(thousandths: person.score), band: [own, lifted ?? .c].min() ?? own)
            })
    }

    private struct Member {
        let facts: PersonFacts
        let score: Int
    }

    /// Score and band of those who are present.
    private func time(
        _ present: [Member], company: [Member], aloneAmong: [Member], isLarge: Bool, _ home: [PersonFacts]
    ) -> TimeTotals {
        let large = isLarge ? policy.household.large : nil
        let sum = best(present.map { ($0.score, true) }, large?.combination ?? policy.household.combination)
        var factor = 1_000
        for rule in policy.household.factors where !present.isEmpty {
            let isAlone = aloneAmong.count <= 1
            let maybeElderly = company.filter { age($0.facts) != nil } + present.filter { age($0.facts) == nil }
            let isElderly =
                !maybeElderly.isEmpty
                && maybeElderly.allSatisfy { member in
                    age(member.facts).map { rule.ages?.contains($0) ?? true } ?? true
                }
            let applies =
                switch rule.situation {
                case .livingAlone: isAlone
                case .noAbleHelper: !company.contains { canHelp($0, home) }
                case .elderlyOnly: isElderly
                case .elderlyAlone: isAlone && isElderly
                }
            if applies { factor = max(factor, rule.thousandths) }
        }
        let score = Points(thousandths: rounded(sum * factor))
        let overrides = present.compactMap { override($0.facts, home) }
        return TimeTotals(score: score, band: ([policy.band(of: score)] + overrides).min() ?? .c)
    }

    private func canHelp(_ member: Member, _ home: [PersonFacts]) -> Bool {
        guard let age = age(member.facts) else { return false }
        return policy.household.helperAges.contains(age) && override(member.facts, home) == nil
            && member.score <= policy.household.helperMaximum.thousandths
            && !policy.household.helperExceptions.contains(member.facts.relationship.rank)
    }

    private func age(_ person: PersonFacts) -> Int? { person.ageYears.map { min($0, 130) } }

    /// Millionths to thousandths, half up.
    private func rounded(_ millionths: Int) -> Int {
        let whole = millionths / 1_000
        return millionths % 1_000 >= 500 ? whole + 1 : whole
    }

    private func isAway(_ person: PersonFacts) -> Bool {
        policy.household.away.contains { holds($0.condition, person, []) }
    }

    private func override(_ person: PersonFacts, _ home: [PersonFacts]) -> SupportBand? {
        policy.overrides.filter { holds($0.trigger.condition, person, home) }.map(\.band).min()
    }

    private func personal(_ person: PersonFacts, _ home: [PersonFacts]) -> Int {
        let values = policy.groups.map { group in
            (
                value: best(
                    group.rules.filter { holds($0.condition, person, home) }.map { ($0.points.thousandths, true) },
                    group.combination),
                entersShare: group.enters == .maximumAndShare
            )
        }
        return best(values, policy.combination)
    }

    /// Tries every value as the main one.
    private func best(_ values: [(value: Int, entersShare: Bool)], _ combination: ScoringCombination) -> Int {
        var best = 0
        for main in values.indices {
            var sum = 0
            for index in values.indices {
                if index == main {
                    sum += values[index].value
                } else if values[index].entersShare {
                    sum += rounded(values[index].value * combination.share)
                }
            }
            best = max(best, sum)
        }
        if let cap = combination.cap { best = min(best, cap.thousandths) }
        return best
    }

    private func holds(_ condition: ScoringCondition, _ person: PersonFacts, _ home: [PersonFacts]) -> Bool {
        for wanted in condition.needs {
            let found = person.needs.contains { need in
                need.kind == wanted.kind && wanted.levels.contains(need.grade.level) && need.isValid(on: asOf)
            }
            if !found { return false }
        }
        switch (condition.age, age(person)) {
        case (nil, _), (.unknown, nil): break
        case (.years(let range), let age?) where range.contains(age): break
        default: return false
        }
        guard holds(condition.floor, person.house.floor), holds(condition.buildYear, person.house.buildYear) else {
            return false
        }
        if !condition.structures.isEmpty, !condition.structures.contains(person.house.structure) { return false }
        if let household = condition.household {
            if isAway(person) || !holds(household, home) { return false }
        }
        return condition.relationships.isEmpty || condition.relationships.contains(person.relationship.rank)
    }

    private func holds(_ condition: NumberCondition?, _ number: Int?) -> Bool {
        switch (condition, number) {
        case (nil, _), (.unknown, nil): true
        case (.range(let range), let number?): range.contains(number)
        default: false
        }
    }

    private func holds(_ condition: HouseholdCondition, _ home: [PersonFacts]) -> Bool {
        if let members = condition.members, !members.contains(home.count) { return false }
        return home.allSatisfy { member in
            if let ages = condition.ages, let age = age(member), !ages.contains(age) { return false }
            return condition.relationships.isEmpty || condition.relationships.contains(member.relationship.rank)
        }
    }
}
