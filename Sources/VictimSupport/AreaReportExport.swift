import AddressDictionary
import Disclosure
package import Interchange
import Registry
import Residents

/// Writes a report on areas as CSV or JSON; its columns and members are listed in `Docs/data-formats.md`.
package struct AreaReportExport {
    private let language: OutputLanguage

    /// Chooses the language of headings and labels; member names are English in both.
    package init(language: OutputLanguage) { self.language = language }

    private static let headings: [(japanese: String, english: String)] = [
        ("順", "stage"), ("区域", "area"), ("分類", "group"), ("項目", "item"),
        ("確実世帯", "households_certain"), ("可能性世帯", "households_possible"),
        ("確実人数", "persons_certain"), ("可能性人数", "persons_possible"),
        ("追加確実世帯", "added_households_certain"), ("追加可能性世帯", "added_households_possible"),
        ("追加確実人数", "added_persons_certain"), ("追加可能性人数", "added_persons_possible"),
    ]

    /// Writes one row for each area and item.
    ///
    /// - Returns: the characters that the encoding lacks.
    package func writeCSV(
        _ report: AreaReport, encoding: TextEncoding, to sink: any OutputSink
    ) throws -> [DelimitedWriter.UnmappableCharacter] {
        var writer = try DelimitedWriter(encoding: encoding)
        let mark = report.info.mode == .drill ? WorkspaceMode.drillMark : nil
        let headings = Self.headings.map { language == .japanese ? $0.japanese : $0.english }
        writer.row(headings + (mark == nil ? [] : [language == .japanese ? "訓練表示" : "drill_mark"]))
        for (index, stage) in report.stages.enumerated() {
            for item in TallyItem.all {
                let counts = [
                    stage.certain[item].households, stage.possible[item].households, stage.certain[item].persons,
                    stage.possible[item].persons, stage.addedCertain[item].households,
                    stage.addedPossible[item].households, stage.addedCertain[item].persons,
                    stage.addedPossible[item].persons,
                ]
                writer.row(
                    [String(index + 1), stage.area, item.group, item.label(language)]
                        + counts.map(report.clearance.counts.text)
                        + (mark.map { [$0] } ?? []))
            }
        }
        try writer.drain { try sink.write($0) }
        return writer.unmappable
    }

    /// Writes one object with the areas in order.
    package func writeJSON(_ report: AreaReport, to sink: any OutputSink) throws {
        var json = JSONWriter()
        json.beginObject()
        json.head(of: report.info, generation: report.generation)
        json.member("as_of", report.scoreRun.asOf.iso)
        json.disclosure(report.clearance)
        let rule = report.clearance.counts
        json.member("smallest_count", rule.minimum)
        json.member("households_registered", rule.number(report.registered))
        json.member("unlocated", rule.number(report.unlocated))
        json.name("unlocated_by_town")
        json.beginArray()
        for town in report.unlocatedByTown {
            json.beginObject()
            json.member("city", town.city)
            json.member("town", town.label(language))
            json.member("households", rule.number(town.households))
            json.endObject()
        }
        json.endArray()
        json.name("areas")
        json.beginArray()
        for stage in report.stages {
            json.lineBreak()
            json.beginObject()
            json.member("area", stage.area)
            json.name("counts")
            json.beginArray()
            for item in TallyItem.all {
                json.beginObject()
                json.member("group", item.group)
                json.member("item", item.code)
                count("certain", stage.certain[item], rule, to: &json)
                count("possible", stage.possible[item], rule, to: &json)
                count("added_certain", stage.addedCertain[item], rule, to: &json)
                count("added_possible", stage.addedPossible[item], rule, to: &json)
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
        json.endArray()
        json.endObject()
        json.finalLineBreak()
        try json.drain { try sink.write($0) }
    }

    private func count(_ name: String, _ count: HeadCount, _ rule: CountRule, to json: inout JSONWriter) {
        json.name(name)
        json.beginObject()
        json.member("households", rule.number(count.households))
        json.member("persons", rule.number(count.persons))
        json.endObject()
    }
}
