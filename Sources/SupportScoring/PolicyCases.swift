package import Residents

/// Households with the scores that a policy must give them, read from YAML beside the policy.
///
/// The language is described in `Docs/scoring.md`.
package struct PolicyCases: Sendable {
    /// The longest file of cases, in bytes.
    package static let maximumBytes = ScoringPolicy.maximumBytes
    /// The most cases of a file.
    package static let maximumCases = 5_000
    /// The most persons of one case.
    package static let maximumPersons = 1_000

    /// The day on which ages and validities count.
    package let asOf: CalendarDate
    /// The cases, in the order of the file.
    package let cases: [Case]

    /// One household, and what is expected of it.
    package struct Case: Sendable {
        /// What the case is about, in its author's words.
        package let name: String
        /// The line where it begins.
        package let line: Int
        /// The members, in the order of the file.
        package let persons: [PersonFacts]
        /// What is expected of each member.
        package let expectedOfPersons: [Expectation]
        /// What is expected of the household.
        package let expected: Expectation
        /// What is expected of the household on a weekday's daytime; nil where the case does not say.
        package let expectedInDaytime: Expectation?
    }

    /// What is expected of a person or a household; nil where the case does not say.
    package struct Expectation: Sendable {
        /// The line where it stands.
        package let line: Int
        /// The score.
        package let score: Points?
        /// The band.
        package let band: SupportBand?
        /// The rules that give lines, in byte order, `household-sum` left out.
        package let rules: [String]?
    }

    /// One expectation that a policy does not meet.
    package struct Difference: Hashable, Sendable {
        /// The name of the case.
        package let caseName: String
        /// The line of the expectation.
        package let line: Int
        /// Which member, from 1; nil for the household.
        package let person: Int?
        /// What differs.
        package let subject: Subject
        /// What the case expects.
        package let expected: String
        /// What the policy gives.
        package let found: String
    }

    /// What can be expected.
    package enum Subject: String, CaseIterable, Sendable {
        /// The score.
        case score
        /// The band.
        case band
        /// The rules that give lines.
        case rules
        /// Whether the policy has a daytime at all.
        case daytime
    }

    /// Every expectation that the policy does not meet, in the order of the file.
    package func differences(from policy: ScoringPolicy) -> [Difference] {
        let engine = ScoringEngine(policy: policy, asOf: asOf)
        return cases.flatMap { test -> [Difference] in
            let score = engine.score(test.persons)
            var result: [Difference] = []
            for (index, (expected, person)) in zip(test.expectedOfPersons, score.persons).enumerated() {
                result += Self.differences(
                    test, index + 1, expected, person.score, person.band, person.lines.map(\.ruleID))
            }
            func rules(_ lines: [HouseholdLine]) -> [String] {
                lines.map(\.ruleID).filter { $0 != HouseholdLine.sumID }
            }
            result += Self.differences(test, nil, test.expected, score.score, score.band, rules(score.lines))
            guard let expected = test.expectedInDaytime else { return result }
            guard let daytime = score.daytime else {
                return result + [
                    Difference(
                        caseName: test.name, line: expected.line, person: nil, subject: .daytime, expected: "daytime",
                        found: "–")
                ]
            }
            return result
                + Self.differences(test, nil, expected, daytime.score, daytime.band, rules(daytime.lines))
        }
    }

    private static func differences(
        _ test: Case, _ person: Int?, _ expected: Expectation, _ score: Points, _ band: SupportBand, _ rules: [String]
    ) -> [Difference] {
        func compare(_ subject: Subject, _ expectation: String?, _ found: String) -> Difference? {
            guard let expectation, expectation != found else { return nil }
            return Difference(
                caseName: test.name, line: expected.line, person: person, subject: subject, expected: expectation,
                found: found)
        }
        return [
            compare(.score, expected.score?.text, score.text), compare(.band, expected.band?.label, band.label),
            compare(.rules, expected.rules.map(list), list(Set(rules).sorted())),
        ].compactMap(\.self)
    }

    private static func list(_ rules: [String]) -> String { "[" + rules.joined(separator: ", ") + "]" }
}
