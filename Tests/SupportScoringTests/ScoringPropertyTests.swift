import Residents
import Testing

@testable import SupportScoring

@Suite struct ScoringPropertyTests {
    static let seeds: [UInt64] = [1, 2, 3, 20_260_601, 0xDEAD_BEEF, 6_022_140]

    /// The default policy and generated ones, each with a stream of people.
    private func forEachCase(
        seed: UInt64, policies: Int, households: Int,
        _ body: (ScoringEngine, [PersonFacts], inout GeneratedCases) throws -> Void
    ) throws {
        var cases = GeneratedCases(seed: seed)
        for index in 0...policies {
            let policy = index == 0 ? try ScoringPolicy.shipped() : try cases.policy()
            let engine = ScoringEngine(policy: policy, asOf: Fixtures.asOf)
            for _ in 0..<households { try body(engine, try cases.people(), &cases) }
        }
    }

    @Test(arguments: seeds)
    func equalsTheReferenceEngine(seed: UInt64) throws {
        try forEachCase(seed: seed, policies: 16, households: 25) { engine, household, _ in
            let reference = ReferenceEngine(policy: engine.policy, asOf: engine.asOf)
            #expect(engine.totals(household) == reference.totals(household), "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func addsUpEveryLineToTheScore(seed: UInt64) throws {
        try forEachCase(seed: seed, policies: 8, households: 20) { engine, household, _ in
            let score = engine.score(household)
            let totals = engine.totals(household)
            #expect(score.score == totals.score && score.band == totals.band, "seed \(seed)")
            #expect(
                score.persons.map { PersonTotals(score: $0.score, band: $0.band) } == totals.persons, "seed \(seed)")
            #expect(score.lines.reduce(.zero) { $0 + $1.points } == score.score, "seed \(seed)")
            #expect(
                score.daytime.map { TimeTotals(score: $0.score, band: $0.band) } == totals.daytime, "seed \(seed)")
            if let daytime = score.daytime {
                #expect(daytime.lines.reduce(.zero) { $0 + $1.points } == daytime.score, "seed \(seed)")
            }
            for (person, facts) in zip(score.persons, household) {
                #expect(person.lines.reduce(.zero) { $0 + $1.counted } == person.score, "seed \(seed)")
                for line in person.lines { #expect(.zero <= line.counted && line.counted <= line.points) }
                // Every need on file is a reason or is listed as uncounted, and never both.
                let shown = person.lines.compactMap(\.need).map(\.sourceLine)
                let uncounted = person.uncounted.map(\.need.sourceLine)
                #expect(Set(shown).union(uncounted) == Set(facts.needs.map(\.sourceLine)), "seed \(seed)")
                #expect(Set(shown).isDisjoint(with: uncounted), "seed \(seed)")
            }
        }
    }

    @Test(arguments: seeds)
    func neverLowersAScoreByANeedAdded(seed: UInt64) throws {
        try forEachCase(seed: seed, policies: 16, households: 25) { engine, household, cases in
            let before = engine.totals(household)
            let index = cases.number(0...(household.count - 1))
            let need = try cases.need(line: 99, exposureToo: false)
            var changed = household
            let person = household[index]
            changed[index] = PersonFacts(
                ageYears: person.ageYears, relationship: person.relationship, house: person.house,
                needs: person.needs + [need])
            let after = engine.totals(changed)
            #expect(after.score >= before.score && after.band <= before.band, "seed \(seed)")
            if let day = before.daytime, let later = after.daytime {
                #expect(later.score >= day.score && later.band <= day.band, "seed \(seed)")
            }
            #expect(after.persons[index].score >= before.persons[index].score, "seed \(seed)")
            #expect(after.persons[index].band <= before.persons[index].band, "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func givesTheSameForAnyOrderOfInput(seed: UInt64) throws {
        try forEachCase(seed: seed, policies: 8, households: 20) { engine, household, cases in
            let order = cases.shuffled(Array(household.indices))
            let shuffled = order.map { index in
                PersonFacts(
                    ageYears: household[index].ageYears, relationship: household[index].relationship,
                    house: household[index].house, needs: cases.shuffled(household[index].needs))
            }
            let score = engine.score(household)
            let other = engine.score(shuffled)
            #expect(other.score == score.score && other.band == score.band, "seed \(seed)")
            #expect(other.lines == score.lines && other.daytime == score.daytime, "seed \(seed)")
            #expect(other.persons == order.map { score.persons[$0] }, "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func scoresATableAsHouseholdByHousehold(seed: UInt64) throws {
        var cases = GeneratedCases(seed: seed)
        for _ in 0..<10 {
            let engine = ScoringEngine(policy: try cases.policy(), asOf: Fixtures.asOf)
            let households = try (0..<20).map { _ in try cases.people() }
            var table = FactsTable(asOf: Fixtures.asOf)
            for household in households { table.append(household) }
            var columns = ScoreColumns()
            engine.score(table, into: &columns)
            let totals = households.map(engine.totals)
            #expect(columns.households.map(Int.init) == totals.map(\.score.thousandths), "seed \(seed)")
            #expect(columns.bands == totals.map(\.band.rawValue), "seed \(seed)")
            #expect(columns.persons.map(Int.init) == totals.flatMap(\.persons).map(\.score.thousandths), "seed \(seed)")
            let daytime = totals.compactMap(\.daytime)
            #expect(columns.daytimeHouseholds.map(Int.init) == daytime.map(\.score.thousandths), "seed \(seed)")
            #expect(columns.daytimeBands == daytime.map(\.band.rawValue), "seed \(seed)")
            #expect(!columns.hasOverflow)
        }
    }

    @Test func reachesEveryRoleReasonBandAndLine() throws {
        var roles: Set<ScoreLineRole> = []
        var reasons: Set<String> = []
        var bands: Set<SupportBand> = []
        var lines: Set<String> = []
        var situations: Set<HouseholdSituation> = []
        try forEachCase(seed: 7, policies: 40, households: 60) { engine, household, _ in
            let score = engine.score(household)
            bands.insert(score.band)
            let ids = Set((score.lines + (score.daytime?.lines ?? [])).map(\.ruleID))
            lines.formUnion(ids)
            if let large = engine.policy.household.large, ids.contains(large.id) { lines.insert("large") }
            if let daytime = engine.policy.household.daytime, ids.contains(daytime.id) { lines.insert("daytime") }
            situations.formUnion(engine.policy.household.factors.filter { ids.contains($0.id) }.map(\.situation))
            for person in score.persons {
                roles.formUnion(person.lines.map(\.role))
                reasons.formUnion(person.uncounted.map(\.reason.code))
            }
        }
        #expect(roles == Set(ScoreLineRole.allCases))
        #expect(bands == Set(SupportBand.allCases))
        #expect(lines.isSuperset(of: HouseholdLine.ownIDs + ["large", "daytime"]))
        #expect(situations == Set(HouseholdSituation.allCases))
        #expect(
            reasons == [
                "expired", "not-yet-valid", "grade-does-not-count", "unknown-grade", "no-rule", "overridden-by-larger",
                "same-rule",
            ])
    }
}
