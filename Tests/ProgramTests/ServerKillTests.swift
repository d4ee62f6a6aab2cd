import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

/// The real server, killed while reports on households come in over HTTP: what it answered is on disk.
@Suite struct ServerKillTests {
    private static let area = #"{"type":"Polygon","coordinates":[[[135,34],[136,34],[136,35],[135,35],[135,34]]]}"#
    private static let households = 40
    private static let senders = 4
    private static let states = ["not-reached", "needs-help", "checked-safe", "evacuated", "away", "reopened"]

    /// A report by its own name.
    private struct Report: Hashable, Sendable {
        let name: String
        let number: Int
        let state: String

        var body: String {
            #"{"insist":true,"reports":[{"incident_number":\#(number),"state":"\#(state)","seen":0,"id":"\#(name)"}]}"#
        }
    }

    /// What was sent, what of it was answered, and how often a kill took the answer.
    private struct Exchange {
        var sent: Set<Report> = []
        var answered: Set<Report> = []
        var taken = 0
    }

    /// What became of a report that was sent.
    private enum Outcome {
        /// It was answered as recorded, or as there already.
        case recorded
        /// Too many wait; it was not recorded, and may be sent again.
        case busy
        /// There was no whole answer.
        case lost
        /// Another answer.
        case refused
    }

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for number in 1...Self.households {
            text += "R\(number),H\(number),試験氏名\(number),1990-01-01,男,世帯主,試験町\(number),135.\(100_000 + number),34.2\n"
        }
        _ = try folder.write("r.csv", text)
        _ = try folder.write("area.geojson", Self.area)
        try run("init", "w.engo", "--name", "試験市", "--code", "302015", "--drill")
        try run("import", "residents", "w.engo", "r.csv")
        try run("incident", "open", "w.engo", "--name", "台風", "--area", "area.geojson")
    }

    @discardableResult
    private func run(_ arguments: String...) throws -> Program.Run {
        let run = try Program.run(arguments, in: folder.url)
        #expect(run.exitCode == 0, "\(arguments.joined(separator: " ")): \(run.errors)")
        return run
    }

    /// Comes in by the address of the start.
    ///
    /// - Returns: what a page of the server sends along with its reports.
    private static func enter(_ server: ServedProgram, _ port: Int) throws -> [String] {
        let path = try #require(try server.said("server-out").firstMatch(of: /\/enter\?token=[A-Za-z0-9_\-]+/)).0
        let entered = ServedProgram.request("GET", String(path), port: port)
        let cookie = try #require(entered.firstMatch(of: /[Ss]et-[Cc]ookie: (engo=[^;]+)/)).1
        let session = ServedProgram.request("GET", "/session", port: port, ["Cookie: \(cookie)"])
        let token = try #require(session.firstMatch(of: /"form_token":"([^"]+)"/)).1
        return [
            "Cookie: \(cookie)", "Engo-Form-Token: \(token)", "Content-Type: application/json",
            "Origin: http://127.0.0.1:\(port)",
        ]
    }

    /// Sends a report once.
    private static func send(_ report: Report, _ port: Int, _ headers: [String]) -> Outcome {
        let answer = ServedProgram.request(
            "POST", "/incidents/1/reports", port: port, headers, body: report.body)
        // The whole answer, as a page takes it: half a body tells nothing.
        if answer.hasPrefix("HTTP/1.1 200") {
            return answer.contains(/"outcome":"(recorded|repeated)".*\]\}/) ? .recorded : .lost
        }
        if answer.hasPrefix("HTTP/1.1 503") { return .busy }
        return answer.contains("\r\n") ? .refused : .lost
    }

    /// The records in their order, read past the program.
    private func stored() throws -> [(sequence: Int64, report: Report)] {
        let queue = try DatabaseQueue(path: folder.path("w.engo"))
        defer { try? queue.close() }
        return try queue.read { db in
            #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
            #expect(try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil)
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT work_state.id, report_id, number, state
                    FROM work_state JOIN incident_household USING (incident_id, household_number) ORDER BY work_state.id
                    """
            ).map { ($0[0], Report(name: $0[1], number: $0[2], state: $0[3])) }
        }
    }

    /// Reports from several senders at once, until the server has answered so many; then it is killed.
    private static func exchange(
        _ round: Int, _ server: ServedProgram, _ port: Int, _ headers: [String], until enough: Int
    ) -> Exchange {
        let exchange = Mutex(Exchange())
        let isKilled = Mutex(false)
        let senders = DispatchGroup()
        for sender in 0..<Self.senders {
            senders.enter()
            Thread.detachNewThread {
                for index in 0... {
                    if isKilled.withLock({ $0 }) { break }
                    let report = Report(
                        name: "round-\(round)-\(sender)-\(index)",
                        number: (index * Self.senders + sender) % households + 1, state: states[(index + round) % 6])
                    exchange.withLock { _ = $0.sent.insert(report) }
                    // An operator has fewer places than there are senders.
                    var outcome = send(report, port, headers)
                    while outcome == .busy, !isKilled.withLock({ $0 }) {
                        usleep(10_000)
                        outcome = send(report, port, headers)
                    }
                    #expect(outcome != .refused, "\(report.name)")
                    if outcome == .lost { exchange.withLock { $0.taken += 1 } }
                    // Who gets no answer has no server any more.
                    guard outcome == .recorded else { break }
                    exchange.withLock { _ = $0.answered.insert(report) }
                }
                senders.leave()
            }
        }
        for _ in 0..<60_000 where exchange.withLock({ $0.answered.count }) < enough { usleep(2_000) }
        server.stop(SIGKILL)
        isKilled.withLock { $0 = true }
        senders.wait()
        return exchange.withLock { $0 }
    }

    /// A program that ends while the server goes on takes nothing away from under it.
    @Test func whatAServerAndTheCommandLineRecordInTurnIsAllThere() throws {
        let server = try ServedProgram(["w.engo", "--port", "0"], in: folder)
        let port = try #require(try server.port())
        let headers = try Self.enter(server, port)
        var sent: [Report] = []
        for turn in 0..<6 {
            let report = Report(name: "turn-\(turn)", number: turn + 1, state: "away")
            #expect(Self.send(report, port, headers) == .recorded, "turn \(turn)")
            sent.append(report)
            try run("incident", "record", "w.engo", "1", "--number", "\(turn + 20)", "--state", "evacuated")
            // The last connection of all takes the log away, and that was not this one.
            #expect(FileManager.default.fileExists(atPath: folder.path("w.engo-shm")), "turn \(turn)")
            let status = ServedProgram.request("GET", "/incidents/1?f=json", port: port, headers)
            #expect(status.contains(#""last_record":\#(2 * turn + 2)"#), "turn \(turn)")
        }
        server.stop(SIGKILL)
        let there = try stored()
        #expect(there.map(\.sequence) == Array(1...12))
        #expect(there.map(\.report).filter { $0.state == "away" } == sent)
        try run("audit", "verify", "w.engo")
        try run("doctor", "w.engo")
    }

    @Test func whatAServerAnsweredIsThereThoughItWasKilled() throws {
        var generator = SeededGenerator(seed: 20_261_126)
        var all = Exchange()
        var taken = 0
        for round in 0...8 {
            let server = try ServedProgram(["w.engo", "--port", "0"], in: folder)
            let port = try #require(try server.port())
            let headers = try Self.enter(server, port)
            // What a kill took the answer of is sent again, and is no second time there.
            for report in all.sent.subtracting(all.answered).sorted(by: { $0.name < $1.name }) {
                #expect(Self.send(report, port, headers) == .recorded, "round \(round)")
                all.answered.insert(report)
            }
            guard round < 8 else {
                server.stop()
                break
            }
            let enough = Int.random(in: 1...25, using: &generator)
            let exchange = Self.exchange(round, server, port, headers, until: enough)
            #expect(exchange.answered.count >= enough, "round \(round)")
            all.sent.formUnion(exchange.sent)
            all.answered.formUnion(exchange.answered)
            taken += exchange.taken
            let there = try stored()
            #expect(Set(there.map(\.report)).isSuperset(of: all.answered), "round \(round)")
            #expect(there.map(\.sequence) == Array(1...Int64(there.count)), "round \(round)")
        }
        #expect(taken > 0)
        let there = try stored().map(\.report)
        #expect(there.count == all.sent.count && Set(there) == all.sent)
        try run("audit", "verify", "w.engo")
        try run("doctor", "w.engo")
    }
}
