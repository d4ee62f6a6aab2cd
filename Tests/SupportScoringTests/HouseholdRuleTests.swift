import Residents
import Testing

@testable import SupportScoring

/// The household rules of the language, each with a policy that uses it.
@Suite struct HouseholdRuleTests {
    /// The small policy with other household rules: people of 75 and over have 10 points, care level 3 has 70.
    private func engine(_ household: String, rules: String = "") throws -> ScoringEngine {
        let yaml = Fixtures.minimalPolicy
            .replacing(
                "household:\n",
                with:
                    "      - {id: old, when: {age: {from: 75}}, points: 10, source: law, ja: 高齢, en: old}\n\(rules)household:\n"
            )
            .replacing(
                "  factors:\n    - {id: alone, when: living-alone, factor: 1.5, ja: 独居, en: alone, source: choice}\n",
                with: household)
        return ScoringEngine(policy: try ScoringPolicy.parse(Array(yaml.utf8)), asOf: Fixtures.asOf)
    }

    private func old(_ age: Int? = 80, _ relationship: String = "世帯主") throws -> PersonFacts {
        try Fixtures.person(age, relationship)
    }

    private func frail(_ age: Int = 50) throws -> PersonFacts {
        try Fixtures.person(age, "子", Fixtures.need(.careLevel, .care3))
    }

    @Test(arguments: [
        ("  combine: maximum\n", "70", "の最大値"), ("  combine: sum\n", "80", "の合計"), ("", "80", "の合計"),
        ("  combine: maximum-plus-share\n  share: 0.25\n", "72.5", "の最大値とほかの 25 %"),
        ("  combine: sum\n  cap: 75\n", "75", "の合計（上限 75）"),
    ])
    func combinesTheMembersAsThePolicySays(rule: String, score: String, text: String) throws {
        let result = try engine(rule).score([old(), frail()])
        #expect(result.score.text == score)
        #expect(result.lines.map(\.japanese) == ["在宅 2 人の個人援護度" + text])
    }

    @Test func aRelationshipCanBeLeftOutOfTheHelpers() throws {
        let factor = "  factors:\n    - {id: none, when: no-able-helper, factor: 2, ja: なし, en: none, source: choice}\n"
        func score(_ relationship: String, _ except: String) throws -> String {
            let engine = try engine(factor)
            let yaml = String(decoding: engine.policy.sourceBytes, as: UTF8.self)
                .replacing("max_score: 12", with: "max_score: 12\(except)")
            let policy = try ScoringPolicy.parse(Array(yaml.utf8))
            return try ScoringEngine(policy: policy, asOf: Fixtures.asOf)
                .score([old(), Fixtures.person(40, relationship)]).score.text
        }
        #expect(try score("同居人", "") == "10")
        #expect(try score("同居人", ", except_relationship: [lodger, unrecognised]") == "20")
        #expect(try score("友人", ", except_relationship: [lodger, unrecognised]") == "20")
        #expect(try score("子", ", except_relationship: [lodger, unrecognised]") == "10")
    }

    private static let elderly =
        "  factors:\n    - {id: only, when: elderly-only, age: {from: 75}, factor: 2, ja: 高齢のみ, en: only, source: choice}\n"
        + "    - {id: solo, when: elderly-alone, age: {from: 75}, factor: 3, ja: 高齢独居, en: solo, source: choice}\n"

    @Test func knowsHouseholdsOfElderlyPeople() throws {
        let engine = try engine(Self.elderly)
        #expect(try engine.score([old()]).lines.map(\.ruleID) == [HouseholdLine.sumID, "solo"])
        #expect(try engine.score([old()]).score.text == "30")
        #expect(try engine.score([old(), old(76)]).lines.map(\.ruleID) == [HouseholdLine.sumID, "only"])
        #expect(try engine.score([old(), old(74)]).lines.map(\.ruleID) == [HouseholdLine.sumID])
        // Of unknown age: elderly, on the safe side, and said so.
        let unknown = try engine.score([old(), old(nil)])
        #expect(unknown.lines.map(\.ruleID) == [HouseholdLine.sumID, "only", HouseholdLine.elderlyUnknownAgeID])
        #expect(try engine.score([old(nil)]).lines.map(\.ruleID).contains("solo"))
    }

