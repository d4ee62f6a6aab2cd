import Disclosure
import Geospatial
import Interchange
import Places
import Registry
import Residents
import VictimSupport

/// The areas that the workspace keeps under a name.
struct SavedAreaCollection: PlaceCollection {
    let id = "areas"
    let title = Bilingual("保存した区域", "Saved areas")
    let summary = Bilingual(
        "名前を付けて保存した区域。名前の順。円は、それを含む多角形で表す。町丁目だけの区域に形はない。",
        "Areas kept under a name, in order of their names. A circle is drawn as the polygon that holds it; an area of towns alone has no shape."
    )
    let data: DataSet? = nil

    static let allProperties: [FeatureProperty] = [
        FeatureProperty(
            name: "name", kind: .string, title: Bilingual("名前", "Name"), isQueryable: true, isSortable: true),
        FeatureProperty(
            name: "saved_on", kind: .string, title: Bilingual("保存した日", "Day on which it was saved"), isQueryable: true,
            isSortable: true),
        FeatureProperty(
            name: "kinds", kind: .array, title: Bilingual("作り方", "What it was made of"),
            values: AreaPart.Kind.allCases.map(\.rawValue), isQueryable: true),
        FeatureProperty(name: "sources", kind: .array, title: Bilingual("元", "What its parts are called")),
        FeatureProperty(name: "towns", kind: .array, title: Bilingual("町丁目", "Towns that belong to it as a whole")),
        FeatureProperty(
            name: "vertices", kind: .integer, title: Bilingual("頂点の数", "Positions of its rings"), isQueryable: true,
            isSortable: true),
    ]

    func version(_ read: ServedRead) throws -> String {
        try read.snapshot.savedAreaNumbers().map(String.init).joined(separator: ",")
    }

    func table(_ read: ServedRead, format: String) throws -> PlaceTable {
        try read.table(of: self) {
            PlaceTable(
                Self.allProperties,
                try read.snapshot.storedAreas().map { stored in
                    let shape = try stored.area.outline()
                    let towns = stored.area.parts.compactMap { part in
                        if case .town(let town) = part.shape { town.name } else { nil }
                    }
                    return PlaceFeature(
                        id: String(stored.id), geometry: shape.polygons.isEmpty ? nil : .polygons(shape),
                        values: [
                            .text(stored.area.name.text), .text(stored.area.savedOn.iso),
                            .texts(stored.area.parts.map(\.kind.rawValue)), .texts(stored.area.parts.map(\.name)),
                            .texts(towns), .integer(shape.vertexCount),
                        ])
                })
        }
    }

    func facts(_ read: ServedRead) throws -> @Sendable (inout JSONWriter) -> Void {
        let (info, generation) = (try read.snapshot.info(), try read.snapshot.generation())
        return { json in json.object("summary") { $0.head(of: info, generation: generation) } }
    }

    func extent(_ read: ServedRead) throws -> BoundingBox? { try table(read, format: "json").extent }
}
