import Residents
import TestSupport
import Testing

@testable import SupportScoring

/// Policies that were made to hurt are refused at once, with a place and a reason.
@Suite struct HostilePolicyTests {
    private static func bomb() -> String {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let alias = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            yaml += "a\(level): &a\(level) [\(alias)]\n"
        }
        return yaml
    }

    private static func rules(_ count: Int, _ when: String = "{wheelchair: any}") -> String {
        let rules = (1...count).map { number in
            "      - {id: r-\(number), when: \(when), points: 1, source: law, ja: 規, en: r}\n"
        }
        return Fixtures.minimalPolicy.replacing("household:", with: rules.joined() + "household:")
    }

    private static func replacing(_ part: String, _ other: String) -> String {
        Fixtures.minimalPolicy.replacing(part, with: other)
    }

    static let texts: [(name: String, yaml: String)] = [
        ("alias bomb", bomb()),
        ("cycle", "a: &a\n  b: *a\n"),
        ("cycle in a condition", replacing("{care_level: care3}", "&w {household: *w}")),
        ("merge key", replacing("title: 試験", "base: &base {title: x}\n<<: *base\ntitle: 試験")),
        ("10,000 rules", rules(10_000)),
        ("nested lists", replacing("{care_level: care3}", String(repeating: "[", count: 200_000))),
        ("nested conditions", replacing("{care_level: care3}", String(repeating: "{household: ", count: 5_000) + "x")),
        ("nested keys", replacing("{care_level: care3}", String(repeating: "? ", count: 100_000))),
        ("huge number", replacing("points: 70", "points: 99999999999999999999999999999999999999")),
        ("huge exponent", replacing("points: 70", "points: 1e400")),
        ("not a number", replacing("points: 70", "points: .nan")),
        ("infinity", replacing("factor: 1.5", "factor: .inf")),
        ("a number of a million digits", replacing("points: 70", "points: " + String(repeating: "9", count: 900_000))),
        ("one line of a megabyte", replacing("title: 試験", "title: " + String(repeating: "x", count: 1_000_000))),
        ("one key of a megabyte", replacing("points: 70", String(repeating: "x", count: 1_000_000) + ": 70")),
        ("a word of a megabyte", replacing("care3}", String(repeating: "x", count: 1_000_000) + "}")),
        ("a megabyte of one mapping", "{" + (0..<80_000).map { "k\($0): 1" }.joined(separator: ", ") + "}"),
        (
            "a megabyte of words",
            replacing("care_level: care3", "care_level: [" + String(repeating: "x,", count: 90_000) + "x]")
        ),
        ("a tag", replacing("title: 試験", "title: !!python/object:os.system x")),
        ("two documents", Fixtures.minimalPolicy + "---\n" + Fixtures.minimalPolicy),
        ("a list for a text", replacing("title: 試験", "title: [試験]")),
        ("a mapping for a list", replacing("groups:\n  - id", "groups:\n    id")),
        (
            "a household under away",
            replacing(
                "  factors:",
                "  away:\n    - {id: x, when: {institution: any, household: {members: {to: 1}}}, ja: 不在, en: away, source: choice}\n  factors:"
            )
        ),
    ]

    @Test(arguments: texts.indices)
    func areRefusedWithinASecond(index: Int) throws {
        let (name, yaml) = Self.texts[index]
        let bytes = Array(yaml.utf8)
        var refusal: ScoringPolicyError?
        let seconds = ThreadClock.seconds {
            do throws(ScoringPolicyError) { _ = try ScoringPolicy.parse(bytes) } catch { refusal = error }
        }
        let found = try #require(refusal, "\(name)")
        // Unoptimised; a release build takes a tenth.
        #expect(seconds < 8, "\(name) took \(seconds) s")
        #expect(found.position != nil, "\(name)")
        #expect(String(describing: found).utf8.count < 2_000, "\(name)")
    }

    @Test func theLargestPolicyIsTakenAndScores() throws {
        let policy = try ScoringPolicy.parse(Array(Self.rules(1_998).utf8))
        let engine = ScoringEngine(policy: policy, asOf: Fixtures.asOf)
        #expect(policy.ruleIDs.count == 2_000)
        #expect(try engine.score([Fixtures.person(40, "世帯主", Fixtures.need(.wheelchair))]).score.text == "1.5")
    }
}
