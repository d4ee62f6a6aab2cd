import FilterLanguage
import Geospatial
import Reprojection
import TestSupport
import Testing

@testable import VictimSupport

/// How points and areas lie to the shapes of filters.
@Suite struct PreparedShapeTests {
    private func shape(_ text: String) throws -> PreparedShape {
        let vocabulary = FilterVocabulary(["geometry": .geometry])
        let filter = try FilterExpression(text: text, vocabulary: vocabulary)
        return try PreparedShape(try #require(filter.spatialTests.first))
    }

    private func at(_ longitude: Double, _ latitude: Double) throws -> Coordinate {
        try Coordinate(longitude: longitude, latitude: latitude)
    }

    private static let square = "POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 2,1 1))"

    @Test(arguments: [
        (3.0, 3.0, true, true), (0, 0, true, false), (2, 0, true, false), (1.5, 1.5, false, false),
        (1, 1.5, true, false),
        (4.000_000_1, 2, false, false),
    ])
    func basicSpatialFunctionsCountTheBoundaryAndWithinDoesNot(
        longitude: Double, latitude: Double, intersects: Bool, within: Bool
    ) throws {
        let point = try at(longitude, latitude)
        #expect(try shape("S_INTERSECTS(geometry,\(Self.square))").holds(point) == intersects)
        #expect(try shape("S_WITHIN(geometry,\(Self.square))").holds(point) == within)
    }

    @Test func basicSpatialFunctionsPlusKnowLinesAndPoints() throws {
        let line = try shape("S_INTERSECTS(geometry,LINESTRING(0 0,2 2,4 0))")
        #expect(try line.holds(at(1, 1)) && line.holds(at(0, 0)) && !line.holds(at(1, 1.000_000_1)))
        let inside = try shape("S_WITHIN(geometry,LINESTRING(0 0,2 2,4 0))")
        #expect(try inside.holds(at(2, 2)) && !inside.holds(at(0, 0)) && !inside.holds(at(4, 0)))
        let closed = try shape("S_WITHIN(geometry,MULTILINESTRING((0 0,2 2),(0 0,-2 2)))")
        #expect(try closed.holds(at(0, 0)))
        let points = try shape("S_WITHIN(geometry,MULTIPOINT(1 2,3 4))")
        #expect(try points.holds(at(3, 4)) && !points.holds(at(3, 4.1)))
        let all = try shape("S_INTERSECTS(geometry,GEOMETRYCOLLECTION(POINT(9 9),LINESTRING(7 7,8 8),\(Self.square)))")
        for point in [try at(9, 9), try at(7.5, 7.5), try at(0.5, 0.5)] { #expect(all.holds(point)) }
        // On the edge that two share, inside a third.
        let united = try shape(
            "S_WITHIN(geometry,MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((1 0,2 0,2 1,1 1,1 0)),((0.5 0,1.5 0,1.5 1,0.5 1,0.5 0))))"
        )
        #expect(try united.holds(at(1, 0.5)) && !united.holds(at(1, 0)))
    }

    @Test func aDistanceIsMeasuredAlongTheEllipsoid() throws {
        let center = try at(135.1, 34.2)
        let circle = try shape("S_DWITHIN(geometry,POINT(135.1 34.2),500)")
        let geodesic = try Geodesic()
        for azimuth in stride(from: 0.0, to: 360, by: 7) {
            let near = try #require(geodesic.destination(from: center, azimuthDegrees: azimuth, metres: 499.999))
            let far = try #require(geodesic.destination(from: center, azimuthDegrees: azimuth, metres: 500.001))
            #expect(circle.holds(near) && !circle.holds(far))
        }
    }

    @Test(arguments: [
        ("BBOX(1.2,1.2,1.8,1.8)", false), ("BBOX(1.2,1.2,2,1.8)", true), ("BBOX(-1,-1,5,5)", true),
        ("BBOX(4,4,5,5)", true),
        ("BBOX(4.1,4.1,5,5)", false), ("LINESTRING(-1 2,5 2)", true), ("LINESTRING(-1 -1,5 -1)", false),
        ("LINESTRING(1.5 -1,1.5 0.5)", true), ("POINT(1.5 1.5)", false), ("POINT(0 0)", true),
        ("POLYGON((-1 1.5,5 1.4,5 1.6,-1 1.5))", true),
    ])
    func areasMeetShapesTheyTouch(shape text: String, meets: Bool) throws {
        let filter = try FilterExpression(
            text: "S_INTERSECTS(geometry,\(Self.square))", vocabulary: FilterVocabulary(["geometry": .geometry]))
        let area = MultiPolygon(try #require(filter.spatialTests.first).shape.polygons)
        #expect(try shape("S_INTERSECTS(geometry,\(text))").meets(area) == meets)
    }

    /// Against asking every pair of edges and a corner of each.
    @Test(arguments: [UInt64(1), 2])
    func areasMeetShapesAsTheSlowTestSays(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var met = 0
        for _ in 0..<300 {
            let (one, other) = (try Self.triangle(&generator), try Self.triangle(&generator))
            let found = try PreparedShape(SpatialTest(.intersects, FilterShape(polygons: [one]))).meets(
                MultiPolygon([other]))
            try #require(found == Self.slowlyMeet(one, other), "seed \(seed)")
            met += found ? 1 : 0
        }
        #expect((50...250).contains(met))
    }

    private static func triangle(_ generator: inout SeededGenerator) throws -> Polygon {
        func corner() throws -> Coordinate {
            try Coordinate(
                longitude: Double(Int.random(in: 0...12, using: &generator)),
                latitude: Double(Int.random(in: 0...12, using: &generator)))
        }
        let (first, second, third) = (try corner(), try corner(), try corner())
        return Polygon(exterior: try Ring([first, second, third, first]))
    }

    private static func slowlyMeet(_ one: Polygon, _ other: Polygon) -> Bool {
        func edges(_ polygon: Polygon) -> [(Coordinate, Coordinate)] {
            Array(zip(polygon.exterior.coordinates, polygon.exterior.coordinates.dropFirst()))
        }
        func holds(_ polygon: Polygon, _ point: Coordinate) -> Bool {
            let signs = edges(polygon).map { Orientation.sign($0, $1, point) }
            if edges(polygon).contains(where: { onEdge($0, $1, point) }) { return true }
            return polygon.exterior.doubledSignedArea != 0
                && (signs.allSatisfy { $0 > 0 } || signs.allSatisfy { $0 < 0 })
        }
        func onEdge(_ a: Coordinate, _ b: Coordinate, _ point: Coordinate) -> Bool {
            var box = BoundingBox(a)
            box.extend(to: b)
            return Orientation.sign(a, b, point) == 0
                && box.contains(longitude: point.longitude, latitude: point.latitude)
        }
        if one.exterior.coordinates.contains(where: { holds(other, $0) }) { return true }
        if other.exterior.coordinates.contains(where: { holds(one, $0) }) { return true }
        return edges(one).contains { a, b in
            edges(other).contains { c, d in
                Orientation.sign(a, b, c) * Orientation.sign(a, b, d) < 0
                    && Orientation.sign(c, d, a) * Orientation.sign(c, d, b) < 0
            }
        }
    }

    @Test func shapesOfPlanesAreBroughtToDegrees() throws {
        let reprojector = try Reprojector(from: "EPSG:6668", to: "EPSG:6674")
        let center = try reprojector.transform(x: 135.1, y: 34.2)
        let system = try FilterSystem(code: "EPSG:6674", isNorthFirst: true)
        let filter = try FilterExpression(
            text:
                "S_INTERSECTS(geometry,BBOX(\(center.y - 100),\(center.x - 100),\(center.y + 100),\(center.x + 100)))",
            vocabulary: FilterVocabulary(["geometry": .geometry]), system: system)
        let box = try PreparedShape(try #require(filter.spatialTests.first))
        #expect(try box.holds(at(135.1, 34.2)) && !box.holds(at(135.1, 34.201)) && box.holds(at(135.1, 34.2008)))
        #expect(throws: AreaError.self) { try FilterSystem(code: "EPSG:1", isNorthFirst: false) }
        #expect(throws: FilterError.self) {
            try FilterExpression(
                text: "S_INTERSECTS(geometry,POINT(1e30 1))", vocabulary: FilterVocabulary(["geometry": .geometry]),
                system: system)
        }
    }
}
