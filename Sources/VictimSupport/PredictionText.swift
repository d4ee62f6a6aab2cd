import Disclosure
import Places
import Registry
import Residents
import SupportScoring

/// What a page on a prediction says in words and tables, whatever it is written in; nothing in it is escaped.
struct PredictionText {
    /// A table: a name first, then counts.
    struct Table {
        let title: String
        let headings: [String]
        let rows: [(name: String, counts: [String])]
    }

    let language: OutputLanguage
    let title: String
    /// The layers, who is not counted, and what the scores stand on.
    let facts: String
    /// By town, then by nearest open site.
    let tables: [Table]

    init(_ prediction: Prediction, language: OutputLanguage) {
        self.language = language
        func text(_ japanese: String, _ english: String) -> String { language == .japanese ? japanese : english }
        let told = prediction.counts.text
        title = text("被害想定", "Damage prediction") + " " + prediction.info.name
        let layers = prediction.layers.map(\.name.text).joined(separator: "、")
        facts = text(
            "ハザードの層: \(layers)。全 \(told(prediction.registered)) 世帯のうち位置不明 \(told(prediction.unlocated)) 世帯は数えていません。基準日 "
                + "\(prediction.scoreRun.asOf.iso)、世代 \(prediction.generation)、根拠 \(prediction.clearance.basis.japanese)。",
            "Hazard layers: \(layers). Of \(told(prediction.registered)) households \(told(prediction.unlocated)) have no position and are "
                + "not counted. As of \(prediction.scoreRun.asOf.iso), generation \(prediction.generation), basis "
                + "\(prediction.clearance.basis.rawValue).")
        let headings = [
            text("名称", "Name"), text("世帯", "Households"), text("人数", "Persons"), text("区分A", "Band A"),
            text("区分B", "Band B"), text("立退き避難", "Leave"), text("垂直避難", "Upstairs"), text("車椅子", "Wheelchairs"),
            text("電源依存", "Power"), text("支援者", "Helpers"),
        ]
        let depths = prediction.depths.map { $0?.label(language) ?? text("浸水深なし", "No depth") }
        func counts(_ group: PredictionGroup, of site: [String] = []) -> [String] {
            let total = group.total
            let counts = [
                total[.total].households, total[.total].persons, total[.band(.a)].persons, total[.band(.b)].persons,
                total[.leave].persons, total[.moveUpstairs].persons, total[.need(.wheelchair)].persons,
                total[.need(.powerDependence)].persons, total.helpers,
            ]
            return counts.map(told) + site
                + group.byDepth.map { told($0[.total].persons) }
        }
        tables = [
            Table(
                title: text("町字別", "By town"), headings: headings + depths,
                rows: prediction.towns.map { town in
                    (town.name.isEmpty ? text("町名不明", "town unknown") : town.city + town.name, counts(town))
                }),
            Table(
                title: text("最寄りの避難場所別", "By nearest open site"),
                headings: headings + [text("収容人数", "Capacity"), text("不足", "Shortage")] + depths,
                rows: prediction.districts.map { site in
                    (
                        site.name.isEmpty ? text("開設できる避難場所なし", "no open site") : site.name,
                        counts(
                            site,
                            of: [site.capacity.map(String.init) ?? "?", site.shortage.map(told) ?? "?"])
                    )
                }),
        ]
    }
}
