import Residents
import SupportScoring

/// A policy as one SQL statement over ``FactTables``, in the form that somebody fluent in SQL would give it: the needs grouped
/// by person, persons by household, every rule a branch of a CASE.
///
/// It takes what the default policy uses: groups with their maximum, conditions on one kind of need or on age, factors for
/// those alone and without help, a large household's maximum, and the daytime.
struct PolicyStatement {
    let text: String

    /// - Throws: ``BenchmarkError/usage`` for a policy that says more.
    init(_ policy: ScoringPolicy) throws {
        let household = policy.household
        guard let daytime = household.daytime, let large = household.large, large.combination.share == 0,
            household.combination.share == 1_000, household.combination.cap == nil, large.combination.cap == nil,
            policy.combination.cap == nil,
            policy.groups.allSatisfy({ $0.combination.share == 0 && $0.combination.cap == nil })
        else { throw BenchmarkError.usage }
        let groups = policy.groups.indices
        let byNeed = try policy.groups.enumerated().map { index, group in
            "ifnull(max(\(try Self.cases(group.rules.filter { !$0.condition.needs.isEmpty }))), 0) AS n\(index)"
        }
        let values = try policy.groups.enumerated().map { index, group in
            let cases = try Self.cases(group.rules.filter { $0.condition.needs.isEmpty })
            return "max(ifnull(n\(index), 0), ifnull(\(cases), 0)) AS g\(index)"
        }
        let shares = policy.groups.enumerated().map { index, group in
            group.enters == .maximumAndShare ? "(g\(index) * \(policy.combination.share) + 500) / 1000" : "0"
        }
        let gains = groups.map { "g\($0) - \(shares[$0])" }
        let factors = try household.factors.map { factor in
            switch factor.situation {
            case .livingAlone: "WHEN alone THEN \(factor.thousandths)"
            case .noAbleHelper: "WHEN helpers = 0 THEN \(factor.thousandths)"
            default: throw BenchmarkError.usage
            }
        }
        guard Set(household.factors.map(\.thousandths)).count == 1 else { throw BenchmarkError.usage }
        let exceptions = household.helperExceptions.map { String($0.ordinal) }.joined(separator: ", ")
        let helper = """
            ifnull(age BETWEEN \(household.helperAges.lowerBound) AND \(household.helperAges.upperBound), 0)
                AND score <= \(household.helperMaximum.thousandths) AND NOT first AND rank NOT IN (\(exceptions))
            """
        let goesOut = "age BETWEEN \(daytime.ages.lowerBound) AND \(daytime.ages.upperBound)"
        let stays = "NOT (ifnull(\(goesOut), 0) AND score <= \(daytime.maximum.thousandths) AND NOT first)"
        let company = "NOT ifnull(\(goesOut), 1)"
        func score(_ sum: String, _ largest: String, alone: String, helpers: String, present: String) -> String {
            let factor = "CASE WHEN \(present) = 0 THEN 1000 \(factors.joined(separator: " ")) ELSE 1000 END"
                .replacing("alone", with: alone).replacing("helpers", with: helpers)
            return "((CASE WHEN home >= \(large.from) THEN \(largest) ELSE \(sum) END) * (\(factor)) + 500) / 1000"
        }
        func band(_ score: String, _ first: String) -> String {
            "CASE WHEN \(score) >= \(policy.thresholdA.thousandths) OR \(first) THEN 1 "
                + "WHEN \(score) >= \(policy.thresholdB.thousandths) THEN 2 ELSE 3 END"
        }
        text = """
            WITH needs AS (
                SELECT person, \(byNeed.joined(separator: ", ")),
                    max(\(try Self.holds(policy.overrides.map(\.trigger.condition)))) AS first,
                    max(\(try Self.holds(household.away.map(\.condition)))) AS away
                FROM need GROUP BY person),
            valued AS (
                SELECT household, age, rank, ifnull(first, 0) AS first, ifnull(away, 0) AS away,
                    \(values.joined(separator: ", "))
                FROM person LEFT JOIN needs ON needs.person = person.id),
            persons AS (
                SELECT household, age, rank, first, away,
                    \(shares.joined(separator: " + ")) + max(\(gains.joined(separator: ", "))) AS score
                FROM valued),
            home AS (
                SELECT household, age, score, first, \(helper) AS helps, \(stays) AS stays, \(company) AS company
                FROM persons WHERE NOT away),
            households AS (
                SELECT household, count(*) AS home, sum(score) AS sum, max(score) AS largest, sum(helps) AS helping,
                    max(first) AS first, sum(stays) AS day, sum(stays * score) AS daysum, max(stays * score) AS daylargest,
                    sum(company) AS companions, sum(company AND helps) AS dayhelping, max(stays AND first) AS dayfirst
                FROM home GROUP BY household),
            scored AS (
                SELECT household, first, dayfirst,
                    \(score("sum", "largest", alone: "home = 1", helpers: "helping", present: "home")) AS night,
                    \(score("daysum", "daylargest", alone: "companions <= 1", helpers: "dayhelping", present: "day")) AS daytime
                FROM households)
            SELECT ifnull(night, 0), ifnull(\(band("night", "first")), 3), ifnull(daytime, 0),
                ifnull(\(band("daytime", "dayfirst")), 3)
            FROM (SELECT DISTINCT household FROM person) AS every LEFT JOIN scored USING (household) ORDER BY household
            """
    }

    /// The points of the greatest rule that holds, of one row.
    private static func cases(_ rules: [ScoringRule]) throws -> String {
        guard !rules.isEmpty else { return "NULL" }
        let sorted = rules.sorted { $0.points > $1.points }
        return "CASE "
            + (try sorted.map { "WHEN \(try condition($0.condition)) THEN \($0.points.thousandths)" })
            .joined(separator: " ") + " END"
    }

    private static func holds(_ conditions: [ScoringCondition]) throws -> String {
        conditions.isEmpty ? "0" : try conditions.map(condition).joined(separator: " OR ")
    }

    private static func condition(_ condition: ScoringCondition) throws -> String {
        guard condition.needs.count + (condition.age == nil ? 0 : 1) == 1, condition.relationships.isEmpty,
            condition.floor == nil, condition.buildYear == nil, condition.structures.isEmpty, condition.household == nil
        else { throw BenchmarkError.usage }
        if let need = condition.needs.first {
            let levels = need.levels.map { String($0.rawValue) }.joined(separator: ", ")
            return "kind = \(need.kind.ordinal) AND level IN (\(levels))"
        }
        switch condition.age {
        case .years(let range): return "age BETWEEN \(range.lowerBound) AND \(range.upperBound)"
        default: return "age IS NULL"
        }
    }
}
