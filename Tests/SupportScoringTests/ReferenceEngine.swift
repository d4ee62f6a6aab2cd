import Residents

@testable import SupportScoring

/// The scoring rules read off the policy in the slowest and plainest way, as oracle for the engine.
struct ReferenceEngine {
    let policy: ScoringPolicy
    let asOf: CalendarDate

    func totals(_ household: [PersonFacts]) -> HouseholdTotals {
        let persons = household.map { (facts: $0, score: personal($0), band: ownBand($0)) }
        let home = persons.filter { !isAway($0.facts) }
        let helpers = home.filter { person in
            guard let age = person.facts.ageYears else { return false }
            return policy.household.helperAges.contains(age) && override(person.facts) == nil
                && person.score <= policy.household.helperMaximum.thousandths
        }
        var factor = 1_000
        for rule in policy.household.factors {
            if rule.situation == .livingAlone, home.count == 1 { factor = max(factor, rule.thousandths) }
            if rule.situation == .noAbleHelper, !home.isEmpty, helpers.isEmpty {
                factor = max(factor, rule.thousandths)
            }
        }
        let score = rounded(home.reduce(0) { $0 + $1.score } * factor)
        let overrides = home.compactMap { override($0.facts) }
        let band = ([policy.band(of: Points(thousandths: score))] + overrides).min() ?? .c
        return HouseholdTotals(
            score: Points(thousandths: score), band: band,
            persons: persons.map { PersonTotals(score: Points(thousandths: $0.score), band: $0.band) })
    }

    /// Millionths to thousandths, half up.
    private func rounded(_ millionths: Int) -> Int {
        let whole = millionths / 1_000
        return millionths % 1_000 >= 500 ? whole + 1 : whole
    }

    private func ownBand(_ person: PersonFacts) -> SupportBand {
        let own = policy.band(of: Points(thousandths: personal(person)))
        if isAway(person) { return own }
        return [own, override(person) ?? .c].min() ?? own
    }

    private func isAway(_ person: PersonFacts) -> Bool {
        policy.household.away.contains { holds($0.condition, person) }
    }

    private func override(_ person: PersonFacts) -> SupportBand? {
        policy.overrides.filter { holds($0.trigger.condition, person) }.map(\.band).min()
    }

    func personal(_ person: PersonFacts) -> Int {
        let values = policy.groups.map { group in
            (
                value: best(
                    group.rules.filter { holds($0.condition, person) }.map { ($0.points.thousandths, true) },
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

    private func holds(_ condition: ScoringCondition, _ person: PersonFacts) -> Bool {
        for wanted in condition.needs {
            let found = person.needs.contains { need in
                need.kind == wanted.kind && wanted.levels.contains(need.grade.level) && need.isValid(on: asOf)
            }
            if !found { return false }
        }
        switch (condition.age, person.ageYears) {
        case (nil, _), (.unknown, nil): break
        case (.years(let range), let age?) where range.contains(min(age, 130)): break
        default: return false
        }
        return condition.relationships.isEmpty || condition.relationships.contains(person.relationship.rank)
    }
}
