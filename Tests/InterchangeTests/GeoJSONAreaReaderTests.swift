import Geospatial
import TestSupport
import Testing

@testable import Interchange

@Suite struct GeoJSONAreaReaderTests {
    private static let square = "[[135.1,34.2],[135.2,34.2],[135.2,34.3],[135.1,34.3],[135.1,34.2]]"
    private static let hole = "[[135.14,34.24],[135.14,34.26],[135.16,34.26],[135.16,34.24],[135.14,34.24]]"

    private func read(_ text: String) throws -> AreaLayer { try GeoJSONAreaReader.read(Array(text.utf8)) }

    private func polygons(_ text: String) throws -> [DrawnPolygon] { try read(text).features.flatMap(\.polygons) }

    private func polygon(_ rings: String...) -> String {
        "{\"type\":\"Polygon\",\"coordinates\":[" + rings.joined(separator: ",") + "]}"
    }

    @Test func readsAPolygonWithAHole() throws {
        let layer = try read(polygon(Self.square, Self.hole))
        #expect(layer.features.count == 1 && layer.passedOver == PassedOverShapes() && layer.declared == nil)
        let polygon = try #require(layer.features.first?.polygons.first)
        #expect(layer.features[0].polygons.count == 1 && polygon.rings.map(\.count) == [5, 5])
        #expect(polygon.rings[0][1] == PlanePoint(x: 135.2, y: 34.2))
    }

