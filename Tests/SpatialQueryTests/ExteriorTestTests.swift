import Geospatial
import TestSupport
import Testing

@testable import SpatialQuery

@Suite struct ExteriorTestTests {
    /// The walk, the ring made ready, and the oracle that asks every edge in whole numbers say the same, on vertices and edges too.
    @Test(arguments: RandomArea.Kind.allCases, 0..<20 as Range<UInt64>)
    func aWalkAndARingMadeReadyAgree(kind: RandomArea.Kind, seed: UInt64) throws {
        var random = RandomArea(seed: seed)
        let area = try random.area(kind)
        for polygon in area.polygons {
            let alone = MultiPolygon([Polygon(exterior: polygon.exterior)])
            let prepared = try PreparedArea(alone)
            let oracle = try CoverOracle(alone)
            for (x, y) in random.points(for: alone, grid: prepared.grid, count: 60) {
                let walked = ExteriorTest.holds(polygon.exterior, longitude: x, latitude: y)
                #expect(walked == prepared.contains(longitude: x, latitude: y), "seed \(seed) at \(x) \(y)")
                #expect(try walked == oracle.covers(x, y), "seed \(seed) at \(x) \(y)")
            }
        }
    }

    /// Whether a position is among the first that are asked changes nothing.
    @Test func answersTheSameHoweverOftenItIsAsked() throws {
        var random = RandomArea(seed: 7)
        let ring = try random.area(.raggedStars).polygons[0].exterior
        var test = ExteriorTest(ring)
        let inside = ring.coordinates[2]
        let outside = try Coordinate(longitude: 1, latitude: 1)
        for _ in 0..<40 { #expect(test.holds(inside) && !test.holds(outside)) }
    }
}
