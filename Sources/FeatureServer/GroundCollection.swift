import Disclosure
import Geospatial
import Interchange
import Places
import Registry
import Residents
import VictimSupport

/// One layer of the ground: its lines and polygons, which are drawn under the households.
struct GroundCollection: PlaceCollection {
    let stored: StoredGroundLayer

    var id: String { "ground-\(stored.id)" }
    var title: Bilingual { Bilingual(stored.layer.name.text, "Ground layer \(stored.layer.name.text)") }
    var summary: Bilingual {
        Bilingual(
            "地図の下地（\(stored.layer.kind.japanese)）。ファイルの順。",
            "Lines and polygons of the kind \(stored.layer.kind.rawValue), in the order of their file.")
    }
    let data: DataSet? = nil

    /// One collection for each layer, in byte order of their names.
    static func all(_ read: ServedRead) throws -> [any FeatureCollection] {
        try read.snapshot.groundLayers().map(GroundCollection.init)
    }

    static let allProperties: [FeatureProperty] = [
        FeatureProperty(
            name: "name", kind: .string, title: Bilingual("名前", "Name"), isQueryable: true, isSortable: true)
    ]

    /// After a restore a revision may come again with another content.
    func version(_ read: ServedRead) throws -> String {
        let layer = stored.layer
        return "\(stored.revision) \(layer.sourceChecksum) \(layer.kind.rawValue) \(layer.label ?? "")"
    }

    func table(_ read: ServedRead, format: String) throws -> PlaceTable {
        try read.table(of: self) {
            PlaceTable(
                Self.allProperties,
                try read.snapshot.groundPieces(ofLayer: stored.id).map { piece in
                    let geometry: FeatureGeometry =
                        switch piece.shape {
                        case .line(let line): .line(line)
                        case .area(let polygon): .polygons(MultiPolygon([polygon]))
                        }
                    return PlaceFeature(
                        id: String(piece.number), geometry: geometry, values: [piece.name.map { .text($0.text) }])
                })
        }
    }

    func facts(_ read: ServedRead) throws -> @Sendable (inout JSONWriter) -> Void {
        let (info, generation) = (try read.snapshot.info(), try read.snapshot.generation())
        return { json in
            json.object("summary") { json in
                json.head(of: info, generation: generation)
                json.member("layer", stored.layer.name.text)
                json.member("kind", stored.layer.kind.rawValue)
                json.member("source_name", stored.layer.sourceName)
                json.member("source_checksum", stored.layer.sourceChecksum)
                json.member("received_on", stored.layer.receivedOn.iso)
            }
        }
    }

    func extent(_ read: ServedRead) throws -> BoundingBox? { try read.snapshot.groundExtent(ofLayer: stored.id) }
}
