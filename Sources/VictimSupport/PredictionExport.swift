import AddressDictionary
import Disclosure
package import Interchange
import Places
import Registry
import Residents
import SupportScoring

/// Writes a prediction as CSV, JSON, or GeoJSON by town; columns and members are listed in `Docs/data-formats.md`.
package struct PredictionExport {
    private let language: OutputLanguage

    /// Chooses the language of headings and labels; member names are English in both.
    package init(language: OutputLanguage) { self.language = language }

    private static let headings: [(japanese: String, english: String)] = [
        ("種類", "scope"), ("市区町村", "city"), ("名称", "name"), ("浸水深", "depth"),
        ("確実世帯", "households_certain"), ("可能性世帯", "households_possible"),
        ("確実人数", "persons_certain"), ("可能性人数", "persons_possible"),
        ("立退き避難世帯", "leave_households"), ("立退き避難人数", "leave_persons"),
        ("垂直避難人数", "upstairs_persons"), ("屋内安全確保人数", "stay_persons"), ("必要な支援者数", "helpers"),
        ("収容人数", "capacity"), ("不足人数", "shortage"),
    ]

    /// The items that have a column of persons, certain and possible together.
    private static let items = TallyItem.all.filter { $0 != .total }

    /// Writes one row for each town, and each open site, and depth, and one for all depths together.
    ///
    /// - Returns: the characters that the encoding lacks.
    package func writeCSV(
        _ prediction: Prediction, encoding: TextEncoding, to sink: any OutputSink
    ) throws -> [DelimitedWriter.UnmappableCharacter] {
        var writer = try DelimitedWriter(encoding: encoding)
        let mark = prediction.info.mode == .drill ? WorkspaceMode.drillMark : nil
        let headings = Self.headings.map { language == .japanese ? $0.japanese : $0.english }
        writer.row(
            headings + Self.items.map { $0.label(language) }
                + (mark == nil ? [] : [language == .japanese ? "訓練表示" : "drill_mark"]))
        for (scope, groups) in scopes(prediction) {
            for group in groups {
                for (depth, count) in rows(group, prediction) {
                    var cells = [scope, group.city, name(group, scope: scope), depth]
                    cells += [
                        count.certain[.total].households, count.possible[.total].households,
                        count.certain[.total].persons, count.possible[.total].persons, count[.leave].households,
                        count[.leave].persons, count[.moveUpstairs].persons, count[.stay].persons, count.helpers,
                    ].map(prediction.counts.text)
                    let isTotal = depth == allDepths
                    cells.append(isTotal ? group.capacity.map(String.init) ?? "" : "")
                    cells.append(isTotal ? group.shortage.map(prediction.counts.text) ?? "" : "")
                    cells += Self.items.map { prediction.counts.text(count[$0].persons) }
                    writer.row(cells + (mark.map { [$0] } ?? []))
                }
            }
        }
        try writer.drain { try sink.write($0) }
        return writer.unmappable
    }

    /// Writes one object with towns and sites.
    package func writeJSON(_ prediction: Prediction, to sink: any OutputSink) throws {
        var json = JSONWriter()
        json.beginObject()
        json.name("summary")
        summary(prediction, to: &json)
        for (scope, groups) in scopes(prediction) {
            json.name(scope == townScope ? "towns" : "shelters")
            json.beginArray()
            for group in groups {
                json.lineBreak()
                json.beginObject()
                members(group, scope: scope, prediction, to: &json)
                json.endObject()
            }
            json.endArray()
        }
        json.endObject()
        json.finalLineBreak()
        try json.drain { try sink.write($0) }
    }

    /// Writes one feature for each town, at its point in the address dictionary; a null geometry without one.
    package func writeGeoJSON(_ prediction: Prediction, points: TownPoints, to sink: any OutputSink) throws {
        var writer = GeoJSONWriter()
        writer.begin { writer in
            writer.name("summary")
            summary(prediction, to: &writer)
        }
        for town in prediction.towns {
            if let point = points.point(city: town.city, town: town.name) {
                writer.point(point) { members(town, scope: townScope, prediction, to: &$0) }
            } else {
                writer.unlocated { members(town, scope: townScope, prediction, to: &$0) }
            }
        }
        writer.end()
        try writer.drain { try sink.write($0) }
    }

    // MARK: Parts

    /// What the first column calls towns.
    private var townScope: String { language == .japanese ? "町字" : "town" }

    private func scopes(_ prediction: Prediction) -> [(scope: String, groups: [PredictionGroup])] {
        [
            (townScope, prediction.towns),
            (language == .japanese ? "最寄り避難場所" : "shelter", prediction.districts),
        ]
    }

    private var allDepths: String { language == .japanese ? "合計" : "total" }

    /// The classes in which somebody is, and all of them together.
    private func rows(_ group: PredictionGroup, _ prediction: Prediction) -> [(depth: String, count: PredictionCount)] {
        zip(prediction.depths, group.byDepth).filter { $1[.total].households > 0 }.map { depth, count in
            (depth?.label(language) ?? (language == .japanese ? "浸水深なし" : "no depth"), count)
        } + [(allDepths, group.total)]
    }

    /// The name, or what stands for none.
    func name(_ group: PredictionGroup, scope: String) -> String {
        if !group.name.isEmpty { return group.name }
        switch (scope == townScope, language) {
        case (true, .japanese): return "町名不明"
        case (true, .english): return "town unknown"
        case (false, .japanese): return "開設できる避難場所なし"
        case (false, .english): return "no open site"
        }
    }

    private func members(
        _ group: PredictionGroup, scope: String, _ prediction: Prediction, to json: inout JSONWriter
    ) {
        json.member("city", group.city)
        json.member("name", name(group, scope: scope))
        let total = group.total
        json.member("households", prediction.counts.number(total[.total].households))
        json.member("persons", prediction.counts.number(total[.total].persons))
        json.member("leave_persons", prediction.counts.number(total[.leave].persons))
        json.member("helpers", prediction.counts.number(total.helpers))
        json.member("capacity", group.capacity)
        json.member("shortage", group.shortage.flatMap(prediction.counts.number))
        json.name("by_depth")
        json.beginArray()
        for (depth, count) in rows(group, prediction) {
            json.beginObject()
            json.member("depth", depth)
            json.member("households_certain", prediction.counts.number(count.certain[.total].households))
            json.member("households_possible", prediction.counts.number(count.possible[.total].households))
            json.member("persons_certain", prediction.counts.number(count.certain[.total].persons))
            json.member("persons_possible", prediction.counts.number(count.possible[.total].persons))
            json.name("persons_by_action")
            json.beginObject()
            for action in EvacuationAction.allCases {
                json.member(action.rawValue, prediction.counts.number(count[action].persons))
            }
            json.endObject()
            json.member("helpers", prediction.counts.number(count.helpers))
            for group in ["band", "age", "need"] {
                json.name("persons_by_" + group)
                json.beginObject()
                for item in Self.items where item.group == group {
                    json.member(item.code, prediction.counts.number(count[item].persons))
                }
                json.endObject()
            }
            json.endObject()
        }
        json.endArray()
    }

    private func summary(_ prediction: Prediction, to json: inout JSONWriter) {
        json.beginObject()
        json.head(of: prediction.info, generation: prediction.generation)
        json.member("as_of", prediction.scoreRun.asOf.iso)
        json.disclosure(prediction.clearance)
        json.name("hazard_layers")
        json.beginArray()
        for layer in prediction.layers { json.string(layer.name.text) }
        json.endArray()
        json.member("smallest_count", prediction.counts.minimum)
        json.member("closed_sites", prediction.closedSites)
        json.member("households_registered", prediction.counts.number(prediction.registered))
        json.member("unlocated", prediction.counts.number(prediction.unlocated))
        json.name("unlocated_by_town")
        json.beginArray()
        for town in prediction.unlocatedByTown {
            json.beginObject()
            json.member("city", town.city)
            json.member("town", town.label(language))
            json.member("households", prediction.counts.number(town.households))
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
