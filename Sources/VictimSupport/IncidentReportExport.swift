import Disclosure
import Incidents
package import Interchange
import Registry
import Residents
import SupportScoring

/// Writes the report on an incident as rows, CSV and one HTML page; columns are listed in `Docs/data-formats.md`.
package struct IncidentReportExport {
    private let language: OutputLanguage

    /// Chooses the language of headings and labels.
    package init(language: OutputLanguage) { self.language = language }

    private static let headings: [(japanese: String, english: String)] = [
        ("分類", "section"), ("時刻", "time"), ("援護区分", "band"), ("項目", "item"), ("値", "value"),
    ]

    /// The headings, then one row for each number: the stages by band, the times to reach by band, the stages at each interval's end.
    package func rows(_ report: IncidentReport) -> [[String]] {
        let until = report.until.japanese
        var rows = [Self.headings.map { language == .japanese ? $0.japanese : $0.english }]
        for band in [nil] + SupportBand.allCases.map(SupportBand?.some) {
            for (item, value) in counts(report.progress, band, report.clearance.counts) {
                rows.append([text("集計", "progress"), until, label(band), item, value])
            }
            for percent in [50, 90] {
                let item =
                    percent == 50
                    ? text("判明までの分（中央値）", "minutes_to_reach_median") : text("判明までの分（90％）", "minutes_to_reach_90")
                rows.append([
                    text("所要時間", "time_to_reach"), until, label(band), item,
                    report.minutes(percent, band).map(String.init) ?? "",
                ])
            }
        }
        for point in report.timeline.points {
            for (item, value) in counts(point.progress, nil, report.clearance.counts) {
                rows.append([text("経過", "timeline"), point.at.japanese, label(nil), item, value])
            }
        }
        return rows
    }

    /// Writes the rows; in a drill the last column says 訓練.
    ///
    /// - Returns: the characters that the encoding lacks.
    package func writeCSV(
        _ report: IncidentReport, encoding: TextEncoding, to sink: any OutputSink
    ) throws -> [DelimitedWriter.UnmappableCharacter] {
        var writer = try DelimitedWriter(encoding: encoding)
        for (place, row) in rows(report).enumerated() {
            let mark = place == 0 ? text("訓練表示", "drill_mark") : WorkspaceMode.drillMark
            writer.row(row + (report.info.mode == .drill ? [mark] : []))
        }
        try writer.drain { try sink.write($0) }
        return writer.unmappable
    }

    /// Writes one page without script, with nothing from elsewhere, that prints.
    package func writeHTML(_ report: IncidentReport, to sink: any OutputSink) throws {
        let rule = report.clearance.counts
        let title = text("対応状況報告", "Situation report") + " " + report.incident.name.text
        var page = "<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\">"
        page +=
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        page += "<title>\(HTMLText.escaped(title))</title><style>body{font-family:sans-serif;margin:2em;max-width:70em}"
        page += "table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #888;padding:.2em .6em}"
        page += "td.n{text-align:right}thead{display:table-header-group}tr{break-inside:avoid}"
        page += ".drill{border:.3em double #000;padding:.3em;font-weight:bold;text-align:center}"
        page += "@page{size:A4;margin:15mm}@media print{body{margin:0}h2{break-after:avoid}}</style></head><body>\n"
        let drill = report.info.mode == .drill
        if drill { page += "<p class=\"drill\">【\(WorkspaceMode.drillMark)】 DRILL</p>\n" }
        page += "<h1>\(HTMLText.escaped(title))</h1>\n<p>\(HTMLText.escaped(facts(report)))</p>\n"
        let bands = [nil] + SupportBand.allCases.map(SupportBand?.some)
        page += table(
            text("援護区分ごとの対応状況（世帯）", "Households by band and stage"),
            [text("援護区分", "band")] + counts(report.progress, nil, rule).map(\.item),
            bands.map { band in [label(band)] + counts(report.progress, band, rule).map(\.value) })
        page += table(
            text("判明までの時間（分）", "Minutes until somebody knew"),
            [text("援護区分", "band"), text("中央値", "median"), text("90％", "90 %")],
            bands.map { band in
                [label(band)] + [50, 90].map { report.minutes($0, band).map(String.init) ?? "–" }
            })
        page += table(
            text("経過", "How the work went on"),
            [text("時刻", "time")] + counts(report.progress, nil, rule).map(\.item),
            report.timeline.points.map { point in
                [point.at.japanese] + counts(point.progress, nil, rule).map(\.value)
            })
        if drill { page += "<p class=\"drill\">【\(WorkspaceMode.drillMark)】 DRILL</p>\n" }
        page += "</body></html>\n"
        try Array(page.utf8).withUnsafeBytes { try sink.write($0) }
    }

    private func facts(_ report: IncidentReport) -> String {
        let incident = report.incident
        let rule = report.clearance.counts
        return [
            report.info.name, text("区域 ", "area ") + incident.area.text,
            text("開設 ", "opened ") + incident.openedAt.japanese,
            incident.closed.map { text("終了 ", "closed ") + $0.at.japanese } ?? text("対応中", "open"),
            text("この時刻まで ", "until ") + report.until.japanese,
            text("報告 \(rule.text(report.reports)) 件", "\(rule.text(report.reports)) reports"),
            text(
                "後から加わった世帯 \(rule.text(report.joinedLater))", "\(rule.text(report.joinedLater)) households joined later"
            ),
            report.clearance.basis.japanese, report.clearance.name.japanese,
        ].joined(separator: language.separator)
    }

    /// What is counted of a band, in a fixed order.
    private func counts(_ progress: Progress, _ band: SupportBand?, _ rule: CountRule) -> [(
        item: String, value: String
    )] {
        let total = progress.count(nil, band)
        return [
            (text("全世帯", "households"), rule.text(total)),
            (text("安否未判明", "not_reached"), rule.text(total - progress.reached(band))),
            (text("対応終了", "done"), rule.text(progress.done(band))),
        ] + WorkStage.allCases.map { ($0.label(language), rule.text(progress.count($0, band))) }
    }

    private func table(_ title: String, _ headings: [String], _ rows: [[String]]) -> String {
        var html = "<h2>\(HTMLText.escaped(title))</h2>\n<table><thead><tr>"
        html += headings.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }.joined() + "</tr></thead><tbody>\n"
        for row in rows {
            html += "<tr><th scope=\"row\">\(HTMLText.escaped(row[0]))</th>"
            html += row.dropFirst().map { "<td class=\"n\">\(HTMLText.escaped($0))</td>" }.joined() + "</tr>\n"
        }
        return html + "</tbody></table>\n"
    }

    private func label(_ band: SupportBand?) -> String { band?.label ?? text("全体", "all") }

    private func text(_ japanese: String, _ english: String) -> String { language == .japanese ? japanese : english }
}
