import Residents
import TestSupport
import Testing

@testable import SupportScoring

@Suite struct ScoringPolicyParsingTests {
    private func parse(_ yaml: String) throws -> ScoringPolicy { try ScoringPolicy.parse(Array(yaml.utf8)) }

    private func minimal(_ part: String, _ replacement: String) throws -> String {
        try #require(Fixtures.minimalPolicy.contains(part))
        return Fixtures.minimalPolicy.replacing(part, with: replacement)
    }

    @Test func readsTheMinimalPolicy() throws {
        let policy = try parse(Fixtures.minimalPolicy)
        #expect(policy.title == "試験")
        #expect(policy.author == nil)
        #expect(policy.date.iso == "2026-01-01")
        #expect(policy.combination == ScoringCombination(share: 250, cap: nil))
        #expect(policy.ruleIDs == ["care-3", "alone"])
        #expect(policy.groups[0].rules[0].points.text == "70")
        #expect(policy.household.factors[0].thousandths == 1_500)
        #expect(policy.overrides.isEmpty)
    }

    @Test(arguments: [
        (
            "care_level: care3", "care_levle: care3",
            ScoringPolicyError.unknownKey(line: 13, column: 29, nearest: "care_level")
        ),
        ("points: 70", "point: 70", .unknownKey(line: 13, column: 49, nearest: "points")),
        ("points: 70", "points: seventy", .wrongForm(.number, line: 13, column: 57)),
        ("points: 70", "points: -70", .wrongForm(.number, line: 13, column: 57)),
        ("points: 70", "points: 70.1234", .wrongForm(.number, line: 13, column: 57)),
        ("points: 70", "points: [70]", .wrongForm(.number, line: 13, column: 57)),
        (
            "points: 70", "points: 1000.001",
            .outOfRange(line: 13, column: 57, lowestThousandths: 0, highestThousandths: 1_000_000)
        ),
        ("points: 70, ", "", .missingKey("points", line: 13, column: 9)),
        ("source: law, ja: 要介護3", "source: lav, ja: 要介護3", .unknownSource(line: 13, column: 69, nearest: "law")),
        ("when: {care_level: care3}", "when: {}", .wrongForm(.mapping, line: 13, column: 28)),
        ("when: {care_level: care3}", "when: care3", .wrongForm(.mapping, line: 13, column: 28)),
        ("care_level: care3", "institution: any", .factNotAllowedHere(line: 13, column: 29)),
        ("care_level: care3", "age: {from: 70, to: 60}", .wrongForm(.range, line: 13, column: 34)),
        ("care_level: care3", "age: {from: 7.5}", .wrongForm(.wholeNumber, line: 13, column: 41)),
        ("care_level: care3", "age: 70", .unknownWord(line: 13, column: 34, nearest: nil, allowed: ["unknown"])),
        ("care_level: care3", "care_level: []", .wrongForm(.words, line: 13, column: 41)),
        ("id: care-3", "id: Care 3", .wrongForm(.identifier, line: 13, column: 14)),
        ("id: alone", "id: care-3", .duplicateIdentifier(line: 17, column: 12, firstLine: 13)),
        (
            "factor: 1.5", "factor: 0.9",
            .outOfRange(line: 17, column: 47, lowestThousandths: 1_000, highestThousandths: 10_000)
        ),
        (
            "share: 0.25", "share: 1.01",
            .outOfRange(line: 6, column: 46, lowestThousandths: 0, highestThousandths: 1_000)
        ),
        (
            "combine: maximum-plus-share, share: 0.25", "combine: maximum, share: 0.25",
            .unknownKey(line: 6, column: 28, nearest: nil)
        ),
        ("A: 65, B: 25", "A: 25, B: 65", .wrongForm(.descendingThresholds, line: 18, column: 8)),
        ("date: 2026-01-01", "date: 2026-02-30", .wrongForm(.date, line: 3, column: 7)),
        ("title: 試験", "title: \"\\u0007\"", .wrongForm(.text, line: 1, column: 8)),
        ("title: 試験", "title:", .wrongForm(.text, line: 1, column: 7)),
        ("version: \"1\"\n", "", .missingKey("version", line: 1, column: 1)),
    ])
    func namesThePlaceAndTheNearestWord(part: String, replacement: String, error: ScoringPolicyError) throws {
        let yaml = try minimal(part, replacement)
        #expect(throws: error) { try parse(yaml) }
        #expect(error.position != nil)
    }

