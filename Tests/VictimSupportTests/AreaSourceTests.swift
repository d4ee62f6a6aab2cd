import Foundation
import Geospatial
import Registry
import Reprojection
import Residents
import SpatialQuery
import TestSupport
import Testing
import VictimSupport

/// Every way to say what the area is, on households that stand on its borders and corners.
@Suite struct AreaSourceTests {
    private static let corners: AreaFileBytes.Ring = [
        (135.12, 34.22), (135.15, 34.22), (135.165, 34.255), (135.14, 34.27), (135.12, 34.25), (135.12, 34.22),
    ]
    private static var wellKnownText: String {
        "POLYGON((" + corners.map { "\($0.x) \($0.y)" }.joined(separator: ",") + "))"
    }
    private static func geoJSON(_ ring: AreaFileBytes.Ring, crs: String = "") -> String {
        "{\"type\":\"Polygon\",\(crs)\"coordinates\":[["
            + ring.map { "[\($0.x),\($0.y)]" }.joined(separator: ",") + "]]}"
    }

    @Test func theSameAreaInEveryFormatGivesTheSameList() throws {
        let fixture = try AreaFixture()
        let expected = try fixture.numbers(fixture.write("a.geojson", Self.geoJSON(Self.corners)))
        #expect(expected.count == 73)
        let record = AreaFileBytes.record(1, [Self.corners.reversed()])
        let shapes = AreaFileBytes.shapefile([record])
        #expect(try fixture.numbers(.text(Self.wellKnownText)) == expected)
        #expect(try fixture.numbers(fixture.write("a.wkt", Self.wellKnownText)) == expected)
        #expect(try fixture.numbers(fixture.write("a.shp", shapes)) == expected)
        let zipped = AreaFileBytes.archive([("a.shp", shapes), ("a.shx", AreaFileBytes.index([record]))])
        #expect(try fixture.numbers(fixture.write("a.zip", zipped)) == expected)
        let sequence = "\u{1E}" + Self.geoJSON(Self.corners) + "\n"
        #expect(try fixture.numbers(fixture.write("a.geojsons", sequence)) == expected)
    }

    /// Each system as the file declares it and as staff say it; corners are transformed there and come back.
    @Test(arguments: [4301, 4612, 4326, 6674, 2448, 30166, 3857, 32653])
    func theSameAreaInEveryReferenceSystemGivesTheSameList(number: Int) throws {
        let fixture = try AreaFixture()
        // Every side a little farther out than the households on it, since the way to the Tokyo datum and back moves
        // corners by millimetres.
        let grown = Self.corners.map { point in
            (x: point.x + (point.x > 135.14 ? 1e-6 : -1e-6), y: point.y + (point.y >= 34.25 ? 1e-6 : -1e-6))
        }
        let expected = try fixture.numbers(fixture.write("e.geojson", Self.geoJSON(grown)))
        let there = try Reprojector(from: "EPSG:6668", to: "EPSG:\(number)")
        // Edges are cut finely here, as the file's own lines bend in degrees.
        let ring: AreaFileBytes.Ring = try zip(grown, grown.dropFirst()).flatMap { a, b in
            try (0..<200).map { step in
                let part = Double(step) / 200
                let point = try there.transform(x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part)
                return (x: point.x, y: point.y)
            }
        }
        let closed = ring + [ring[0]]
        let crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::\(number)\"}},"
        let declared = try fixture.write("d.geojson", Self.geoJSON(closed, crs: crs))
        #expect(try fixture.numbers(declared) == expected)
        let plain = try fixture.write("p.geojson", Self.geoJSON(closed))
        #expect(try fixture.numbers(plain, crs: "EPSG:\(number)") == expected)
        let shapes = try fixture.write("s.shp", AreaFileBytes.shapefile([AreaFileBytes.record(1, [closed])]))
        #expect(try fixture.numbers(shapes, crs: "\(number)") == expected)
    }