    @Test func readsEveryContainerToTheSameArea() throws {
        let square = Self.square
        let bare = try polygons(polygon(square))
        let feature =
            "{\"type\":\"Feature\",\"properties\":{\"A31a_201\":[1,{\"x\":\"]}\\\"\"}]},\"geometry\":\(polygon(square))}"
        let texts = [
            "\u{FEFF}\n" + polygon(square) + "\n", "{\"type\":\"MultiPolygon\",\"coordinates\":[[\(square)]]}",
            "{\"type\":\"GeometryCollection\",\"geometries\":[\(polygon(square))]}", feature,
            "{\"type\":\"FeatureCollection\",\"name\":\"x\",\"bbox\":[1,2,3,4],\"features\":[\(feature)]}",
            "{\"features\":[{\"properties\":null,\"geometry\":{\"coordinates\":[\(square)],\"type\":\"Polygon\"},\"type\":\"Feature\"}],\"type\":\"FeatureCollection\"}",
            "{\"type\":\"GeometryCollection\",\"geometries\":[{\"geometries\":[\(polygon(square))],\"type\":\"GeometryCollection\"}]}",
            "{\"\\u0074ype\":\"Polygon\",\"coordinates\":[\(square)]}",
            "{ \"type\" : \"Polygon\" , \"coordinates\" : [ \(square.replacing("[", with: " [\t").replacing("]", with: " ]\r\n").replacing(",", with: " , ")) ] }",
        ]
        for text in texts { #expect(try polygons(text) == bare, "\(text)") }
    }

    /// A position that is written plainly is read in one go, and every other in the general way; which it was must not show.
    @Test func readsPositionsTheSameHoweverTheyAreWritten() throws {
        var generator = SeededGenerator(seed: 3)
        func digits(_ range: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: range, using: &generator)).map { _ in
                    "0123456789".randomElement(using: &generator) ?? "0"
                })
        }
        func number() -> String {
            let whole = String(Int(digits(1...9)) ?? 0)
            return Bool.random(using: &generator) ? whole : "\(whole).\(digits(1...17))"
        }
        for _ in 0..<300 {
            let pairs = (0..<5).map { _ in (number(), number()) }
            let plain = "[" + pairs.map { "[\($0.0),\($0.1)]" }.joined(separator: ",") + "]"
            let blanks = "[" + pairs.map { "[ \($0.0), \($0.1) ]" }.joined(separator: ",\n") + "]"
            let wide = "[" + pairs.map { "[  \($0.0) ,\n\($0.1),1.5]" }.joined(separator: ",") + "]"
            let expected = try pairs.map { PlanePoint(x: try #require(Double($0.0)), y: try #require(Double($0.1))) }
            #expect(try polygons(polygon(plain)).first?.rings == [expected], "\(plain)")
            #expect(try polygons(polygon(blanks)).first?.rings == [expected], "\(blanks)")
            #expect(try polygons(polygon(wide)).first?.rings == [expected], "\(wide)")
        }
    }

    /// What breaks a rule is told with the same reason and place before text that would be long enough to be read in one go.
    @Test(arguments: [
        "[01.5,34.2]", "[135.,34.2]", "[.5,34.2]", "[135.1,34.2", "[135.1]", "[135.1,]", "[135.1 34.2]",
        "[135.1,34.2]]",
        "[135.1,34.2,]", "[135.1e,34.2]", "[0x10.5,34.2]", "[135.1.2,34.2]", "[+1.5,34.2]", "[135.1,\"34.2\"]",
        "[1.5,34.2}",
    ])
    func refusesABrokenPositionWhereverItStands(position: String) throws {
        func failure(_ text: String) -> InterchangeError? {
            do throws(InterchangeError) {
                _ = try GeoJSONAreaReader.read(Array(text.utf8))
                return nil
            } catch { return error }
        }
        let rest = Self.square.dropFirst()
        let inFront = failure(polygon("[\(position),\(rest)"))
        #expect(inFront != nil)
        // The same with two blanks, which send the reader the general way.
        let blank = failure(polygon("[\(position),\(rest)").replacing("[[[", with: "[[[  "))
        // But for the numbers of the place, which the blanks move.
        func words(_ error: InterchangeError?) -> String { "\(error as Any)".filter { !$0.isNumber } }
        #expect(words(inFront) == words(blank), "\(position)")
    }

    @Test func dropsHeightsAndKeepsDuplicatePositions() throws {
        let polygons = try polygons(
            polygon("[[135.1,34.2,0],[135.2,34.2,-1.5e1],[135.2,34.2],[135.2,34.3,1,2],[135.1,34.2,5]]"))
        #expect(polygons[0].rings[0].count == 5)
    }

    @Test func keepsRingsAsTheFileDrawsThem() throws {
        let layer = try polygons("{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4e9]],[],[[5,6]]]}")
        #expect(layer[0].rings == [[PlanePoint(x: 1, y: 2), PlanePoint(x: 3, y: 4e9)], [], [PlanePoint(x: 5, y: 6)]])
    }

    @Test func countsFeaturesAndWhatHasNoGeometry() throws {
        let null = "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}"
        let empty = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[]},\"properties\":{}}"
        let full = "{\"type\":\"Feature\",\"geometry\":\(polygon(Self.square)),\"properties\":{}}"
        let layer = try read("{\"type\":\"FeatureCollection\",\"features\":[\(null),\(full),\(null),\(empty)]}")
        #expect(layer.features.map(\.polygons.count) == [0, 1, 0, 0])
        #expect(layer.features.map(\.number) == [1, 2, 3, 4])
        #expect(layer.passedOver.featuresWithoutShape == 2 && layer.passedOver.emptyShapes == 1)
        #expect(try read("{\"type\":\"FeatureCollection\",\"features\":[\(null)]}").isEmpty)
    }

    @Test func passesOverPointsAndLinesAndCountsThem() throws {
        let point = "{\"type\":\"Point\",\"coordinates\":[135,34]}"
        let line = "{\"coordinates\":[[135,34],[135,35]],\"type\":\"LineString\"}"
        let layer = try read(
            "{\"type\":\"GeometryCollection\",\"geometries\":[\(point),\(line),\(polygon(Self.square)),"
                + "{\"type\":\"MultiPoint\",\"coordinates\":[]},{\"type\":\"MultiLineString\",\"coordinates\":[]}]}")
        #expect(layer.features.map(\.polygons.count) == [1])
        #expect(layer.passedOver.points == 2 && layer.passedOver.lines == 2)
        #expect(try read(point).isEmpty)
    }

    /// RFC 8142 with its separators, and one text to a line.
    @Test(arguments: [
        "\u{1E}A\n\u{1E}B\n", "\u{1E}A\u{1E}B", "A\nB\n", "A\r\n \tB", "\n\u{1E}\u{1E}A\n\u{1E}B\n\u{1E}",
    ])
    func readsASequenceOfTexts(form: String) throws {
        let feature = "{\"type\":\"Feature\",\"geometry\":\(polygon(Self.square)),\"properties\":null}"
        let text = form.replacing("A", with: feature).replacing("B", with: polygon(Self.hole))
        let layer = try read(text)
        #expect(layer.features.map(\.number) == [1, 2])
        #expect(layer.features.flatMap(\.polygons).map(\.rings.count) == [1, 1])
        #expect(GeoJSONAreaReader.looksLikeGeoJSON(Array(text.utf8)))
    }

    @Test(arguments: [
        "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "OGC:CRS84", "CRS84", "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4612", "urn:ogc:def:crs:EPSG::6668", "urn:ogc:def:crs:EPSG:9.9:6697", "epsg:6668",
        "http://www.opengis.net/def/crs/EPSG/0/4326", "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        "http://www.opengis.net/gml/srs/epsg.xml#4326",
    ])
    func acceptsTheSpellingsOfReferenceSystems(name: String) throws {
        let crs = "{\"properties\":{\"name\":\"\(name)\"},\"type\":\"name\"}"
        for text in [
            "{\"crs\":\(crs),\"type\":\"Polygon\",\"coordinates\":[\(Self.square)]}",
            "{\"type\":\"Polygon\",\"coordinates\":[\(Self.square)],\"crs\":\(crs)}",
        ] { #expect(try polygons(text).count == 1) }
    }

    @Test(arguments: [
        ("{\"type\":\"name\",\"properties\":{\"name\":\"4326\"}}", "4326"),
        ("{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:6677x\"}}", "EPSG:6677x"), ("{}", ""),
        ("{\"type\":\"link\",\"properties\":{\"href\":\"x\"}}", ""), ("{\"properties\":{\"name\":\"\"}}", ""),
        ("{\"properties\":{\"name\":\"a\\nb\"}}", "ab"),
    ])
    func refusesWhatNamesNoReferenceSystem(crs: String, name: String) {
        #expect(throws: InterchangeError.invalidGeoJSON(path: "crs", reason: .unsupportedReferenceSystem(name: name))) {
            try read("{\"type\":\"Polygon\",\"crs\":\(crs),\"coordinates\":[\(Self.square)]}")
        }
    }

    @Test(arguments: [
        ("null", nil as DeclaredReferenceSystem?), ("{\"type\":\"EPSG\",\"properties\":{\"code\":3857}}", .epsg(3857)),
        ("{\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::6677\"}}", .epsg(6677)),
        ("{\"properties\":{\"name\":\"CRS84\"}}", .crs84),
    ])
    func tellsTheReferenceSystem(crs: String, system: DeclaredReferenceSystem?) throws {
        #expect(try read("{\"type\":\"Polygon\",\"crs\":\(crs),\"coordinates\":[\(Self.square)]}").declared == system)
    }

    @Test func refusesTwoReferenceSystems() {
        func crs(_ number: Int) -> String { "\"crs\":{\"properties\":{\"name\":\"EPSG:\(number)\"}}" }
        #expect(throws: InterchangeError.invalidGeoJSON(path: "geometry.crs", reason: .severalReferenceSystems)) {
            try read(
                "{\"type\":\"Feature\",\(crs(6674)),\"geometry\":{\"type\":\"Polygon\",\(crs(6675)),\"coordinates\":[]}}"
            )
        }
    }

    @Test(arguments: [
        ("[]", "", GeoJSONReason.wrongType(expected: "object")), ("1", "", .wrongType(expected: "object")),
        ("{}", "", .missingMember("type")), ("{\"type\":1}", "type", .wrongType(expected: "string")),
        ("{\"type\":\"Topology\"}", "type", .unknownType), ("{\"type\":\"polygon\"}", "type", .unknownType),
        ("{\"type\":\"Polygon\"}", "", .missingMember("coordinates")),
        ("{\"type\":\"Feature\"}", "", .missingMember("geometry")),
        ("{\"type\":\"FeatureCollection\"}", "", .missingMember("features")),
        ("{\"type\":\"FeatureCollection\",\"features\":{}}", "features", .wrongType(expected: "array")),
        ("{\"type\":\"FeatureCollection\",\"features\":[1]}", "features[0]", .wrongType(expected: "object")),
        (
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Polygon\",\"coordinates\":[]}]}",
            "features[0].type", .unknownType
        ),
        ("{\"type\":\"Feature\",\"geometry\":\"x\"}", "geometry", .wrongType(expected: "object")),
        ("{\"type\":\"Polygon\",\"coordinates\":{}}", "coordinates", .wrongType(expected: "array")),
        ("{\"type\":\"Point\",\"coordinates\":1}", "coordinates", .wrongType(expected: "array")),
        ("{\"type\":\"Point\"}", "", .missingMember("coordinates")),
        ("{\"type\":\"Polygon\",\"coordinates\":[1]}", "coordinates[0]", .wrongType(expected: "array")),
        ("{\"type\":\"Polygon\",\"coordinates\":[[1,2]]}", "coordinates[0][0]", .wrongNesting(type: "Polygon")),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[[1,2]]]]}", "coordinates[0][0]", .wrongNesting(type: "Polygon")),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[]]]}", "coordinates[0][0]", .shortPosition),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[1]]]}", "coordinates[0][0]", .shortPosition),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[1,\"2\"]]]}", "coordinates[0][0]", .wrongType(expected: "number")),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[1,null]]]}", "coordinates[0][0]", .wrongType(expected: "number")),
        ("{\"type\":\"Polygon\",\"coordinates\":[[null]]}", "coordinates[0][0]", .wrongType(expected: "array")),
    ])
    func refusesWithThePathAndTheReason(text: String, path: String, reason: GeoJSONReason) {
        #expect(throws: InterchangeError.invalidGeoJSON(path: path, reason: reason)) { try read(text) }
    }

    @Test func namesThePlaceDeepInside() {
        let good = "{\"type\":\"Feature\",\"geometry\":\(polygon(Self.square))}"
        let bad =
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"MultiPolygon\",\"coordinates\":[[\(Self.square)],[\(Self.square),[[1]]]]}]}}"
        #expect(
            throws: InterchangeError.invalidGeoJSON(
                path: "features[1].geometry.geometries[0].coordinates[1][1][0]", reason: .shortPosition)
        ) { try read("{\"type\":\"FeatureCollection\",\"features\":[\(good),\(bad)]}") }
    }

    @Test(arguments: [
        ("", 1, JSONSyntaxReason.unexpectedEnd), ("{", 2, .unexpectedEnd),
        ("{\"type\":\"Polygon\"", 18, .unexpectedEnd),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[135.1,34.2],[135.", 53, .unexpectedEnd),
        ("{\"coordinates\":[[[1,2]]", 24, .unexpectedEnd),
        ("{\"coordinates\":[[[1,2}}],\"type\":\"Polygon\"}", 22, .unexpectedCharacter),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[0x1,2]]]}", 36, .malformedNumber),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[nan,2]]]}", 36, .unexpectedCharacter),
        ("{\"type\":\"Polygon\",\"coordinates\":[],\"coordinates\":[]}", 36, .duplicateMember),
        ("{\"type\":\"Polygon\",\"coordinates\":[],\"type\":\"Point\"}", 36, .duplicateMember),
        ("{\"type\":\"Polygon\",\"x\":{\"a\" 1},\"coordinates\":[]}", 28, .unexpectedCharacter),
        ("{\"type\":\"Polygon\",\"coordinates\":[]} {}", 37, .trailingContent),
        ("{\"type\":\"Polygon\",\"x\":\"\u{1}\",\"coordinates\":[]}", 24, .controlCharacter),
    ])
    func refusesBrokenJSONWithThePlace(text: String, column: Int, reason: JSONSyntaxReason) {
        #expect(throws: InterchangeError.invalidJSON(line: 1, column: column, reason: reason)) { try read(text) }
    }

    @Test func survivesNesting() {
        let open = "{\"type\":\"GeometryCollection\",\"geometries\":["
        #expect(throws: InterchangeError.self) { try read(String(repeating: open, count: 50_000)) }
        #expect(throws: InterchangeError.self) { try read(String(repeating: "{\"geometries\":[", count: 50_000)) }
        #expect(throws: InterchangeError.self) {
            try read("{\"type\":\"Polygon\",\"coordinates\":" + String(repeating: "[", count: 100_000))
        }
        #expect(throws: InterchangeError.self) {
            try read("{\"type\":\"Polygon\",\"x\":" + String(repeating: "{\"a\":", count: 100_000))
        }
    }

    @Test func survivesDamagedDocuments() {
        var generator = SeededGenerator(seed: 9)
        let sample = Array(
            "{\"features\":[{\"geometry\":{\"coordinates\":[\(Self.square),\(Self.hole)],\"type\":\"Polygon\"},\"type\":\"Feature\",\"properties\":{\"名\":\"x\"}}],\"type\":\"FeatureCollection\"}"
                .utf8)
        let alphabet = Array("{}[],:\"\\0123.eE+-n \n\u{0}".utf8) + [0xC2, 0xFF]
        var read = 0
        for _ in 0..<4000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...2, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0...2, using: &generator) {
                case 0: bytes[place] = alphabet.randomElement(using: &generator) ?? 0
                case 1: bytes.remove(at: place)
                default: bytes.insert(alphabet.randomElement(using: &generator) ?? 0, at: place)
                }
            }
            // What the fast reader takes must be JSON to the strict parser.
            if (try? GeoJSONAreaReader.read(bytes)) != nil {
                read += 1
                do {
                    _ = try JSONParser.parse(bytes)
                } catch .invalidJSON(_, _, .duplicateMember) {
                    continue
                } catch { Issue.record("seed 9: \(String(decoding: bytes, as: UTF8.self))") }
            }
        }
        #expect(read > 200)
    }

    @Test func givesEachFeatureItsPropertiesWhereverTheyStand() throws {
        let text = """
            {"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::6668"}},"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"A31a_205":3,"x":[1]},"geometry":\(polygon(Self.square, Self.hole))},
            {"geometry":null,"properties":null,"type":"Feature"},
            {"geometry":{"type":"MultiPolygon","coordinates":[[\(Self.square)],[\(Self.square)]]},"type":"Feature","properties":{"a":"3"}},
            {"geometry":\(polygon(Self.square)),"type":"Feature"}]}
            """
        let read = try GeoJSONAreaReader.read(Array(text.utf8), properties: true)
        #expect(read.declared == .epsg(6668))
        #expect(read.features.map(\.polygons.count) == [1, 0, 2, 1])
        #expect(read.features[0].polygons[0].rings.count == 2)
        #expect(read.features[0].properties["A31a_205"] == .number(3))
        #expect(read.features[1].properties == .null)
        #expect(read.features[2].properties["a"] == .string("3"))
        #expect(read.features[3].properties == .null)
        #expect(read.passedOver.featuresWithoutShape == 1)
        #expect(try self.read(text).features.allSatisfy { $0.properties == .null })
    }

    @Test func aBareGeometryIsOneFeature() throws {
        let read = try GeoJSONAreaReader.read(Array(polygon(Self.square).utf8), properties: true)
        #expect(read.features.map(\.properties) == [.null])
        #expect(read.features[0].polygons.count == 1)
        #expect(read.declared == nil)
    }

    @Test func propertiesThatStandTwiceAreRefused() throws {
        let text = "{\"type\":\"Feature\",\"properties\":{},\"properties\":{},\"geometry\":\(polygon(Self.square))}"
        #expect(throws: InterchangeError.self) { try GeoJSONAreaReader.read(Array(text.utf8), properties: true) }
    }
}
