import Disclosure
import Places
import Registry
import Residents
import SupportScoring

/// A prediction as one HTML page with its map; no script, nothing loaded from elsewhere, nobody's name.
package struct PredictionPage {
    private let language: OutputLanguage

    /// Chooses the language of the page.
    package init(language: OutputLanguage) { self.language = language }

    /// Writes the page.
    package func write(_ prediction: Prediction, points: TownPoints, to sink: any OutputSink) throws {
        let places = prediction.towns.map { points.point(city: $0.city, town: $0.name) }
        let title = text("被害想定", "Damage prediction") + " " + prediction.info.name
        var page =
            "<!DOCTYPE html>\n<html lang=\"\(language == .japanese ? "ja" : "en")\"><head><meta charset=\"utf-8\">"
        page += "<title>\(HTMLText.escaped(title))</title><style>body{font-family:sans-serif;margin:2em;max-width:70em}"
        page += "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2em .5em}td.n{text-align:right}"
        page += "</style></head><body>\n<h1>\(HTMLText.escaped(title))</h1>\n"
        if prediction.info.mode == .drill { page += "<p><strong>【\(WorkspaceMode.drillMark)】</strong></p>\n" }
        page += "<p>\(HTMLText.escaped(facts(prediction)))</p>\n"
        if let map = PredictionMap(prediction, points: places) {
            page += map.svg(prediction, points: places, title: title)
            page += "<p>"
            page += text(
                "赤い円: 町字ごとの立退き避難の人数（住所辞書の代表点）。緑の四角: 開設できる避難場所。青: ハザードの区域（濃いほど深い）。",
                "Red circles: persons who must leave, by town, at its point in the address dictionary. Green squares: open "
                    + "sites. Blue: hazard zones, the darker the deeper.")
            page += "</p>\n"
        }
        page += "<h2>\(text("町字別", "By town"))</h2>\n" + table(prediction.towns, prediction, isTown: true)
        page += "<h2>\(text("最寄りの避難場所別", "By nearest open site"))</h2>\n"
        page += table(prediction.districts, prediction, isTown: false)
        page += "</body></html>\n"
        try Array(page.utf8).withUnsafeBytes { try sink.write($0) }
    }

    private func facts(_ prediction: Prediction) -> String {
        let layers = prediction.layers.map(\.name.text).joined(separator: "、")
        return text(
            "ハザードの層: \(layers)。全 \(prediction.counts.text(prediction.registered)) 世帯のうち位置不明 \(prediction.counts.text(prediction.unlocated)) 世帯は数えていません。基準日 "
                + "\(prediction.scoreRun.asOf.iso)、世代 \(prediction.generation)、根拠 \(prediction.clearance.basis.japanese)。",
            "Hazard layers: \(layers). Of \(prediction.counts.text(prediction.registered)) households \(prediction.counts.text(prediction.unlocated)) have no position and are "
                + "not counted. As of \(prediction.scoreRun.asOf.iso), generation \(prediction.generation), basis "
                + "\(prediction.clearance.basis.rawValue).")
    }

    private func table(_ groups: [PredictionGroup], _ prediction: Prediction, isTown: Bool) -> String {
        var heads = [
            text("名称", "Name"), text("世帯", "Households"), text("人数", "Persons"), text("区分A", "Band A"),
            text("区分B", "Band B"), text("立退き避難", "Leave"), text("垂直避難", "Upstairs"), text("車椅子", "Wheelchairs"),
            text("電源依存", "Power"), text("支援者", "Helpers"),
        ]
        if !isTown { heads += [text("収容人数", "Capacity"), text("不足", "Shortage")] }
        heads += prediction.depths.map { $0?.label(language) ?? text("浸水深なし", "No depth") }
        var rows = "<table><tr>" + heads.map { "<th>\(HTMLText.escaped($0))</th>" }.joined() + "</tr>\n"
        for group in groups {
            let total = group.total
            let name =
                group.name.isEmpty
                ? isTown ? text("町名不明", "town unknown") : text("開設できる避難場所なし", "no open site") : group.city + group.name
            var cells = [
                total[.total].households, total[.total].persons, total[.band(.a)].persons, total[.band(.b)].persons,
                total[.leave].persons, total[.moveUpstairs].persons, total[.need(.wheelchair)].persons,
                total[.need(.powerDependence)].persons, total.helpers,
            ].map(prediction.counts.text)
            if !isTown {
                cells += [group.capacity.map(String.init) ?? "?", group.shortage.map(prediction.counts.text) ?? "?"]
            }
            cells += group.byDepth.map { prediction.counts.text($0[.total].persons) }
            rows +=
                "<tr><td>\(HTMLText.escaped(name))</td>" + cells.map { "<td class=\"n\">\($0)</td>" }.joined()
                + "</tr>\n"
        }
        return rows + "</table>\n"
    }

    private func text(_ japanese: String, _ english: String) -> String {
        language == .japanese ? japanese : english
    }
}
