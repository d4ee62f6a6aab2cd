import Foundation
import Geospatial
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import FeatureServer

/// One test for each requirement of OGC API – Features – Part 2, named after it: `/req/crs/crs-uri` is `reqCrsCrsUri`.
///
/// - Source: OGC 18-058r1.
@Suite struct ReferenceConformanceTests {
    private let service: ServiceUnderTest
    private static let items = "/collections/landmarks/items"
    private static let usual = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    private static let jgd = "http://www.opengis.net/def/crs/EPSG/0/6668"
    private static let zone9 = "http://www.opengis.net/def/crs/EPSG/0/6677"

    init() throws { service = try ServiceUnderTest() }

    private func first(_ query: String) async throws -> [Double] {
        let page = try await service.json(Self.items + "?limit=1&" + query)
        return page["features"][0]["geometry"]["coordinates"].all.compactMap(\.number)
    }

    private func ids(_ query: String) async throws -> [String] {
        try await service.json(Self.items + "?limit=1000&" + query)["features"].all.compactMap(\.["id"].text)
    }

    @Test func reqCrsCrsUri() async throws {
        for uri in try await service.json("/collections/landmarks")["crs"].all.compactMap(\.text) {
            #expect(
                uri.wholeMatch(of: #/http://www\.opengis\.net/def/crs/(OGC/1\.3/CRS84|EPSG/0/\d+)/#) != nil, "\(uri)")
        }
    }

    @Test func reqCrsFcMdCrsList() async throws {
        for collection in try await service.json("/collections")["collections"].all {
            let systems = collection["crs"].all.compactMap(\.text)
            #expect(systems.first == Self.usual && systems.count == 23)
            for uri in systems { #expect(try await service.answer("\(Self.items)?limit=1&crs=\(uri)").status == .ok) }
        }
    }

    @Test func reqCrsFcMdStorageCrs() async throws {
        #expect(try await service.json("/collections/landmarks")["storageCrs"].text == Self.jgd)
    }

    @Test func reqCrsFcMdStorageCrsValidValue() async throws {
        let collection = try await service.json("/collections/landmarks")
        #expect(collection["crs"].all.compactMap(\.text).contains(try #require(collection["storageCrs"].text)))
    }

    @Test(arguments: ["bbox-crs", "crs"])
    func reqCrsFcCrsDefinition(_ name: String) async throws {
        let parameters = try await service.json("/api")["paths"][Self.items]["get"]["parameters"].all
        let parameter = try #require(parameters.first { $0["name"].text == name })
        #expect(parameter["in"].text == "query" && parameter["required"].value as? Bool == false)
        #expect(parameter["schema"]["type"].text == "string" && parameter["schema"]["format"].text == "uri")
        #expect(parameter["style"].text == "form" && parameter["explode"].value as? Bool == false)
    }

    @Test(arguments: ["EPSG:6677", "http://www.opengis.net/def/crs/EPSG/0/99999", "CRS84"])
    func reqCrsFcBboxCrsValidValue(_ value: String) async throws {
        let response = try await service.answer(Self.items + "?bbox=1,2,3,4&bbox-crs=" + value)
        #expect(response.status == .badRequest)
        #expect(try Document(response)["code"].text == "invalid-parameter")
    }

    @Test func reqCrsFcBboxCrsValidDefaultValue() async throws {
        #expect(try await ids("bbox=140.01,35,140.025,35.005") == ["p1", "p2"])
        #expect(try await ids("bbox=140.01,35,140.025,35.005&bbox-crs=\(Self.usual)") == ["p1", "p2"])
    }

    @Test func reqCrsFcBboxCrsAction() async throws {
        // Latitude first; then metres of zone 9, north first, around the same points.
        #expect(try await ids("bbox=35,140.01,35.005,140.025&bbox-crs=\(Self.jgd)") == ["p1", "p2"])
        let zone = try await first("crs=\(Self.zone9)")
        let box = "\(zone[0] - 1),\(zone[1] - 1),\(zone[0] + 1),\(zone[1] + 1)"
        #expect(try await ids("bbox=\(box)&bbox-crs=\(Self.zone9)") == ["p1"])
    }

    @Test(arguments: ["EPSG:6677", "http://www.opengis.net/def/crs/EPSG/0/99999"])
    func reqCrsFcCrsValidValue(_ value: String) async throws {
        #expect(try await service.answer(Self.items + "?crs=" + value).status == .badRequest)
    }

    @Test func reqCrsFcCrsDefaultValue() async throws {
        #expect(try await first("f=json") == [140.01, 35])
        #expect(try await first("crs=\(Self.usual)") == [140.01, 35])
    }

    @Test func reqCrsFcCrsAction() async throws {
        #expect(try await first("crs=\(Self.jgd)") == [35, 140.01])
        let zone = try await first("crs=\(Self.zone9)")
        #expect(abs(zone[0] + 110_921) < 20 && abs(zone[1] - 16_143) < 20, "\(zone)")
        let mercator = try await first("crs=http://www.opengis.net/def/crs/EPSG/0/3857")
        #expect(abs(mercator[0] - 15_585_842) < 20 && abs(mercator[1] - 4_163_881) < 20, "\(mercator)")
    }

    @Test func reqCrsGeojson() async throws {
        // The rings of areas keep their direction on the map, and features their ids, in any system.
        let feature = try await service.json(Self.items + "/p5?crs=\(Self.zone9)")
        let ring = feature["geometry"]["coordinates"][0].all.map { $0.all.compactMap(\.number) }
        #expect(ring.count == 5 && ring.first == ring.last)
        let doubledArea = zip(ring, ring.dropFirst()).reduce(0) { $0 + $1.0[1] * $1.1[0] - $1.1[1] * $1.0[0] }
        #expect(doubledArea > 0)
    }

    @Test(arguments: ["", "f=seq", "crs=\(jgd)", "crs=\(zone9)&f=seq"])
    func reqCrsOgcCrsHeader(_ query: String) async throws {
        #expect(try await service.answer(Self.items + "?" + query).headers[.contentReference] != nil)
        let feature = try await service.answer(Self.items + "/p1?crs=\(Self.jgd)")
        #expect(feature.headers[.contentReference] == "<\(Self.jgd)>")
    }

    @Test(arguments: [usual, jgd, zone9])
    func reqCrsOgcCrsHeaderValue(_ uri: String) async throws {
        let response = try await service.answer(Self.items + "?crs=" + uri)
        #expect(response.headers[.contentReference] == "<\(uri)>")
    }

    @Test func everySystemTakesEveryPlaceOfJapan() throws {
        for reference in OutputReference.all {
            let positions = try PositionWriter(reference)
            for (longitude, latitude) in [(122.9, 24.4), (153.9, 24.3), (136.1, 20.4), (148.8, 45.6), (141.9, 45.5)] {
                let (x, y) = try positions.numbers(.init(longitude: longitude, latitude: latitude))
                #expect(x.isFinite && y.isFinite)
            }
        }
    }
}