    @Test func offersTheNearestGradeAndKeepsTheWordToItself() throws {
        let yaml = try minimal("care_level: care3", "care_level: crae3")
        let error = try #require(throws: ScoringPolicyError.self) { try parse(yaml) }
        guard case .unknownWord(13, 41, "care3", let allowed) = error else {
            Issue.record("an unknown word at its place")
            return
        }
        #expect(allowed.contains("support1") && !allowed.contains("cancelled"))
        #expect(!String(describing: error).contains("crae3"))
    }

    @Test func acceptsOnlyFactsOfAbsenceUnderAway() throws {
        let away = "  away:\n    - {id: x, when: {institution: any}, ja: 不在, en: away, source: choice}\n  factors:"
        #expect(try parse(minimal("  factors:", away)).household.away.count == 1)
        #expect(throws: ScoringPolicyError.factNotAllowedHere(line: 17, column: 22)) {
            try parse(minimal("  factors:", away.replacing("institution", with: "wheelchair")))
        }
        #expect(throws: ScoringPolicyError.factNotAllowedHere(line: 17, column: 21)) {
            try parse(minimal("  factors:", away.replacing("institution: any", with: "age: {from: 3}")))
        }
    }

    private func policy(ruleCount: Int) throws -> String {
        let rules = (1..<ruleCount).map { number in
            "      - {id: r-\(number), when: {wheelchair: any}, points: 1, source: law, ja: 規, en: r}\n"
        }
        return try minimal("household:", rules.joined() + "household:")
    }

    @Test func refusesMoreThan2000Rules() throws {
        // The factor is a rule too.
        #expect(try parse(policy(ruleCount: 1_999)).ruleIDs.count == 2_000)
        #expect(throws: ScoringPolicyError.tooManyRules(limit: 2_000, line: 2_016, column: 12)) {
            try parse(policy(ruleCount: 2_000))
        }
        #expect(throws: ScoringPolicyError.tooManyRules(limit: 2_000, line: 2_013, column: 14)) {
            try parse(policy(ruleCount: 2_500))
        }
    }

    @Test func refusesMoreThan200Sources() throws {
        #expect(ScoringPolicyForm.sources.rawValue.contains(String(ScoringPolicy.maximumSources)))
        let sources = (0..<200).map { "  s-\($0): a law\n" }.joined()
        let yaml = try minimal("sources: {law: a law}", "sources:\n  law: a law\n" + sources)
        #expect(throws: ScoringPolicyError.wrongForm(.sources, line: 5, column: 3)) { try parse(yaml) }
        #expect(try parse(yaml.replacing("  s-0: a law\n", with: "")).sources.count == 200)
    }

    @Test func refusesTenThousandRulesQuickly() throws {
        let yaml = try policy(ruleCount: 10_000)
        let seconds = ThreadClock.seconds {
            _ = #expect(throws: ScoringPolicyError.self) { try parse(yaml) }
        }
        #expect(seconds < 5, "well under a second in a release build")
    }

    @Test func refusesWhatIsNoPolicyAtAll() throws {
        for text in ["", "a", "- a", "宛名番号,世帯番号\n1,2", "a: {b: [}", "\u{0}"] {
            #expect(throws: ScoringPolicyError.self) { try parse(text) }
        }
        let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"
        let error = try #require(throws: ScoringPolicyError.self) { try parse(bomb) }
        guard case .notYAML = error else {
            Issue.record("aliases are refused by the reader")
            return
        }
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: ScoringPolicyError.self) { try parse(deep) }
        #expect(throws: ScoringPolicyError.self) {
            try ScoringPolicy.parse(Array(repeating: UInt8(ascii: " "), count: ScoringPolicy.maximumBytes + 1))
        }
    }
}
