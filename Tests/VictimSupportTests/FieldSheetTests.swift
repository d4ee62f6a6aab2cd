import Disclosure
import Foundation
import Incidents
import Interchange
import Registry
import Residents
import TestSupport
import Testing
import VictimSupport

/// A team's sheet for a phone, and the file that comes back.
@Suite struct FieldSheetTests {
    private func staffed() throws -> IncidentFixture {
        let fixture = try IncidentFixture()
        let numbers = [1, 2, IncidentFixture.protectedNumber].map(HouseholdReference.number)
        _ = try IncidentKeeping(fixture.desk()).assign(.these(numbers), to: try #require(TeamName("A班")), of: 1)
        return fixture
    }

    private func page(_ fixture: IncidentFixture, as audience: Audience? = IncidentFixture.responder) throws -> String {
        let team = try #require(TeamName("A班"))
        let sheet = try RegistryReader(fixture.city.paths).read {
            try FieldSheet(of: 1, for: team, in: $0, fixture.desk(audience))
        }
        let sink = TextSink()
        try sheet.write(to: sink)
        return sink.text
    }

    @Test func holdsTheTeamsHouseholdsAsRespondersMaySeeThem() throws {
        let fixture = try staffed()
        let page = try page(fixture)
        #expect(page.contains("試験1郎") && page.contains("試験2郎") && page.contains("訓練"))
        for planted in ["試験3郎", "試験4郎", "秘町4", "\"H1\"", "要介護", "1990-01-01"] {
            #expect(!page.contains(planted), "\(planted)")
        }
        #expect(page.contains("default-src 'none'; script-src 'sha256-") && !page.contains("unsafe"))
        #expect(!page.contains("http:") && !page.contains("https:"))
        #expect(throws: DisclosureError.seesProtected(audience: .headquarters)) { try self.page(fixture, as: nil) }
        #expect(throws: IncidentError.noSuchTeam(nearest: "A班")) {
            try RegistryReader(fixture.city.paths).read {
                try FieldSheet(
                    of: 1, for: #require(TeamName("A斑")), in: $0, fixture.desk(IncidentFixture.responder))
            }
        }
        let log = try String(contentsOfFile: fixture.city.paths.audit, encoding: .utf8)
        #expect(log.split(separator: "\n").last?.contains("\"households\":2") == true)
    }

    private func merge(_ json: String, _ fixture: IncidentFixture, isDryRun: Bool = false) throws -> StateImportReport {
        try StateImport(fixture.desk(IncidentFixture.responder, isDryRun: isDryRun)).file(
            fixture.city.write("field.json", json), into: 1, at: nil, encoding: nil)
    }

    private func reports(_ reports: String, opened: String = "2026-06-01T01:00:00Z", team: String = "A班") -> String {
        """
        {"format":"engo-field","version":1,"incident":{"number":1,"opened_at":"\(opened)"},"team":"\(team)","reports":[\(reports)]}
        """
    }

    private func report(_ place: Int, _ number: Int, _ state: String, at time: String, seen: Int = 0) -> String {
        """
        {"id":"f0123456789abcdef-\(place)","number":\(number),"state":"\(state)","observed_at":"\(time)","seen":\(seen)}
        """
    }

    @Test func reportsComeBackOnceAndDoNotContradictThemselves() throws {
        let fixture = try staffed()
        let first = report(1, 1, "not-reached", at: "2026-06-01T01:30:00Z")
        let second = report(2, 1, "evacuated", at: "2026-06-01T01:40:00Z")
        #expect(try merge(reports(first), fixture, isDryRun: true).count(.recorded) == 1)
        #expect(try merge(reports(first), fixture).count(.recorded) == 1)
        let again = try merge(reports([first, second].joined(separator: ",")), fixture)
        #expect(again.count(.repeated) == 1 && again.count(.recorded) == 1 && again.conflicts.isEmpty)
        try fixture.record("H2", .needsHelp, at: "2026-06-01T01:50:00Z")
        let other = try merge(reports(report(3, 2, "checked-safe", at: "2026-06-01T01:45:00Z")), fixture)
        #expect(other.conflicts.count == 1 && other.conflicts.first?.after.stage == .needsHelp)
        let status = try fixture.status()
        #expect(status.progress.count(.evacuated) == 1 && status.progress.count(.needsHelp) == 1)
    }

    /// What was reported on the way stays behind what headquarters recorded later.
    @Test func tellsWhenWhatIsKnownWasSeen() throws {
        let fixture = try staffed()
        try fixture.record("H1", .needsHelp, at: "2026-06-01T01:50:00Z")
        #expect(
            try page(fixture).contains(
                #""number":1,"band":"A","stage":"needs-help","observed_at":"2026-06-01T01:50:00Z""#))
        #expect(try page(fixture).contains(#""stage":"assigned","observed_at":null"#))
    }

    @Test func soManyReportsOfOneHouseholdAreNoneOfAPhone() throws {
        let fixture = try staffed()
        func file(_ count: Int) -> String {
            reports((1...count).map { report($0, 77, "away", at: "2026-06-01T01:30:00Z") }.joined(separator: ","))
        }
        #expect(throws: IncidentError.notAFieldFile) { try merge(file(1_001), fixture) }
        // So many are read, and found to be of nobody.
        do {
            _ = try merge(file(1_000), fixture)
            Issue.record("was accepted")
        } catch VictimSupportError.badRows(_, let faults) {
            #expect(faults.count == 1_000 && faults.first.first?.code == .unknownHousehold)
        }
    }

    @Test(arguments: [
        "{", "[]", "{}", #"{"format":"engo-field"}"#,
        #"{"format":"engo-field","version":2,"incident":{"number":1,"opened_at":"2026-06-01T01:00:00Z"},"team":"A班","reports":[]}"#,
        #"{"format":"engo-field","version":1,"incident":{"number":1,"opened_at":"2026-06-01T01:00:00Z"},"team":"A班","reports":[],"x":1}"#,
    ])
    func whatIsNoSuchFileIsRefused(json: String) throws {
        let fixture = try staffed()
        #expect(throws: (any Error).self) { try merge(json, fixture) }
        #expect(try fixture.status().lines.allSatisfy { $0.work.finding == nil })
    }

    @Test func wrongReportsAreNamedByTheirPlace() throws {
        let fixture = try staffed()
        let good = report(1, 1, "away", at: "2026-06-01T01:30:00Z")
        func codes(_ text: String) throws -> [String] {
            do {
                _ = try merge(reports(text), fixture)
                return []
            } catch VictimSupportError.badRows(_, let faults) {
                return faults.first.map { "\($0.line) \($0.column ?? "") \($0.code.rawValue)" }
            }
        }
        #expect(
            try codes(
                [
                    good, report(2, 1, "assigned", at: "2026-06-01T01:30:00Z"), report(3, 1, "away", at: "now"),
                    report(4, 0, "away", at: "2026-06-01T01:30:00Z"), #"{"id":"x"}"#,
                    good.replacing("f0123456789abcdef-1", with: "x"),
                ].joined(separator: ",")) == [
                    "2 state unknown-work-state", "3 observed_at bad-time", "4 number bad-number",
                    "5  wrong-field-count", "6 id missing-value",
                ])
        // The household of a protected person is as unknown to a responder as one that is not there.
        #expect(
            try codes(
                [
                    report(2, IncidentFixture.protectedNumber, "away", at: "2026-06-01T01:30:00Z"),
                    report(3, 77, "away", at: "2026-06-01T01:30:00Z"),
                    report(4, 1, "away", at: "2031-06-01T01:30:00Z"),
                ].joined(separator: ",")) == [
                    "1 number unknown-household", "2 number unknown-household", "3 observed_at time-out-of-range",
                ])
        #expect(throws: IncidentError.otherIncident) {
            try merge(reports(good, opened: "2026-06-01T01:00:01Z"), fixture)
        }
        #expect(try fixture.status().lines.allSatisfy { $0.work.finding == nil })
    }

    /// Bytes changed at random are refused or read as some reports; the history is never left in between.
    @Test(arguments: 1...30)
    func brokenFilesAreReadWhollyOrNotAtAll(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let fixture = try staffed()
        var bytes = Array(
            reports(
                [report(1, 1, "away", at: "2026-06-01T01:30:00Z"), report(2, 2, "away", at: "2026-06-01T01:30:00Z")]
                    .joined(separator: ",")
            ).utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        let url = fixture.city.folder.appendingPathComponent("broken.json")
        try Data(bytes).write(to: url)
        let recorded = try? StateImport(fixture.desk()).file(url.path, into: 1, at: nil, encoding: nil).count(.recorded)
        let history = try RegistryReader(fixture.city.paths).read {
            try IncidentHistory(of: 1, nil, in: $0, fixture.desk()).records
        }
        #expect(history.count { $0.record.report.state.isFinding } == recorded ?? 0, "seed \(seed)")
    }
}
