import Disclosure
import Geospatial
import HTTPTypes
import Interchange
import Registry
import Residents
import SupportScoring
import VictimSupport

/// What the map page asks: where, and which households of it.
struct MapQuestion: Sendable {
    /// Where: something to load, or an area that was sent before.
    let area: MapArea
    /// Which of the households.
    let selection: ListSelection
    /// What the list says of hazards, and whether they order it.
    let hazard: HazardRequest
    /// Which of a household's two scores counts.
    let time: ScoringTime

    /// Where a question looks.
    enum MapArea: Sendable {
        /// Something that the workspace or the text itself tells.
        case request(AreaRequest)
        /// A file that was sent before.
        case file(String)
    }

    /// Reads a question.
    ///
    /// - Throws: ``Problem/invalidQuestion(_:)``.
    init(_ body: JSONObject) throws(Problem) {
        try body.require(only: ["area", "include", "bands", "needs", "min_score", "order", "time", "language"])
        area = try Self.area(try body.object("area"))
        var inclusion = ListSelection.Inclusion.all
        if let text = try body.optionalText("include") {
            guard let known = ListSelection.Inclusion(rawValue: text) else { throw .invalidQuestion("include") }
            inclusion = known
        }
        let bands = try body.texts("bands").map { (label) throws(Problem) in
            guard let band = SupportBand(label: label) else { throw .invalidQuestion("bands") }
            return band
        }
        var minimum: Points?
        if let text = try body.optionalText("min_score") {
            guard let points = Points(text: text) else { throw .invalidQuestion("min_score") }
            minimum = points
        }
        selection = ListSelection(
            inclusion: inclusion, bands: Set(bands), needs: try Self.needs(body), minimumScore: minimum)
        let order = try body.optionalText("order") ?? "score"
        guard ["score", "hazard"].contains(order) else { throw .invalidQuestion("order") }
        hazard = HazardRequest(isOrder: order == "hazard")
        guard let time = ScoringTime(rawValue: try body.optionalText("time") ?? ScoringTime.night.rawValue) else {
            throw .invalidQuestion("time")
        }
        self.time = time
    }

    private static func needs(_ body: JSONObject) throws(Problem) -> [NeedFilter] {
        let objects = try body.objects("needs")
        // One bit each, see `householdsInNeed`.
        guard objects.count <= 60 else { throw .invalidQuestion("needs") }
        return try objects.map { (need) throws(Problem) in
            try need.require(only: ["kind", "grade"])
            guard let kind = NeedKind(recorded: try need.text("kind")) else { throw .invalidQuestion("needs") }
            guard let text = try need.optionalText("grade") else { return NeedFilter(kind: kind, level: nil) }
            guard let grade = try? NeedGrade.parse(text, kind: kind), grade.counts, !grade.code.isEmpty else {
                throw .invalidQuestion("needs")
            }
            return NeedFilter(kind: kind, level: grade.level)
        }
    }

    private static func area(_ area: JSONObject) throws(Problem) -> MapArea {
        try area.require(only: ["geojson", "saved", "hazard", "ranks", "town", "circle", "file"])
        var condition: AreaCondition?
        let source: AreaSource
        switch area.names.subtracting(["ranks"]) {
        case ["geojson"]:
            source = .content(Array(try area.text("geojson").utf8), name: drawnName)
        case ["saved"]: source = .saved(try area.text("saved"))
        case ["town"]: source = .town(try area.text("town"))
        case ["file"]: return .file(try area.text("file"))
        case ["circle"]: source = try circle(try area.object("circle"))
        case ["hazard"]:
            guard let name = try? StoredText(try area.text("hazard")) else { throw .invalidQuestion("hazard") }
            source = .hazard(name)
            let ranks = try area.texts("ranks")
            if !ranks.isEmpty { condition = try Self.condition(ranks) }
        default: throw .invalidQuestion("area")
        }
        return .request(AreaRequest(sources: [source], condition: condition))
    }

    private static func circle(_ circle: JSONObject) throws(Problem) -> AreaSource {
        try circle.require(only: ["address", "longitude", "latitude", "metres"])
        let metres = try circle.number("metres")
        guard GeodesicCircle.radii.contains(metres) else { throw .invalidQuestion("metres") }
        if let address = try circle.optionalText("address") { return .circleAround(address: address, metres: metres) }
        let (longitude, latitude) = (try circle.number("longitude"), try circle.number("latitude"))
        guard let center = try? Coordinate(longitude: longitude, latitude: latitude) else {
            throw .invalidQuestion("longitude")
        }
        return .circle(center: center, metres: metres)
    }

    /// Zones with one of some ranks; what a rank is called comes from the page, and stands between quotation marks.
    private static func condition(_ ranks: [String]) throws(Problem) -> AreaCondition {
        let list = ranks.map { "'" + $0.replacing("'", with: "''") + "'" }.joined(separator: ", ")
        guard let condition = try? AreaCondition("rank in (\(list))") else { throw .invalidQuestion("ranks") }
        return condition
    }

    /// What a drawn area is called.
    private static let drawnName = "描いた区域"
}

extension Problem {
    /// A member of the body that is missing, unknown, or of another form than it should be.
    static func invalidQuestion(_ member: String) -> Problem {
        Problem(
            status: .badRequest, code: "invalid-question",
            text: Bilingual("\(member) の指定が正しくありません。", "\(member) is missing, unknown or malformed."))
    }
}
