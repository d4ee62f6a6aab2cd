import Foundation
import Geospatial
import TestSupport

/// A seeded flood area with exactly the wanted number of vertices: a band along a river, cut into several polygons,
/// with ragged banks and islands, in whole 10⁻⁷ degrees.
///
/// Its box holds nearly the whole city although it covers about a thirteenth of it, which is what makes real flood
/// maps hard. Polygons neither cross themselves nor one another.
struct RiverArea {
    /// Rings of 10⁻⁷ degrees, closed; the first of each polygon is its exterior.
    private(set) var polygons: [[[(x: Int, y: Int)]]] = []

    private let box: BoundingBox
    private let seed: UInt64
    private let width: Double
    private let height: Double

    /// - Parameter vertices: at least 8; closing positions do not count.
    init(vertices: Int, box: BoundingBox, seed: UInt64) {
        self.box = box
        self.seed = seed
        width = box.east - box.west
        height = box.north - box.south
        let thousands = Double(vertices) / 1000
        let polygonCount = max(1, Int((5 * pow(thousands, 0.66)).rounded()))
        let islandCount = vertices < 200 ? 0 : Int((4 * pow(thousands, 0.85)).rounded())
        let islandVertices = islandCount == 0 ? 0 : max(4, vertices / 5 / islandCount)
        let bankVertices = vertices - islandCount * islandVertices
        for index in 0..<polygonCount {
            let count = Self.share(of: bankVertices, index, polygonCount)
            let islands = Self.share(of: islandCount, index, polygonCount)
            polygons.append(
                [reach(index, of: polygonCount, vertices: count)]
                    + (0..<islands).map { island(islandVertices, number: $0, of: islands, index, polygonCount) })
        }
    }

    /// The area as the program's own geometry.
    func multiPolygon() throws -> MultiPolygon {
        MultiPolygon(
            try polygons.map { rings in
                let rings = try rings.map { ring in
                    try Ring(ring.map { try Coordinate(longitude: Double($0.x) / 1e7, latitude: Double($0.y) / 1e7) })
                }
                return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
            })
    }

    /// The area as one GeoJSON feature.
    func geoJSON() -> String {
        let rings = polygons.map { polygon in
            polygon.map { ring in
                "[" + ring.map { "[\(Self.decimal($0.x)),\(Self.decimal($0.y))]" }.joined(separator: ",") + "]"
            }
        }
        let coordinates = rings.map { "[" + $0.joined(separator: ",\n") + "]" }.joined(separator: ",\n")
        return #"{"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":["#
            + coordinates + "]}}\n"
    }

    /// The rings of each polygon in the way of well-known text, `((x y,…),(…))`.
    var wellKnownPolygons: [String] {
        polygons.map { polygon in
            let rings = polygon.map { ring in
                "(" + ring.map { "\(Self.decimal($0.x)) \(Self.decimal($0.y))" }.joined(separator: ",") + ")"
            }
            return "(" + rings.joined(separator: ",") + ")"
        }
    }

    /// The area as well-known text.
    var wellKnownText: String { "MULTIPOLYGON(" + wellKnownPolygons.joined(separator: ",") + ")" }

    private static func decimal(_ value: Int) -> String {
        let fraction = String(abs(value) % 10_000_000)
        return (value < 0 ? "-" : "") + "\(abs(value) / 10_000_000)."
            + String(repeating: "0", count: 7 - fraction.count) + fraction
    }

    /// The index-th of `parts` nearly equal shares.
    private static func share(of total: Int, _ index: Int, _ parts: Int) -> Int {
        total * (index + 1) / parts - total * index / parts
    }

    /// The part of the band between two bridges, counter-clockwise; `t` runs from 0 in the west to 1 in the east.
    private func reach(_ index: Int, of count: Int, vertices: Int) -> [(x: Int, y: Int)] {
        let start = Double(index) / Double(count)
        let end = (Double(index) + 0.98) / Double(count)
        let south = vertices / 2
        let north = vertices - south
        var ring: [(x: Int, y: Int)] = []
        for step in 0..<south {
            let t = start + (end - start) * Double(step) / Double(south - 1)
            ring.append(position(t, middle(t) - halfWidth(t, bank: 1)))
        }
        for step in 0..<north {
            let t = end - (end - start) * Double(step) / Double(north - 1)
            ring.append(position(t, middle(t) + halfWidth(t, bank: 2)))
        }
        return ring + [ring[0]]
    }

    /// An island in the middle of the stream, clockwise.
    private func island(
        _ vertices: Int, number: Int, of islands: Int, _ index: Int, _ count: Int
    ) -> [(x: Int, y: Int)] {
        let room = 0.98 / Double(count) / Double(islands)
        let t = Double(index) / Double(count) + room * (Double(number) + 0.5)
        let radius = min(0.008 * height, 0.4 * room * width)
        let ring = (0..<vertices).map { step in
            let turn = -2 * Double.pi * Double(step) / Double(vertices)
            let distance = radius * (0.7 + 0.3 * noise(3 + index * 1000 + number, Double(step) / Double(vertices)))
            return position(t + distance * cos(turn) / width, middle(t) + distance * sin(turn) / height)
        }
        return ring + [ring[0]]
    }

    private func position(_ t: Double, _ s: Double) -> (x: Int, y: Int) {
        (Int(((box.west + t * width) * 1e7).rounded()), Int(((box.south + s * height) * 1e7).rounded()))
    }

    /// The river's course, as a part of the height.
    private func middle(_ t: Double) -> Double {
        0.5 + 0.3 * sin(7 * t + Double(seed % 7)) + 0.04 * sin(31 * t)
    }

    private func halfWidth(_ t: Double, bank: Int) -> Double {
        0.0375 * (1 + 0.6 * noise(bank, t))
    }

    /// Between −1 and 1, ragged at every scale down to a hundred-thousandth of the way: the sum of seventeen smoother
    /// noises, each twice as fine and 0.62 times as high as the one before (a Hurst exponent of 0.7).
    private func noise(_ line: Int, _ t: Double) -> Double {
        var sum = 0.0
        var height = 0.38
        for octave in 0..<17 {
            let place = t * Double(4 << octave)
            let knot = place.rounded(.down)
            let part = place - knot
            let smooth = part * part * (3 - 2 * part)
            let low = value(line, octave, Int(knot))
            sum += height * (low + (value(line, octave, Int(knot) + 1) - low) * smooth)
            height *= 0.62
        }
        return sum
    }

    /// A number between −1 and 1 that only depends on the seed and the place.
    private func value(_ line: Int, _ octave: Int, _ knot: Int) -> Double {
        var generator = SeededGenerator(
            seed: seed &* 0x9E37_79B9 ^ UInt64(line) << 44 ^ UInt64(octave) << 36 ^ UInt64(truncatingIfNeeded: knot))
        return Double(generator.next() >> 11) * 0x1p-52 - 1
    }
}
