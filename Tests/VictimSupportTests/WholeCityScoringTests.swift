import Disclosure
import Drill
import Foundation
import Registry
import Residents
import SupportScoring
import Testing

@testable import VictimSupport

/// The stored scores against their explanations, over a whole city.
@Suite struct WholeCityScoringTests {
    /// Household by household: what is stored, and what explains it. The two are read by different queries.
    private func forEachHousehold(
        policy name: String, _ body: (_ stored: Stored, _ explained: HouseholdScore) throws -> Void
    ) throws -> Int {
        let city = try TestCity()
        let files = try SyntheticCity(households: 600, seed: 11).write(to: city.folder.path + "/city")
        _ = try city.importer.residents(file: files.residentsPath)
        _ = try city.importer { $0.coverage = .full }.needs(file: files.needsPath)
        _ = try Rescoring.run(city.paths, policyFile: name, asOf: city.moment.today, moment: city.moment)
        let policy = try ScoringPolicy.named(name)
        return try RegistryReader(city.paths).read { snapshot in
            let clearance = try snapshot.clear(DisclosureRequest(time: city.moment.utc), for: .lists)
            let night = try snapshot.packedRegister(clearance, time: .night)
            let daytime = try snapshot.packedRegister(clearance, time: .daytime)
            let grant = try clearance.release(
                DisclosureEvent(
                    by: city.moment.acting("test"), generation: 1, households: 1, persons: 1, records: nil,
                    query: "all", format: "text"), to: AuditLog(city.paths))
            let scorer = Scorer(policy: policy, asOf: city.moment.today)
            for id in 1...UInt32(night.householdCount) {
                let members = try snapshot.scoringMembers(household: id, grant: grant)
                let shown = try snapshot.households([id], grant: grant)[0]
                let index = Int(id) - 1
                try body(
                    Stored(
                        score: night.scores[index], band: night.bands[index],
                        daytimeScore: daytime.scores.isEmpty ? nil : daytime.scores[index],
                        daytimeBand: daytime.bands.isEmpty ? nil : daytime.bands[index],
                        persons: shown.members.compactMap(\.score)), scorer.explain(members))
            }
            return night.householdCount
        }
    }

    private struct Stored {
        let score: Int32
        let band: UInt8
        let daytimeScore: Int32?
        let daytimeBand: UInt8?
        let persons: [Points]
    }

    @Test(arguments: ["shipped:default", "shipped:sayama"])
    func everyPointOfEveryExplanationAddsUpToTheStoredScore(policy: String) throws {
        var scored = 0
        let households = try forEachHousehold(policy: policy) { stored, explained in
            #expect(explained.score.thousandths == Int(stored.score))
            #expect(explained.band.rawValue == stored.band)
            #expect(explained.lines.reduce(.zero) { $0 + $1.points } == explained.score)
            #expect(explained.daytime?.score.thousandths == stored.daytimeScore.map(Int.init))
            #expect(explained.daytime?.band.rawValue == stored.daytimeBand)
            #expect(explained.daytime?.lines.reduce(.zero) { $0 + $1.points } == explained.daytime?.score)
            #expect(explained.persons.map(\.score) == stored.persons)
            for person in explained.persons {
                #expect(person.lines.reduce(.zero) { $0 + $1.counted } == person.score)
            }
            if explained.score > .zero { scored += 1 }
        }
        #expect(households == 600)
        #expect(scored > 100)
    }
}
