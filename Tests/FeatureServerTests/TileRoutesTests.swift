import Disclosure
import Geospatial
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Registry
import TestSupport
import Testing
import VectorTiles
import VictimSupport

@testable import FeatureServer

/// Vector tiles over HTTP.
@Suite struct TileRoutesTests {
    private static func layer(_ fixture: PlacesFixture) async throws -> Int64 {
        try RegistryReader(fixture.server.paths).read { try $0.hazardLayers()[0].id }
    }

    private static func path(_ zoom: Int, longitude: Double = 135.15, latitude: Double = 34.2) throws -> String {
        let address = TileAddress(of: try Coordinate(longitude: longitude, latitude: latitude), zoom: zoom)
        return "WebMercatorQuad/\(zoom)/\(address.row)/\(address.column)"
    }

    private static func decoded(_ response: TestResponse) throws -> DecodedTile.Layer {
        let layers = try DecodedTile(Array(response.body.readableBytesView)).layers
        try #require(layers.count == 1)
        return layers[0]
    }

    @Test func hazardTilesUniteTheZonesOfAClass() async throws {
        let fixture = try PlacesFixture()
        let layer = try await Self.layer(fixture)
        let response = try await fixture.answer("/collections/hazard-\(layer)/tiles/\(Self.path(8))?f=mvt")
        #expect(response.status == .ok && response.headers[.contentType] == "application/vnd.mapbox-vector-tile")
        #expect(response.headers[.engoMode] == "drill")
        let tile = try Self.decoded(response)
        #expect(tile.name == "hazard-\(layer)")
        // The most severe lies on top.
        #expect(tile.features.map { $0.properties["rank"] } == [.text("1"), .text("3")])
        #expect(tile.features[1].parts.count == 2)
        #expect(tile.features[1].properties["meaning"] == .text("3～5m"))
        #expect(tile.features.allSatisfy { $0.properties["drill_mark"] == .text("訓練") })
    }

    @Test func sheltersAreasAndTownsHaveTiles() async throws {
        let fixture = try PlacesFixture()
        let shelters = try Self.decoded(try await fixture.answer("/collections/shelters/tiles/\(Self.path(10))"))
        #expect(shelters.features.map { $0.properties["id"] } == [.text("E001"), .text("line-3")])
        #expect(shelters.features[0].properties["disasters"] == .text("flood,earthquake"))
        let areas = try Self.decoded(try await fixture.answer("/collections/areas/tiles/\(Self.path(10))"))
        #expect(areas.features.map { $0.properties["name"] } == [.text("駅前")])
        let towns = try Self.decoded(try await fixture.answer("/collections/towns/tiles/\(Self.path(10))"))
        #expect(towns.features.map { $0.properties["households"] } == [.integer(25), .integer(3)])
    }

