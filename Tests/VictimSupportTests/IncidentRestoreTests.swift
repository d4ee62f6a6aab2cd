import Foundation
import Incidents
import Interchange
import Registry
import Residents
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

    /// Two workspaces of one backup went on, each with a household and reports that the other lacks.
    @Test func numbersThatAreTakenGoOnInTheirHalfAndNobodyIsTakenToHaveSeenWhatOthersReported() throws {
        let fixture = try IncidentFixture()
        _ = try fixture.city.importer.residents(
            file: fixture.city.write("r.csv", IncidentFixture.register(1...9)))
        let (base, other) = (fixture.city.folder.appendingPathComponent("b").path, "other.engo")
        let paths = WorkspacePaths(database: fixture.city.folder.appendingPathComponent(other).path)
        func back(_ paths: WorkspacePaths, to path: String) throws {
            _ = try WorkspaceBackup.make(
                paths, release: release(fixture, "backup"), to: AtomicFileWriter(path: path))
        }
        try back(fixture.city.paths, to: base)
        _ = try WorkspaceRestore.restore(
            base, to: paths, mayReplace: false, isDryRun: false, release: release(fixture, "restore"))
        try fixture.record("H7", .notReached)
        try fixture.record("H9", .needsHelp)
        try fixture.record("H7", .evacuated, at: "2026-06-01T01:40:00Z")
        _ = try IncidentRecording(fixture.desk(in: paths)).record(
            StateEntry(
                household: .household(HouseholdNumber("H8")), state: .away, team: nil,
                observedAt: try #require(WorkTime(utc: "2026-06-01T01:30:00Z")), source: .terminal), in: 1,
            insists: false)
        let second = fixture.city.folder.appendingPathComponent("c").path
        try back(paths, to: second)
        let restored = try WorkspaceRestore.restore(
            second, to: fixture.city.paths, mayReplace: true, isDryRun: false, release: release(fixture, "restore"))
        #expect(restored.keptReports == 3)
        let records = try RegistryReader(fixture.city.paths).read {
            try IncidentHistory(of: 1, nil, in: $0, fixture.desk()).records
        }
        // H8 was there; H9 keeps its number, H7 goes behind it and below those of protected households.
        #expect(
            records.map {
                "\($0.record.sequence) \($0.household.number) \($0.household.household.text) \($0.record.report.seen)"
            }
                == ["1 6 H8 0", "2 7 H9 0", "3 8 H7 0", "4 8 H7 0"])
        #expect(try fixture.status().lines.contains { $0.household.number == IncidentFixture.protectedNumber })
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
