import Geospatial

/// The baseline: the ray-crossing test along every edge of every polygon, with plain rounding arithmetic.
enum NaiveTest {
    static func contains(_ area: MultiPolygon, _ point: Coordinate) -> Bool {
        area.polygons.contains { polygon in
            crossesOddly(polygon.exterior, point) && !polygon.holes.contains { crossesOddly($0, point) }
        }
    }

    private static func crossesOddly(_ ring: Ring, _ point: Coordinate) -> Bool {
        let (x, y) = (point.longitude, point.latitude)
        var isOdd = false
        var a = ring.coordinates[0]
        for b in ring.coordinates {
            if (a.latitude <= y) != (b.latitude <= y),
                x < a.longitude + (y - a.latitude) / (b.latitude - a.latitude) * (b.longitude - a.longitude)
            {
                isOdd.toggle()
            }
            a = b
        }
        return isOdd
    }
}
