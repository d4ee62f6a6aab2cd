import Disclosure
import Interchange
import Registry

/// A prediction as one HTML page with its map; no script, nothing loaded from elsewhere, nobody's name.
package struct PredictionPage {
    private let language: OutputLanguage

    /// Chooses the language of the page.
    package init(language: OutputLanguage) { self.language = language }

    /// Writes the page.
    package func write(_ prediction: Prediction, points: TownPoints, to sink: any OutputSink) throws {
        let places = prediction.towns.map { points.point(city: $0.city, town: $0.name) }
        let content = PredictionText(prediction, language: language)
        let title = content.title
        var page =
            "<!DOCTYPE html>\n<html lang=\"\(language == .japanese ? "ja" : "en")\"><head><meta charset=\"utf-8\">"
        page += "<title>\(HTMLText.escaped(title))</title><style>body{font-family:sans-serif;margin:2em;max-width:70em}"
        page += "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2em .5em}td.n{text-align:right}"
        page += "</style></head><body>\n<h1>\(HTMLText.escaped(title))</h1>\n"
        if prediction.info.mode == .drill { page += "<p><strong>【\(WorkspaceMode.drillMark)】</strong></p>\n" }
        page += "<p>\(HTMLText.escaped(content.facts))</p>\n"
        if let map = PredictionMap(prediction, points: places) {
            page += map.svg(prediction, points: places, title: title)
            page += "<p>"
            page += text(
                "赤い円: 町字ごとの立退き避難の人数（住所辞書の代表点）。緑の四角: 開設できる避難場所。青: ハザードの区域（濃いほど深い）。",
                "Red circles: persons who must leave, by town, at its point in the address dictionary. Green squares: open "
                    + "sites. Blue: hazard zones, the darker the deeper.")
            page += "</p>\n"
        }
        page += content.tables.map(table).joined()
        page += "</body></html>\n"
        try Array(page.utf8).withUnsafeBytes { try sink.write($0) }
    }

    private func table(_ table: PredictionText.Table) -> String {
        var rows = "<h2>\(HTMLText.escaped(table.title))</h2>\n"
        rows += "<table><tr>" + table.headings.map { "<th>\(HTMLText.escaped($0))</th>" }.joined() + "</tr>\n"
        for (name, counts) in table.rows {
            rows +=
                "<tr><td>\(HTMLText.escaped(name))</td>" + counts.map { "<td class=\"n\">\($0)</td>" }.joined()
                + "</tr>\n"
        }
        return rows + "</table>\n"
    }

    private func text(_ japanese: String, _ english: String) -> String {
        language == .japanese ? japanese : english
    }
}
