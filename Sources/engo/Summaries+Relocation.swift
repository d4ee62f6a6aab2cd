import AddressDictionary
import Geospatial
import Interchange
import VictimSupport

extension Summaries {
    /// What locating anew changed or would change; counts, and towns with the farthest moves.
    static func relocation(_ report: RelocationReport) {
        let isRehearsal = report.generation == nil
        if let old = report.oldEdition, !old.isEmpty, old != report.newEdition {
            StandardError.line("住所辞書: \(old) → \(report.newEdition)", "dictionary edition")
        }
        let threshold = Int(RelocationReport.thresholdMetres)
        if report.isUnchanged {
            StandardError.line(
                isRehearsal ? "位置の変わる世帯はありません" : "位置の変わった世帯はありません", "no household changes its position or level")
        } else {
            StandardError.line(
                (isRehearsal ? "試算（変更なし）: " : "")
                    + "\(threshold) m を超えて移動 \(report.moved) 世帯"
                    + (report.moved > 0 ? "（最大 \(metres(report.largestMetres)) m）" : ""),
                (isRehearsal ? "rehearsal, nothing changed: " : "") + "\(report.moved) moved by more than "
                    + "\(threshold) m" + (report.moved > 0 ? ", at most \(metres(report.largestMetres)) m" : ""))
            StandardError.line(
                "  位置が新たに付いた \(report.gained)、なくなった \(report.lost)、一致レベルが上がった \(report.levelUp)、"
                    + "下がった \(report.levelDown)",
                "gained \(report.gained), lost \(report.lost), match level up \(report.levelUp), down \(report.levelDown)"
            )
            towns(report.towns)
        }
        levels(report.byCoordinateLevel, households: report.households)
    }

    private static func towns(_ towns: [TownMoves]) {
        guard !towns.isEmpty else { return }
        StandardError.line("  移動の大きい町字（上位 \(towns.count)）", "towns with the farthest moves")
        for town in towns {
            let name = town.town.isEmpty && town.city.isEmpty ? "町字不明 unknown" : town.city + " " + town.town
            StandardError.write(
                "    "
                    + TableLine([
                        (name, 36), ("\(town.households) 世帯 households", 22),
                        ("最大 max \(metres(town.largestMetres)) m", 0),
                    ]).text + "\n")
        }
    }

    private static func metres(_ value: Double) -> String {
        DecimalText.fixed(value, decimals: value < 100 ? 1 : 0)
    }
}
