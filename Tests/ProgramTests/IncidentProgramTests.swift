import Foundation
import GRDB
import Testing

/// `engo incident` as a user runs it: reports from several programs at once, programs that are killed, and tables that come back.
@Suite struct IncidentProgramTests {
    private let folder: TemporaryFolder
    private static let area = #"{"type":"Polygon","coordinates":[[[135,34],[136,34],[136,35],[135,35],[135,34]]]}"#

    /// A drill of so many households, with an incident on all of them.
    init() throws { folder = try TemporaryFolder() }

    private func open(households: Int) throws {
        var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for number in 1...households {
            text += "R\(number),H\(number),試験氏名\(number),1990-01-01,男,世帯主,試験町\(number),135.\(100_000 + number),34.2\n"
        }
        _ = try folder.write("r.csv", text)
        _ = try folder.write("area.geojson", Self.area)
        try run("init", "w.engo", "--name", "試験市", "--code", "302015", "--drill")
        try run("import", "residents", "w.engo", "r.csv")
        try run("incident", "open", "w.engo", "--name", "台風", "--area", "area.geojson", "--team", "A班")
    }

    @discardableResult
    private func run(_ arguments: String..., expecting code: Int32 = 0) throws -> Program.Run {
        let run = try Program.run(arguments, in: folder.url)
        #expect(run.exitCode == code, "\(arguments.joined(separator: " ")): \(run.errors)")
        return run
    }

    private struct Stored: Hashable {
        let household: String
        let state: String
        let time: String
    }

    /// The records by sequence, read past the program.
    private func stored() throws -> [(sequence: Int64, record: Stored)] {
        try DatabaseQueue(path: folder.path("w.engo")).read { db in
            try Row.fetchAll(db, sql: "SELECT id, household_number, state, observed_at FROM work_state ORDER BY id").map
            {
                ($0[0], Stored(household: $0[1], state: $0[2], time: $0[3]))
            }
        }
    }

    private static let states = ["not-reached", "needs-help", "checked-safe", "evacuated", "away", "reopened"]

    /// A time of the last days, each its own: 2,000 minutes back and more.
    private static func time(_ index: Int) -> Date { Date(timeIntervalSinceNow: TimeInterval(-60 * (2_000 + index))) }

    private static func utc(_ date: Date) -> String { date.formatted(.iso8601) }

