import Geospatial
import Testing

@testable import SpatialQuery

@Suite struct PreparedAreaTests {
    static func ring(_ corners: [(Double, Double)]) throws -> Ring {
        try Ring(corners.map { try Coordinate(longitude: $0.0, latitude: $0.1) })
    }

    static func rectangle(_ west: Double, _ south: Double, _ east: Double, _ north: Double) throws -> Ring {
        try ring([(west, south), (east, south), (east, north), (west, north), (west, south)])
    }

    @Test(arguments: RandomArea.Kind.allCases, 0..<6 as Range<UInt64>)
    func agreesWithTheOracleOnRandomAreas(kind: RandomArea.Kind, batch: UInt64) throws {
        for seed in batch * 100..<batch * 100 + 100 {
            var random = RandomArea(seed: seed)
            let area = try random.area(kind)
            // From a single cell to many more than there are edges.
            let cells = Int.random(in: 0..<5, using: &random.generator)
            let prepared = try cells == 0 ? PreparedArea(area) : PreparedArea(area, cells: 1 << (3 * cells - 3))
            let oracle = try CoverOracle(area)
            for (x, y) in random.points(for: area, grid: prepared.grid, count: 60) {
                let expected = try oracle.covers(x, y)
                #expect(
                    prepared.contains(longitude: x, latitude: y) == expected,
                    "\(kind), seed \(seed), point \(x) \(y)")
            }
        }
    }

    @Test func countsTheBoundaryAsInside() throws {
        let area = try PreparedArea(
            MultiPolygon([
                Polygon(exterior: Self.rectangle(0, 0, 10, 10), holes: [Self.rectangle(4, 4, 6, 6)]),
                Polygon(exterior: Self.rectangle(10, 0, 20, 10)),
            ]))
        for (x, y) in [
            (0, 0), (10, 10), (20, 10), (0, 5), (5, 0), (10, 5), (10, 0), (5, 4), (4, 5), (6, 6), (4.5, 6), (15, 10),
        ] as [(Double, Double)] {
            #expect(area.contains(longitude: x, latitude: y), "\(x) \(y)")
        }
        for (x, y) in [(-1e-9, 5), (5, -1e-9), (5, 5), (4.000000001, 5), (20.000000001, 5), (15, 11)] {
            #expect(!area.contains(longitude: x, latitude: y), "\(x) \(y)")
        }
    }

    @Test func unitesPolygonsThatOverlap() throws {
        let area = try PreparedArea(
            MultiPolygon([
                Polygon(exterior: Self.rectangle(0, 0, 6, 6)), Polygon(exterior: Self.rectangle(3, 3, 9, 9)),
                Polygon(exterior: Self.rectangle(3, 3, 9, 9)),
            ]))
        #expect(area.contains(longitude: 4.5, latitude: 4.5))
        #expect(area.contains(longitude: 8, latitude: 8))
        #expect(!area.contains(longitude: 8, latitude: 2))
    }

    @Test func fillsTheHoleOfOnePolygonWithAnother() throws {
        let area = try PreparedArea(
            MultiPolygon([
                Polygon(exterior: Self.rectangle(0, 0, 9, 9), holes: [Self.rectangle(2, 2, 7, 7)]),
                Polygon(exterior: Self.rectangle(3, 3, 6, 6), holes: [Self.rectangle(4, 4, 5, 5)]),
            ]))
        #expect(area.contains(longitude: 3.5, latitude: 3.5))
        #expect(!area.contains(longitude: 2.5, latitude: 2.5))
        #expect(!area.contains(longitude: 4.5, latitude: 4.5))
    }

    @Test func countsWhatARingGoesAroundTwiceAsInside() throws {
        let star = try Self.ring([(0, 0), (10, 0), (2, 8), (5, -4), (8, 8), (0, 0)])
        let area = try PreparedArea(MultiPolygon([Polygon(exterior: star)]))
        #expect(area.contains(longitude: 5, latitude: 2))
    }

    @Test func containsNothingWhenEmpty() throws {
        let area = try PreparedArea(MultiPolygon([]))
        #expect(area.bounds == nil)
        #expect(!area.contains(longitude: 0, latitude: 0))
    }

    @Test func containsThePointsOfARingWithoutArea() throws {
        let line = try Self.ring([(1, 1), (3, 3), (1, 1), (3, 3), (1, 1)])
        let dot = try Self.ring([(7, 7), (7, 7), (7, 7), (7, 7)])
        let area = try PreparedArea(MultiPolygon([Polygon(exterior: line), Polygon(exterior: dot)]))
        #expect(area.contains(longitude: 2, latitude: 2))
        #expect(area.contains(longitude: 7, latitude: 7))
        #expect(!area.contains(longitude: 2, latitude: 2.0000001))
        #expect(!area.contains(longitude: 5, latitude: 5))
    }

    @Test(arguments: [1.0, 1e-5, 1e-9, 1e-13, 0x1p-1060])
    func testsAreasOfAnySizeAroundAnyPlace(size: Double) throws {
        for (west, south) in [(0, 0), (135, 34), (-179, -89)] as [(Double, Double)] {
            let exterior = try Self.rectangle(west, south, west + size, south + size)
            let area = try PreparedArea(MultiPolygon([Polygon(exterior: exterior)]))
            #expect(area.contains(longitude: west + size, latitude: south))
            #expect(area.contains(longitude: west + size / 2, latitude: south + size / 2))
            #expect(!area.contains(longitude: (west + size).nextUp, latitude: south))
            #expect(!area.contains(longitude: west, latitude: south.nextDown))
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300])
    func answersNoForWhatIsNoPlace(value: Double) throws {
        let area = try PreparedArea(MultiPolygon([Polygon(exterior: Self.rectangle(-180, -90, 180, 90))]))
        #expect(!area.contains(longitude: value, latitude: 0))
        #expect(!area.contains(longitude: 0, latitude: value))
    }

    @Test func refusesTooManyVertices() throws {
        let corner = try Coordinate(longitude: 135, latitude: 34)
        let ring = try Ring([Coordinate](repeating: corner, count: 1_000_001))
        let area = MultiPolygon([Polygon](repeating: Polygon(exterior: ring), count: 6))
        #expect(throws: SpatialQueryError.tooManyVertices(count: 6_000_000, limit: 5_000_000)) {
            try PreparedArea(area)
        }
    }

    /// More edges in a row in one cell than one filing holds.
    @Test func takesEveryEdgeOfALongStretchInOneCell() throws {
        let count = FiledEdges.mostEdges + 5_000
        // The box is three by three and has few cells, so that the long jagged line stays in the middle of one of them.
        var corners: [(Double, Double)] = [(0, 0), (3, 0), (3, 3), (0, 3), (0, 1.5)]
        for step in 0..<count {
            let longitude = 1.25 + 0.5 * Double(step) / Double(count)
            corners.append((longitude, step % 2 == 0 ? 1.5 : 1.5625))
        }
        corners += [(1.75, 1.25), (0, 1.25), (0, 0)]
        let ring = try Self.ring(corners)
        let area = try PreparedArea(MultiPolygon([Polygon(exterior: ring)]), cells: 9, reportsCrossings: true)
        #expect(area.findings.selfCrossingRings == 0)
        #expect(area.runs.contains { $0.edgeCount > FiledEdges.mostEdges })
        for step in stride(from: 0, to: count, by: 9973) {
            for latitude in [1.49, 1.5, 1.55, 1.5625, 1.57] {
                let longitude = 1.25 + 0.5 * Double(step) / Double(count)
                #expect(
                    area.contains(longitude: longitude, latitude: latitude)
                        == ExteriorTest.holds(ring, longitude: longitude, latitude: latitude))
            }
        }
    }
}
