import Foundation
import Incidents
import Interchange
import Registry
import Testing
import VictimSupport

/// What a restore does to reports that came in since the backup.
@Suite struct IncidentRestoreTests {
    private func release(_ fixture: IncidentFixture, _ verb: String) -> ListRelease {
        ListRelease(verb: verb, operatorName: "tester", moment: fixture.city.moment, format: verb)
    }

    private func history(_ fixture: IncidentFixture, _ incident: Int64 = 1) throws -> [String] {
        try RegistryReader(fixture.city.paths).read {
            try IncidentHistory(of: incident, nil, in: $0, fixture.desk()).records.map { record, household in
                "\(record.sequence) \(household.number) \(record.report.state.rawValue) \(record.report.id.text)"
            }
        }
    }

    @Test func noReportIsLostByARestore() throws {
        let fixture = try IncidentFixture()
        try fixture.record("H1", .notReached)
        let backup = fixture.city.folder.appendingPathComponent("b").path
        _ = try WorkspaceBackup.make(
            fixture.city.paths, release: release(fixture, "backup"), to: AtomicFileWriter(path: backup))
        try fixture.record("H1", .evacuated, at: "2026-06-01T01:50:00Z")
        try fixture.record("H7", .needsHelp)
        let before = try history(fixture)
        func restore() throws -> WorkspaceRestore {
            try WorkspaceRestore.restore(
                backup, to: fixture.city.paths, mayReplace: true, isDryRun: false, release: release(fixture, "restore"))
        }
        #expect(try restore().keptReports == 2)
        #expect(try history(fixture) == before && before.count == 3)
        #expect(try restore().keptReports == 2)
        #expect(try history(fixture) == before)
        // The next report goes on behind the last.
        #expect(try fixture.record("H2", .away).after.lastSequence == 4)
    }

    @Test func anIncidentThatTheBackupLacksGoesOn() throws {
        let fixture = try IncidentFixture(incident: false)
        let backup = fixture.city.folder.appendingPathComponent("b").path
        _ = try WorkspaceBackup.make(
            fixture.city.paths, release: release(fixture, "backup"), to: AtomicFileWriter(path: backup))
        try fixture.open()
        try fixture.record("H1", .away)
        let restored = try WorkspaceRestore.restore(
            backup, to: fixture.city.paths, mayReplace: true, isDryRun: false, release: release(fixture, "restore"))
        #expect(restored.keptReports == 1)
        let status = try fixture.status()
        #expect(status.progress.count(.away) == 1 && status.uncounted == 0 && status.teams.count == 2)
    }
}