    @Test func townTilesForThePublicHideSmallNumbers() async throws {
        let fixture = try PlacesFixture(as: try #require(Audience(rawValue: "public")))
        let towns = try Self.decoded(try await fixture.answer("/collections/towns/tiles/\(Self.path(10))"))
        #expect(towns.features.map { $0.properties["households"] } == [.integer(30), nil])
    }

    @Test func theTilesOfAnHourAreOneEntryOfTheAuditLog() async throws {
        let fixture = try PlacesFixture()
        let before = try fixture.auditLines().count
        for zoom in 6...10 { _ = try await fixture.answer("/collections/towns/tiles/\(Self.path(zoom))") }
        #expect(try fixture.auditLines().count == before + 1)
    }

    @Test func whereNothingIsDrawnThereIsNoContent() async throws {
        let fixture = try PlacesFixture()
        let response = try await fixture.answer("/collections/shelters/tiles/\(Self.path(10, longitude: 140))")
        #expect(response.status == .noContent && response.body.readableBytes == 0)
    }

    @Test(arguments: ["23/0/0", "1/2/0", "1/0/2", "-1/0/0", "1/-1/0", "x/0/0", "0/0/0.5"])
    func thereIsNoTileOutsideThePyramid(place: String) async throws {
        let fixture = try PlacesFixture()
        let response = try await fixture.answer("/collections/shelters/tiles/WebMercatorQuad/\(place)")
        #expect(response.status == .notFound)
        #expect(try Document(response)["code"].text == "no-such-tile")
    }

    /// Whatever collections there are of people, none has tiles: a tile would show every one of them at once.
    @Test(arguments: ["households", "persons"])
    func singlePeopleHaveNoTiles(id: String) async throws {
        let fixture = try PlacesFixture()
        let catalogue = CollectionCatalogue(
            sources: CollectionCatalogue.all.sources + [{ _ in [LandmarkCollection(id: id, data: .lists)] }])
        let service = try await fixture.server.test(as: fixture.session, catalogue: catalogue) { client in
            try await client.execute(uri: "/collections/\(id)/tiles/\(try Self.path(10))", method: .get)
        }
        #expect(service.status == .notFound)
        let all = try await fixture.workspace.readers.read { snapshot in
            let read = ServedRead(
                snapshot: snapshot, session: fixture.server.session(), moment: fixture.server.moment,
                workspace: fixture.workspace)
            return try CollectionCatalogue.all.collections(read).filter { $0 is any TiledCollection }.map(\.data)
        }
        #expect(all.allSatisfy { $0 == nil || $0 == .counts } && all.count == 4)
    }

    @Test func anotherWayToCutTilesIsNotKnown() async throws {
        let fixture = try PlacesFixture()
        for address in [
            "/tileMatrixSets/Other", "/collections/shelters/tiles/Other", "/collections/shelters/tiles/Other/0/0/0",
        ] {
            let response = try await fixture.answer(address)
            #expect(response.status == .notFound)
            #expect(try Document(response)["code"].text == "no-such-tile-matrix-set")
        }
    }

    @Test func aTileThatTheClientHasIsNotSentAgain() async throws {
        let fixture = try PlacesFixture()
        let address = try "/collections/areas/tiles/\(Self.path(10))"
        let first = try await fixture.answer(address)
        let tag = try #require(first.headers[.eTag])
        #expect(try await fixture.answer(address, headers: [.ifNoneMatch: tag]).status == .notModified)
        let area = "{\"name\":\"新しい区域\",\(PlacesFixture.box(135.15, 34.19, 135.16, 34.2).dropFirst())"
        #expect(try await fixture.answer("/areas", .post, body: area).status == .created)
        let changed = try await fixture.answer(address, headers: [.ifNoneMatch: tag])
        #expect(changed.status == .ok)
        #expect(try Self.decoded(changed).features.count == 2)
    }

    @Test func documentsSayHowTilesAreCutAndWhereTheyAre() async throws {
        let fixture = try PlacesFixture()
        let list = try await fixture.json("/tileMatrixSets")
        #expect(list["tileMatrixSets"][0]["id"].text == "WebMercatorQuad")
        let matrices = try await fixture.json("/tileMatrixSets/WebMercatorQuad")["tileMatrices"].all
        #expect(matrices.count == 23)
        #expect(abs((matrices[0]["scaleDenominator"].number ?? 0) - 559_082_264.028_717_9) < 0.001)
        #expect(matrices[22]["matrixWidth"].number == 4_194_304)
        let tilesets = try await fixture.json("/collections/shelters/tiles")["tilesets"][0]
        #expect(tilesets["dataType"].text == "vector" && tilesets.links("self").count == 1)
        let tileset = try await fixture.json("/collections/shelters/tiles/WebMercatorQuad")
        let template = try #require(tileset.links("item").first)
        #expect(template.hasSuffix("/collections/shelters/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}"))
        #expect(tileset["layers"][0]["id"].text == "shelters")
        #expect(tileset["layers"][0]["propertiesSchema"]["properties"]["capacity"]["type"].text == "integer")
    }
}
