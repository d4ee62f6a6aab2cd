import Residents

@testable import SupportScoring

/// People and engines for the tests; everybody is invented.
enum Fixtures {
    static let asOf = CalendarDate(iso: "2026-06-01") ?? { preconditionFailure("a valid date") }()

    static func engine() throws -> ScoringEngine {
        ScoringEngine(policy: try ScoringPolicy.shipped(), asOf: asOf)
    }

    static func need(
        _ kind: NeedKind, _ level: NeedLevel = .unspecified, from: String? = nil, until: String? = nil, line: Int = 2
    ) throws -> Need {
        Need(
            residentNumber: try ResidentNumber("1"), kind: kind, grade: NeedGrade(level),
            validFrom: from.flatMap { CalendarDate(iso: $0) }, validUntil: until.flatMap { CalendarDate(iso: $0) },
            sourceLine: line)
    }

    static func person(_ age: Int?, _ relationship: String = "世帯主", _ needs: Need...) throws -> PersonFacts {
        PersonFacts(ageYears: age, relationship: try Relationship(relationship), needs: needs)
    }

    /// An adult who can help, so that no factor applies.
    static func helper() throws -> PersonFacts { try person(40, "子") }

    /// A small valid policy of which tests replace parts.
    static let minimalPolicy = """
        title: 試験
        version: "1"
        date: 2026-01-01
        sources: {law: a law}
        unit: {ja: 点, en: points}
        person: {combine: maximum-plus-share, share: 0.25}
        groups:
          - id: care
            ja: 介護
            en: care
            combine: maximum
            rules:
              - {id: care-3, when: {care_level: care3}, points: 70, source: law, ja: 要介護3, en: care level 3}
        household:
          helper: {age: {from: 18, to: 64}, max_score: 12}
          factors:
            - {id: alone, when: living-alone, factor: 1.5, ja: 独居, en: alone, source: choice}
        bands: {A: 65, B: 25}

        """
}
