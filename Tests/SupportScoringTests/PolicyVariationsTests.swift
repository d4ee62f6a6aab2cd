import Testing

@testable import SupportScoring

/// Every number of a policy, changed one at a time.
@Suite struct PolicyVariationsTests {
    @Test func everyNumberOfTheShippedPolicyIsAWeight() throws {
        let policy = try ScoringPolicy.shipped()
        let variations = try PolicyVariations(policy)
        let names = variations.weights.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(variations.weights.compactMap(\.ruleID) == policy.groups.flatMap(\.rules).map(\.id))
        let others = [
            "person.share", "household.helper.max_score", "living-alone", "no-able-helper", "daytime-out.max_score",
            "bands.A",
            "bands.B",
        ]
        #expect(names.filter { name in !policy.groups.flatMap(\.rules).contains { $0.id == name } } == others)
        #expect(variations.weights.first { $0.name == "care-5" }?.thousandths == 110_000)
    }

    @Test func oneNumberChangesAndNothingElse() throws {
        let policy = try ScoringPolicy.shipped()
        let variations = try PolicyVariations(policy)
        for weight in variations.weights {
            for percent in [-10, 10] {
                guard let varied = variations.policy(changing: weight, by: percent) else {
                    Issue.record("\(weight.name) cannot be changed by \(percent) %")
                    continue
                }
                let rules = zip(policy.groups.flatMap(\.rules), varied.groups.flatMap(\.rules))
                let changed = rules.filter { $0 != $1 }.map(\.1.id)
                #expect(changed == (weight.ruleID.map { [$0] } ?? []))
                let value = PolicyVariations.value(of: weight, changedBy: percent)
                if let id = weight.ruleID {
                    #expect(varied.groups.flatMap(\.rules).first { $0.id == id }?.points == value)
                }
                #expect((varied.thresholdA != policy.thresholdA) == (weight.name == "bands.A"))
                #expect((varied.household != policy.household) == (!names(policy).contains(weight.name)))
            }
        }
    }

    private func names(_ policy: ScoringPolicy) -> [String] {
        policy.groups.flatMap(\.rules).map(\.id) + ["person.share", "bands.A", "bands.B"]
    }

    @Test func whatTheLanguageForbidsIsNone() throws {
        let text = Fixtures.minimalPolicy.replacing("factor: 1.5", with: "factor: 1").replacing(
            "points: 70", with: "points: 0")
        let variations = try PolicyVariations(ScoringPolicy.parse(Array(text.utf8)))
        let factor = try #require(variations.weights.first { $0.name == "alone" })
        let rule = try #require(variations.weights.first { $0.name == "care-3" })
        #expect(variations.policy(changing: factor, by: -10) == nil)
        #expect(variations.policy(changing: factor, by: 10) != nil)
        #expect(variations.policy(changing: rule, by: 10) == nil)
    }

    @Test func halvesOfAThousandthGoUp() throws {
        let text = Fixtures.minimalPolicy.replacing("points: 70", with: "points: 0.005")
        let variations = try PolicyVariations(ScoringPolicy.parse(Array(text.utf8)))
        let rule = try #require(variations.weights.first { $0.name == "care-3" })
        #expect(PolicyVariations.value(of: rule, changedBy: 10).thousandths == 6)
        #expect(PolicyVariations.value(of: rule, changedBy: -10).thousandths == 5)
        #expect(variations.policy(changing: rule, by: -10) == nil)
    }
}
