import Residents

extension ScoringEngine {
    /// The scores of a household and its members, with every reason; equal to ``totals(_:)``.
    ///
    /// - Complexity: O(members × rules) at worst.
    package func score(_ household: [PersonFacts]) -> HouseholdScore {
        var persons: [PersonOutcome] = []
        let (outcome, triggers) = withPass(over: table(household)) { pass in
            let outcome = pass.score(household: 0) { persons.append($0) }
            let home = pass.composition(pass.members(of: 0))
            let triggers = pass.members(of: 0).map { index in
                pass.match(index, home)
                var triggers: [Int] = []
                pass.matched.takeAll { triggers.append($0) }
                return triggers
            }
            return (HouseholdOutcome(home: home, usual: outcome.usual, daytime: outcome.daytime), triggers)
        }
        let scores = household.indices.map { index in
            var explanation = PersonExplanation(
                engine: self, person: household[index], home: outcome.home, matched: triggers[index],
                outcome: persons[index])
            return explanation.score()
        }
        let reasons = HouseholdReasons(policy: policy, persons: scores, outcome: outcome)
        return HouseholdScore(
            score: Points(thousandths: outcome.usual.score), band: outcome.usual.band, persons: scores,
            lines: reasons.usual,
            daytime: outcome.daytime.map {
                DaytimeScore(score: Points(thousandths: $0.score), band: $0.band, lines: reasons.daytime($0))
            })
    }
}
