import Registry
import SupportScoring
import Testing

@testable import Disclosure
@testable import VictimSupport

/// Every point of every explanation adds up to the score that is stored, for everybody of a synthetic city.
@Suite struct ExplanationSumTests {
    @Test(arguments: [UInt64(1), 7])
    func linesAddUpToTheStoredScoresOfEverybody(seed: UInt64) throws {
        let city = try TestCity.synthetic(households: 3_000, seed: seed)
        var persons = 0
        var rules: Set<String> = []
        try RegistryReader(city.paths).read { snapshot in
            let clearance = try snapshot.clear(DisclosureRequest(time: city.moment.utc), for: .lists)
            let grant = try clearance.release(
                DisclosureEvent(
                    by: Acting(verb: "list", operatorName: "tester", time: city.moment.utc), generation: 1,
                    households: 3_000,
                    persons: 1, records: nil, query: "all", format: "json"), to: AuditLog(city.paths))
            let run = try #require(try snapshot.scoreRun())
            let reasons = try ListReasons(run, in: snapshot, grant: grant)
            // Not in the order of the file: the answer is in the order that was asked.
            let all = (1...UInt32(try snapshot.householdCount())).reversed().map(\.self)
            #expect(all.count == 3_000)
            for start in stride(from: 0, to: all.count, by: 512) {
                let batch = Array(all[start..<min(start + 512, all.count)])
                let stored = try snapshot.households(batch, grant: grant)
                let scores = try #require(try reasons.scores(of: batch))
                #expect(scores.count == stored.count)
                for (household, score) in zip(stored, scores) {
                    #expect(score.score == household.score && score.band == household.band)
                    #expect(score.lines.reduce(Points.zero) { $0 + $1.points } == household.score)
                    #expect(score.persons.count == household.members.count)
                    for (member, person) in zip(household.members, score.persons) {
                        #expect(person.score == member.score)
                        #expect(person.lines.reduce(Points.zero) { $0 + $1.counted } == member.score)
                        persons += 1
                        rules.formUnion(person.lines.map(\.ruleID))
                    }
                }
            }
        }
        #expect(persons > 5_000)
        #expect(rules.count > 25, "the city holds few kinds of need")
    }

    /// What a line tells are needs, ages and 続柄: without any of them there is none.
    @Test func reasonsAreWithheldFromWhoMayNotSeeTheirFacts() throws {
        let city = try TestCity.synthetic(households: 200, seed: 1)
        try RegistryReader(city.paths).read { snapshot in
            let run = try #require(try snapshot.scoreRun())
            func grant(_ fields: DisclosedFields) -> ReleaseGrant {
                ReleaseGrant(
                    clearance: Clearance(
                        profile: DisclosureProfile(
                            audience: .headquarters, name: AudienceName(japanese: "x", english: "x"), bases: [:],
                            dataSets: [.lists], seesProtected: true, fields: fields, countMinimum: nil,
                            needsReason: false, reservedFor: nil), basis: .drill, people: .everyone, mode: .drill,
                        data: .lists,
                        reason: nil, activation: nil, rules: ""))
            }
            for field in [DisclosedFields.reasons, .needs, .scores, .birthDate, .relationship] {
                let scores = try ListReasons(run, in: snapshot, grant: grant(.all.subtracting(field)))
                    .scores(of: [1, 2, 3])
                #expect(scores == nil)
            }
            let everything = grant(.all)
            #expect(try ListReasons(run, in: snapshot, grant: everything).scores(of: [1, 2, 3])?.count == 3)
        }
    }
}
