import Disclosure
import Geospatial
import Interchange
import Places
import Registry
import Residents
import VictimSupport

/// The designated emergency evacuation sites of the workspace.
struct ShelterCollection: PlaceCollection {
    let id = "shelters"
    let title = Bilingual("指定緊急避難場所", "Emergency evacuation sites")
    let summary = Bilingual(
        "取り込んだ指定緊急避難場所。ファイルの順。",
        "The designated emergency evacuation sites that were imported, in the order of their file.")
    let data: DataSet? = nil

    static let allProperties: [FeatureProperty] = [
        FeatureProperty(
            name: "identifier", kind: .string, title: Bilingual("共通ID", "Id of the file"), isQueryable: true),
        FeatureProperty(
            name: "name", kind: .string, title: Bilingual("名称", "Name"), isQueryable: true, isSortable: true),
        FeatureProperty(name: "kana", kind: .string, title: Bilingual("名称（カナ）", "Name in kana"), isSortable: true),
        FeatureProperty(name: "address", kind: .string, title: Bilingual("住所", "Address")),
        FeatureProperty(
            name: "municipality_code", kind: .string, title: Bilingual("市区町村コード", "Municipality code"),
            isQueryable: true),
        FeatureProperty(
            name: "disasters", kind: .array, title: Bilingual("対象の災害", "What it is designated for"),
            values: DisasterKind.allCases.map(\.rawValue), isQueryable: true),
        FeatureProperty(
            name: "capacity", kind: .integer, title: Bilingual("想定収容人数", "How many it takes"), isQueryable: true,
            isSortable: true),
        FeatureProperty(
            name: "capacity_text", kind: .string, title: Bilingual("想定収容人数（原文）", "How many it takes, as recorded")),
        FeatureProperty(
            name: "is_designated_shelter_too", kind: .boolean,
            title: Bilingual("指定避難所を兼ねる", "Is a shelter to stay in too"),
            isQueryable: true),
        FeatureProperty(name: "note", kind: .string, title: Bilingual("備考", "Note")),
    ]

    func version(_ read: ServedRead) throws -> String {
        String(try read.snapshot.shelterSource()?.generation ?? 0)
    }

    func table(_ read: ServedRead, format: String) throws -> PlaceTable {
        try read.table(of: self) {
            PlaceTable(Self.allProperties, try read.snapshot.shelters().map(Self.feature))
        }
    }

    func facts(_ read: ServedRead) throws -> @Sendable (inout JSONWriter) -> Void {
        let (info, generation) = (try read.snapshot.info(), try read.snapshot.generation())
        let (source, counts) = (try read.snapshot.shelterSource(), try read.snapshot.shelterCounts())
        return { json in
            json.object("summary") { json in
                json.head(of: info, generation: generation)
                json.member("source_name", source?.file.name)
                json.member("received_on", source?.receivedOn.iso)
                json.member("without_position", counts.withoutPosition)
            }
        }
    }

    func extent(_ read: ServedRead) throws -> BoundingBox? { try table(read, format: "json").extent }

    private static func feature(_ shelter: Shelter) -> PlaceFeature {
        func text(_ text: String?) -> PlaceFeature.Value? { text.map { .text($0) } }
        return PlaceFeature(
            id: id(of: shelter), geometry: shelter.position.map { .point($0) },
            values: [
                text(shelter.identifier?.text), .text(shelter.name.text), text(shelter.kana?.text),
                text(shelter.address?.text), text(shelter.municipalityCode),
                .texts(DisasterKind.allCases.filter(shelter.disasters.contains).map(\.rawValue)),
                shelter.capacity?.persons.map { .integer($0) }, text(shelter.capacity?.recorded.text),
                .flag(shelter.isDesignatedShelterToo), text(shelter.note?.text),
            ])
    }

    /// The id of the file where it is fit for an address, else the line of the file.
    private static func id(of shelter: Shelter) -> String {
        let line = "line-\(shelter.sourceLine)"
        guard let identifier = shelter.identifier?.text, !identifier.hasPrefix("line-"), identifier.utf8.count <= 64,
            identifier.utf8.allSatisfy({
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
            })
        else { return line }
        return identifier
    }
}
