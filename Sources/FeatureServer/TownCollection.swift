import Disclosure
import Geospatial
import HTTPTypes
import Interchange
import Places
import Registry
import Residents
import SupportScoring
import VictimSupport

/// The towns of the register with how many people of which kind live there; numbers only, told by the rule for counts.
struct TownCollection: PlaceCollection {
    let id = "towns"
    let title = Bilingual("町丁目ごとの人数", "People by town")
    let summary = Bilingual(
        "町丁目ごとの世帯数と人数。点は住所辞書の代表点で、世帯の位置ではない。",
        "Households and persons by town. The point is the town's in the address dictionary, never a household's.")
    let data: DataSet? = .counts

    /// The counts that a town has, in the order of the document.
    private static let counts: [(property: FeatureProperty, number: @Sendable (TownCounts.Town) -> Int)] =
        [
            count("households", Bilingual("世帯", "Households")) { $0.people[.total].households },
            count("persons", Bilingual("人数", "Persons")) { $0.people[.total].persons },
            count("unlocated", Bilingual("位置不明の世帯", "Households without a position")) { $0.unlocated },
        ]
        + SupportBand.allCases.map { band in
            count(
                "households_band_\(band.label.lowercased())",
                Bilingual("区分\(band.label)の世帯", "Households of band \(band.label)")
            ) { $0.people[.band(band)].households }
        }
        + NeedKind.allCases.map { need in
            count("persons_\(need.snakeCase)", Bilingual("\(need.japanese)の人数", "Persons: \(need.english)")) {
                $0.people[.need(need)].persons
            }
        }

    static let allProperties: [FeatureProperty] =
        [
            FeatureProperty(
                name: "city", kind: .string, title: Bilingual("市区町村", "Municipality"), isQueryable: true,
                isSortable: true),
            FeatureProperty(
                name: "town", kind: .string, title: Bilingual("町丁目", "Town"), isQueryable: true, isSortable: true),
            FeatureProperty(
                name: "municipality_code", kind: .string, title: Bilingual("市区町村コード", "Municipality code"),
                isQueryable: true),
            FeatureProperty(
                name: "machiaza_id", kind: .string, title: Bilingual("町字ID", "Town id of the address registry"),
                isQueryable: true),
        ] + counts.map(\.property)

    func version(_ read: ServedRead) throws -> String { String(try read.snapshot.generation()) }

    func table(_ read: ServedRead, format: String) throws -> PlaceTable {
        try table(read, format: format, isRecorded: !read.handsOut)
    }

    /// - Parameter isRecorded: whether the audit log says already that whoever asks was shown these numbers, or nothing leaves.
    func table(_ read: ServedRead, format: String, isRecorded: Bool) throws -> PlaceTable {
        let (counts, clearance) = try Self.counts(read, format: format, isRecorded: isRecorded)
        return PlaceTable(
            Self.allProperties,
            try counts.towns.map { town in
                PlaceFeature(
                    id: try Self.id(of: town.name, read), geometry: town.point.map { .point($0) },
                    values: [
                        .text(town.name.city), .text(town.name.town), town.codes.map { .text($0.localGovernmentCode) },
                        town.codes.map { .text($0.machiazaID) },
                    ]
                        // Sorting sees what is told and not what is withheld.
                        + Self.counts.map { clearance.counts.number($0.number(town)).map { .integer($0) } })
            })
    }

    func facts(_ read: ServedRead) throws -> @Sendable (inout JSONWriter) -> Void {
        let clearance = try read.clearance(for: .counts)
        let (info, generation) = (try read.snapshot.info(), try read.snapshot.generation())
        let (counts, _) = try Self.counts(read, format: "json", isRecorded: true)
        return { json in
            json.object("summary") { json in
                json.head(of: info, generation: generation)
                json.member("as_of", counts.scoreRun.asOf.iso)
                json.disclosure(clearance)
                json.member("smallest_count", clearance.counts.minimum)
                json.member("households_registered", clearance.counts.number(counts.registered))
                json.member("unlocated", clearance.counts.number(counts.unlocated))
            }
        }
    }

    private static func counts(
        _ read: ServedRead, format: String, isRecorded: Bool
    ) throws -> (counts: TownCounts, clearance: Clearance) {
        try read.workspace.towns.counts(
            in: read.snapshot, release: read.release(format: format), audit: read.audit(), isRecorded: isRecorded)
    }

    private static func count(
        _ name: String, _ title: Bilingual, _ number: @escaping @Sendable (TownCounts.Town) -> Int
    ) -> (property: FeatureProperty, number: @Sendable (TownCounts.Town) -> Int) {
        (FeatureProperty(name: name, kind: .integer, title: title, isQueryable: true, isSortable: true), number)
    }

    /// The same for the same names in every generation.
    private static func id(of town: RegisteredTown, _ read: ServedRead) throws -> String {
        guard !town.city.isEmpty || !town.town.isEmpty else { return "unknown" }
        return FeatureCode(
            number: try read.snapshot.keyedHash(for: .towns).hash("\(town.city)\n\(town.town)")
        ).text
    }
}
