import Disclosure
import Foundation
import Incidents
import Interchange
import Registry
import Residents
import SupportScoring
import Testing
import VictimSupport

/// How an incident goes, in numbers.
@Suite struct IncidentReportTests {
    private func report(
        _ fixture: IncidentFixture, as audience: Audience? = nil, until: WorkTime? = nil, every: Int = 60,
        at utc: String = "2026-06-01T05:30:00Z"
    ) throws -> IncidentReport {
        try RegistryReader(fixture.city.paths).read {
            try IncidentReport(of: 1, until: until, every: every, in: $0, fixture.desk(audience, at: utc))
        }
    }

    private func worked() throws -> IncidentFixture {
        let fixture = try IncidentFixture()
        try fixture.record("H1", .notReached, at: "2026-06-01T01:10:00Z")
        try fixture.record("H1", .checkedSafe, at: "2026-06-01T01:40:59Z")
        try fixture.record("H2", .evacuated, at: "2026-06-01T00:50:00Z")
        try fixture.record("H3", .needsHelp, at: "2026-06-01T01:59:00Z")
        try fixture.record("H5", .evacuated, at: "2026-06-01T01:20:00Z")
        try fixture.record("H5", .reopened, at: "2026-06-01T01:21:00Z")
        return fixture
    }

    @Test func tellsStagesTimesAndProgress() throws {
        let report = try report(worked())
        #expect(report.progress.count() == 6 && report.progress.reached() == 3 && report.progress.done() == 2)
        // From the opening at 01:00; whom nobody knows of any more is not reached.
        #expect(report.reach[nil]?.minutes == [0, 40, 59])
        #expect(report.minutes(50, nil) == 40 && report.minutes(90, nil) == 59 && report.minutes(50, .a) == 40)
        #expect(
            report.timeline.points.map(\.at.clock) == ["11:00", "12:00", "13:00", "14:00", "14:30"])
        #expect(report.timeline.points.map { $0.progress.reached() } == [3, 3, 3, 3, 3])
        #expect(report.reports == 6 && report.joinedLater == 0)
        let early = try self.report(worked(), until: WorkTime(utc: "2026-06-01T01:15:00Z"))
        #expect(early.progress.count(.notReached) == 1 && early.progress.reached() == 1)
    }

    @Test func thePageIsWholeEscapedAndSaysThatItIsADrill() throws {
        let fixture = try IncidentFixture(incident: false)
        try fixture.open("<script>alert(1)</script>&台風")
        let sink = TextSink()
        try IncidentReportExport(language: .japanese).writeHTML(report(fixture), to: sink)
        #expect(sink.text.contains("&lt;script&gt;") && !sink.text.contains("<script"))
        #expect(sink.text.contains("訓練") && sink.text.contains("default-src 'none'"))
        #expect(!sink.text.contains("http:") && !sink.text.contains("https:") && !sink.text.contains("url("))
        #expect(!sink.text.contains("試験1郎") && !sink.text.contains("秘町"))
        let csv = TextSink()
        _ = try IncidentReportExport(language: .english).writeCSV(report(fixture), encoding: .utf8, to: csv)
        let lines = csv.text.components(separatedBy: "\r\n")
        #expect(lines[0] == "section,time,band,item,value,drill_mark" && lines[1].hasSuffix(",all,households,6,訓練"))
        #expect(Set(lines.dropLast().map { $0.components(separatedBy: ",").count }) == [6])
    }

    @Test func thePublicGetsRoundedNumbersWithoutProtectedHouseholds() throws {
        let report = try report(worked(), as: Audience(rawValue: "public"))
        #expect(report.progress.count() == 5)
        #expect(report.minutes(50, nil) == nil)
        let rows = IncidentReportExport(language: .japanese).rows(report)
        #expect(rows.dropFirst().allSatisfy { ["", "0", "<10"].contains($0[4]) })
        #expect(throws: DisclosureError.self) { try self.report(worked(), as: IncidentFixture.responder) }
    }

    @Test func aTimelineOfTooManyPointsIsRefused() throws {
        #expect(throws: IncidentError.tooManyIntervals(limit: 2_000)) {
            try report(IncidentFixture(), every: 1, at: "2026-06-05T00:00:00Z")
        }
    }
}
