import Disclosure
import Foundation
import Geospatial
import Interchange
import Registry
import VictimSupport

/// What the disclosure gate costs on a list, beside the list itself, in one run of one process.
///
/// There is no list without the gate to compare with, and there shall be none. So the list is made as the program makes it, and
/// then the gate's own work once more with the same inputs: clearing, who is visible, whose records leave, the entry in the
/// audit log with its `fsync`, and a look at every field of every person. The list without the gate is the difference.
struct GateBenchmark {
    let workspace: String
    let box: BoundingBox
    let audience: String?
    let runs: Int

    private struct Nowhere: OutputSink {
        func write(_ bytes: UnsafeRawBufferPointer) throws {}
    }

    /// Seconds by the clock on the wall: waiting for the disk is a cost, too.
    private struct Parts {
        var clearing = 0.0
        var people = 0.0
        var entry = 0.0
        var fields = 0.0
        var all: Double { clearing + people + entry + fields }
    }

    func run() throws {
        let paths = WorkspacePaths(database: workspace)
        var lists: [Double] = []
        var gates: [Parts] = []
        var size = (households: 0, persons: 0)
        // The first run fills the caches and does not count.
        for run in 0...runs {
            let (list, answer) = try list(paths)
            let gate = try gate(paths, answer)
            if run > 0 {
                lists.append(list)
                gates.append(gate)
            }
            size = (answer.hits.count, answer.hits.reduce(0) { $0 + $1.memberCount })
        }
        let list = Self.median(lists)
        let gate = Self.median(gates.map(\.all))
        print("gate: list of \(size.households) households, \(size.persons) persons, \(runs) runs, medians, wall time")
        func line(_ name: String, _ seconds: Double) {
            let milliseconds = Int((seconds * 1_000).rounded())
            print("  \(name)\(String(repeating: " ", count: max(1, 28 - name.utf8.count)))\(milliseconds) ms")
        }
        line("list, gate included", list)
        line("clearing", Self.median(gates.map(\.clearing)))
        line("visible people and records", Self.median(gates.map(\.people)))
        line("audit entry on disk", Self.median(gates.map(\.entry)))
        line("fields of every person", Self.median(gates.map(\.fields)))
        line("gate", gate)
        let percent = (gate / (list - gate) * 1_000).rounded() / 10
        print("  gate in percent of the list without it: \(percent)")
    }

    private func request() -> DisclosureRequest {
        DisclosureRequest(
            audience: audience.flatMap(Audience.init(rawValue:)), reason: "benchmark", operatorName: "benchmark",
            time: "2026-06-01T00:00:00Z")
    }

    private func list(_ paths: WorkspacePaths) throws -> (seconds: Double, AreaAnswer) {
        let area = try AreaRequest(sources: [.box(box)]).load()
        let start = Self.now
        let answer = try RegistryReader(paths).read { snapshot in
            let answer = try AreaQuery(area: area.resolved(in: snapshot, paths), limit: nil)
                .answer(in: snapshot, for: request())
            let moment = Moment(utc: "2026-06-01T00:00:00Z", today: answer.scoreRun.asOf)
            let release = ListRelease(
                verb: "list", operatorName: "benchmark", moment: moment, format: "csv", disclosure: request())
            _ = try CSVExport(rows: .households, language: .japanese, encoding: .utf8, columns: nil).write(
                answer, release: release, from: snapshot, audit: AuditLog(paths), to: Nowhere())
            return answer
        }
        return (Self.now - start, answer)
    }

    private func gate(_ paths: WorkspacePaths, _ answer: AreaAnswer) throws -> Parts {
        try RegistryReader(paths).read { snapshot in
            var parts = Parts()
            let start = Self.now
            let clearance = try snapshot.clear(request(), for: .lists)
            let cleared = Self.now
            let records = try snapshot.records(of: answer.hits.map(\.household), clearance: clearance)
            let gathered = Self.now
            let persons = answer.hits.reduce(0) { $0 + $1.memberCount }
            let grant = try clearance.release(
                DisclosureEvent(
                    by: Acting(verb: "list", operatorName: "benchmark", time: "2026-06-01T00:00:00Z"),
                    generation: answer.generation, households: answer.hits.count, persons: persons, records: records,
                    query: "benchmark", format: "csv", withheld: 0),
                to: AuditLog(paths))
            let noted = Self.now
            var shown = 0
            for _ in 0..<(answer.hits.count + persons) {
                for bit in 0..<16 where grant.fields.contains(DisclosedFields(rawValue: 1 << bit)) { shown += 1 }
            }
            guard shown >= 0 else { throw BenchmarkError.usage }
            (parts.clearing, parts.people, parts.entry, parts.fields) = (
                cleared - start, gathered - cleared, noted - gathered, Self.now - noted
            )
            return parts
        }
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}
