import TestSupport
import Testing

@testable import VectorTiles

/// The region of crossing, touching and overlapping rings, against the plain rule at many places.
@Suite struct RegionTests {
    private static let size = 64

    /// How often a ring goes around a place, which lies on none of its edges; coordinates doubled.
    private static func winding(_ ring: [GridPoint], _ x: Int, _ y: Int) -> Int {
        var sum = 0
        for (index, from) in ring.enumerated() {
            let to = ring[(index + 1) % ring.count]
            let (ax, ay, bx, by) = (2 * Int(from.x), 2 * Int(from.y), 2 * Int(to.x), 2 * Int(to.y))
            guard (ay <= y) != (by <= y) else { continue }
            let side = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
            if by > ay, side > 0 { sum += 1 }
            if by < ay, side < 0 { sum -= 1 }
        }
        return sum
    }

    private static func isInside(_ region: DrawnRegion, _ x: Int, _ y: Int) -> Bool {
        Dictionary(grouping: region.rings, by: \.polygon).values.contains { rings in
            rings.contains { !$0.isHole && winding($0.points, x, y) != 0 }
                && !rings.contains { $0.isHole && winding($0.points, x, y) != 0 }
        }
    }

    private static func isInside(_ polygons: [TilePolygon], _ x: Int, _ y: Int) -> Bool {
        polygons.contains { polygon in
            winding(polygon.rings[0], x, y) != 0 && !polygon.rings.dropFirst().contains { winding($0, x, y) != 0 }
        }
    }

    /// What the specification asks: exteriors clockwise on the screen, holes the other way, rings simple and not crossing others.
    private static func faults(of polygons: [TilePolygon]) -> [String] {
        var faults: [String] = []
        var edges: [(GridPoint, GridPoint)] = []
        for polygon in polygons {
            for (index, ring) in polygon.rings.enumerated() {
                if ring.count < 3 { faults.append("a ring of \(ring.count)") }
                if (doubledArea(ring) > 0) != (index == 0) { faults.append("a ring runs the wrong way") }
                if Set(ring).count != ring.count { faults.append("a ring meets itself") }
                for (at, point) in ring.enumerated() { edges.append((point, ring[(at + 1) % ring.count])) }
            }
        }
        for (index, a) in edges.enumerated() {
            for b in edges[(index + 1)...] {
                let u = a.1 - a.0
                let v = b.1 - b.0
                let sides = (u.cross(b.0 - a.0).signum(), u.cross(b.1 - a.0).signum())
                let others = (v.cross(a.0 - b.0).signum(), v.cross(a.1 - b.0).signum())
                if sides.0 * sides.1 < 0, others.0 * others.1 < 0 { faults.append("edges cross") }
                if u.cross(v) == 0, sides.0 == 0 {
                    let places = [(b.0 - a.0).dot(u), (b.1 - a.0).dot(u)].sorted()
                    if places[0] < u.dot(u), places[1] > 0 { faults.append("edges lie on each other") }
                }
            }
        }
        return faults
    }

    /// Rings of level and upright edges have no crossing off the grid, so nothing moves and every cell must agree.
    @Test(arguments: 0..<120)
    func cellsOfUprightRingsAreExact(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var region = DrawnRegion()
        for polygon in 0..<3 {
            for ring in 0..<3 {
                var points: [GridPoint] = []
                var (x, y) = (Int.random(in: 0...12, using: &random), Int.random(in: 0...12, using: &random))
                let first = (x, y)
                for _ in 0..<Int.random(in: 2...9, using: &random) {
                    points.append(GridPoint(x, y))
                    x = Int.random(in: 0...12, using: &random)
                    points.append(GridPoint(x, y))
                    y = Int.random(in: 0...12, using: &random)
                }
                points.append(GridPoint(x, y))
                points.append(GridPoint(first.0, y))
                region.add(points, polygon: polygon, isHole: ring > 0)
            }
        }
        let polygons = region.polygons(size: Self.size)
        #expect(Self.faults(of: polygons) == [], "seed \(seed)")
        for x in 0..<12 {
            for y in 0..<12 {
                let expected = Self.isInside(region, 2 * x + 1, 2 * y + 1)
                #expect(Self.isInside(polygons, 2 * x + 1, 2 * y + 1) == expected, "seed \(seed), cell \(x), \(y)")
            }
        }
    }

