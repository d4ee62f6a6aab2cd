import Foundation
import Residents
import TestSupport
import Testing

@testable import SupportScoring

/// Prints what scoring costs per person; run with `ENGO_BENCHMARK=1` in a release build.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["ENGO_BENCHMARK"] != nil, "set ENGO_BENCHMARK=1"))
struct ScoringBenchmarkTests {
    /// A city of 60,000 households and about 140,000 persons, of whom one in eight has needs on file.
    private func city() throws -> [[PersonFacts]] {
        var random = SeededGenerator(seed: 42)
        let head = try Relationship("世帯主")
        let child = try Relationship("子")
        let kinds = NeedKind.allCases
        return try (0..<60_000).map { _ in
            try (0..<[1, 1, 2, 2, 3, 5][Int.random(in: 0..<6, using: &random)]).map { index in
                var needs: [Need] = []
                if Int.random(in: 0..<8, using: &random) == 0 {
                    for line in 0..<Int.random(in: 1...3, using: &random) {
                        let kind = kinds[Int.random(in: 0..<kinds.count, using: &random)]
                        let levels = NeedLevel.levels(of: kind)
                        needs.append(
                            try Fixtures.need(
                                kind, levels[Int.random(in: 0..<levels.count, using: &random)], from: "2025-01-01",
                                until: "2027-03-31", line: line))
                    }
                }
                return PersonFacts(
                    ageYears: Int.random(in: 0...95, using: &random), relationship: index == 0 ? head : child,
                    needs: needs)
            }
        }
    }

    @Test func scoresACity() throws {
        let city = try city()
        let persons = city.reduce(0) { $0 + $1.count }
        let needs = city.joined().reduce(0) { $0 + $1.needs.count }
        let engine = try Fixtures.engine()
        let reference = ReferenceEngine(policy: engine.policy, asOf: engine.asOf)
        let clock = ContinuousClock()
        var sum = 0
        var best = Duration.seconds(3_600)
        for _ in 0..<5 {
            sum = 0
            best = min(
                best, clock.measure { for household in city { sum += engine.totals(household).score.thousandths } })
        }
        var slow = 0
        let baseline = clock.measure { for household in city { slow += reference.totals(household).score.thousandths } }
        let full = clock.measure { for household in city { _ = engine.score(household) } }
        #expect(sum == slow)
        let each = best / persons
        print(
            "\(persons) persons, \(needs) needs: totals \(best) (\(each) each), with reasons \(full), plain \(baseline)"
        )
        #expect(sum > 0)
    }
}
