import Disclosure
import Places
import Registry
import Residents
import SupportScoring
import VictimSupport

/// A prediction for a terminal: a line for each town and each open site.
struct PredictionTable {
    let language: OutputLanguage

    func write(_ prediction: Prediction, to sink: any OutputSink) throws {
        var lines: [String] = []
        if prediction.info.mode == .drill { lines.append(language == .japanese ? "【訓練】" : "【訓練 DRILL】") }
        lines.append(
            line(
                language == .japanese
                    ? ["町字", "世帯", "人数", "区分A", "立退き", "垂直", "車椅子", "電源", "支援者", ""]
                    : ["Town", "Househ.", "Persons", "Band A", "Leave", "Upst.", "Wheelch.", "Power", "Helpers", ""]))
        lines += prediction.towns.map {
            line($0, prediction.counts, unnamed: language == .japanese ? "町名不明" : "town unknown", last: "")
        }
        lines.append("")
        lines.append(
            line(
                language == .japanese
                    ? ["最寄りの避難場所", "世帯", "人数", "区分A", "立退き", "垂直", "車椅子", "電源", "支援者", "収容 不足"]
                    : [
                        "Nearest open site", "Househ.", "Persons", "Band A", "Leave", "Upst.", "Wheelch.", "Power",
                        "Helpers",
                        "Capacity, shortage",
                    ]))
        lines += prediction.districts.map { district in
            line(
                district, prediction.counts, unnamed: language == .japanese ? "開設できる所なし" : "no open site",
                last: (district.capacity.map(String.init) ?? "?") + " "
                    + (district.shortage.map(prediction.counts.text) ?? "?"))
        }
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        try bytes.withUnsafeBytes { try sink.write($0) }
    }

    private func line(_ group: PredictionGroup, _ rule: CountRule, unnamed: String, last: String) -> String {
        let total = group.total
        let counts = [
            total[.total].households, total[.total].persons, total[.band(.a)].persons, total[.leave].persons,
            total[.moveUpstairs].persons, total[.need(.wheelchair)].persons, total[.need(.powerDependence)].persons,
            total.helpers,
        ]
        return line([group.name.isEmpty ? unnamed : group.name] + counts.map(rule.text) + [last])
    }

    private func line(_ cells: [String]) -> String {
        TableLine(cells.enumerated().map { ($1, $0 == 0 ? 24 : $0 == cells.count - 1 ? 0 : 8) }).text
    }
}
