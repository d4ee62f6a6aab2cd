import Geospatial
import Interchange
import Testing

@testable import AreaFiles

@Suite struct WellKnownTextTests {
    private func read(_ text: String) throws(AreaFileError) -> AreaLayer { try WellKnownText.read(Array(text.utf8)) }

    private func points(_ pairs: (Double, Double)...) -> [PlanePoint] { pairs.map { PlanePoint(x: $0.0, y: $0.1) } }

    private let square = "((135.1 34.2, 135.2 34.2, 135.2 34.3, 135.1 34.3, 135.1 34.2))"

    @Test func readsAPolygonWithAHole() throws {
        let layer = try read("POLYGON ((0 0,9 0,9 9,0 9,0 0),(1 1,1 2,2 2,2 1,1 1))")
        let rings = try #require(layer.features.first?.polygons.first).rings
        #expect(rings.map(\.count) == [5, 5])
        #expect(rings[1] == points((1, 1), (1, 2), (2, 2), (2, 1), (1, 1)))
        #expect(layer.declared == nil && layer.features.count == 1)
    }

    @Test(arguments: [
        "polygon z", "POLYGON Z", "PolygonZ", "POLYGON M", "POLYGONZM ", "polygon\tZM", "SRID=6668;POLYGON",
        "\u{FEFF}POLYGON",
    ])
    func readsEveryWayToNameAPolygon(name: String) throws {
        let name = name.replacing("olygonZ", with: "OLYGON Z").replacing("GONZM", with: "GON ZM")
        let layer = try read(name + square)
        #expect(layer.features[0].polygons[0].rings[0].count == 5)
    }

    @Test func passesOverHeightsAndMeasures() throws {
        let layer = try read("POLYGON ZM((0 0 1 2, 1 0 3.5 4, 1 1 -1e3 0, 0 0 0 0))")
        #expect(layer.features[0].polygons[0].rings[0] == points((0, 0), (1, 0), (1, 1), (0, 0)))
    }

    @Test func readsEveryNumberAsTheNearestDouble() throws {
        let layer = try read("POLYGON((135.123456789012345 +34.5, .5 1., -1E-3 2e2, 1 1))")
        #expect(
            layer.features[0].polygons[0].rings[0]
                == points((135.123456789012345, 34.5), (0.5, 1), (-1e-3, 200), (1, 1)))
    }

    @Test func everyTextIsAFeature() throws {
        let layer = try read(
            "POLYGON\(square)\r\nMULTIPOLYGON(\(square),\(square));\n POLYGON EMPTY ; TIN(((0 0,1 0,1 1,0 0)))")
        #expect(layer.features.map(\.polygons.count) == [1, 2, 0, 1])
        #expect(layer.features.map(\.number) == [1, 2, 3, 4])
        #expect(layer.passedOver.emptyShapes == 1)
    }

    @Test func passesOverPointsAndLinesAndCountsThem() throws {
        let layer = try read(
            "GEOMETRYCOLLECTION(POINT(1 2),POLYGON\(square),LINESTRING(0 0,1 1),MULTIPOINT((1 1),(2 2)),POINT EMPTY,"
                + "GEOMETRYCOLLECTION(MULTILINESTRING((0 0,1 1),EMPTY)))")
        #expect(layer.features[0].polygons.count == 1)
        #expect(layer.passedOver.points == 2 && layer.passedOver.lines == 2 && layer.passedOver.emptyShapes == 1)
    }

    @Test func namesTheReferenceSystem() throws {
        #expect(try read("SRID=6674;POLYGON\(square)").declared == .epsg(6674))
        #expect(throws: AreaFileError.invalidWellKnownText(line: 2, column: 1)) {
            try read("SRID=6674;POLYGON\(square)\nSRID=6675;POLYGON\(square)")
        }
    }

    @Test(arguments: [
        ("POLYGON", 1, 8), ("POLYGON(", 1, 9), ("POLYGON((0 0,1 nan,1 1,0 0))", 1, 16), ("POLYGON((0 0,1))", 1, 15),
        ("POLYGON((0 0 0 0 0))", 1, 18), ("POLYGON((0 0)) x", 1, 17), ("面", 1, 1), ("POLYGON((0 0,1 1)", 1, 18),
        ("POLYGON((0 0),\n(1 1)\n]", 3, 1), ("SRID=;POLYGON EMPTY", 1, 6), ("POINT(a)", 1, 7),
        ("POLYGON((1e999 0))", 1, 10),
        ("POLYGON Q((0 0))", 1, 9),
    ])
    func refusesWithThePlace(text: String, line: Int, column: Int) {
        #expect(throws: AreaFileError.invalidWellKnownText(line: line, column: column)) { try read(text) }
    }

    @Test func refusesCurvesAndDeepNesting() {
        #expect(throws: AreaFileError.unsupportedShape(.wellKnownText, kind: "curve", feature: 2)) {
            try read("POINT(0 0)\nCURVEPOLYGON((0 0,1 1))")
        }
        #expect(throws: AreaFileError.beyondLimit(.nesting)) {
            try read(String(repeating: "GEOMETRYCOLLECTION(", count: 100_000))
        }
    }
}