    /// Tables and single reports from three programs at once.
    @Test func tenThousandReportsFromThreeProgramsAreAllThereInOneOrder() async throws {
        let households = 400
        try open(households: households)
        let folder = folder
        let sent = try await withThrowingTaskGroup(of: [Stored].self) { group in
            for writer in 0..<3 {
                group.addTask {
                    var sent: [Stored] = []
                    for batch in 0..<11 {
                        let isSingle = batch % 5 == 4
                        let size = isSingle ? 3 : 370
                        let reports = (0..<size).map { index in
                            let place = (writer * 11 + batch) * 400 + index
                            return Stored(
                                household: "H\(place * 7 % households + 1)", state: Self.states[place % 6],
                                time: Self.utc(Self.time(place)))
                        }
                        if isSingle {
                            for report in reports {
                                let run = try Program.run(
                                    [
                                        "incident", "record", "w.engo", "1", "--household", report.household, "--state",
                                        report.state, "--at", report.time, "--team", "A班",
                                    ], in: folder.url)
                                #expect(run.exitCode == 0, "\(run.errors)")
                            }
                        } else {
                            let name = "reports-\(writer)-\(batch).csv"
                            _ = try folder.write(
                                name,
                                "household_number,report,report_time\n"
                                    + reports.map { "\($0.household),\($0.state),\($0.time)\n" }.joined())
                            let run = try Program.run(
                                ["incident", "record", "w.engo", "1", "--from", name], in: folder.url)
                            #expect(run.exitCode == 0, "\(run.errors)")
                        }
                        sent += reports
                    }
                    return sent
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(sent.count >= 9_990 && Set(sent).count == sent.count)
        let stored = try stored()
        #expect(stored.map(\.sequence) == Array(1...Int64(sent.count)))
        #expect(Set(stored.map(\.record)) == Set(sent))
        try run("audit", "verify", "w.engo")
    }

    /// Of a program that is killed all of a table is there or nothing, and what it acknowledged is there.
    @Test func whatWasAcknowledgedSurvivesAKill() throws {
        try open(households: 200)
        var acknowledged: Set<Stored> = []
        var kills = 0
        for round in 0..<24 {
            let reports = (1...150).map { number in
                Stored(
                    household: "H\(number)", state: Self.states[(round + number) % 6],
                    time: Self.utc(Self.time(round * 150 + number)))
            }
            _ = try folder.write(
                "t.csv",
                "household_number,report,report_time\n"
                    + reports.map { "\($0.household),\($0.state),\($0.time)\n" }.joined())
            let process = Process()
            process.executableURL = Program.url
            process.arguments = ["incident", "record", "w.engo", "1", "--from", "t.csv"]
            process.currentDirectoryURL = folder.url
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            Thread.sleep(forTimeInterval: 0.02 * Double(round))
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
            let isAcknowledged = process.terminationReason == .exit && process.terminationStatus == 0
            if isAcknowledged { acknowledged.formUnion(reports) } else { kills += 1 }
            let there = Set(try stored().map(\.record))
            #expect(there.isSuperset(of: acknowledged), "round \(round)")
            #expect([0, reports.count].contains(there.intersection(reports).count), "round \(round)")
            // What the kill took away comes in again, and what it left is no second time there.
            try run("incident", "record", "w.engo", "1", "--from", "t.csv")
            acknowledged.formUnion(reports)
            #expect(try stored().count == acknowledged.count, "round \(round)")
        }
        #expect(kills > 0)
        try run("audit", "verify", "w.engo")
        try run("doctor", "w.engo")
    }

    @Test func aListGoesOutAndComesBack() throws {
        try open(households: 5)
        try run("incident", "assign", "w.engo", "1", "--team", "A班", "--numbers", "1-3")
        try run("incident", "status", "w.engo", "1", "--team", "A班", "--encoding", "utf-8", "--output", "a.csv")
        let text = String(decoding: try folder.data("a.csv"), as: UTF8.self)
        #expect(text.contains("訓練") && text.contains("担当") && text.components(separatedBy: "\r\n").count == 5)
        let time = Self.utc(Date(timeIntervalSinceNow: -60))
        let filled = text.components(separatedBy: "\r\n").map { line in
            var cells = line.components(separatedBy: ",")
            guard cells.count > 19, cells[0] == "2" else { return line }
            (cells[17], cells[18], cells[19]) = ("避難済", "A班", time)
            return cells.joined(separator: ",")
        }.joined(separator: "\r\n")
        _ = try folder.write("b.csv", filled)
        try run("incident", "record", "w.engo", "1", "--number", "2", "--state", "要救助")
        let rehearsed = try run("incident", "merge", "w.engo", "1", "b.csv", "--dry-run")
        #expect(rehearsed.text.contains("避難済") && rehearsed.text.contains("→ 要救助"))
        #expect(rehearsed.text.hasPrefix("【訓練") && text.contains("開設時"))
        #expect(try stored().count == 4)
        #expect(try run("incident", "merge", "w.engo", "1", "b.csv").text == rehearsed.text)
        #expect(try run("incident", "merge", "w.engo", "1", "b.csv").text.isEmpty)
        #expect(try stored().count == 5)
        let status = try run("incident", "status", "w.engo", "1", "--format", "json")
        let json = try #require(try JSONSerialization.jsonObject(with: status.output) as? [String: Any])
        #expect((json["progress"] as? [String: Any])?["needs-help"] as? Int == 1)
        let held = try run(
            "incident", "record", "w.engo", "1", "--number", "2", "--state", "away", "--seen", "1", expecting: 65)
        #expect(held.errors.contains("--insist") && held.errors.contains("evacuated"))
        try run("incident", "close", "w.engo", "1")
        try run("incident", "record", "w.engo", "1", "--number", "2", "--state", "away", expecting: 69)
        #expect(try run("incident", "list", "w.engo").text.contains("終了"))
        #expect(try run("incident", "history", "w.engo", "1").text.components(separatedBy: "\n").count == 7)
    }

    /// A sheet that only its receiver opens; opened, it is the page for the phone.
    @Test func aSheetOfATeamCanBeSealed() throws {
        try open(households: 3)
        try run("incident", "assign", "w.engo", "1", "--team", "A班", "--numbers", "1-2")
        let recipient = try run("key", "new", "--output", "key.txt").text.trimmingCharacters(in: .newlines)
        let sheet = ["incident", "field", "w.engo", "1", "--team", "A班", "--seal-to", recipient, "--output"]
        func field(_ more: String...) throws -> Program.Run { try Program.run(sheet + more, in: folder.url) }
        #expect(try field("a.html", "--audience", "disaster-responder").exitCode == 64)
        let refused = try field("a.age", "--audience", "headquarters")
        #expect(refused.exitCode == 77 && refused.errors.contains("disaster-responder"))
        #expect(String(decoding: try folder.data("w.engo-audit"), as: UTF8.self).contains("sees-protected"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("a.age")))
        let sealed = try field("a.age", "--audience", "disaster-responder")
        #expect(sealed.exitCode == 0, "\(sealed.errors)")
        #expect(try folder.data("a.age").range(of: Data("試験氏名".utf8)) == nil)
        try run("open", "a.age", "--identity", "key.txt", "--output", "opened")
        let page = String(decoding: try folder.data("opened/field.html"), as: UTF8.self)
        #expect(page.contains("試験氏名1") && page.contains("試験氏名2") && !page.contains("試験氏名3"))
        #expect(page.contains("訓練") && page.contains("default-src 'none'"))
    }

    /// What came in since the backup is not given up without a word.
    @Test func aRestoreThatCannotReadTheReportsBeforeSaysSo() throws {
        try open(households: 3)
        try run("backup", "w.engo", "--output", "b")
        try run("incident", "record", "w.engo", "1", "--number", "2", "--state", "要救助")
        #expect(
            try run("restore", "b", "--to", "w.engo", "--replace").errors.contains(
                "1 reports of incidents that the backup lacks"))
        try DatabaseQueue(path: folder.path("w.engo")).write { try $0.execute(sql: "DROP TABLE incident_close") }
        let told = try run("restore", "b", "--to", "w.engo", "--replace")
        #expect(told.errors.contains("the reports of incidents before could not be read"))
        #expect(try stored().isEmpty)
    }

    /// While another program holds the lock, a report waits; when it must not wait that long, it says so and nothing is recorded.
    @Test func aReportWaitsForAnotherChange() throws {
        try open(households: 3)
        let holder = Foundation.open(folder.path("w.engo"), O_RDWR)
        #expect(flock(holder, LOCK_EX) == 0)
        let refused = try run(
            "incident", "record", "w.engo", "1", "--number", "1", "--state", "away", "--wait", "0", expecting: 75)
        #expect(refused.errors.contains("w.engo"))
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 2)
            close(holder)
        }
        try run("incident", "record", "w.engo", "1", "--number", "1", "--state", "away", "--wait", "60")
        #expect(try stored().count == 1)
    }
}
