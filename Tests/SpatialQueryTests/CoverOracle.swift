import Geospatial

/// The slow, obvious answer: every edge of every ring, in integers, straight from the definition.
///
/// Coordinates must be multiples of 2⁻⁵² degrees; with 128 bits no product overflows.
struct CoverOracle {
    private typealias Point = (x: Int128, y: Int128)

    private let polygons: [[[Point]]]

    init(_ area: MultiPolygon) throws {
        polygons = try area.polygons.map { polygon in
            try ([polygon.exterior] + polygon.holes).map { ring in
                try ring.coordinates.map { try Self.point($0.longitude, $0.latitude) }
            }
        }
    }

    /// On any edge, or wound around by an exterior and by none of that polygon's holes.
    func covers(_ longitude: Double, _ latitude: Double) throws -> Bool {
        let point = try Self.point(longitude, latitude)
        for rings in polygons {
            for ring in rings where Self.isOnEdge(point, ring) { return true }
        }
        return polygons.contains { rings in
            Self.winding(point, rings[0]) != 0 && rings.dropFirst().allSatisfy { Self.winding(point, $0) == 0 }
        }
    }

    private struct NotOnLattice: Error {}

    private static func point(_ longitude: Double, _ latitude: Double) throws -> Point {
        guard let x = Int128(exactly: longitude * 0x1p52), let y = Int128(exactly: latitude * 0x1p52) else {
            throw NotOnLattice()
        }
        return (x, y)
    }

    private static func cross(_ a: Point, _ b: Point, _ c: Point) -> Int128 {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    private static func isOnEdge(_ point: Point, _ ring: [Point]) -> Bool {
        for edge in 1..<ring.count {
            let (a, b) = (ring[edge - 1], ring[edge])
            if a.x < point.x && b.x < point.x || a.x > point.x && b.x > point.x { continue }
            if a.y < point.y && b.y < point.y || a.y > point.y && b.y > point.y { continue }
            if cross(a, b, point) == 0 { return true }
        }
        return false
    }

    private static func winding(_ point: Point, _ ring: [Point]) -> Int {
        var winding = 0
        for edge in 1..<ring.count {
            let (a, b) = (ring[edge - 1], ring[edge])
            if a.y <= point.y, b.y > point.y {
                if cross(a, b, point) > 0 { winding += 1 }
            } else if a.y > point.y, b.y <= point.y {
                if cross(a, b, point) < 0 { winding -= 1 }
            }
        }
        return winding
    }
}
