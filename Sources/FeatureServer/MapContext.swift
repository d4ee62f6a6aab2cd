import Disclosure
import Geospatial
import Interchange
import Places
import Registry
import Residents
import SupportScoring
import TilePacks
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
    func text(_ snapshot: RegistrySnapshot, _ cache: HouseholdCache) throws -> JSONWriter {
        let info = try snapshot.info()
        let disclosure = session.disclosure(at: moment)
        // Whoever may have no lists has no use for the page, and learns why.
        let clearance = try snapshot.clear(disclosure, for: .lists)
        let run = try snapshot.scoreRun()
        var json = JSONWriter()
        try json.object { json in
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
            Self.write(settings.base?.about, &json)
            json.member("fields", DisclosedFields.named.filter { clearance.fields.contains($0.fields) }.map(\.name))
            let may = DataSet.allCases.filter { (try? snapshot.clear(disclosure, for: $0)) != nil }
            json.member("may", may.map(\.rawValue))
            json.member("has_daytime", try snapshot.hasDaytimeScores())
            let register = try run.map { _ in try cache.register(clearance, time: .night, in: snapshot) }
            json.name("bounds")
            if let box = try register.flatMap(snapshot.bounds(of:)) {
                // Two digits: where the municipality is, and nobody's house.
                MapHead.write(box, decimals: 2, &json)
            } else {
                json.null()
            }
            json.member("saved_areas", try snapshot.savedAreaNames())
            var towns: [String] = []
            for town in try snapshot.townsOfHouseholds() where towns.last != town.name { towns.append(town.name) }
            json.member("towns", towns)
            json.array("needs") { json in
                for kind in NeedKind.allCases {
                    json.object { json in
                        json.member("kind", kind.snakeCase)
                        json.member("japanese", kind.japanese)
                    }
                }
            }
            try json.array("hazard_layers") { json in
                for stored in try snapshot.hazardLayers() { json.object { Self.write(stored, &$0) } }
            }
            try json.array("ground_layers") { json in
                for stored in try snapshot.groundLayers() { json.object { Self.write(stored, &$0) } }
            }
            try json.array("shelters") { json in
                for shelter in try snapshot.shelters() { Self.write(shelter, &json) }
            }
        }
        return json
    }

    /// What the page must know of the pack of map images; `base` is null without one.
    private static func write(_ base: TilePackAbout?, _ json: inout JSONWriter) {
        json.name("base")
        guard let base else { return json.null() }
        json.object { json in
            json.member("attribution", base.attribution)
            json.member("min_zoom", base.zooms.lowerBound)
            json.member("max_zoom", base.zooms.upperBound)
            json.name("bounds")
            if let box = base.bounds { MapHead.write(box, decimals: 6, &json) } else { json.null() }
        }
    }

    private static func write(_ stored: StoredHazardLayer, _ json: inout JSONWriter) {
        json.member("id", "hazard-\(stored.id)")
        json.member("name", stored.layer.name.text)
        json.member("kind", stored.layer.kind.rawValue)
        json.array("ranks") { json in
            var last: String?
            for zones in stored.zonesByCode {
                guard let rank = zones.code.rank, rank != last else { continue }
                last = rank
                let meaning = stored.layer.meaning(of: HazardCode(rank: rank))
                json.object { json in
                    json.member("code", rank)
                    json.member("japanese", meaning.isUnknown ? rank : meaning.japanese)
                    json.member("english", meaning.isUnknown ? rank : meaning.english)
                }
            }
        }
    }

    private static func write(_ stored: StoredGroundLayer, _ json: inout JSONWriter) {
        json.member("id", "ground-\(stored.id)")
        json.member("name", stored.layer.name.text)
        json.member("kind", stored.layer.kind.rawValue)
    }

    private static func write(_ shelter: Shelter, _ json: inout JSONWriter) {
        guard let position = shelter.position else { return }
        json.object { json in
            json.member("name", shelter.name.text)
            json.member("note", shelter.note?.text)
            json.name("longitude")
            json.number(position.longitude, decimals: 7)
            json.name("latitude")
            json.number(position.latitude, decimals: 7)
        }
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
