import Disclosure
import Registry
import VictimSupport

/// A report on areas for a terminal: for each area one line an item, certain and possible, and what the area adds.
struct ReportTable {
    let language: OutputLanguage

    func write(_ report: AreaReport, to sink: any OutputSink) throws {
        var lines: [String] = []
        if report.info.mode == .drill { lines.append(language == .japanese ? "【訓練】" : "【訓練 DRILL】") }
        for (index, stage) in report.stages.enumerated() {
            if index > 0 { lines.append("") }
            lines.append("■ \(index + 1) " + TableLine.harmless(stage.area))
            lines.append(heading(adds: index > 0))
            for item in TallyItem.all {
                let counts = [stage.certain[item], stage.possible[item]]
                let added = [stage.addedCertain[item], stage.addedPossible[item]]
                guard counts.contains(where: { $0.persons > 0 }) || item == .total else { continue }
                lines.append(
                    line(
                        item.label(language),
                        cells(counts.map(\.households), counts.map(\.persons), report.clearance.counts)
                            + (index > 0
                                ? cells(added.map(\.households), added.map(\.persons), report.clearance.counts) : [])))
            }
        }
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        try bytes.withUnsafeBytes { try sink.write($0) }
    }

    private func heading(adds: Bool) -> String {
        let usual = language == .japanese ? ["世帯 確実+可能性", "人 確実+可能性"] : ["households", "persons"]
        let added = language == .japanese ? ["追加世帯", "追加人数"] : ["added households", "added persons"]
        return line("", usual + (adds ? added : []))
    }

    /// Certain and possible in one cell, such as `12+3`.
    private func cells(_ households: [Int], _ persons: [Int], _ rule: CountRule) -> [String] {
        [households, persons].map { counts in counts.map(rule.text).joined(separator: "+") }
    }

    private func line(_ label: String, _ cells: [String]) -> String {
        TableLine([(label, 26)] + cells.map { ($0, 18) }).text
    }
}
