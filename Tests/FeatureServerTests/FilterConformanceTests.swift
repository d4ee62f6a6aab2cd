import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import FeatureServer

/// One test for each requirement of OGC API – Features – Part 3, named after it: `/req/filter/filter-param` is `reqFilterFilterParam`.
///
/// - Source: OGC 19-079r2.
@Suite struct FilterConformanceTests {
    private let service: PlacesFixture
    private static let items = "/collections/shelters/items"

    init() throws { service = try PlacesFixture() }

    private func ids(_ query: String) async throws -> [String] {
        try await service.json(Self.items + "?" + query)["features"].all.compactMap(\.["id"].text)
    }

    private func filter(_ text: String) -> String { "filter=\(PercentText.encoded(text))" }

    private func parameter(_ name: String) async throws -> Document {
        let all = try await service.json("/api")["paths"][Self.items]["get"]["parameters"].all
        return try #require(all.first { $0["name"].text == name })
    }

    /// The ids of all collections.
    private func collections() async throws -> [String] {
        try await service.json("/collections")["collections"].all.compactMap(\.["id"].text)
    }

    private static let queryables = "http://www.opengis.net/def/rel/ogc/1.0/queryables"

    @Test func reqQueryablesQueryablesLink() async throws {
        for id in try await collections() {
            let link = "<http://localhost/collections/\(id)/queryables>; rel=\"\(Self.queryables)\""
            for method in [HTTPRequest.Method.get, .head] {
                let headers = try await service.answer("/collections/\(id)/items", method).headers[values: .linkTo]
                #expect(headers.contains { $0.hasPrefix(link) }, "\(method) \(id)")
            }
        }
    }

    @Test func reqQueryablesGetQueryablesOp() async throws {
        for id in try await collections() {
            let answer = try await service.answer(
                "/collections/\(id)/queryables", headers: [.accept: "application/schema+json"])
            #expect(answer.status == .ok && answer.headers[.contentType] == "application/schema+json")
        }
    }

    @Test func reqQueryablesGetQueryablesResponse() async throws {
        let response = try await service.answer("/collections/shelters/queryables")
        #expect(response.headers[.contentType] == "application/schema+json")
        let schema = try Document(response)
        #expect(schema["$schema"].text == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["$id"].text == "http://localhost/collections/shelters/queryables")
        let named = try await service.json("/collections/shelters/queryables?f=schema")
        #expect(named["$id"].text == schema["$id"].text)
        #expect(schema["type"].text == "object" && schema["additionalProperties"].value as? Bool == false)
        #expect(schema["properties"]["geometry"]["format"].text == "geometry-any")
        #expect(!schema["properties"]["geometry"]["type"].exists)
        for name in schema["properties"].names where name != "geometry" {
            #expect(schema["properties"][name]["type"].exists, "\(name)")
        }
    }

    @Test func reqQueryablesQueryParametersParameters() async throws {
        #expect(try await ids("capacity=900") == ["E001"])
        #expect(try await ids("capacity=900&identifier=E003").isEmpty)
        let queryables = try await service.json("/collections/shelters/queryables")["properties"]
        for name in queryables.names where name != "geometry" {
            let schema = queryables[name]["type"].text == "array" ? queryables[name]["items"] : queryables[name]
            #expect(try await parameter(name)["schema"]["type"].text == schema["type"].text, "\(name)")
        }
    }

    @Test func reqFilterFilterParam() async throws {
        let filter = try await parameter("filter")
        #expect(filter["in"].text == "query" && filter["required"].value as? Bool == false)
        #expect(filter["schema"]["type"].text == "string")
        #expect(try await ids(self.filter("capacity > 100")) == ["E001"])
    }

    @Test func reqFilterFilterLangParam() async throws {
        let language = try await parameter("filter-lang")
        #expect(language["schema"]["enum"].all.map(\.text) == ["cql2-text", "cql2-json"])
        #expect(language["schema"]["default"].text == "cql2-text")
        let json = #"{"op":">","args":[{"property":"capacity"},100]}"#
        #expect(try await ids(filter(json) + "&filter-lang=cql2-json") == ["E001"])
        #expect(try await service.answer(Self.items + "?" + filter(json)).status == .badRequest)
    }

