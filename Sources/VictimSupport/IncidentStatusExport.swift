package import Disclosure
package import Incidents
package import Interchange
import Registry
import Residents
package import SupportScoring

/// Writes where an incident stands as CSV or JSON; its columns and members are listed in `Docs/data-formats.md`.
///
/// The CSV is a form, too: what is filled into its last columns is merged again by `engo incident merge`.
package struct IncidentStatusExport {
    private let language: OutputLanguage

    /// Chooses the language of headings and labels; member names are English in both.
    package init(language: OutputLanguage) { self.language = language }

    private static let headings: [(japanese: String, english: String)] = [
        ("対応番号", "incident_number"), ("世帯番号", "household_number"), ("援護区分", "band"), ("対応状況", "stage"),
        ("担当班", "team"), ("確認時刻", "observed_at"), ("記録者", "recorded_by"), ("最終記録", "last_record"),
        ("登録", "registered"), ("計上理由", "cause"), ("世帯主等", "name"), ("人数", "member_count"), ("必要な支援", "help"),
        ("住所", "address"), ("方書", "building"), ("電話番号", "phone"), ("根拠", "legal_basis"),
        ("報告", "report"), ("報告班", "report_team"), ("報告時刻", "report_time"),
    ]

    /// Writes one row for each household listed.
    ///
    /// - Returns: the characters that the encoding lacks.
    package func writeCSV(
        _ status: IncidentStatus, encoding: TextEncoding, to sink: any OutputSink
    ) throws -> [DelimitedWriter.UnmappableCharacter] {
        var writer = try DelimitedWriter(encoding: encoding)
        let mark = status.info.mode == .drill ? [WorkspaceMode.drillMark] : []
        writer.row(
            Self.headings.map { language == .japanese ? $0.japanese : $0.english }
                + (mark.isEmpty ? [] : [language == .japanese ? "訓練表示" : "drill_mark"]))
        for line in status.lines {
            let first = line.row?.members.first
            let help = line.row.map { row in
                HelpKind.allCases.filter { kind in row.members.contains { $0.help.contains(kind) } }
            }
            writer.row(
                [
                    String(line.household.number), line.number(status.clearance) ?? "",
                    line.band(status.clearance)?.label ?? "", line.work.stage.label(language),
                    line.work.team?.text ?? "", line.work.finding?.report.observedAt.japanese ?? "",
                    line.work.finding?.recordedBy ?? "", String(line.work.lastSequence),
                    line.row == nil ? "0" : "1",
                    language == .japanese ? line.household.cause.japanese : line.household.cause.rawValue,
                    first?.name ?? "", line.row.map { String($0.members.count) } ?? "",
                    (help ?? []).map { language == .japanese ? $0.japanese : $0.english }
                        .joined(separator: language.separator),
                    line.row?.address ?? "", line.row?.building ?? "", first?.phone ?? "",
                    status.clearance.basis.japanese, "", "", "",
                ] + mark)
        }
        try writer.drain { try sink.write($0) }
        return writer.unmappable
    }

    /// Writes one object with the counts and the households in order.
    package func writeJSON(_ status: IncidentStatus, to sink: any OutputSink) throws {
        var json = JSONWriter()
        json.beginObject()
        json.head(of: status.info, generation: status.generation)
        json.disclosure(status.clearance)
        json.name("incident")
        json.incident(status.incident)
        json.name("teams")
        json.beginArray()
        for team in status.teams { json.string(team.text) }
        json.endArray()
        json.name("progress")
        json.progress(status.progress, byBand: status.clearance.fields.contains(.band))
        json.member("not_registered_now", status.gone)
        json.member("inside_and_not_counted", status.uncounted)
        json.name("households")
        json.beginArray()
        for line in status.lines {
            json.lineBreak()
            json.beginObject()
            json.member("incident_number", line.household.number)
            json.member("household_number", line.number(status.clearance))
            json.member("band", line.band(status.clearance)?.label)
            json.member("stage", line.work.stage.rawValue)
            json.member("team", line.work.team?.text)
            json.member("observed_at", line.work.finding?.report.observedAt.utc)
            json.member("recorded_by", line.work.finding?.recordedBy)
            json.member("last_record", Int(line.work.lastSequence))
            json.member("registered", line.row != nil)
            json.member("cause", line.household.cause.rawValue)
            json.member("name", line.row?.members.first?.name)
            json.member("address", line.row?.address)
            json.member("building", line.row?.building)
            json.member("phone", line.row?.members.first?.phone)
            json.endObject()
        }
        json.finalLineBreak()
        json.endArray()
        json.endObject()
        json.finalLineBreak()
        try json.drain { try sink.write($0) }
    }
}

extension IncidentStatus.Line {
    /// The household number, as far as the audience may have it.
    package func number(_ clearance: Clearance) -> String? {
        clearance.fields.contains(.identifiers) ? household.household.text : nil
    }

    /// The band of the day on which it joined, as far as the audience may have it.
    package func band(_ clearance: Clearance) -> SupportBand? {
        clearance.fields.contains(.band) ? household.band : nil
    }
}

extension WorkStage {
    /// The stage as lists show it.
    package func label(_ language: OutputLanguage) -> String { language == .japanese ? japanese : rawValue }
}

extension WorkState {
    /// The state as lists show it.
    package func label(_ language: OutputLanguage) -> String { language == .japanese ? japanese : rawValue }
}

extension JSONWriter {
    /// Writes what an incident is.
    package mutating func incident(_ incident: Incident) {
        beginObject()
        member("number", Int(incident.id))
        member("name", incident.name.text)
        member("area", incident.area.text)
        member("area_checksum", incident.areaChecksum)
        member("inclusion", incident.inclusion)
        member("activation", incident.activation.map { Int($0) })
        member("opened_at", incident.openedAt.utc)
        member("opened_by", incident.openedBy)
        member("closed_at", incident.closed?.at.utc)
        member("closed_by", incident.closed?.by)
        endObject()
    }

    /// Writes how many households are at which stage, of all bands and of each.
    package mutating func progress(_ progress: Progress, byBand: Bool) {
        beginObject()
        stages(progress, nil)
        if byBand {
            name("by_band")
            beginObject()
            for band in SupportBand.allCases {
                name(band.label)
                beginObject()
                stages(progress, band)
                endObject()
            }
            endObject()
        }
        endObject()
    }

    private mutating func stages(_ progress: Progress, _ band: SupportBand?) {
        member("households", progress.count(nil, band))
        member("reached", progress.reached(band))
        member("done", progress.done(band))
        for stage in WorkStage.allCases { member(stage.rawValue, progress.count(stage, band)) }
    }
}
