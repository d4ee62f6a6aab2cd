import Foundation

/// The table of a benchmark of registers: seconds, peak memory and the ratio to the baselines, as Markdown.
struct RegisterTable {
    /// The runs of each step; a step that was not measured is missing.
    let runs: [RegisterStep: [ProcessCost]]

    var text: String {
        var lines = [
            "| Step | processor s | peak MB | × sqlite3, write-ahead log | × sqlite3, default journal |",
            "|---|---|---|---|---|",
        ]
        for step in RegisterStep.allCases {
            guard let cost = cost([step]) else { continue }
            lines.append(
                line(
                    step.rawValue, cost.seconds, peak: cost.peakMegabytes, step.baseline?.withLog ?? [],
                    step.baseline?.withJournal ?? []))
        }
        return (lines + sums).joined(separator: "\n")
    }

    /// Both imports, and what remains of them without locating and scoring: each import scores once, the first without needs.
    private var sums: [String] {
        guard let imports = cost([.importResidents, .importNeeds]), let addresses = cost([.addresses])?.seconds,
            let scores = cost([.scoreBefore, .score])?.seconds
        else { return [] }
        let both = imports.seconds
        return [
            ("both imports", both, Optional(imports.peakMegabytes)),
            ("both imports − locating the addresses", both - addresses, nil),
            ("both imports − both scores", both - scores, nil),
            ("both imports − locating the addresses − both scores", both - addresses - scores, nil),
        ].map { name, seconds, peak in
            line(
                name, seconds, peak: peak, [.plainResidents, .plainNeeds], [.journalResidents, .journalNeeds])
        }
    }

    /// The medians of some steps, one after the other; nil when any was not measured.
    private func cost(_ steps: [RegisterStep]) -> ProcessCost? {
        let costs = steps.compactMap { runs[$0] }.map(ProcessCost.median)
        guard let first = costs.first, costs.count == steps.count else { return nil }
        return costs.dropFirst().reduce(first, +)
    }

    private func line(
        _ name: String, _ seconds: Double, peak: Double?, _ withLog: [RegisterStep], _ withJournal: [RegisterStep]
    ) -> String {
        func ratio(_ steps: [RegisterStep]) -> String {
            guard let baseline = cost(steps)?.seconds, baseline > 0 else { return "" }
            return String(format: "%.2f", seconds / baseline)
        }
        let cells = [
            name, String(format: "%.2f", seconds), peak.map { String(Int($0.rounded())) } ?? "", ratio(withLog),
            ratio(withJournal),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
