import Residents
import Testing

@testable import SupportScoring

@Suite struct ScoreExplanationTests {
    private func person(_ age: Int, _ needs: Need...) throws -> PersonScore {
        let facts = PersonFacts(ageYears: age, relationship: try Relationship("世帯主"), needs: needs)
        return try Fixtures.engine().score([facts]).persons[0]
    }

    @Test func showsWhatCountedOfEveryRule() throws {
        let care = try Fixtures.need(.careLevel, .care3, from: "2025-01-01", line: 12)
        let body = try Fixtures.need(.physicalDisability, .grade2, line: 30)
        let score = try person(90, body, care)
        #expect(score.lines.map(\.ruleID) == ["care-3", "physical-2", "age-85"])
        #expect(score.lines.map(\.points.text) == ["70", "67", "32"])
        #expect(score.lines.map(\.counted.text) == ["70", "16.75", "0"])
        #expect(score.lines.map(\.need) == [care, body, nil])
        #expect(score.lines[0].japanese == "要介護3")
        #expect(score.lines[0].english == "care level 3")
        #expect(score.score.text == "86.75")
    }

    @Test func listsWhatDidNotCountAndWhy() throws {
        let needs = try [
            Fixtures.need(.careLevel, .care2, line: 2), Fixtures.need(.careLevel, .care3, until: "2026-05-31", line: 3),
            Fixtures.need(.careLevel, .care5, from: "2026-06-02", line: 4),
            Fixtures.need(.careLevel, .support1, line: 5),
            Fixtures.need(.careLevel, .care2, line: 6), Fixtures.need(.mentalDisability, .cancelled, line: 7),
            Fixtures.need(.careLevel, .independent, line: 8), Fixtures.need(.mentalDisability, .unrecognised, line: 9),
        ]
        let score = try person(70, needs[3], needs[7], needs[0], needs[1], needs[2], needs[5], needs[4], needs[6])
        #expect(score.score.text == "50")
        #expect(score.lines.first?.need?.sourceLine == 2)
        #expect(score.uncounted.map(\.need.sourceLine) == [3, 4, 5, 6, 7, 8, 9])
        #expect(
            score.uncounted.map(\.reason) == [
                .expired, .notYetValid, .overriddenByLarger(ruleID: "care-2"), .sameRule(ruleID: "care-2"),
                .gradeDoesNotCount, .gradeDoesNotCount, .unknownGrade,
            ])
        #expect(score.uncounted[0].japanese == "要介護3：有効期間が終わっている")
        #expect(score.uncounted[2].english.contains("care-2"))
    }

    @Test func saysWhenThePolicyHasNoRule() throws {
        let policy = try ScoringPolicy.parse(Array(Fixtures.minimalPolicy.utf8))
        let engine = ScoringEngine(policy: policy, asOf: Fixtures.asOf)
        let facts = try Fixtures.person(40, "世帯主", Fixtures.need(.wheelchair))
        #expect(engine.score([facts]).persons[0].uncounted.map(\.reason) == [.noRule])
    }

    @Test func doesNotAddTheWheelchairToTheCertificate() throws {
        let score = try person(
            40, Fixtures.need(.physicalDisability, .grade1, line: 2), Fixtures.need(.wheelchair, line: 3))
        #expect(score.score.text == "110")
        #expect(score.uncounted.map(\.reason) == [.overriddenByLarger(ruleID: "physical-1")])
    }

    @Test func distributesACapExactly() throws {
        let yaml = Fixtures.minimalPolicy.replacing("combine: maximum\n", with: "combine: sum\n    cap: 100\n")
            .replacing(
                "household:",
                with: """
                          - {id: a, when: {wheelchair: any}, points: 33.333, source: law, ja: 一, en: one}
                          - {id: b, when: {pregnancy: any}, points: 33.333, source: law, ja: 二, en: two}
                    household:
                    """)
        let engine = ScoringEngine(policy: try ScoringPolicy.parse(Array(yaml.utf8)), asOf: Fixtures.asOf)
        let facts = try Fixtures.person(
            30, "世帯主", Fixtures.need(.careLevel, .care3), Fixtures.need(.wheelchair, line: 3),
            Fixtures.need(.pregnancy, line: 4))
        let person = engine.score([facts]).persons[0]
        #expect(person.score.text == "100")
        // 100 × 70 / 136.666 = 51.2198…; the running sums are rounded, so the parts add up.
        #expect(person.lines.map(\.counted.text) == ["51.22", "24.39", "24.39"])
    }
}
