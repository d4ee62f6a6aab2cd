import Foundation
import Incidents
import Interchange
import Registry
import Residents
import TestSupport
import Testing
import VictimSupport

/// Tables that come back from the field.
@Suite struct StateImportTests {
    private func csv(_ fixture: IncidentFixture) throws -> String {
        let sink = TextSink()
        _ = try IncidentStatusExport(language: .japanese).writeCSV(fixture.status(), encoding: .utf8, to: sink)
        return sink.text
    }

    /// The exported form with reports filled in, by household number.
    private func filled(_ text: String, _ reports: [String: (String, String)]) -> String {
        text.components(separatedBy: "\r\n").map { line in
            var cells = line.components(separatedBy: ",")
            guard cells.count > 19, let report = reports[cells[1]] else { return line }
            (cells[17], cells[19]) = report
            return cells.joined(separator: ",")
        }.joined(separator: "\r\n")
    }

    @Test func anExportedListThatNobodyFilledInChangesNothing() throws {
        let fixture = try IncidentFixture()
        let report = try fixture.merge(csv(fixture))
        #expect(report.rows == 6 && report.empty == 6 && report.reports.isEmpty)
    }

    @Test func reportsComeBackAndTheSecondTimeChangeNothing() throws {
        let fixture = try IncidentFixture()
        let text = try filled(csv(fixture), ["H1": ("避難済", "2026-06-01 10:30"), "H2": ("未到達", "2026/6/1 10:31")])
        let report = try fixture.merge(text)
        #expect(report.count(.recorded) == 2 && report.conflicts.isEmpty)
        let again = try fixture.merge(text)
        #expect(again.count(.repeated) == 2 && again.count(.recorded) == 0)
        #expect(try fixture.status().progress.count(.evacuated) == 1)
    }

    @Test func aConflictIsShownAndBothAreKept() throws {
        let fixture = try IncidentFixture()
        let text = try filled(csv(fixture), ["H1": ("安否確認済", "2026-06-01 10:30")])
        try fixture.record("H1", .needsHelp, at: "2026-06-01T01:40:00Z", by: "other")
        let report = try fixture.merge(text)
        let conflict = try #require(report.conflicts.first)
        #expect(conflict.conflict?.other.recordedBy == "other" && conflict.conflict?.stands == false)
        #expect(conflict.after.stage == .needsHelp)
        let history = try RegistryReader(fixture.city.paths).read {
            try IncidentHistory(of: 1, .number(1), in: $0, fixture.desk())
        }
        #expect(history.records.map(\.record.report.state) == [.needsHelp, .checkedSafe])
    }

    @Test func everyWrongRowIsNamedAndNothingIsRecorded() throws {
        let fixture = try IncidentFixture()
        let text = """
            対応番号,世帯番号,報告,報告班,報告時刻,最終記録
            1,H1,避難済,,2026-06-01 10:30,
            1,H1,わからない,,2026-06-01 10:30,
            2,H1,避難済,,2026-06-01 10:30,
            ,H99,避難済,,2026-06-01 10:30,
            ,H2,避難済,Z班,2026-06-01 10:30,
            ,H2,避難済,,いま,
            ,H2,避難済,,2031-06-01 10:30,
            ,H2,避難済,,,
            x,,避難済,,2026-06-01 10:30,
            ,,避難済,,2026-06-01 10:30,
            """
        do {
            _ = try fixture.merge(text)
            Issue.record("was accepted")
        } catch VictimSupportError.badRows(_, let faults) {
            // What a row says of itself is looked at first.
            #expect(
                faults.first.map { "\($0.line) \($0.code.rawValue)" } == [
                    "3 unknown-work-state", "7 bad-time", "9 missing-value", "10 bad-number", "11 missing-value",
                ])
        }
        let rest = text.components(separatedBy: "\n").enumerated().filter { ![2, 6, 8, 9, 10].contains($0.offset) }
            .map(\.element).joined(separator: "\n")
        do {
            _ = try fixture.merge(rest)
            Issue.record("was accepted")
        } catch VictimSupportError.badRows(_, let faults) {
            #expect(
                faults.first.map { "\($0.line) \($0.code.rawValue)" } == [
                    "3 numbers-disagree", "4 unknown-household", "5 unknown-team", "6 time-out-of-range",
                ])
        }
        #expect(try fixture.status().progress.count(.untouched) == 6)
    }

    @Test func aHouseholdHasSoManyReportsAtOnceAndNoMoreByWhicheverNumber() throws {
        let fixture = try IncidentFixture()
        func table(_ count: Int) -> String {
            "対応番号,世帯番号,報告,報告時刻,最終記録\n"
                + (0..<count).map { "\($0 % 2 == 0 ? "1," : ",H1"),避難済,2026-06-01 10:30,\($0)\n" }.joined()
        }
        do {
            _ = try fixture.merge(table(1_001) + ",H2,避難済,2026-06-01 10:30,0\n")
            Issue.record("was accepted")
        } catch VictimSupportError.badRows(_, let faults) {
            #expect(faults.first.map { "\($0.line) \($0.code.rawValue)" } == ["1002 too-many-reports"])
        }
        #expect(try fixture.status().progress.count(.untouched) == 6)
        #expect(try fixture.merge(table(1_000)).reports.count == 1_000)
        #expect(try fixture.status().progress.count(.evacuated) == 1)
    }

    /// Files of several teams, in any order and any of them twice: the same end, and every report in the history.
    @Test(arguments: 1...6)
    func theOrderOfMergingMakesNoDifference(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let words = ["未到達", "要救助", "安否確認済", "避難済", "不在確認済", "取消"]
        let files = (0..<4).map { _ in
            "世帯番号,報告,報告時刻\n"
                + (1...6).filter { _ in Bool.random(using: &random) }.map { number in
                    let word = words[Int.random(in: 0..<words.count, using: &random)]
                    return "H\(number),\(word),2026-06-01 10:\(30 + Int.random(in: 0...2, using: &random))\n"
                }.joined()
        }.filter { $0.split(separator: "\n").count > 1 }
        var ends: [[String]] = []
        for _ in 0..<3 {
            let fixture = try IncidentFixture()
            let order = files.shuffled(using: &random)
            for file in order + order.prefix(2) { _ = try fixture.merge(file) }
            ends.append(
                try fixture.status().lines.map { line in
                    "\(line.household.household.text) \(line.work.stage) \(line.work.finding?.report.id.text ?? "")"
                })
            let history = try RegistryReader(fixture.city.paths).read {
                try IncidentHistory(of: 1, nil, in: $0, fixture.desk())
            }
            let told = Set(files.flatMap { $0.split(separator: "\n").dropFirst() })
            #expect(history.records.count == told.count, "seed \(seed)")
        }
        #expect(Set(ends).count == 1, "seed \(seed)")
    }
}
