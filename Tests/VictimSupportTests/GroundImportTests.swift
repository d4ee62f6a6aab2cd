import AreaFiles
import Foundation
import Geospatial
import Places
import Registry
import Residents
import TestSupport
import Testing

@testable import VictimSupport

/// `engo import ground` and `engo ground remove`.
@Suite struct GroundImportTests {
    private static func feature(_ geometry: String, _ properties: String = "{}") -> String {
        "{\"type\":\"Feature\",\"properties\":\(properties),\"geometry\":\(geometry)}"
    }

    private static func collection(_ features: String...) -> String {
        "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
    }

    private static let line = #"{"type":"LineString","coordinates":[[135.1,34.2],[135.123456789,34.25]]}"#
    private static let lines =
        #"{"type":"MultiLineString","coordinates":[[[135.1,34.2],[135.2,34.2]],[[135.1,34.3],[135.2,34.3]]]}"#
    private static let area =
        #"{"type":"Polygon","coordinates":[[[135.1,34.2],[135.2,34.2],[135.2,34.3],[135.1,34.3],[135.1,34.2]]]}"#

    @discardableResult
    private static func add(
        _ city: TestCity, _ text: String, name: String = "道路", kind: GroundKind = .road, label: String? = nil,
        replaces: Bool = false, crs: String? = nil, isDryRun: Bool = false
    ) throws -> GroundReport {
        try GroundImport(city.paths, moment: city.moment, isDryRun: isDryRun).layer(
            file: city.write("roads.geojson", text),
            GroundImport.Request(
                name: StoredText(name), kind: kind, label: label, replaces: replaces, referenceSystem: crs))
    }

    private static func stored(_ city: TestCity) throws -> (layers: [StoredGroundLayer], pieces: [[GroundPiece]]) {
        try RegistryReader(city.paths).read { snapshot in
            let layers = try snapshot.groundLayers()
            return (layers, try layers.map { try snapshot.groundPieces(ofLayer: $0.id) })
        }
    }

