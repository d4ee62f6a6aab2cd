import Residents

extension ScoringEngine {
    /// The scores of a household and its members, with every reason; equal to ``totals(_:)``.
    ///
    /// - Complexity: O(members × rules) at worst.
    package func score(_ household: [PersonFacts]) -> HouseholdScore {
        withMatchedTriggers { matched in
            var persons: [PersonScore] = []
            var presence = HouseholdPresence()
            var unknownAges = 0
            for person in household {
                match(person, into: &matched)
                let outcome = outcome(of: matched)
                presence.add(outcome, mayHelp: mayHelp(person, outcome))
                if outcome.isAtHome, person.ageYears == nil { unknownAges += 1 }
                var explanation = PersonExplanation(engine: self, person: person)
                persons.append(explanation.score(matched, outcome))
            }
            return householdScore(persons, presence, unknownAges: unknownAges)
        }
    }

    private func householdScore(
        _ persons: [PersonScore], _ presence: HouseholdPresence, unknownAges: Int
    ) -> HouseholdScore {
        let sum = Points(thousandths: presence.sum)
        let factor = factor(presence)
        let score = Points(thousandths: ScaledNumber.product(presence.sum, factor?.thousandths ?? 1_000))
        var lines = [
            HouseholdLine(
                ruleID: HouseholdLine.sumID, points: sum, japanese: "在宅 \(presence.atHome) 人の個人援護度の合計",
                english: "sum of the scores of \(presence.atHome) at home")
        ]
        if let factor {
            let text = Points(thousandths: factor.thousandths).text
            lines.append(
                HouseholdLine(
                    ruleID: factor.id, points: score - sum, japanese: "\(factor.text.japanese)：合計を \(text) 倍",
                    english: "\(factor.text.english): \(text) times the sum"))
            if factor.situation == .noAbleHelper, unknownAges > 0 {
                lines.append(
                    HouseholdLine(
                        ruleID: HouseholdLine.unknownAgeID, points: .zero,
                        japanese: "年齢不詳の \(unknownAges) 人は安全側で助けられる人に数えない",
                        english: "\(unknownAges) of unknown age are, on the safe side, not taken for helpers"))
            }
        }
        for trigger in policy.household.away {
            lines += householdLine(trigger, persons.count { $0.has(.away, trigger.id) })
        }
        for override in policy.overrides {
            lines += householdLine(
                override.trigger, persons.count { $0.isAtHome && $0.has(.bandOverride, override.trigger.id) })
        }
        return HouseholdScore(
            score: score, band: min(policy.band(of: score), presence.overrideBand), persons: persons, lines: lines)
    }

    private func householdLine(_ trigger: ScoringTrigger, _ count: Int) -> [HouseholdLine] {
        guard count > 0 else { return [] }
        return [
            HouseholdLine(
                ruleID: trigger.id, points: .zero, japanese: "\(count) 人：\(trigger.text.japanese)",
                english: "\(count) person(s): \(trigger.text.english)")
        ]
    }
}

extension PersonScore {
    fileprivate func has(_ role: ScoreLineRole, _ ruleID: String) -> Bool {
        lines.contains { $0.role == role && $0.ruleID == ruleID }
    }
}
