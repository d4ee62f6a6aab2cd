import Disclosure
import Foundation
import GRDB
import Incidents
import Interchange
import Registry
import Residents
import SupportScoring
import TestSupport
import Testing
import VictimSupport

/// Incidents from their opening to their close.
@Suite struct IncidentTests {
    private func numbers(_ status: IncidentStatus) -> [String] {
        status.lines.map { "\($0.household.number) \($0.household.household.text)" }
    }

    @Test func opensOnTheHouseholdsOfAnArea() throws {
        let fixture = try IncidentFixture(incident: false)
        let opened = try fixture.open()
        #expect(opened.incident.id == 1 && opened.incident.area.text == "台風")
        #expect(opened.progress.count() == 6 && opened.progress.count(nil, .a) == 1)
        let status = try fixture.status()
        // In the order of need; the number of a protected household leaves no gap among the others.
        #expect(numbers(status) == ["1 H1", "2 H2", "3 H3", "1000001 H4", "4 H5", "5 H6"])
        #expect(status.teams.map(\.text) == ["A班", "B班"] && status.uncounted == 0 && status.gone == 0)
        #expect(throws: IncidentError.nameTaken(1)) { try fixture.open() }
        #expect(throws: AreaError.areaInUse) {
            try AreaKeeping(fixture.city.paths, moment: fixture.city.moment, isDryRun: false).remove(StoredText("台風"))
        }
    }

    @Test func aRehearsalChangesNothing() throws {
        let fixture = try IncidentFixture(incident: false)
        let file = try fixture.city.write("west.geojson", IncidentFixture.west)
        let opened = try IncidentKeeping(fixture.desk(isDryRun: true)).open(
            StoredText("台風"), on: AreaRequest(sources: [.fileOrSaved(file)]).load(), activation: nil,
            including: .possible, teams: [])
        #expect(opened.progress.count() == 6)
        #expect(try RegistryReader(fixture.city.paths).read { try $0.incidents() }.isEmpty)
        try fixture.open()
        let rehearsed = try fixture.merge("世帯番号,報告,報告時刻\nH1,避難済,2026-06-01 10:30\n", isDryRun: true)
        #expect(rehearsed.count(.recorded) == 1)
        #expect(try fixture.status().progress.count(.untouched) == 6)
    }

    @Test func assignsAndRecordsAndCounts() throws {
        let fixture = try IncidentFixture()
        let team = try #require(TeamName("C班"))
        let keeping = IncidentKeeping(fixture.desk())
        let first = try keeping.assign(.these([.number(1), .number(2), .number(1)]), to: team, of: 1)
        #expect(first == (2, 0, true))
        #expect(try keeping.assign(.these([.number(1)]), to: team, of: 1) == (0, 1, false))
        let rest = try keeping.assign(.untouched(bands: [], limit: 3), to: try #require(TeamName("A班")), of: 1)
        #expect(rest.assigned == 3)
        #expect(try fixture.record("H1", .notReached, team: "C班").after.stage == .notReached)
        #expect(try fixture.record("H1", .checkedSafe, at: "2026-06-01T01:40:00Z").before.stage == .notReached)
        let status = try fixture.status()
        #expect(status.progress.reached() == 1 && status.progress.count(.assigned) == 4)
        #expect(status.progress.count(.untouched) == 1 && status.progress.done(.a) == 1)
        let open = try fixture.status(nil, IncidentStatus.Filter(teams: [team], isOpenOnly: true))
        #expect(numbers(open) == ["2 H2"])
    }

    @Test func theSameReportIsRecordedOnce() throws {
        let fixture = try IncidentFixture()
        #expect(try fixture.record("H2", .evacuated).outcome == .recorded)
        #expect(try fixture.record("H2", .evacuated).outcome == .repeated)
        let id = try #require(ReportID("phone-1"))
        func send(_ state: WorkState) throws -> RecordedReport {
            try IncidentRecording(fixture.desk()).record(
                StateEntry(
                    household: .number(3), state: state, team: nil,
                    observedAt: try #require(WorkTime(utc: "2026-06-01T01:20:00Z")), id: id, source: .server), in: 1,
                insists: false)
        }
        #expect(try send(.away).outcome == .recorded)
        #expect(try send(.away).outcome == .repeated)
        #expect(throws: IncidentError.idTaken) { try send(.evacuated) }
    }

    @Test func whoeverEditsLearnsWhatOthersRecordedSince() throws {
        let fixture = try IncidentFixture()
        try fixture.record("H1", .notReached)
        let seen = try #require(try fixture.status().lines.first?.work.lastSequence)
        try fixture.record("H1", .needsHelp, at: "2026-06-01T01:35:00Z", by: "other")
        let held = try fixture.record("H1", .checkedSafe, at: "2026-06-01T01:36:00Z", seen: seen)
        #expect(held.outcome == .heldBack && held.before.stage == .needsHelp)
        #expect(held.before.finding?.recordedBy == "other")
        #expect(held.conflict?.other.report.state == .needsHelp && held.conflict?.stands == false)
        #expect(try fixture.status().lines.first?.work.stage == .needsHelp)
        let insisted = try fixture.record("H1", .checkedSafe, at: "2026-06-01T01:36:00Z", seen: seen, insists: true)
        #expect(insisted.outcome == .recorded && insisted.conflict?.other.report.state == .needsHelp)
        #expect(insisted.after.stage == .checkedSafe)
        // Who says the same contradicts nobody.
        try fixture.record("H3", .needsHelp, by: "other")
        let same = try fixture.record("H3", .needsHelp, at: "2026-06-01T01:31:00Z", seen: 0)
        #expect(
            same.outcome == .recorded && same.conflict == nil && same.after.lastSequence == same.before.lastSequence + 1
        )
        // At the same second, too: who insists knows of the others.
        try fixture.record("H2", .needsHelp)
        #expect(try fixture.record("H2", .checkedSafe, seen: 0).outcome == .heldBack)
        #expect(try fixture.record("H2", .checkedSafe, seen: 0, insists: true).after.stage == .checkedSafe)
    }

    @Test func refusesWhatCannotBeRecorded() throws {
        let fixture = try IncidentFixture()
        #expect(throws: IncidentError.timeOutOfRange) {
            try fixture.record("H1", .away, at: "2026-06-01T02:06:00Z")
        }
        #expect(throws: IncidentError.timeOutOfRange) { try fixture.record("H1", .away, at: "2025-06-01T02:06:00Z") }
        #expect(throws: IncidentError.noSuchTeam(nearest: "A班")) { try fixture.record("H1", .away, team: "A斑") }
        #expect(throws: IncidentError.noSuchHousehold) { try fixture.record("H99", .away) }
        #expect(throws: IncidentError.noSuchIncident(open: [1])) { try IncidentKeeping(fixture.desk()).close(2) }
        _ = try IncidentKeeping(fixture.desk()).close(1)
        #expect(throws: IncidentError.closed(1)) { try fixture.record("H1", .away) }
        #expect(try fixture.status().incident.closed?.by == "tester")
    }

    @Test func somebodyOutsideWhoIsReportedJoinsVisibly() throws {
        let fixture = try IncidentFixture()
        let done = try fixture.record("H7", .checkedSafe)
        #expect(done.hasJoined && done.household.number == 6 && done.household.cause == .reported)
        #expect(try fixture.status().progress.count() == 7)
    }

    @Test func laterImportsLoseNobodyAndAddVisibly() throws {
        let fixture = try IncidentFixture()
        try fixture.record("H2", .evacuated)
        let text = IncidentFixture.register(3...7) + "R8,H8,新人,1950-01-01,女,世帯主,町,135.1,34.8\n"
        _ = try fixture.city.importer { $0.shrinkLimitPercent = 100 }.residents(file: fixture.city.write("r.csv", text))
        let status = try fixture.status()
        #expect(status.gone == 2 && status.uncounted == 1 && status.progress.count() == 6)
        #expect(status.progress.count(.evacuated) == 1)
        #expect(try IncidentKeeping(fixture.desk()).refresh(1).map(\.household.text) == ["H8"])
        let refreshed = try fixture.status()
        #expect(refreshed.uncounted == 0 && refreshed.progress.count() == 7 && refreshed.gone == 2)
        // Of those who are gone nobody knows whether they are protected.
        let seen = try fixture.status(IncidentFixture.responder)
        #expect(!seen.lines.contains { ["H1", "H2", "H4"].contains($0.household.household.text) })
    }

    /// Those of whom nobody knows where they live count only where it was opened for them, too.
    @Test(arguments: [ListSelection.Inclusion.all, .possible, .certain])
    func anIncidentGoesOnCountingAsItWasOpened(inclusion: ListSelection.Inclusion) throws {
        let fixture = try IncidentFixture(incident: false)
        func nowhere(_ numbers: [Int]) -> String {
            numbers.map { "R\($0),H\($0),不明\($0)郎,1990-01-01,男,世帯主,秘町\($0),,\n" }.joined()
        }
        _ = try fixture.city.importer.residents(
            file: fixture.city.write("r.csv", IncidentFixture.register() + nowhere([8])))
        let file = try fixture.city.write("west.geojson", IncidentFixture.west)
        let opened = try IncidentKeeping(fixture.desk(at: IncidentFixture.opened.utc)).open(
            StoredText("台風"), on: AreaRequest(sources: [.fileOrSaved(file)]).load(), activation: nil,
            including: inclusion, teams: [])
        #expect(opened.incident.inclusion == inclusion.rawValue)
        #expect(opened.progress.count() == (inclusion == .all ? 7 : 6))
        _ = try fixture.city.importer.residents(
            file: fixture.city.write("r.csv", IncidentFixture.register() + nowhere([8, 9])))
        #expect(try fixture.status().uncounted == (inclusion == .all ? 1 : 0))
        // Whoever asks for news alone is not told again.
        #expect(try fixture.status(nil, IncidentStatus.Filter(after: 1)).uncounted == nil)
        let joined = try IncidentKeeping(fixture.desk()).refresh(1)
        #expect(joined.map(\.household.text) == (inclusion == .all ? ["H9"] : []))
        #expect(try fixture.status().incident.inclusion == inclusion.rawValue)
        let sink = TextSink()
        try IncidentStatusExport(language: .english).writeJSON(fixture.status(), to: sink)
        #expect(
            sink.text.contains("\"inclusion\":\"\(inclusion.rawValue)\"") && sink.text.contains("\"cause\":\"opened\""))
        #expect(sink.text.contains("\"cause\":\"refreshed\"") == (inclusion == .all))
    }

    @Test func rowsAreAddedAndNeverChanged() throws {
        let fixture = try IncidentFixture()
        try fixture.record("H1", .away)
        let queue = try DatabaseQueue(path: fixture.city.paths.database)
        for table in ["incident", "incident_team", "incident_household", "work_state"] {
            #expect(throws: DatabaseError.self) {
                try queue.write { try $0.execute(sql: "DELETE FROM \(table)") }
            }
            #expect(throws: DatabaseError.self) {
                try queue.write { try $0.execute(sql: "UPDATE \(table) SET incident_id = 9") }
            }
        }
    }

    /// Planted names, addresses and numbers of a protected household in nothing that a responder gets or may ask for.
    @Test func respondersNeverLearnOfAProtectedHousehold() throws {
        let fixture = try IncidentFixture()
        try fixture.record("H4", .notReached)
        try fixture.record("H1", .checkedSafe, as: IncidentFixture.responder)
        let status = try fixture.status(IncidentFixture.responder)
        #expect(numbers(status).count == 5 && status.progress.count() == 5 && status.uncounted == nil)
        #expect(status.lines.map(\.household.number) == [1, 2, 3, 4, 5])
        let sink = TextSink()
        try IncidentStatusExport(language: .japanese).writeJSON(status, to: sink)
        _ = try IncidentStatusExport(language: .japanese).writeCSV(status, encoding: .utf8, to: sink)
        #expect(sink.text.contains("試験1郎") && sink.text.contains("訓練"))
        for planted in ["試験4郎", "秘町4", "H4", "R4", "1000001", "未到達", "not-reached\":1"] {
            #expect(!sink.text.contains(planted), "\(planted)")
        }
        // Responders have no household numbers.
        #expect(!sink.text.contains("H1"))
        #expect(throws: IncidentError.noSuchHousehold) {
            try fixture.record("H4", .away, as: IncidentFixture.responder)
        }
        let responder = try #require(IncidentFixture.responder)
        #expect(throws: DisclosureError.servesSome(audience: responder)) {
            try IncidentKeeping(fixture.desk(IncidentFixture.responder)).close(1)
        }
        let partner = try #require(Audience(rawValue: "peacetime-partner"))
        #expect(throws: DisclosureError.needsReason(audience: partner)) { try fixture.status(partner) }
    }

    @Test func everyAnswerIsInTheAuditLogWithoutNames() throws {
        let fixture = try IncidentFixture()
        try fixture.record("H1", .checkedSafe)
        _ = try fixture.status()
        let log = try String(contentsOfFile: fixture.city.paths.audit, encoding: .utf8)
        #expect(
            log.split(separator: "\n").contains {
                $0.contains("incident 1 area west.geojson crc32 ") && $0.contains("households 6")
            })
        #expect(log.contains("incident 1 reports 1 of 1 household H1 checked-safe"))
        #expect(log.split(separator: "\n").contains { $0.contains("\"households\":6") && $0.contains("\"records\"") })
        #expect(!log.contains("試験") && !log.contains("秘町"))
    }
}