    @Test func everyLineAndEveryPolygonIsAPiece() throws {
        let city = try TestCity()
        let report = try Self.add(
            city,
            Self.collection(
                Self.feature(Self.lines, #"{"name":"大通り"}"#), Self.feature(Self.area),
                Self.feature(Self.line, #"{"name":7}"#), Self.feature("null")))
        #expect(report.outcome == .new && report.pieces == 4 && report.named == 2 && report.layer.label == "name")
        let (layers, pieces) = try Self.stored(city)
        #expect(layers.map(\.layer) == [report.layer] && layers[0].positions == report.positions)
        #expect(pieces[0].map(\.number) == [1, 2, 3, 4] && pieces[0].map(\.isArea) == [false, false, true, false])
        #expect(pieces[0].map(\.name?.text) == ["大通り", "大通り", nil, nil])
        // To a centimetre: it is drawn, and nothing is measured by it.
        #expect(pieces[0][3].parts[0][1] == (try Coordinate(longitude: 135.1234568, latitude: 34.25)))
        #expect(layers[0].layer.sourceName == "roads.geojson" && layers[0].layer.receivedOn == city.moment.today)
        #expect(try RegistryReader(city.paths).read { try $0.generation() } == 1)
    }

    @Test func staffSayWhichAttributeNames() throws {
        let city = try TestCity()
        let text = Self.collection(Self.feature(Self.line, #"{"N01_002":"国道1号","通称":"海沿い"}"#))
        #expect(try Self.add(city, text).layer.label == "N01_002")
        #expect(try Self.add(city, text, name: "別", label: "通称").named == 1)
        #expect(
            try Self.stored(city).pieces.map { $0[0].name?.text }.sorted { ($0 ?? "") < ($1 ?? "") } == ["国道1号", "海沿い"])
        #expect(
            throws: AreaError.unknownAttribute(source: "roads.geojson", nearest: "通称", known: ["N01_002", "通称"])
        ) { try Self.add(city, text, name: "三", label: "通名") }
        // Names are bytes: two ways to write one letter are two names.
        let (one, other) = ("\u{304C}", "\u{304B}\u{3099}")
        let twins = Self.collection(
            Self.feature(Self.line, #"{"\#(one)":"a"}"#), Self.feature(Self.line, #"{"\#(other)":"b"}"#))
        do {
            try Self.add(city, twins, name: "四", label: "x")
            Issue.record("an unknown attribute was taken")
        } catch AreaError.unknownAttribute(_, _, let known) {
            #expect(known.map { Array($0.utf8) } == [one, other].map { Array($0.utf8) })
        }
    }

    @Test func shapesAloneAreReadWithoutNames() throws {
        let city = try TestCity()
        let record = AreaFileBytes.record(1, [[(135.1, 34.2), (135.2, 34.2)]], type: 3)
        let path = try city.write("roads.shp", "")
        try Data(AreaFileBytes.shapefile([record], type: 3)).write(to: URL(fileURLWithPath: path))
        func add(_ label: String?) throws -> GroundReport {
            try GroundImport(city.paths, moment: city.moment, isDryRun: false).layer(
                file: path,
                GroundImport.Request(
                    name: StoredText("道路"), kind: .road, label: label, referenceSystem: "EPSG:6668"))
        }
        #expect(throws: AreaError.unreadable(source: "roads.shp", .missingAttributes)) { try add("name") }
        let report = try add(nil)
        #expect(report.pieces == 1 && report.named == 0 && report.layer.label == nil)
    }

    @Test func planeCoordinatesBecomeDegrees() throws {
        let city = try TestCity()
        let text = Self.collection(
            Self.feature(#"{"type":"LineString","coordinates":[[-60000,-190000],[-59000,-190000]]}"#))
        let report = try Self.add(city, text, crs: "EPSG:6674")
        #expect(report.layer.referenceSystem == "EPSG:6674")
        let line = try Self.stored(city).pieces[0][0].parts[0]
        #expect(abs(line[0].longitude - 135.35) < 0.1 && abs(line[0].latitude - 34.28) < 0.1)
        #expect(throws: AreaError.degreesAsMetres(source: "roads.geojson", system: "EPSG:6674")) {
            try Self.add(city, Self.collection(Self.feature(Self.line)), name: "度", crs: "EPSG:6674")
        }
    }

    @Test func theSameFileChangesNothingAndAnotherWantsAWord() throws {
        let city = try TestCity()
        let text = Self.collection(Self.feature(Self.line))
        #expect(try Self.add(city, text, isDryRun: true).outcome == .new)
        #expect(try Self.stored(city).layers.isEmpty)
        try Self.add(city, text)
        let before = try Data(contentsOf: URL(fileURLWithPath: city.paths.audit))
        #expect(try Self.add(city, text).outcome == .same)
        #expect(try Data(contentsOf: URL(fileURLWithPath: city.paths.audit)) == before)
        #expect(throws: VictimSupportError.groundLayerExists) { try Self.add(city, text, kind: .river) }
        let other = Self.collection(Self.feature(Self.lines))
        #expect(throws: VictimSupportError.groundLayerExists) { try Self.add(city, other) }
        #expect(try Self.add(city, other, replaces: true).outcome == .replaced)
        #expect(try Self.stored(city).pieces.map(\.count) == [2])
        let log = try String(contentsOfFile: city.paths.audit, encoding: .utf8)
        #expect(log.components(separatedBy: #""verb":"import ground""#).count == 3)
    }

    @Test func whatLiesBeyondJapanIsRefusedByItsFeature() throws {
        let city = try TestCity()
        let far = #"{"type":"LineString","coordinates":[[135.1,34.2],[155,34.2]]}"#
        #expect(throws: VictimSupportError.outsideJapan(file: "roads.geojson", feature: 2)) {
            try Self.add(city, Self.collection(Self.feature(Self.line), Self.feature(far)))
        }
        let swapped = #"{"type":"LineString","coordinates":[[34.2,135.1],[34.3,135.1]]}"#
        #expect(throws: AreaError.swappedAxes(source: "roads.geojson", feature: 1)) {
            try Self.add(city, Self.collection(Self.feature(swapped)))
        }
    }

    @Test func aLayerHasABoundedNumberOfPositions() throws {
        let city = try TestCity()
        let one = "[135.1,34.2],[135.2,34.2]"
        let line = Array(repeating: one, count: GroundImport.mostPositions / 2).joined(separator: ",")
        func text(_ more: String) -> String {
            Self.collection(Self.feature(#"{"type":"LineString","coordinates":["# + line + more + "]}"))
        }
        let limit = GroundImport.mostPositions
        #expect(
            throws: VictimSupportError.groundTooDetailed(file: "roads.geojson", positions: limit + 1, limit: limit)
        ) { try Self.add(city, text(",[135.1,34.2]")) }
        #expect(try Self.add(city, text(""), isDryRun: true).positions == limit)
    }

    @Test func removingWantsTheName() throws {
        let city = try TestCity()
        try Self.add(city, Self.collection(Self.feature(Self.line)))
        func remove(_ name: String, isDryRun: Bool = false) throws -> StoredGroundLayer {
            try GroundImport(city.paths, moment: city.moment, isDryRun: isDryRun).remove(try StoredText(name))
        }
        #expect(throws: VictimSupportError.noSuchGroundLayer) { try remove("川") }
        #expect(try remove("道路", isDryRun: true).pieces == 1)
        #expect(try Self.stored(city).layers.count == 1)
        #expect(try remove("道路").pieces == 1)
        #expect(try Self.stored(city).layers.isEmpty)
    }
}
