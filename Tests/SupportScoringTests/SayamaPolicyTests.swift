import Residents
import Testing

@testable import SupportScoring

/// The shipped policy that reproduces a published list rule, over generated people.
@Suite struct SayamaPolicyTests {
    private func isValid(_ person: PersonFacts, _ kind: NeedKind, _ levels: [NeedLevel]? = nil) -> Bool {
        person.needs.contains { need in
            need.kind == kind && need.isValid(on: Fixtures.asOf) && need.grade.counts
                && (levels?.contains(need.grade.level) ?? true)
        }
    }

    private func isAtHome(_ person: PersonFacts) -> Bool {
        !isValid(person, .institution) && !isValid(person, .hospitalStay)
    }

    /// The rule as the city writes it; an unknown age may be 75 and over.
    private func isListed(_ person: PersonFacts, of household: [PersonFacts]) -> Bool {
        guard isAtHome(person) else { return false }
        let isElderlyOnly = household.filter(isAtHome).allSatisfy { ($0.ageYears ?? 75) >= 75 }
        return isElderlyOnly || isValid(person, .careLevel, [.care1, .care2, .care3, .care4, .care5])
            || isValid(person, .physicalDisability) || isValid(person, .intellectualDisability)
            || isValid(person, .mentalDisability)
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func listsExactlyThePersonsOfTheRule(seed: UInt64) throws {
        let engine = ScoringEngine(policy: try ScoringPolicy.named("shipped:sayama"), asOf: Fixtures.asOf)
        var cases = GeneratedCases(seed: seed)
        var listed = 0
        for _ in 0..<300 {
            let household = try cases.people()
            let score = engine.score(household)
            for (person, facts) in zip(score.persons, household) {
                let expected = isListed(facts, of: household)
                #expect((person.isAtHome && person.band == .a) == expected, "seed \(seed)")
                if expected { listed += 1 }
            }
            let anybody = household.contains { isListed($0, of: household) }
            #expect((score.band == .a) == anybody, "seed \(seed)")
            #expect(score.band != .b, "the list has no second class")
        }
        #expect(listed > 100)
    }

    @Test func countsTheCriteria() throws {
        let engine = ScoringEngine(policy: try ScoringPolicy.named("shipped:sayama"), asOf: Fixtures.asOf)
        let person = try Fixtures.person(
            80, "世帯主", Fixtures.need(.careLevel, .care1), Fixtures.need(.physicalDisability, .grade6, line: 3))
        #expect(engine.score([person]).score.text == "3")
        #expect(try engine.score([person, Fixtures.helper()]).score.text == "2")
        #expect(try engine.score([Fixtures.person(80), Fixtures.helper()]).score == .zero)
        #expect(try engine.score([Fixtures.person(74)]).score == .zero)
        let support = try Fixtures.person(60, "世帯主", Fixtures.need(.careLevel, .support2))
        #expect(engine.score([support]).score == .zero)
    }

    @Test func isNamedAndNothingElseIs() throws {
        #expect(try ScoringPolicy.named("shipped:sayama").title == "狭山市の名簿登載基準")
        #expect(try ScoringPolicy.named("shipped:default").sourceBytes == ScoringPolicy.shipped().sourceBytes)
        #expect(
            throws: ScoringPolicyError.unknownShippedPolicy(nearest: "sayama", known: ["default", "sayama"])
        ) { try ScoringPolicy.named("shipped:sayma") }
    }
}
