import Foundation
import Testing

@testable import SupportScoring

/// Cases beside a policy: facts in, score and band out.
@Suite struct PolicyCasesTests {
    private static let text = """
        as_of: 2026-06-01
        cases:
          - name: alone
            persons:
              - {age: 90, needs: [{care_level: care3}], expect: {score: 70, band: A, rules: [age-85, care-3]}}
            expect: {score: 105, band: A, rules: [living-alone]}

        """

    private static func parse(_ old: String = "", _ new: String = "") throws -> PolicyCases {
        try PolicyCases.parse(Array((old.isEmpty ? text : text.replacingOccurrences(of: old, with: new)).utf8))
    }

    @Test func everyShippedPolicyMeetsItsCases() throws {
        for shipped in ShippedPolicy.all {
            let cases = try PolicyCases.parse(shipped.cases)
            #expect(cases.cases.count >= 8)
            let found = cases.differences(from: try ScoringPolicy.parse(shipped.yaml))
            #expect(found == [], "\(shipped.name)")
        }
    }

    @Test func tellsWhatDiffersWithItsLine() throws {
        let policy = try ScoringPolicy.shipped()
        #expect(try Self.parse().differences(from: policy) == [])
        let wrong = try Self.parse("expect: {score: 105, band: A", "expect: {score: 104.5, band: C")
        let differences = wrong.differences(from: policy)
        #expect(differences.map(\.subject) == [.score, .band])
        #expect(differences.map(\.line) == [6, 6])
        #expect(differences.map(\.person) == [nil, nil])
        #expect(differences.map(\.expected) == ["104.5", "C"])
        #expect(differences.map(\.found) == ["105", "A"])
        let rules = try Self.parse("rules: [age-85, care-3]", "rules: [care-3]").differences(from: policy)
        #expect(rules.map(\.person) == [1])
        #expect(rules.map(\.found) == ["[age-85, care-3]"])
    }

    @Test(arguments: [
        ("care_level: care3", "care_levle: care3"), ("care_level: care3", "care_level: care6"),
        ("care_level: care3", "care_level: care3, wheelchair: any"), ("care_level: care3", "from: 2026-01-01"),
        ("care_level: care3", "care_level: care3, from: 2026-02-01, until: 2026-01-01"),
        ("age: 90", "age: old"), ("age: 90", "age: 131"), ("age: 90", "aeg: 90"), ("band: A", "band: D"),
        ("score: 70", "score: 70.0001"), ("as_of: 2026-06-01", "as_of: 2026-02-30"), ("    expect:", "    expct:"),
        ("- name: alone", "- name: [alone]"), ("cases:", "casse:"),
    ])
    func wrongCasesAreRefused(old: String, new: String) {
        #expect(throws: ScoringPolicyError.self) { try Self.parse(old, new) }
    }

    @Test func agesCanBeDatesOfBirth() throws {
        let cases = try Self.parse("age: 90", "age: 1936-06-02")
        // By the Act on Calculation of Ages the year is reached on the day before the birthday.
        #expect(cases.cases.first?.persons.first?.ageYears == 90)
        #expect(try Self.parse("age: 90", "age: unknown").cases.first?.persons.first?.ageYears == nil)
    }
}
