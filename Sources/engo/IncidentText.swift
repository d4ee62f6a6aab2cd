import Disclosure
import Incidents
import Interchange
import Registry
import Residents
import SupportScoring
import VictimSupport

/// What the program says of incidents: lists, tables and summaries.
enum IncidentText {
    /// The incidents.
    static func lines(_ incidents: [Incident], _ mode: WorkspaceMode) -> String {
        DrillMark(mode).heading
            + incidents.map { incident in
                TableLine([
                    (String(incident.id), 4), (incident.closed == nil ? "対応中 open" : "終了 closed", 14),
                    (incident.openedAt.japanese, 20), (incident.closed?.at.japanese ?? "", 20),
                    (incident.name.text, 30), (incident.area.text, 0),
                ]).text + "\n"
            }.joined()
    }

    /// The same for programs.
    static func json(_ incidents: [Incident], _ info: WorkspaceInfo) -> String {
        var json = JSONWriter()
        json.beginObject()
        DrillMark(info.mode).members(to: &json)
        json.name("incidents")
        json.beginArray()
        for incident in incidents { json.incident(incident) }
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    /// The rows of a report.
    static func lines(_ rows: [[String]], _ mode: WorkspaceMode) -> String {
        DrillMark(mode).heading
            + rows.map { TableLine(zip($0, [14, 20, 8, 26, 0]).map { ($0, $1) }).text + "\n" }.joined()
    }

    /// The households of an incident.
    static func lines(_ status: IncidentStatus, _ language: OutputLanguage) -> String {
        func title(_ japanese: String, _ english: String) -> String { language == .japanese ? japanese : english }
        let heading = TableLine([
            (title("番号", "no."), 8), (title("世帯番号", "household"), 14), (title("区分", "band"), 4),
            (title("対応状況", "stage"), 12), (title("班", "team"), 12), (title("確認", "seen at"), 20),
            (title("記録", "record"), 7), (title("世帯主等", "name"), 16), (title("住所", "address"), 0),
        ]).text
        return DrillMark(status.info.mode).heading + heading + "\n"
            + status.lines.map { line in
                TableLine([
                    (String(line.household.number), 8), (line.number(status.clearance) ?? "", 14),
                    (line.band(status.clearance)?.label ?? "", 4), (line.work.stage.label(language), 12),
                    (line.work.team?.text ?? "", 12), (line.work.finding?.report.observedAt.japanese ?? "", 20),
                    (String(line.work.lastSequence), 7),
                    (line.row == nil ? title("（登録なし）", "(gone)") : line.row?.members.first?.name ?? "", 16),
                    (line.row?.address ?? "", 0),
                ]).text + "\n"
            }.joined()
    }

    /// Counts, and what headquarters should look at.
    static func tell(_ status: IncidentStatus) {
        let progress = status.progress
        let stages = WorkStage.allCases.map { ($0, progress.count($0)) }.filter { $0.1 > 0 }
        StandardError.line(
            "全 \(progress.count()) 世帯: 安否判明 \(progress.reached())、対応終了 \(progress.done())（"
                + stages.map { "\($0.0.japanese) \($0.1)" }.joined(separator: "、") + "）",
            "\(progress.count()) households: \(progress.reached()) reached, \(progress.done()) done ("
                + stages.map { "\($0.0.rawValue) \($0.1)" }.joined(separator: ", ") + ")")
        if status.clearance.fields.contains(.band) {
            for band in SupportBand.allCases where progress.count(nil, band) > 0 {
                let left = progress.count(nil, band) - progress.reached(band)
                StandardError.line(
                    "援護区分 \(band.label): \(progress.count(nil, band)) 世帯中、安否未判明 \(left)",
                    "band \(band.label): \(left) of \(progress.count(nil, band)) not reached")
            }
        }
        if let uncounted = status.uncounted, uncounted > 0 {
            StandardError.line(
                "注意: 区域内にいて、この事案で数えていない世帯が \(uncounted) あります（engo incident refresh で加えます）",
                "note: \(uncounted) households inside the area are not counted: engo incident refresh adds them")
        }
        if status.gone > 0 {
            StandardError.line(
                "注意: 今の登録にない \(status.gone) 世帯も数えています", "note: \(status.gone) of them are no longer registered")
        }
        Summaries.disclosure(status.clearance, generation: status.generation, asOf: nil)
    }

    /// What became of one report.
    static func tell(_ done: RecordedReport, isDryRun: Bool) {
        let number = done.household.number
        switch done.outcome {
        case .recorded:
            StandardError.line(
                "\(number): \(done.before.stage.japanese) → \(done.after.stage.japanese)"
                    + (isDryRun ? "（まだ記録していません）" : "、記録しました"),
                "\(number): \(done.before.stage.rawValue) → \(done.after.stage.rawValue)"
                    + (isDryRun ? ", nothing was changed" : ", recorded"))
            if done.after.finding?.report.id != done.report.id {
                StandardError.line(
                    "注意: もっと新しい（同じ時刻なら慎重な）報告があるので、今の状況は変わりません",
                    "note: a later or, of the same second, more cautious report stands; this one is kept in the history"
                )
            }
            if done.hasJoined {
                StandardError.line("注意: この事案で数えていなかった世帯を加えました", "note: the household was not counted before")
            }
        case .repeated:
            StandardError.line("\(number): 同じ報告が記録されています", "\(number): the same report is recorded already")
        case .heldBack:
            guard let other = done.conflict?.other else { return }
            StandardError.line(
                "\(number): 記録していません。その後に別の報告があります: \(other.report.state.japanese)（記録 \(other.sequence)、"
                    + "\(other.recordedBy)、\(other.report.observedAt.japanese)）。承知で記録するなら --insist",
                "\(number): not recorded; others reported something else since: \(other.report.state.rawValue), record "
                    + "\(other.sequence). Give --insist to record it all the same")
        }
        conflict(done)
    }

    private static func conflict(_ done: RecordedReport) {
        guard done.outcome == .recorded, let conflict = done.conflict else { return }
        StandardError.line(
            "注意: 知らない間の報告と食い違います: \(conflict.other.report.state.japanese)（\(conflict.other.recordedBy)）。どちらも残しました",
            "note: contradicts a report that was not known: \(conflict.other.report.state.rawValue); both are kept")
    }

    /// The conflicts of a file, each with what stands; empty when there are none.
    static func conflicts(_ report: StateImportReport, _ mark: DrillMark) -> String {
        let lines = report.conflicts.map { done in
            guard let conflict = done.conflict else { return "" }
            let stands = done.after.finding?.report.state.japanese ?? ""
            return TableLine([
                (String(done.household.number), 8), (done.householdNumber?.text ?? "", 14),
                ("表 \(done.report.state.japanese) \(done.report.observedAt.japanese)", 36),
                ("記録 \(conflict.other.report.state.japanese) \(conflict.other.report.observedAt.japanese)", 38),
                ("→ \(stands)", 0),
            ]).text + "\n"
        }
        return lines.isEmpty ? "" : mark.heading + lines.joined()
    }

    /// What a file of reports did.
    static func tell(_ report: StateImportReport) {
        let recorded = report.count(.recorded)
        StandardError.line(
            "\(report.file): \(report.rows) 行、記録 \(recorded)、記録済み \(report.count(.repeated))、報告なし \(report.empty)、"
                + "食い違い \(report.conflicts.count)" + (report.isDryRun ? "（まだ記録していません）" : ""),
            "\(report.rows) rows: \(recorded) recorded, \(report.count(.repeated)) were there, \(report.empty) without a report, "
                + "\(report.conflicts.count) conflicts" + (report.isDryRun ? "; nothing was changed" : ""))
        let joined = report.reports.count(where: \.hasJoined)
        if joined > 0 {
            StandardError.line("注意: 数えていなかった \(joined) 世帯を加えました", "note: \(joined) households were not counted before")
        }
    }
}