    /// Any rings: nothing moves by more than a unit, so places farther from every edge must agree.
    @Test(arguments: 0..<120)
    func anyRingsBecomeValidPolygons(seed: Int) {
        var random = SeededGenerator(seed: UInt64(1_000 + seed))
        var region = DrawnRegion()
        for polygon in 0..<2 {
            for ring in 0..<2 {
                let points = (0..<Int.random(in: 3...14, using: &random)).map { _ in
                    GridPoint(
                        Int.random(in: 0...Self.size, using: &random), Int.random(in: 0...Self.size, using: &random))
                }
                region.add(points, polygon: polygon, isHole: ring > 0)
            }
        }
        let polygons = region.polygons(size: Self.size)
        #expect(Self.faults(of: polygons) == [], "seed \(seed)")
        for _ in 0..<400 {
            let x = 2 * Int.random(in: 0..<Self.size, using: &random) + 1
            let y = 2 * Int.random(in: 0..<Self.size, using: &random) + 1
            guard Self.distance(of: region, x, y) > 2.9 else { continue }
            let expected = Self.isInside(region, x, y)
            #expect(Self.isInside(polygons, x, y) == expected, "seed \(seed), place \(x), \(y)")
        }
    }

    /// The distance to the nearest edge, doubled like the place.
    private static func distance(of region: DrawnRegion, _ x: Int, _ y: Int) -> Double {
        var least = Double.infinity
        for ring in region.rings {
            for (index, from) in ring.points.enumerated() {
                let to = ring.points[(index + 1) % ring.points.count]
                let (ax, ay) = (Double(2 * from.x), Double(2 * from.y))
                let (ux, uy) = (Double(2 * to.x) - ax, Double(2 * to.y) - ay)
                let (px, py) = (Double(x) - ax, Double(y) - ay)
                let place = min(max((px * ux + py * uy) / max(ux * ux + uy * uy, 1), 0), 1)
                let (dx, dy) = (px - place * ux, py - place * uy)
                least = min(least, (dx * dx + dy * dy).squareRoot())
            }
        }
        return least
    }

    @Test func aRingThatRunsThereAndBackIsNothing() {
        var region = DrawnRegion()
        region.add([GridPoint(0, 0), GridPoint(9, 3), GridPoint(3, 1)], polygon: 0, isHole: false)
        #expect(region.polygons(size: Self.size).isEmpty)
    }

    @Test func aHoleThatTouchesTheExteriorStaysAHole() {
        var region = DrawnRegion()
        region.add([GridPoint(0, 0), GridPoint(8, 0), GridPoint(8, 8), GridPoint(0, 8)], polygon: 0, isHole: false)
        region.add([GridPoint(0, 4), GridPoint(4, 2), GridPoint(4, 6)], polygon: 0, isHole: true)
        let polygons = region.polygons(size: Self.size)
        #expect(polygons.count == 1 && polygons[0].rings.count == 2)
    }

    @Test func aHoleFromSideToSideMakesTwoPolygons() {
        var region = DrawnRegion()
        region.add([GridPoint(0, 0), GridPoint(8, 0), GridPoint(8, 8), GridPoint(0, 8)], polygon: 0, isHole: false)
        region.add([GridPoint(0, 4), GridPoint(4, 2), GridPoint(8, 4), GridPoint(4, 6)], polygon: 0, isHole: true)
        let polygons = region.polygons(size: Self.size)
        #expect(polygons.map(\.rings.count) == [1, 1])
    }
}
