import AddressDictionary
import Disclosure
import Interchange
import Places
import Registry
import Residents
import SupportScoring
import VictimSupport

/// The list for a terminal: one line per household or member, kinds of need told by mark and, on a screen, by colour.
struct ListTable {
    let rows: CSVExport.Rows
    let language: OutputLanguage
    let isColoured: Bool
    /// The columns that were asked for; nil for the usual ones.
    var chosen: ColumnChoice?

    func write(
        _ answer: AreaAnswer, release: ListRelease, from snapshot: RegistrySnapshot, audit: AuditLog,
        to sink: some OutputSink
    ) throws {
        var heading = ""
        if answer.info.mode == .drill { heading += language == .japanese ? "【訓練】\n" : "【訓練 DRILL】\n" }
        heading +=
            Self.basis(answer.clearance, language) + "\n" + PolicyLine.text(answer.scoreRun, language) + "\n"
            + answer.freshness.line(language) + "\n"
        let columns = columns(hazard: answer.householdsByAction != nil, reasons: answer.includesReasons)
        heading +=
            counts(answer) + "\n" + legend + order(answer) + "\n"
            + (chosen.map { chosenHeading($0, answer) }
                ?? TableLine(columns.map { ($0.heading(language), $0.width) }).text) + "\n"
        try write(Array(heading.utf8), to: sink)
        if let chosen {
            return try answer.release(release, from: snapshot, to: audit, columns: chosen) { listed in
                for line in lines(chosen, listed) { try write(line, to: sink) }
            }
        }
        try answer.release(release, from: snapshot, to: audit) { listed in
            try write(line(listed), to: sink)
            guard rows == .members else { return }
            for index in listed.household.members.indices { try write(line(listed, index), to: sink) }
        }
    }

    private static func basis(_ clearance: Clearance, _ language: OutputLanguage) -> String {
        language == .japanese
            ? "提供先 \(clearance.name.japanese)　根拠 \(clearance.basis.japanese)"
            : "for \(clearance.name.english), basis \(clearance.basis.rawValue)"
    }

    private func counts(_ answer: AreaAnswer) -> String {
        let counts = answer.counts
        return language == .japanese
            ? "確実 \(counts.certain)、可能性あり \(counts.possible)、位置不明 \(counts.unlocated)、絞り込みで除外 \(counts.filtered) 世帯"
            : "certain \(counts.certain), possible \(counts.possible), unlocated \(counts.unlocated), "
                + "filtered out \(counts.filtered) households"
    }

    private struct Column {
        let japanese: String
        let english: String
        let width: Int

        func heading(_ language: OutputLanguage) -> String { language == .japanese ? japanese : english }
    }

    private let firstColumns = [
        Column(japanese: "番号", english: "No.", width: 5), Column(japanese: "区分", english: "Band", width: 4),
        Column(japanese: "援護度", english: "Score", width: 7),
        Column(japanese: "世帯番号", english: "Household", width: 12),
        Column(japanese: "氏名", english: "Name", width: 16), Column(japanese: "年齢", english: "Age", width: 4),
        Column(japanese: "人数", english: "Size", width: 4), Column(japanese: "印", english: "Kind", width: 6),
        Column(japanese: "支援の種別", english: "Needs", width: 24),
    ]

    /// Only a workspace with hazard layers has the column of hazards. The last column takes whatever is left of the line.
    private func columns(hazard: Bool, reasons: Bool) -> [Column] {
        firstColumns + (hazard ? [Column(japanese: "避難", english: "Evacuation", width: 28)] : [])
            + [
                Column(japanese: "位置", english: "Position", width: 20),
                Column(japanese: "住所", english: "Address", width: reasons ? 30 : 0),
            ] + (reasons ? [Column(japanese: "理由", english: "Reasons", width: 0)] : [])
    }

    /// What to do, and the worst that may come; nil without hazard layers.
    private func hazard(_ listed: ListedHousehold) -> String? {
        guard let hazard = listed.hazard else { return nil }
        let worst = HazardMeasure.allCases.map { listed.hazardText($0, \.worst, language) }.filter { !$0.isEmpty }
        return ([hazard.action?.label(language) ?? "?"] + worst).joined(separator: " ")
    }

