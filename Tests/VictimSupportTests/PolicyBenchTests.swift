import Disclosure
import Foundation
import Registry
import Residents
import SupportScoring
import Testing

@testable import VictimSupport

/// Comparing policies and varying their numbers, against doing it the long way.
@Suite struct PolicyBenchTests {
    @Test func compareAgreesWithScoringEverybodyTwice() throws {
        let city = try TestCity.synthetic(households: 400, seed: 3)
        let file = try city.policy(
            "p.yaml", ("care_level: care3}, points: 70", "care_level: care3}, points: 50"),
            ("factor: 1.5", "factor: 1.2"),
            ("from: 75, to: 84}}, points: 9", "from: 75, to: 84}}, points: 26"))
        let asOf = city.moment.today
        let facts = try city.facts(asOf: asOf)
        let policies = [try ScoringPolicy.shipped(), try PolicyReference.read(file: file)]
        let totals = policies.map { policy in
            facts.map { ScoringEngine(policy: policy, asOf: asOf).totals($0) }
        }
        func rank(_ totals: [HouseholdTotals], _ index: Int) -> Int {
            1
                + totals.indices.count { other in
                    totals[other].score > totals[index].score
                        || totals[other].score == totals[index].score && other < index
                }
        }
        var seen: [String] = []
        var order: [[Int]] = []
        try RegistryReader(city.paths).rehearse { transaction in
            let comparison = try PolicyComparison(
                PolicyReference("current"), PolicyReference(file),
                for: DisclosureRequest(time: city.moment.utc), in: transaction)
            let changed = facts.indices.filter {
                totals[0][$0].score != totals[1][$0].score || totals[0][$0].band != totals[1][$0].band
            }
            #expect(comparison.registered == facts.count)
            #expect(comparison.changed == changed.count && changed.count > 20)
            var pairs: [BandPair: Int] = [:]
            var persons: [BandPair: Int] = [:]
            for index in facts.indices {
                pairs[BandPair(before: totals[0][index].band, after: totals[1][index].band), default: 0] += 1
                for (old, new) in zip(totals[0][index].persons, totals[1][index].persons) {
                    persons[BandPair(before: old.band, after: new.band), default: 0] += 1
                }
            }
            #expect(comparison.households == pairs)
            #expect(comparison.persons == persons)
            #expect(comparison.towns.reduce(0) { $0 + $1.up + $1.down + $1.withinBand } == changed.count)
            try comparison.release(
                city.release("policy compare"), limit: nil, from: transaction.snapshot, to: AuditLog(city.paths)
            ) { moved in
                let index = Int(moved.mover.household) - 1
                seen.append(try #require(moved.householdNumber))
                #expect(moved.number == seen.count)
                let ranks = try #require(moved.ranks)
                #expect(ranks == (rank(totals[0], index), rank(totals[1], index)))
                let scores = try #require(moved.scores)
                #expect(scores == (totals[0][index].score, totals[1][index].score))
                let bands = try #require(moved.bands)
                let score = abs(totals[0][index].score.thousandths - totals[1][index].score.thousandths)
                order.append([
                    -abs(Int(bands.before.rawValue) - Int(bands.after.rawValue)), -abs(ranks.before - ranks.after),
                    -score,
                    index,
                ])
                // What the rules count differently is the difference of the scores.
                #expect(!moved.reasons.isEmpty)
            }
        }
        #expect(Set(seen).count == seen.count)
        #expect(zip(order, order.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }

    @Test func aPolicyComparedWithItselfMovesNobody() throws {
        let city = try TestCity.synthetic(households: 200, seed: 3)
        let hash = try ScoringPolicy.shipped().hash
        try RegistryReader(city.paths).rehearse { transaction in
            for other in ["current", hash.short, hash.text, "shipped:default"] {
                let comparison = try PolicyComparison(
                    PolicyReference("current"), PolicyReference(other),
                    for: DisclosureRequest(time: city.moment.utc), in: transaction)
                #expect(comparison.changed == 0 && comparison.towns.isEmpty)
            }
        }
    }

    @Test(arguments: [10, 35])
    func sensitivityAgreesWithScoringEverybodyForEachNumber(percent: Int) throws {
        let city = try TestCity.synthetic(households: 300, seed: 5)
        let asOf = city.moment.today
        let facts = try city.facts(asOf: asOf)
        let policy = try ScoringPolicy.shipped()
        let engine = ScoringEngine(policy: policy, asOf: asOf)
        let base = facts.map { engine.totals($0) }
        let variations = try PolicyVariations(policy)
        let result = try RegistryReader(city.paths).rehearse { transaction in
            let sensitivity = try PolicySensitivity(
                percent: percent, isListing: true, for: DisclosureRequest(time: city.moment.utc), in: transaction)
            var crossers: [PolicySensitivity.Crosser] = []
            try sensitivity.release(
                city.release("policy sensitivity"), from: transaction.snapshot, to: AuditLog(city.paths)
            ) { crossers.append($0) }
            return (sensitivity, crossers)
        }
        #expect(result.0.weights.map(\.weight) == variations.weights)
        var crossing = 0
        for found in result.0.weights {
            for (change, percent) in [(found.lowered, -percent), (found.raised, percent)] {
                var counts = [0, 0, 0, 0]
                if let varied = variations.policy(changing: found.weight, by: percent) {
                    let other = ScoringEngine(policy: varied, asOf: asOf)
                    for (household, old) in zip(facts, base) {
                        let new = other.totals(household)
                        if new.band < old.band { counts[0] += 1 }
                        if new.band > old.band { counts[1] += 1 }
                        for (person, before) in zip(new.persons, old.persons) {
                            if person.band < before.band { counts[2] += 1 }
                            if person.band > before.band { counts[3] += 1 }
                        }
                    }
                }
                #expect(
                    [change.householdsUp, change.householdsDown, change.personsUp, change.personsDown] == counts,
                    "\(found.weight.name) by \(percent) %")
                crossing += counts[0] + counts[1]
            }
        }
        #expect(crossing > 50)
        #expect(result.1.count == crossing)
        #expect(result.1.allSatisfy { $0.householdNumber != nil && $0.bands.before != $0.bands.after })
    }

    @Test func nothingIsStoredAndTheListIsAudited() throws {
        let city = try TestCity.synthetic(households: 200, seed: 3)
        let before = try Data(contentsOf: URL(fileURLWithPath: city.paths.database))
        let file = try city.policy("p.yaml", ("bands: {A: 65", "bands: {A: 40"))
        try RegistryReader(city.paths).rehearse { transaction in
            let comparison = try PolicyComparison(
                PolicyReference("current"), PolicyReference(file),
                for: DisclosureRequest(time: city.moment.utc), in: transaction)
            try comparison.release(
                city.release("policy compare"), limit: 3, from: transaction.snapshot, to: AuditLog(city.paths)
            ) { _ in }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: city.paths.database)) == before)
        let log = try String(contentsOfFile: city.paths.audit, encoding: .utf8)
        let last = try #require(log.split(separator: "\n").last)
        #expect(last.contains("\"verb\":\"policy compare\"") && last.contains("\"households\":3"))
    }
}
