import Residents
import Testing

@testable import SupportScoring

/// The second pair of score and band, by the rule of the default policy: of 6 to 64 years and at most 12 points, out.
@Suite struct DaytimeTests {
    private func score(_ people: PersonFacts...) throws -> (score: HouseholdScore, daytime: DaytimeScore) {
        let score = try Fixtures.engine().score(people)
        return (score, try #require(score.daytime))
    }

    @Test func leavesTheOldAloneWhenTheOthersAreOut() throws {
        let (usual, daytime) = try score(
            Fixtures.person(45), Fixtures.person(43, "妻"), Fixtures.person(15, "子"),
            Fixtures.person(80, "母", Fixtures.need(.careLevel, .care2)))
        #expect(usual.score.text == "50")
        #expect(usual.band == .b)
        #expect(daytime.score.text == "75")
        #expect(daytime.band == .a)
        #expect(daytime.lines.map(\.ruleID) == [HouseholdLine.sumID, "living-alone", "daytime-out"])
        #expect(daytime.lines[0].japanese == "平日日中に在宅 1 人の個人援護度の合計")
        #expect(daytime.lines[2].japanese.hasPrefix("3 人："))
    }

    @Test func keepsWhoHasANeedAtHomeAndCountsOnNobodyOfThem() throws {
        let (usual, daytime) = try score(
            Fixtures.person(80, "母", Fixtures.need(.careLevel, .care2)),
            Fixtures.person(45, "世帯主", Fixtures.need(.mentalDisability, .grade3)))
        // 50 + 24, and nobody can help, at either time.
        #expect(usual.score.text == "111")
        #expect(daytime.score.text == "111")
        #expect(daytime.lines.map(\.ruleID) == [HouseholdLine.sumID, "living-alone"])
    }

    @Test func isNothingWhenEverybodyIsOut() throws {
        let (_, daytime) = try score(Fixtures.person(30), Fixtures.person(31, "妻"))
        #expect(daytime.score == .zero)
        #expect(daytime.band == .c)
        #expect(daytime.lines.map(\.ruleID) == [HouseholdLine.sumID, "daytime-out"])
    }

    @Test func keepsWhoIsOfUnknownAgeAtHomeButAsNoCompany() throws {
        let (usual, daytime) = try score(
            Fixtures.person(nil), Fixtures.person(80, "母", Fixtures.need(.careLevel, .care2)))
        #expect(usual.score.text == "123")
        #expect(daytime.score.text == "123")
        #expect(
            daytime.lines.map(\.ruleID) == [
                HouseholdLine.sumID, "living-alone", HouseholdLine.daytimeUnknownAgeID,
            ])
    }

    @Test func anOverrideHoldsInTheDaytimeToo() throws {
        let (usual, daytime) = try score(
            Fixtures.person(40), Fixtures.person(20, "子", Fixtures.need(.powerDependence)))
        #expect(usual.band == .a && daytime.band == .a)
        #expect(daytime.lines.contains { $0.ruleID == "power-first" })
    }

    @Test func isLargeByWhoLivesThereAndNotByWhoIsIn() throws {
        var people = try (0..<29).map { _ in try Fixtures.person(40, "同居人") }
        people.append(try Fixtures.person(80, "世帯主", Fixtures.need(.careLevel, .care2)))
        let daytime = try #require(try Fixtures.engine().score(people).daytime)
        #expect(daytime.lines.first?.ruleID == "large-household")
        #expect(daytime.score.text == "75")
    }

    @Test func isMissingWithoutARule() throws {
        let policy = try ScoringPolicy.parse(Array(Fixtures.minimalPolicy.utf8))
        let engine = ScoringEngine(policy: policy, asOf: Fixtures.asOf)
        #expect(try engine.score([Fixtures.helper()]).daytime == nil)
        #expect(try engine.totals([Fixtures.helper()]).daytime == nil)
    }
}
