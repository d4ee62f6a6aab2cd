import Disclosure
import Geospatial
import Interchange
import Places
import Registry
import Residents
import VictimSupport

/// One hazard layer of the workspace: its zones, with what their codes mean.
struct HazardCollection: PlaceCollection {
    let stored: StoredHazardLayer

    var id: String { "hazard-\(stored.id)" }
    var title: Bilingual { Bilingual(stored.layer.name.text, "Hazard layer \(stored.layer.name.text)") }
    var summary: Bilingual {
        Bilingual(
            "\(stored.layer.kind.japanese)。ファイルの順。",
            "Zones of the kind \(stored.layer.kind.rawValue), in the order of their file.")
    }
    let data: DataSet? = nil

    /// One collection for each layer, in byte order of their names.
    static func all(_ read: ServedRead) throws -> [any FeatureCollection] {
        try read.snapshot.hazardLayers().map(HazardCollection.init)
    }

    static let allProperties: [FeatureProperty] = [
        FeatureProperty(
            name: "feature", kind: .integer, title: Bilingual("ファイル内の番号", "Place in the file, from 1"),
            isQueryable: true,
            isSortable: true),
        FeatureProperty(
            name: "rank", kind: .string, title: Bilingual("ランクのコード", "Code of its rank"), isQueryable: true,
            isSortable: true),
        FeatureProperty(
            name: "phenomenon", kind: .string, title: Bilingual("現象のコード", "Code of what comes down"), isQueryable: true),
        FeatureProperty(
            name: "meaning", kind: .string, title: Bilingual("意味", "What the codes mean, in Japanese"),
            isQueryable: true),
        FeatureProperty(
            name: "meaning_en", kind: .string, title: Bilingual("意味（英語）", "What the codes mean"), isQueryable: true),
        FeatureProperty(
            name: "severity", kind: .integer,
            title: Bilingual("重大さの順（1が最も重い）", "Place among the classes of the layer, 1 the most severe"),
            isQueryable: true,
            isSortable: true),
    ]

    func version(_ read: ServedRead) throws -> String { String(stored.generation) }

    func table(_ read: ServedRead, format: String) throws -> PlaceTable {
        try read.table(of: self) {
            let classes = classes
            return PlaceTable(
                Self.allProperties,
                try read.snapshot.hazardZones(ofLayer: stored.layer.name).map { zone in
                    PlaceFeature(
                        id: String(zone.feature), geometry: .polygons(zone.area),
                        values: [.integer(zone.feature)] + values(of: zone.code, classes))
                })
        }
    }

    /// The values that zones of a code share.
    func values(of code: HazardCode, _ classes: [HazardMeaning]) -> [PlaceFeature.Value?] {
        let meaning = stored.layer.meaning(of: code)
        return [
            code.rank.map { .text($0) }, code.phenomenon.map { .text($0) }, .text(meaning.japanese),
            .text(meaning.english), classes.firstIndex(of: meaning).map { .integer($0 + 1) },
        ]
    }

    /// What its codes mean, each once, the most severe first.
    var classes: [HazardMeaning] {
        let meanings = stored.zonesByCode.map { stored.layer.meaning(of: $0.code) }
        var each: [HazardMeaning] = []
        for meaning in meanings where !each.contains(meaning) { each.append(meaning) }
        return each.enumerated().sorted { left, right in
            HazardMeaning.isMoreSevere(left.element, right.element)
                || !HazardMeaning.isMoreSevere(right.element, left.element) && left.offset < right.offset
        }.map(\.element)
    }

    func facts(_ read: ServedRead) throws -> @Sendable (inout JSONWriter) -> Void {
        let (info, generation) = (try read.snapshot.info(), try read.snapshot.generation())
        return { json in
            json.object("summary") { json in
                json.head(of: info, generation: generation)
                json.member("layer", stored.layer.name.text)
                json.member("kind", stored.layer.kind.rawValue)
                json.member("attribute", stored.layer.attribute?.rawValue)
                json.member("edition", stored.layer.edition?.text)
                json.member("source_name", stored.layer.sourceName)
                json.member("source_checksum", stored.layer.sourceChecksum)
                json.member("received_on", stored.layer.receivedOn.iso)
                json.member("features_without_shape", stored.layer.featuresWithoutShape)
            }
        }
    }

    func extent(_ read: ServedRead) throws -> BoundingBox? { try table(read, format: "json").extent }
}