    @Test func asksWhoIsAtHome() throws {
        let rules = """
                  - {id: couple, when: {age: {from: 75}, household: {members: {from: 2, to: 2}, everybody: {age: {from: 70}}}}, points: 20, source: law, ja: 夫婦のみ, en: couple only}
                  - {id: kin, when: {household: {everybody: {relationship: [head, spouse]}}}, points: 5, source: law, ja: 夫婦, en: couple}

            """
        let away = "  away:\n    - {id: away, when: {institution: any}, ja: 不在, en: away, source: choice}\n"
        let engine = try engine(away, rules: rules)
        func ids(_ people: PersonFacts...) -> [[String]] { engine.score(people).persons.map { $0.lines.map(\.ruleID) } }
        // Rules of one group: the smaller stand beside the larger, since no need is behind them.
        #expect(try ids(old(80), old(71, "妻")) == [["couple", "old", "kin"], ["kin"]])
        #expect(try ids(old(80), old(69, "妻")) == [["old", "kin"], ["kin"]])
        #expect(try ids(old(80)) == [["old", "kin"]])
        #expect(try ids(old(80), old(71, "妻"), old(30, "子")) == [["old"], [], []])
        // Who is away is no part of the household, and no rule about it holds for them.
        let gone = try Fixtures.person(30, "子", Fixtures.need(.institution))
        #expect(try ids(old(80), old(71, "妻"), gone) == [["couple", "old", "kin"], ["kin"], ["away"]])
    }

    @Test func takesAnUnknownAgeToMatchAndSaysSo() throws {
        let rule =
            "      - {id: alone75, when: {age: {from: 75}, household: {everybody: {age: {from: 75}}}}, points: 20, source: law, ja: 75歳以上のみ, en: 75 and over only}\n"
        let engine = try engine("", rules: rule)
        let line = try #require(engine.score([old(), old(nil, "妻")]).persons[0].lines.first)
        #expect(line.ruleID == "alone75")
        #expect(line.japanese == "75歳以上のみ（在宅の年齢不詳 1 人は安全側で当てはまるとみなす）")
        #expect(line.english.hasSuffix("(1 at home of unknown age are, on the safe side, taken to match)"))
        let known = try #require(engine.score([old(), old(76, "妻")]).persons[0].lines.first)
        #expect(known.japanese == "75歳以上のみ")
    }

    @Test func asksForTheHouse() throws {
        let rules = """
                  - {id: high, when: {floor: {from: 4}}, points: 20, source: law, ja: 4階以上, en: high}
                  - {id: weak, when: {build_year: {to: 1981}, structure: [wooden, unknown]}, points: 30, source: law, ja: 旧耐震の木造, en: old wooden}
                  - {id: nowhere, when: {floor: unknown}, points: 1, source: law, ja: 階不明, en: floor unknown}

            """
        let engine = try engine("", rules: rules)
        func ids(_ floor: Int?, _ year: Int?, _ structure: BuildingStructure) throws -> Set<String> {
            let house = HouseFacts(floor: floor, buildYear: year, structure: structure)
            let person = PersonFacts(ageYears: 40, relationship: try Relationship("世帯主"), house: house, needs: [])
            return Set(engine.score([person]).persons[0].lines.map(\.ruleID))
        }
        #expect(engine.asksForHouse)
        #expect(try !Fixtures.engine().asksForHouse)
        #expect(try ids(4, 1981, .wooden) == ["high", "weak"])
        #expect(try ids(3, 1982, .wooden) == [])
        #expect(try ids(-1, 1960, .unknown) == ["weak"])
        #expect(try ids(5, 1960, .reinforcedConcrete) == ["high"])
        // What the register does not tell is in no range.
        #expect(try ids(nil, nil, .wooden) == ["nowhere"])
    }
}
