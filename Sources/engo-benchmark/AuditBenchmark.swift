import AddressDictionary
import Disclosure
import Foundation
import Registry
import Residents
import TestSupport
import VictimSupport

/// What it costs to look through a year's audit log, beside reading the same bytes and counting their lines.
///
/// The log is made by the program's own writer and gate, thousands of entries at a time. It is invented: of ten entries six are a
/// look at one household, two an area of up to fifty persons, one a change, one a login; one in five hundred is a list of thousands.
struct AuditBenchmark {
    /// A new workspace.
    let workspace: String
    let entries: Int
    let seed: UInt64

    /// Keeps entries, as the log is about to take them.
    private final class Collector: AuditSink {
        var entries: [AuditEntry] = []
        func append(_ entry: AuditEntry) { entries.append(entry) }
    }

    func run() throws {
        let paths = WorkspacePaths(database: workspace)
        let moment = Moment(utc: "2026-01-01T00:00:00Z", today: try CalendarDate(year: 2026, month: 1, day: 1))
        try WorkspaceCreation.create(
            paths, name: "benchmark", code: try LocalGovernmentCode("992011"), mode: .drill, moment: moment)
        let log = AuditLog(paths)
        try fill(log)
        let bytes = try log.contents().count
        var lines = 0
        let plain = try ProcessClock.median { lines = try Self.lines(of: paths.audit) }
        print("audit: \(lines) entries, \(bytes) bytes, one run each but for the plain read, processor time")
        report("plain read, lines counted", plain, plain)
        var month = AuditSearch()
        (month.from, month.to, month.verb) = ("2026-06", "2026-06", "export")
        try measure("search: a month's exports", plain) { try month.entries(of: log).entries.count }
        var person = AuditSearch()
        person.resident = try ResidentNumber("12345")
        try measure("search: one person", plain) { try person.entries(of: log).entries.count }
        try measure("report on the year", plain) {
            AuditReport(try AuditSearch().entries(of: log).entries).entries
        }
        try measure("verify", plain) {
            let found = try log.verify()
            guard found.faults.isEmpty else { throw BenchmarkError.resultsDiffer }
            return found.linked
        }
    }

    private func measure(_ name: String, _ plain: Double, _ body: () throws -> Int) rethrows {
        let start = ProcessClock.seconds
        let count = try body()
        report("\(name) (\(count))", ProcessClock.seconds - start, plain)
    }

    private func report(_ name: String, _ seconds: Double, _ plain: Double) {
        let milliseconds = Int((seconds * 1_000).rounded())
        let ratio = (seconds / plain * 10).rounded() / 10
        print("  \(name)\(String(repeating: " ", count: max(1, 38 - name.utf8.count)))\(milliseconds) ms  × \(ratio)")
    }

    private func fill(_ log: AuditLog) throws {
        var random = SeededGenerator(seed: seed)
        let state = DisclosureState(mode: .drill, rules: try .shipped(), usual: nil)
        let batch = 10_000
        for first in stride(from: 0, to: entries, by: batch) {
            let collector = Collector()
            for number in first..<min(first + batch, entries) {
                try add(number, to: collector, state, using: &random)
            }
            try log.append(collector.entries)
        }
    }

    private func add(
        _ number: Int, to sink: Collector, _ state: DisclosureState, using random: inout SeededGenerator
    ) throws {
        // Spread over a year.
        let second = number * (365 * 86_400) / entries
        let day = CalendarDate(dayNumber: try CalendarDate(year: 2026, month: 1, day: 1).dayNumber + second / 86_400)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let time = "\(day?.iso ?? "")T\(two(second / 3_600 % 24)):\(two(second / 60 % 60)):\(two(second % 60))Z"
        let kind = Int.random(in: 0..<500, using: &random)
        let verb = kind == 0 ? "export" : kind < 100 ? "list" : kind < 400 ? "explain" : "import needs"
        let acting = Acting(
            verb: verb, operatorName: "職員 \(Int.random(in: 1...200, using: &random))", account: "engo",
            source: "network 192.0.2.\(number % 250)", time: time)
        if kind >= 450 {
            return sink.append(AuditEntry(login: "accepted", of: "職員 \(number % 200)", by: acting))
        }
        if kind >= 400 {
            return sink.append(
                AuditEntry(change: "needs.csv 1000 bytes", by: acting, mode: .drill, generation: Int64(number)))
        }
        let persons =
            kind == 0
            ? Int.random(in: 1_000...20_000, using: &random) : kind < 100 ? Int.random(in: 1...50, using: &random) : 3
        let keys = (0..<persons).map { _ in UInt64.random(in: 0..<(1 << 40), using: &random) }
        let clearance = try DisclosureGate.clear(
            DisclosureRequest(
                audience: .headquarters, basis: .drill, operatorName: acting.operatorName, time: time), for: .lists,
            by: .unlimited, in: state)
        _ = try clearance.release(
            DisclosureEvent(
                by: acting, generation: 100, households: max(1, persons / 3), persons: persons,
                records: RecordedPeople(keys: keys), query: "area flood-\(number % 40).geojson 1a2b3c4d", format: "csv",
                withheld: 0), to: sink)
    }

    /// Reads a file from beginning to end, and counts its lines.
    private static func lines(of path: String) throws -> Int {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw BenchmarkError.workspaceFailed }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var lines = 0
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return lines }
            buffer.withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                var place = 0
                while place < count, let found = memchr(base + place, 0x0A, count - place) {
                    lines += 1
                    place = base.distance(to: UnsafeRawPointer(found)) + 1
                }
            }
        }
    }
}