    /// A square of ten kilometres of a plane: its sides bend in degrees by more than a metre.
    @Test func edgesAreStraightInTheFilesOwnSystem() throws {
        let plane = try Reprojector(from: "EPSG:6674", to: "EPSG:6668")
        let corner = try Reprojector(from: "EPSG:6668", to: "EPSG:6674").transform(x: 135.1, y: 34.2)
        let size = 10_000.0
        let ring: AreaFileBytes.Ring = [
            (corner.x, corner.y), (corner.x + size, corner.y), (corner.x + size, corner.y + size),
            (corner.x, corner.y + size), (corner.x, corner.y),
        ]
        let folder = try AreaFixture()
        guard
            case .fileOrSaved(let path) = try folder.write(
                "a.geojson",
                Self.geoJSON(ring, crs: "\"crs\":{\"properties\":{\"name\":\"EPSG:6674\"}},"))
        else { return }
        let area = try QueryArea(file: path)
        for step in 0...1000 {
            let along = size * Double(step) / 1000
            for (away, isInside) in [(0.005, true), (-0.005, false)] {
                let point = try plane.transform(x: corner.x + along, y: corner.y + away)
                let isOnEnd = step == 0 || step == 1000
                #expect(
                    isOnEnd || area.prepared.contains(longitude: point.x, latitude: point.y) == isInside,
                    "\(step) \(away)")
            }
        }
        // Ends of edges are too near to each other to bend, so few positions are added.
        #expect(area.geometry.vertexCount < 500)
        guard case .transformed(_, "EPSG:6674", _)? = area.warnings.first else {
            Issue.record("the transformation is told")
            return
        }
    }

    @Test func aBoxAndAGridSquareHoldTheirBorders() throws {
        let fixture = try AreaFixture()
        let box = try #require(BoundingBox(west: 135.12, south: 34.2, east: 135.13, north: 34.205))
        #expect(
            try fixture.numbers(.box(box)) == ["H10004", "H10005", "H10006", "H10104", "H10105", "H10106"])
        // 135.15…135.1625° E, 34.2…34.2083° N.
        let mesh = try #require(MeshCode("51352142"))
        let inside = (0...20).flatMap { row in
            (0...20).filter { column in
                mesh.box.contains(longitude: AreaFixture.longitude(column), latitude: AreaFixture.latitude(row))
            }.map { "H\(row * 100 + $0 + 10_000)" }
        }
        #expect(try fixture.numbers(.mesh(mesh)) == inside.sorted() && !inside.isEmpty)
    }

    @Test(arguments: [1.0, 400, 461.2, 1000, 5000, 200_000])
    func aCircleIsDecidedByTheDistanceItself(metres: Double) throws {
        let fixture = try AreaFixture()
        let center = try Coordinate(longitude: 135.15, latitude: 34.25)
        let geodesic = try Geodesic()
        let expected = try (0...20).flatMap { row in
            try (0...20).filter { column in
                let place = try Coordinate(
                    longitude: AreaFixture.longitude(column), latitude: AreaFixture.latitude(row))
                return geodesic.metres(from: center, to: place) <= metres
            }.map { "H\(row * 100 + $0 + 10_000)" }
        }
        #expect(try fixture.numbers(.circle(center: center, metres: metres)) == expected.sorted())
    }

    /// A household exactly on the circle is inside, and a nanometre less leaves it out.
    @Test func theCircleItselfIsInside() throws {
        let fixture = try AreaFixture()
        let center = try Coordinate(longitude: 135.1234567, latitude: 34.2345678)
        let household = try Coordinate(longitude: AreaFixture.longitude(7), latitude: AreaFixture.latitude(9))
        let metres = try Geodesic().metres(from: center, to: household)
        #expect(try fixture.numbers(.circle(center: center, metres: metres)).contains("H10907"))
        #expect(try !fixture.numbers(.circle(center: center, metres: metres.nextDown)).contains("H10907"))
    }

    @Test func sourcesAreUnited() throws {
        let fixture = try AreaFixture()
        let box = try #require(BoundingBox(west: 135.1, south: 34.2, east: 135.105, north: 34.201))
        let circle = AreaSource.circle(center: try Coordinate(longitude: 135.2, latitude: 34.3), metres: 10)
        let (answer, numbers) = try fixture.answer(
            AreaRequest(sources: [
                .box(box), circle, .box(box), .text("POLYGON((135.15 34.25,135.151 34.25,135.15 34.251,135.15 34.25))"),
            ]))
        #expect(numbers == ["H10000", "H10001", "H11010", "H12020"])
        let area = try #require(answer.area)
        #expect(area.parts.count == 4 && area.name.contains(" + WKT"))
    }

    @Test func aConditionKeepsSomeFeatures() throws {
        let fixture = try AreaFixture()
        func square(_ west: Double, _ properties: String) -> String {
            let ring: AreaFileBytes.Ring = [
                (west, 34.2), (west + 0.001, 34.2), (west + 0.001, 34.201), (west, 34.201), (west, 34.2),
            ]
            return "{\"type\":\"Feature\",\"properties\":\(properties),\"geometry\":\(Self.geoJSON(ring))}"
        }
        let text = [
            square(135.1, "{\"A31a_205\":1}"), square(135.105, "{\"A31a_205\":3}"),
            square(135.11, "{\"A31a_205\":\"4\"}"),
            square(135.115, "{\"A31a_205\":null}"), square(135.12, "{}"),
        ].joined(separator: "\n")
        let file = try fixture.write("z.geojsonl", text)
        #expect(try fixture.numbers(file, where: "A31a_205 >= 3") == ["H10001", "H10002"])
        #expect(try fixture.numbers(file, where: "not A31a_205 >= 3") == ["H10000"])
        let answer = try fixture.answer(
            AreaRequest(sources: [file], condition: try AreaCondition("A31a_205 in (1)"))
        ).answer
        #expect(answer.area?.name == "z.geojsonl (A31a_205 in (1))")
        #expect(answer.area?.warnings.contains(.selected(source: "z.geojsonl", features: 1, of: 5)) == true)
        #expect(answer.area?.warnings.contains(.undecided(source: "z.geojsonl", features: 2)) == true)
        #expect(throws: AreaError.nothingSelected(source: "z.geojsonl", features: 5)) {
            try fixture.numbers(file, where: "A31a_205 = 9")
        }
        #expect(throws: AreaError.unknownAttribute(source: "z.geojsonl", nearest: "A31a_205", known: ["A31a_205"])) {
            try fixture.numbers(file, where: "A31a_105 = 9")
        }
        // A saved area has no attributes, also beside zones that have them.
        let zones = try StoredText("x")
        #expect(throws: AreaError.conditionWithoutAttributes) {
            try fixture.numbers(.hazard(zones), .saved("s"), where: "rank >= 3")
        }
        #expect(throws: AreaError.conditionWithoutAttributes) {
            try fixture.numbers(.text(Self.wellKnownText), where: "A31a_205 = 9")
        }
    }

    @Test func whatCannotBeMeantIsRefusedWithAHint() throws {
        let fixture = try AreaFixture()
        let swapped = Self.corners.map { (x: $0.y, y: $0.x) }
        #expect(throws: AreaError.swappedAxes(source: "s.geojson", feature: 1)) {
            try fixture.numbers(fixture.write("s.geojson", Self.geoJSON(swapped)))
        }
        let metres = Self.corners.map { (x: ($0.x - 136) * 90_000, y: ($0.y - 36) * 110_000) }
        let plane = try fixture.write("m.geojson", Self.geoJSON(metres))
        #expect(throws: AreaError.notDegrees(source: "m.geojson", feature: 1)) { try fixture.numbers(plane) }
        #expect(try !fixture.numbers(plane, crs: "EPSG:6674").isEmpty)
        // The neighbouring zone puts it a hundred kilometres away.
        #expect(throws: AreaError.self) { try fixture.numbers(plane, crs: "EPSG:6675") }
        let degrees = try fixture.write("d.geojson", Self.geoJSON(Self.corners))
        #expect(throws: AreaError.degreesAsMetres(source: "d.geojson", system: "EPSG:6674")) {
            try fixture.numbers(degrees, crs: "EPSG:6674")
        }
        let london: AreaFileBytes.Ring = [(-0.1, 51.5), (0.1, 51.5), (0.1, 51.6), (-0.1, 51.5)]
        #expect(throws: AreaError.outsideJapan(source: "l.geojson")) {
            try fixture.numbers(fixture.write("l.geojson", Self.geoJSON(london)))
        }
        let sapporo = try Coordinate(longitude: 141.35, latitude: 43.06)
        #expect(throws: AreaError.elsewhere(kilometres: 1109)) {
            try fixture.numbers(.circle(center: sapporo, metres: 500))
        }
        // Nor beside a part that is near: it would be searched in vain, and nobody would know.
        #expect(throws: AreaError.elsewhere(kilometres: 1109)) {
            try fixture.numbers(.text(Self.wellKnownText), .circle(center: sapporo, metres: 500))
        }
        #expect(throws: AreaError.unknownReferenceSystem(source: "d.geojson", name: "EPSG:9999")) {
            try fixture.numbers(degrees, crs: "EPSG:9999")
        }
        #expect(throws: AreaError.noSuchArea(nearest: nil)) { try fixture.numbers(.fileOrSaved("missing")) }
    }

    @Test func oddRingsAreToldAndLoseNobody() throws {
        let fixture = try AreaFixture()
        let open = try fixture.write("o.geojson", Self.geoJSON(Self.corners.dropLast()))
        #expect(try fixture.numbers(open).count == 73)
        let warnings = try fixture.warnings(open)
        guard case .findings(let findings)? = warnings.first, warnings.count == 1 else {
            Issue.record("\(warnings)")
            return
        }
        #expect(findings.unclosedRings == 1 && findings.selfCrossingRings == 0)
        let undeclared = try fixture.write("u.shp", AreaFileBytes.shapefile([AreaFileBytes.record(1, [Self.corners])]))
        #expect(try fixture.warnings(undeclared) == [.undeclaredReferenceSystem(source: "u.shp")])
    }
}
