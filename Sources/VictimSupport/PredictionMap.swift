import Disclosure
import Geospatial
import Interchange
import Places

/// A prediction drawn as SVG: the zones by severity, a circle for each town by the persons who must leave, a square for each
/// open site. No household is drawn.
struct PredictionMap {
    private static let width = 900.0
    private static let margin = 20.0
    /// Of longer rings only so many corners are drawn.
    private static let cornersPerRing = 400
    /// Blues by severity, the most severe first.
    private static let blues = ["#08306b", "#08519c", "#2171b5", "#6baed6", "#9ecae1", "#deebf7"]

    private let box: BoundingBox
    private let scale: (x: Double, y: Double)
    private let height: Double

    /// Lays out what is to be drawn; nil when it is nothing.
    init?(_ prediction: Prediction, points: [Coordinate?]) {
        var box: BoundingBox?
        for zone in prediction.zones {
            guard let bounds = zone.shape.bounds else { continue }
            box = box?.union(bounds) ?? bounds
        }
        for point in points.compactMap(\.self) + prediction.sitePositions {
            box = box?.union(BoundingBox(point)) ?? BoundingBox(point)
        }
        guard let box else { return nil }
        self.box = box
        let ground = GroundScale(fromLatitude: box.south, toLatitude: box.north, metres: 0)
        let east = max((box.east - box.west) * ground.metresPerDegreeEast, 1)
        let north = max((box.north - box.south) * ground.metresPerDegreeNorth, 1)
        let pixels = min((Self.width - 2 * Self.margin) / east, 1_600 / north)
        scale = (pixels * ground.metresPerDegreeEast, pixels * ground.metresPerDegreeNorth)
        height = north * pixels + 2 * Self.margin
    }

    /// The drawing; `point` belongs to each town of the prediction in order.
    func svg(_ prediction: Prediction, points: [Coordinate?], title: String) -> String {
        let w = DecimalText.fixed(Self.width, decimals: 0)
        let h = DecimalText.fixed(height, decimals: 0)
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(w) \(h)\" role=\"img\">"
        svg += "<title>\(HTMLText.escaped(title))</title>"
        svg += "<rect width=\"\(w)\" height=\"\(h)\" fill=\"#f7f7f4\"/>\n"
        // The least severe first, so that the others lie on it.
        let severities = Set(prediction.zones.map(\.meaning)).sorted { HazardMeaning.isMoreSevere($0, $1) }
        for (index, meaning) in severities.enumerated().reversed() {
            svg += "<g fill=\"\(Self.blues[min(index, Self.blues.count - 1)])\" fill-rule=\"evenodd\">\n"
            for zone in prediction.zones where zone.meaning == meaning {
                // A path each, because polygons that overlap are united.
                for polygon in zone.shape.polygons {
                    svg += "<path d=\"" + ([polygon.exterior] + polygon.holes).map(path).joined() + "\"/>\n"
                }
            }
            svg += "</g>\n"
        }
        let largest = Double(
            max(1, prediction.towns.map { prediction.counts.number($0.total[.leave].persons) ?? 0 }.max() ?? 1))
        for (town, point) in zip(prediction.towns, points) {
            // A number that is withheld is drawn like nobody: a dot would tell it.
            guard let point, let persons = prediction.counts.number(town.total[.leave].persons), persons > 0 else {
                continue
            }
            let radius = DecimalText.fixed(3 + 22 * (Double(persons) / largest).squareRoot(), decimals: 1)
            svg +=
                "<circle cx=\"\(x(point))\" cy=\"\(y(point))\" r=\"\(radius)\" fill=\"#cb181d\" fill-opacity=\"0.6\" "
            svg += "stroke=\"#67000d\"><title>\(HTMLText.escaped(town.city + town.name)) \(persons)</title></circle>\n"
        }
        for (site, point) in zip(prediction.districts, prediction.sitePositions) {
            svg += "<rect x=\"\(x(point, -5))\" y=\"\(y(point, -5))\" width=\"10\" height=\"10\" fill=\"#238b45\" "
            svg += "stroke=\"#00441b\"><title>\(HTMLText.escaped(site.name))</title></rect>\n"
        }
        return svg + "</svg>\n"
    }

    private func path(_ ring: Ring) -> String {
        let step = max(1, ring.coordinates.count / Self.cornersPerRing)
        var text = ""
        for index in stride(from: 0, to: ring.coordinates.count - 1, by: step) {
            text += "\(index == 0 ? "M" : "L")\(x(ring.coordinates[index])) \(y(ring.coordinates[index]))"
        }
        return text + "Z"
    }

    private func x(_ point: Coordinate, _ shift: Double = 0) -> String {
        DecimalText.fixed((point.longitude - box.west) * scale.x + Self.margin + shift, decimals: 1)
    }

    private func y(_ point: Coordinate, _ shift: Double = 0) -> String {
        DecimalText.fixed((box.north - point.latitude) * scale.y + Self.margin + shift, decimals: 1)
    }
}
