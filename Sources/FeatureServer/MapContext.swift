import Disclosure
import Geospatial
import Interchange
import Places
import Registry
import Residents
import SupportScoring
import VictimSupport

/// What the map page learns when it opens: whose workspace, who is in, what they may see, and what there is to choose from.
struct MapContext: Sendable {
    private let session: Session
    private let moment: Moment
    private let settings: MapSettings
    private let formToken: String?

    init(_ session: Session, _ moment: Moment, _ settings: MapSettings, formToken: String?) {
        self.session = session
        self.moment = moment
        self.settings = settings
        self.formToken = formToken
    }

    /// All of it; counts nobody and names nobody but who is in.
    func text(_ snapshot: RegistrySnapshot) throws -> JSONWriter {
        let info = try snapshot.info()
        let disclosure = session.disclosure(at: moment)
        // Whoever may have no lists has no use for the page, and learns why.
        let clearance = try snapshot.clear(disclosure, for: .lists)
        let run = try snapshot.scoreRun()
        var json = JSONWriter()
        json.beginObject()
        json.member("municipality", info.name)
        json.member("drill", info.mode == .drill)
        json.member("generation", Int(try snapshot.generation()))
        json.member("as_of", run?.asOf.iso)
        json.member("operator", session.operatorName)
        json.member("audience", clearance.audience.rawValue)
        json.member("audience_label", clearance.name.japanese)
        json.member("legal_basis", clearance.basis.rawValue)
        json.member("legal_basis_label", clearance.basis.japanese)
        json.member("form_token", formToken)
        json.member("gsi", settings.showsGSITiles)
        strings("fields", DisclosedFields.named.filter { clearance.fields.contains($0.fields) }.map(\.name), &json)
        let may = DataSet.allCases.filter { (try? snapshot.clear(disclosure, for: $0)) != nil }
        strings("may", may.map(\.rawValue), &json)
        let register = run == nil ? nil : try snapshot.packedRegister(clearance, time: .daytime)
        json.member("has_daytime", register?.isScored ?? false)
        bounds(try register.flatMap(snapshot.bounds(of:)), &json)
        strings("saved_areas", try snapshot.savedAreaNames(), &json)
        var towns: [String] = []
        for town in try snapshot.townsOfHouseholds() where towns.last != town.name { towns.append(town.name) }
        strings("towns", towns, &json)
        json.name("needs")
        json.beginArray()
        for kind in NeedKind.allCases {
            json.beginObject()
            json.member("kind", kind.snakeCase)
            json.member("japanese", kind.japanese)
            json.endObject()
        }
        json.endArray()
        try hazards(snapshot, &json)
        try shelters(snapshot, &json)
        json.endObject()
        return json
    }

    private func strings(_ name: String, _ values: [String], _ json: inout JSONWriter) {
        json.name(name)
        json.beginArray()
        for value in values { json.string(value) }
        json.endArray()
    }

    private func bounds(_ box: BoundingBox?, _ json: inout JSONWriter) {
        json.name("bounds")
        guard let box else { return json.null() }
        json.beginArray()
        // Two digits: where the municipality is, and nobody's house.
        for degrees in [box.west, box.south, box.east, box.north] { json.number(degrees, decimals: 2) }
        json.endArray()
    }

    private func hazards(_ snapshot: RegistrySnapshot, _ json: inout JSONWriter) throws {
        json.name("hazard_layers")
        json.beginArray()
        for stored in try snapshot.hazardLayers() {
            json.beginObject()
            json.member("id", "hazard-\(stored.id)")
            json.member("name", stored.layer.name.text)
            json.member("kind", stored.layer.kind.rawValue)
            json.name("ranks")
            json.beginArray()
            var last: String?
            for zones in stored.zonesByCode {
                guard let rank = zones.code.rank, rank != last else { continue }
                last = rank
                let meaning = stored.layer.meaning(of: HazardCode(rank: rank))
                json.beginObject()
                json.member("code", rank)
                json.member("japanese", meaning.isUnknown ? rank : meaning.japanese)
                json.member("english", meaning.isUnknown ? rank : meaning.english)
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
        json.endArray()
    }

    private func shelters(_ snapshot: RegistrySnapshot, _ json: inout JSONWriter) throws {
        json.name("shelters")
        json.beginArray()
        for shelter in try snapshot.shelters() {
            guard let position = shelter.position else { continue }
            json.beginObject()
            json.member("name", shelter.name.text)
            json.member("note", shelter.note?.text)
            json.name("longitude")
            json.number(position.longitude, decimals: 7)
            json.name("latitude")
            json.number(position.latitude, decimals: 7)
            json.endObject()
        }
        json.endArray()
    }
}

extension DisclosedFields {
    /// What the page calls the fields.
    fileprivate static let named: [(name: String, fields: DisclosedFields)] = [
        ("identifiers", .identifiers), ("name", .name), ("birth_date", .birthDate), ("age", .age), ("sex", .sex),
        ("relationship", .relationship), ("address", .address), ("town", .town), ("position", .position),
        ("mesh", .mesh),
        ("floor", .floor), ("needs", .needs), ("help", .help), ("scores", .scores), ("band", .band),
        ("reasons", .reasons),
        ("contact", .contact),
    ]
}
