import Disclosure
import Foundation
import Geospatial
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Places
import Residents
import TestSupport
import Testing
import VectorTiles
import VictimSupport

@testable import FeatureServer

/// Layers of the ground over HTTP: features, tiles, and what the map page learns of them.
@Suite struct GroundCollectionTests {
    private static let file = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"大通り"},"geometry":
        {"type":"MultiLineString","coordinates":[[[135.14,34.2],[135.16,34.2]],[[135.14,34.21],[135.16,34.21]]]}},
        {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[135.3,34.3],[135.31,34.31],[135.32,34.3]]}},
        {"type":"Feature","properties":{},"geometry":
        {"type":"Polygon","coordinates":[[[135.15,34.19],[135.17,34.19],[135.17,34.2],[135.15,34.19]]]}}]}
        """

    private static func fixture(as audience: String? = nil) throws -> PlacesFixture {
        let fixture = try PlacesFixture(as: audience.flatMap { Audience(rawValue: $0) } ?? .headquarters)
        try keep(fixture, file)
        return fixture
    }

    private static func keep(_ fixture: PlacesFixture, _ text: String) throws {
        _ = try GroundImport(fixture.server.paths, moment: fixture.server.moment, isDryRun: false).layer(
            file: fixture.server.write("roads.geojson", text),
            GroundImport.Request(name: try StoredText("道路"), kind: .road, replaces: true))
    }

    private static func path(_ zoom: Int) throws -> String {
        let address = TileAddress(of: try Coordinate(longitude: 135.15, latitude: 34.2), zoom: zoom)
        return "/collections/ground-1/tiles/WebMercatorQuad/\(zoom)/\(address.row)/\(address.column)"
    }

    private static func decoded(_ response: TestResponse) throws -> DecodedTile.Layer {
        let layers = try DecodedTile(Array(response.body.readableBytesView)).layers
        try #require(layers.count == 1)
        return layers[0]
    }

    @Test func theLayerIsACollectionOfLinesAndPolygons() async throws {
        let fixture = try Self.fixture()
        let collection = try await fixture.json("/collections/ground-1")
        #expect(collection["title"].text?.contains("道路") == true)
        let page = try await fixture.json("/collections/ground-1/items")
        #expect(page["features"].all.map { $0["id"].text } == ["1", "2", "3", "4"])
        #expect(
            page["features"].all.map { $0["geometry"]["type"].text } == [
                "LineString", "LineString", "LineString", "Polygon",
            ])
        #expect(page["features"][2]["geometry"]["coordinates"].all.count == 3)
        #expect(page["features"].all.map { $0["properties"]["name"].text } == ["大通り", "大通り", nil, nil])
        #expect(page["summary"]["kind"].text == "road")
    }

    @Test(arguments: [
        ("bbox=135.145,34.195,135.155,34.205", ["1"]), ("bbox=135.165,34.191,135.168,34.195", ["4"]),
        ("bbox=135.305,34.301,135.315,34.304", []),
        ("bbox=135.304,34.304,135.306,34.306", ["3"]), ("filter=name='大通り'", ["1", "2"]),
        ("filter=S_INTERSECTS(geometry,LINESTRING(135.15 34.205,135.15 34.22))", ["2"]),
        ("filter=S_INTERSECTS(geometry,POINT(135.31 34.31))", ["3"]),
    ])
    func boxesAndFiltersAskLines(query: String, ids: [String]) async throws {
        let fixture = try Self.fixture()
        let escaped = query.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? query
        let page = try await fixture.json("/collections/ground-1/items?\(escaped)")
        #expect(page["features"].all.map { $0["id"].text ?? "" } == ids)
    }

    @Test func tilesHaveOneFeatureForTheLinesOfAName() async throws {
        let fixture = try Self.fixture()
        let response = try await fixture.answer(Self.path(8))
        #expect(response.status == .ok)
        let tile = try Self.decoded(response)
        #expect(tile.name == "ground-1" && tile.features.map(\.type) == [3, 2, 2])
        #expect(tile.features.map { $0.properties["name"] } == [nil, nil, .text("大通り")])
        #expect(tile.features[2].parts.count == 2)
        #expect(tile.features.allSatisfy { $0.properties["drill_mark"] == .text("訓練") })
        let deep = try Self.decoded(try await fixture.answer(Self.path(14)))
        #expect(deep.features.last?.properties["name"] == .text("大通り"))
        let tileset = try await fixture.json("/collections/ground-1/tiles/WebMercatorQuad")
        #expect(tileset["layers"][0]["geometryDimension"].number == nil)
        #expect(tileset["boundingBox"]["lowerLeft"][0].number == 135.14)
    }

    @Test func aTileChangesWithItsLayerThoughNoGenerationDoes() async throws {
        let fixture = try Self.fixture()
        let first = try await fixture.answer(Self.path(8))
        let tag = try #require(first.headers[.eTag])
        #expect(try await fixture.answer(Self.path(8), headers: [.ifNoneMatch: tag]).status == .notModified)
        try Self.keep(fixture, #"{"type":"LineString","coordinates":[[135.14,34.2],[135.16,34.2]]}"#)
        let changed = try await fixture.answer(Self.path(8), headers: [.ifNoneMatch: tag])
        #expect(changed.status == .ok && changed.headers[.generation] == first.headers[.generation])
        #expect(try Self.decoded(changed).features.count == 1)
    }

    /// Streets are no secret: whoever may have a map sees them.
    @Test func everyAudienceSeesIt() async throws {
        let fixture = try Self.fixture(as: "public")
        #expect(try await fixture.answer(Self.path(8)).status == .ok)
        #expect(try await fixture.answer("/collections/ground-1/items").status == .ok)
    }

    @Test func theMapPageLearnsOfIt() async throws {
        let fixture = try Self.fixture()
        let layers = try await fixture.json("/map/context")["ground_layers"]
        #expect(layers.all.count == 1 && layers[0]["id"].text == "ground-1")
        #expect(layers[0]["name"].text == "道路" && layers[0]["kind"].text == "road")
    }
}
