import Foundation
import GRDB
import Registry
import Residents
import SupportScoring
import Testing

@testable import VictimSupport

/// Which policy made which scores: kept over scorings, restored generations and restored backups.
@Suite struct PolicyHistoryTests {
    private func runs(_ paths: WorkspacePaths) throws -> [PolicyRun] {
        try RegistryReader(paths).read { try $0.policyRuns() }
    }

    private func score(_ fixture: BackupFixture, policy: String? = nil, operatorName: String? = "clerk") throws {
        let moment = Moment(
            utc: "2026-06-02T00:00:00Z", today: fixture.city.moment.today, operatorName: operatorName)
        _ = try Rescoring.run(
            fixture.city.paths, policyFile: policy, asOf: fixture.city.moment.today, moment: moment)
    }

    @Test func everyScoringIsInTheHistory() throws {
        let fixture = try BackupFixture()
        let shipped = try ScoringPolicy.shipped()
        let other = try fixture.city.policy("p.yaml", ("version: \"1.1\"", "version: \"2.0\""))
        try score(fixture, policy: other)
        try score(fixture, operatorName: nil)
        let history = try runs(fixture.city.paths)
        #expect(history.map(\.generation) == [4, 3, 2])
        #expect(history.map(\.version) == ["2.0", "2.0", "1.1"])
        #expect(history.map(\.operatorName) == [nil, "clerk", nil])
        #expect(history[2].hash == shipped.hash && history[1].hash != shipped.hash)
        #expect(history.allSatisfy { $0.byBand?.values.reduce(0, +) == 2 })
        try RegistryReader(fixture.city.paths).read { (snapshot: RegistrySnapshot) throws -> Void in
            #expect(try snapshot.policyYAML(hashPrefix: shipped.hash.short) == shipped.sourceBytes)
            #expect(try snapshot.policyYAML(hashPrefix: history[0].hash.text) == snapshot.policyYAML())
            #expect(try snapshot.policyYAML(hashPrefix: "000000") == nil)
            #expect(try snapshot.usedPolicies().map(\.hash) == [shipped.hash, history[0].hash])
            #expect(try snapshot.scoreRun()?.policyHash == history[0].hash)
        }
    }

    @Test func aPolicyThatCannotBeUsedLeavesNoTrace() throws {
        let fixture = try BackupFixture()
        let before = try fixture.contents(fixture.city.paths)
        let wrong = try fixture.city.policy("p.yaml", ("points: 110", "points: lots"))
        #expect(throws: ScoringPolicyError.self) { try score(fixture, policy: wrong) }
        #expect(try fixture.contents(fixture.city.paths) == before)
    }

    @Test func nothingOfTheHistoryCanBeChanged() throws {
        let fixture = try BackupFixture()
        let queue = try DatabaseQueue(path: fixture.city.paths.database)
        for statement in [
            "DELETE FROM policy_run", "UPDATE policy_run SET operator_name = 'x'", "DELETE FROM policy_text",
            "UPDATE policy_text SET yaml = x'00'",
        ] {
            #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: statement) } }
        }
    }

    @Test func aRestoredGenerationIsScoredByTodaysPolicy() throws {
        let fixture = try BackupFixture()
        let other = try fixture.city.policy("p.yaml", ("version: \"1.1\"", "version: \"2.0\""))
        try score(fixture, policy: other)
        _ = try fixture.importFewer()
        _ = try GenerationKeeping.restore(
            fixture.city.paths, generation: 2, moment: fixture.city.moment, isDryRun: false)
        #expect(try runs(fixture.city.paths).map(\.version) == ["2.0", "2.0", "2.0", "1.1"])
    }

    @Test func aRestoredBackupTakesTheHistoryAlong() throws {
        let fixture = try BackupFixture()
        let other = try fixture.city.policy("p.yaml", ("version: \"1.1\"", "version: \"2.0\""))
        try score(fixture, policy: other)
        let before = try runs(fixture.city.paths)
        _ = try fixture.backup()
        try fixture.restore(to: "new.engo")
        #expect(try runs(fixture.paths("new.engo")) == before)
        // What was scored after the backup is gone from the register, and stays told.
        let third = try fixture.city.policy("q.yaml", ("version: \"1.1\"", "version: \"3.0\""))
        try score(fixture, policy: third)
        let after = try runs(fixture.city.paths)
        #expect(after.count == before.count + 1)
        try fixture.restore(mayReplace: true)
        #expect(try runs(fixture.city.paths) == after)
        try RegistryReader(fixture.city.paths).read { (snapshot: RegistrySnapshot) throws -> Void in
            #expect(try snapshot.scoreRun()?.policyVersion == "2.0")
            #expect(try snapshot.policyYAML(hashPrefix: after[0].hash.text) != nil)
            #expect(try snapshot.policyYAML() == snapshot.policyYAML(hashPrefix: before[0].hash.text))
        }
        // Restored twice, nothing is told twice.
        try fixture.restore(mayReplace: true)
        #expect(try runs(fixture.city.paths) == after)
    }
}