    @Test func reqFilterFilterCrsWgs84() async throws {
        #expect(try await ids(filter("S_INTERSECTS(geometry,POINT(135.15 34.2))")) == ["E001"])
    }

    @Test func reqFilterFilterCrsParam() async throws {
        let jgd = "filter-crs=http://www.opengis.net/def/crs/EPSG/0/6668"
        #expect(try await ids(filter("S_INTERSECTS(geometry,POINT(34.2 135.15))") + "&" + jgd) == ["E001"])
        #expect(try await parameter("filter-crs")["schema"]["format"].text == "uri")
        #expect(try await service.answer(Self.items + "?filter-crs=EPSG:1").status == .badRequest)
    }

    @Test func reqFilterMixingExpressions() async throws {
        let box = "bbox=135.145,34.1,135.2,34.3"
        #expect(try await ids(box) == ["E001"])
        #expect(try await ids(box + "&" + filter("capacity IS NULL")).isEmpty)
        #expect(try await ids(box + "&identifier=E001&" + filter("capacity = 900")) == ["E001"])
    }

    @Test func reqFilterResponse() async throws {
        // What is false is left out, and so is what is neither true nor false.
        #expect(try await ids(filter("capacity < 100")) == ["E003"])
        #expect(try await ids(filter("NOT capacity < 100")) == ["E001"])
    }

    @Test func reqFilterExpressionConstruction() async throws {
        for id in try await collections() {
            let path = "/collections/\(id)/items?" + filter("this_is_not_a_queryable = 1")
            #expect(try await service.answer(path).status == .badRequest, "\(id)")
        }
    }

    @Test func reqFeaturesFilterGetQueryablesOp() async throws {
        let paths = try await service.json("/api")["paths"]
        for id in try await collections() { #expect(paths["/collections/\(id)/queryables"]["get"].exists, "\(id)") }
    }

    @Test func reqFeaturesFilterQueryablesLink() async throws {
        for id in try await collections() {
            let links = try await service.json("/collections/\(id)").links(
                Self.queryables, type: "application/schema+json")
            #expect(links == ["http://localhost/collections/\(id)/queryables"])
        }
    }

    @Test func reqFeaturesFilterFilterParam() async throws {
        for collection in try await service.json("/collections")["collections"].all {
            let id = try #require(collection["id"].text)
            let response = try await service.answer("/collections/\(id)/items?" + filter("geometry IS NOT NULL"))
            #expect(response.status == .ok, "\(id)")
            for feature in try Document(response)["features"].all { #expect(feature["geometry"].exists) }
        }
    }

    @Test func reqFeaturesFilterFilterLangParam() async throws {
        let text = filter("geometry IS NULL") + "&filter-lang=cql2-text"
        let json = filter(#"{"op":"isNull","args":[{"property":"geometry"}]}"#) + "&filter-lang=cql2-json"
        for id in try await collections() {
            let matched = try await service.json("/collections/\(id)/items?" + text)["numberMatched"].number
            #expect(try await service.json("/collections/\(id)/items?" + json)["numberMatched"].number == matched)
        }
    }

    @Test func reqFeaturesFilterFilterCrsParam() async throws {
        let degrees = filter("S_INTERSECTS(geometry,BBOX(135.1,34.1,135.16,34.3))")
        let jgd = filter("S_INTERSECTS(geometry,BBOX(34.1,135.1,34.3,135.16))")
        for id in try await collections() {
            let path = "/collections/\(id)/items?"
            let matched = try await service.json(path + degrees)["numberMatched"].number
            let system = "&filter-crs=http://www.opengis.net/def/crs/EPSG/0/6668"
            #expect(try await service.json(path + jgd + system)["numberMatched"].number == matched && matched != 0)
        }
    }

    @Test func reqFeaturesFilterResponse() async throws {
        for id in try await collections() {
            func matched(_ query: String) async throws -> Double {
                try await service.json("/collections/\(id)/items?limit=1&" + query)["numberMatched"].number ?? -1
            }
            let (with, without) = try await (
                matched(filter("geometry IS NOT NULL")), matched(filter("geometry IS NULL"))
            )
            #expect(try await matched("") == with + without && with > 0, "\(id)")
        }
    }
}
