import Foundation
import Residents
import SupportScoring
import TestSupport

/// What scoring costs: the engine on people in memory, against the same rules as one SQL statement over the same facts, and a
/// whole `engo score` of the built program.
///
/// Processor seconds of the measured loop, the least of the repetitions; the results of both ways must be equal, household by
/// household.
struct ScoringBenchmark {
    let persons: Int
    let seed: UInt64
    /// The built program and a workspace with a register; nil: no whole run.
    let program: (program: String, workspace: String)?

    private static let asOf = CalendarDate(iso: "2026-06-01")
    private static let repetitions = 5

    func run() throws {
        guard let asOf = Self.asOf else { throw BenchmarkError.usage }
        // First, while this program is small; see ``MeasuredProcess``.
        try measureProgram()
        print("| people | rules | persons | needs | engine s | ns a person | SQL s | SQL / engine |")
        print("|---|---|---|---|---|---|---|---|")
        for (name, share) in [("one in seven with needs", 14), ("everybody with needs", 100)] {
            let tables = try FactTables()
            let people = try InventedPeople(
                persons: persons, percentWithNeeds: share, seed: seed, asOf: asOf, tables.insert)
            try tables.finish()
            for copies in [1, 2, 4] {
                let policy = try Self.policy(copies: copies)
                try measure(policy, people, tables, asOf, name)
            }
        }
    }

    private func measure(
        _ policy: ScoringPolicy, _ people: InventedPeople, _ tables: FactTables, _ asOf: CalendarDate, _ name: String
    ) throws {
        let engine = ScoringEngine(policy: policy, asOf: asOf)
        var columns = ScoreColumns()
        var seconds = Double.infinity
        for _ in 0..<Self.repetitions {
            var scores = ScoreColumns()
            scores.reserve(persons: people.table.personCount, households: people.table.householdCount)
            seconds = min(seconds, ThreadClock.seconds { engine.score(people.table, into: &scores) })
            columns = scores
        }
        let statement = try PolicyStatement(policy).text
        var results: [HouseholdResult] = []
        let plain = try ThreadClock.seconds { results = try tables.scores(statement) }
        let expected = columns.households.indices.map { index in
            HouseholdResult(
                score: columns.households[index], band: columns.bands[index],
                daytimeScore: columns.daytimeHouseholds[index], daytimeBand: columns.daytimeBands[index])
        }
        guard results == expected else { throw BenchmarkError.resultsDiffer }
        let count = people.table.personCount
        print(
            "| \(name) | \(policy.ruleIDs.count) | \(count) | \(people.table.needCount) | "
                + String(
                    format: "%.3f | %.0f | %.2f | %.0f |", seconds, seconds / Double(count) * 1e9, plain,
                    plain / seconds))
    }

    /// The default policy with every rule of a group so many times, under other names: the scores stay the same.
    private static func policy(copies: Int) throws -> ScoringPolicy {
        let text = String(decoding: try ScoringPolicy.shipped().sourceBytes, as: UTF8.self)
        let begin = "      - {id: "
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            guard line.hasPrefix(begin) else { return [String(line)] }
            return (0..<copies).map { copy in
                begin + (copy > 0 ? "copy-\(copy)-" : "") + line.dropFirst(begin.count)
            }
        }
        return try ScoringPolicy.parse(Array(lines.joined(separator: "\n").utf8))
    }

    private func measureProgram() throws {
        guard let program else { return }
        guard let cost = MeasuredProcess.run(program.program, ["score", program.workspace, "--as-of", "2026-06-01"])
        else { throw BenchmarkError.programFailed(verb: "score") }
        print(
            String(
                format: "engo score as a process of its own: %.2f s, at most %.0f MB\n", cost.seconds,
                cost.peakMegabytes))
    }
}

/// What a household came to.
struct HouseholdResult: Equatable {
    let score: Int32
    let band: UInt8
    let daytimeScore: Int32
    let daytimeBand: UInt8
}