    private var legend: String {
        NeedClass.allCases.map { "\($0.mark)\(language == .japanese ? $0.japanese : $0.rawValue)" }
            .joined(separator: " ")
            + (language == .japanese ? " ?＝区域内の可能性あり ※＝支援措置等（外に出さない）" : " ?=possibly inside ※=protected, not to leave")
    }

    private func order(_ answer: AreaAnswer) -> String {
        let time = answer.time.label(language)
        let order = answer.hazard.isOrder
        return language == .japanese
            ? "　援護度＝\(time)" + (order ? "　順＝援護区分と避難行動" : "")
            : "  score=\(time)" + (order ? "  order=band and evacuation action" : "")
    }

    /// The household's line; by member, the names follow on lines of their own.
    private func line(_ listed: ListedHousehold) -> [UInt8] {
        let place = [listed.household.address, listed.household.building].compactMap(\.self).joined(separator: " ")
        let shown =
            listed.time == .night
            ? (band: listed.household.band, score: listed.household.score)
            : (band: listed.household.daytimeBand, score: listed.household.daytimeScore)
        let head = rows == .households ? listed.household.members.first : nil
        return row(
            listed,
            [
                String(listed.number), shown.band?.label ?? "", shown.score?.text ?? "",
                listed.household.householdNumber ?? "", head?.name ?? "",
                head.flatMap(listed.age).map(String.init) ?? "", String(listed.hit.memberCount),
                listed.needClasses.map(\.mark).joined() + (listed.household.isProtected == true ? "※" : ""),
                listed.needOrHelpLabels(language).joined(separator: " "),
            ], hazard(listed), [position(listed), place], listed.reasonLabel(language))
    }

    /// Level and radius, and a mark when it is not certain that the household is inside.
    private func position(_ listed: ListedHousehold) -> String {
        // Without a position it may still be certain by its address that the household is in the town asked for.
        let mark = listed.hit.certainty == .certain ? "" : " ?"
        guard listed.hit.coordinateLevel != .none else { return Certainty.unlocated.label(language) + mark }
        let radius = listed.household.location?.uncertaintyMetres.map { " ±\(Int($0.rounded(.up)))m" } ?? ""
        return listed.hit.coordinateLevel.label(language) + radius + mark
    }

    /// One member: the person's own score, and 続柄 where the household's number stood.
    private func line(_ listed: ListedHousehold, _ index: Int) -> [UInt8] {
        let member = listed.household.members[index]
        return row(
            listed,
            [
                "", "", member.score?.text ?? "", "  " + (member.relationship ?? ""), member.name ?? "",
                listed.age(of: member).map(String.init) ?? "", "", "",
                member.needOrHelpLabels(language).joined(separator: " "),
            ], listed.hazard.map { _ in "" }, ["", ""], listed.reasonLabel(ofMember: index, language))
    }

    private func row(
        _ listed: ListedHousehold, _ first: [String], _ hazard: String?, _ last: [String], _ reasons: String?
    ) -> [UInt8] {
        let cells = first + (hazard.map { [$0] } ?? []) + last + (reasons.map { [$0] } ?? [])
        let columns = columns(hazard: hazard != nil, reasons: reasons != nil)
        let line = TableLine(zip(cells, columns).map { ($0, $1.width) }).bytes
        guard isColoured, let colour = listed.needClasses.first?.terminalColour else { return line + [0x0A] }
        return Array("\u{1B}[\(colour)m".utf8) + line + Array("\u{1B}[0m\n".utf8)
    }

    private func write(_ bytes: [UInt8], to sink: some OutputSink) throws {
        try bytes.withUnsafeBytes { try sink.write($0) }
    }
}

extension NeedClass {
    /// A mark of a shape of its own, so that nothing depends on colour.
    fileprivate var mark: String {
        switch self {
        case .disabled: "■"
        case .elderly: "▲"
        case .pregnant: "●"
        case .infant: "◆"
        case .other: "＋"
        }
    }

    /// SGR code of a background that keeps black text readable.
    fileprivate var terminalColour: String {
        switch self {
        case .disabled: "30;43"
        case .elderly: "30;46"
        case .pregnant: "30;45"
        case .infant: "30;42"
        case .other: "30;47"
        }
    }
}
