import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import FeatureServer

/// One test for each requirement of OGC API – Features – Part 1, named after it: `/req/core/root-op` is `reqCoreRootOp`.
///
/// - Source: OGC 17-069r4.
@Suite struct ConformanceTests {
    private let service: ServiceUnderTest
    private static let items = "/collections/landmarks/items"
    private static let part1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"

    init() throws { service = try ServiceUnderTest() }

    /// The parameters of an operation of the API definition, by name.
    private func parameters(_ path: String) async throws -> [String: Document] {
        let api = try await service.json("/api")
        let all = api["paths"][path]["get"]["parameters"].all
        return Dictionary(uniqueKeysWithValues: all.map { ($0["name"].text ?? "", $0) })
    }

    /// A link's path on this service.
    private func path(_ link: String) -> String { String(link.dropFirst("http://localhost".count)) }

    // MARK: Core

    @Test func reqCoreRootOp() async throws { #expect(try await service.answer("/").status == .ok) }

    @Test func reqCoreRootSuccess() async throws {
        let landing = try await service.json("/")
        #expect(landing.links("service-desc", type: "application/vnd.oai.openapi+json;version=3.0").count == 1)
        #expect(landing.links("service-doc").count == 1)
        #expect(landing.links("conformance", type: "application/json") == ["http://localhost/conformance"])
        #expect(landing.links("data", type: "application/json") == ["http://localhost/collections"])
        #expect(landing.links("self").count == 1 && landing.links("alternate").count == 1)
    }

    @Test func reqCoreApiDefinitionOp() async throws {
        for link in try await service.json("/").links("service-desc") + service.json("/").links("service-doc") {
            #expect(try await service.answer(path(link)).status == .ok)
        }
    }

    @Test func reqCoreApiDefinitionSuccess() async throws {
        let response = try await service.answer("/api")
        #expect(response.headers[.contentType] == "application/vnd.oai.openapi+json;version=3.0")
        #expect(try Document(response)["openapi"].text == "3.0.3")
    }

    @Test func reqCoreConformanceOp() async throws { #expect(try await service.answer("/conformance").status == .ok) }

    @Test func reqCoreConformanceSuccess() async throws {
        let classes = try await service.json("/conformance")["conformsTo"].all.compactMap(\.text)
        for name in ["core", "geojson", "html", "oas30"] { #expect(classes.contains("\(Self.part1)/\(name)")) }
        #expect(Set(classes).count == classes.count)
    }

    @Test func reqCoreHttp() async throws {
        #expect(try await service.answer("/", .head).status == .ok)
        #expect(try await service.answer("/", .put).status == .methodNotAllowed)
        #expect(try await service.answer("/none").status == .notFound)
        #expect(try await service.answer("/", accept: "image/png").status == .notAcceptable)
    }

    @Test(arguments: ["/", "/conformance", "/api", "/collections", "/collections/landmarks", items, items + "/p1"])
    func reqCoreQueryParamUnknown(_ path: String) async throws {
        #expect(try await service.answer(path + "?unknown=1").status == .badRequest)
    }

    @Test(arguments: [items + "?limit=x", items + "?bbox=x", items + "?datetime=x", "/?f=x"])
    func reqCoreQueryParamInvalid(_ path: String) async throws {
        #expect(try await service.answer(path).status == .badRequest)
    }

    @Test func reqCoreCrs84() async throws {
        let page = try await service.json(Self.items + "?limit=1")
        let point = page["features"][0]["geometry"]["coordinates"].all.compactMap(\.number)
        #expect(point == [140.01, 35.0])
    }

    @Test func reqCoreFcMdOp() async throws { #expect(try await service.answer("/collections").status == .ok) }

    @Test func reqCoreFcMdSuccess() async throws {
        let all = try await service.json("/collections")
        #expect(all["links"].exists && all["collections"].all.count == 1)
    }

    @Test func reqCoreFcMdLinks() async throws {
        let all = try await service.json("/collections")
        #expect(all.links("self", type: "application/json").count == 1)
        #expect(all.links("alternate", type: "text/html; charset=utf-8").count == 1)
        for link in all["links"].all { #expect(link["rel"].exists && link["type"].exists) }
    }

    @Test func reqCoreFcMdItems() async throws {
        let all = try await service.json("/collections")["collections"].all
        #expect(all.compactMap(\.["id"].text) == ["landmarks"])
    }

    @Test func reqCoreFcMdItemsLinks() async throws {
        for collection in try await service.json("/collections")["collections"].all {
            let types = collection["links"].all.filter { $0["rel"].text == "items" }.compactMap(\.["type"].text)
            #expect(
                Set(types) == ["application/geo+json", "application/geo+json-seq", "text/html; charset=utf-8"])
            for link in collection.links("items") { #expect(try await service.answer(path(link)).status == .ok) }
        }
    }

    @Test func reqCoreFcMdExtent() async throws {
        let collection = try await service.json("/collections/landmarks")
        #expect(collection["extent"]["spatial"]["bbox"][0].all.compactMap(\.number) == [140, 35, 140.5, 35.5])
    }

    @Test func reqCoreSfcMdOp() async throws {
        for collection in try await service.json("/collections")["collections"].all {
            let id = try #require(collection["id"].text)
            #expect(try await service.answer("/collections/" + id).status == .ok)
        }
    }

    @Test func reqCoreSfcMdSuccess() async throws {
        let listed = try await service.json("/collections")["collections"][0]
        let single = try await service.json("/collections/landmarks")
        for name in ["id", "title", "description", "itemType"] { #expect(single[name].text == listed[name].text) }
        for relation in ["items", "http://www.opengis.net/def/rel/ogc/1.0/queryables"] {
            #expect(single.links(relation) == listed.links(relation) && !single.links(relation).isEmpty)
        }
    }

    @Test func reqCoreFcOp() async throws { #expect(try await service.answer(Self.items).status == .ok) }

    @Test func reqCoreFcLimitDefinition() async throws {
        let limit = try #require(try await parameters(Self.items)["limit"])
        #expect(limit["in"].text == "query" && limit["required"].value as? Bool == false)
        #expect(limit["style"].text == "form" && limit["explode"].value as? Bool == false)
        let schema = limit["schema"]
        #expect(schema["type"].text == "integer" && schema["minimum"].number == 1)
        #expect(schema["maximum"].number == 1_000_000 && schema["default"].number == 100)
    }

    @Test func reqCoreFcLimitResponse1() async throws {
        #expect(try await service.json(Self.items)["features"].all.count == 100)
        #expect(try await service.json(Self.items + "?limit=3")["features"].all.count == 3)
        #expect(try await service.json(Self.items + "?limit=2000000")["features"].all.count == 250)
    }

    @Test func reqCoreFcBboxDefinition() async throws {
        let box = try #require(try await parameters(Self.items)["bbox"])
        #expect(box["in"].text == "query" && box["style"].text == "form" && box["explode"].value as? Bool == false)
        let schema = box["schema"]
        #expect(schema["type"].text == "array" && schema["items"]["type"].text == "number")
        #expect(schema["minItems"].number == 4 && schema["maxItems"].number == 6)
    }

    @Test func reqCoreFcBboxResponse() async throws {
        // One point exactly, on the corner of the box: edges are inside.
        let page = try await service.json(Self.items + "?bbox=140.01,35,140.015,35.005")
        #expect(page["features"].all.compactMap(\.["id"].text) == ["p1"])
        let high = try await service.json(Self.items + "?bbox=140.01,35,-5,140.015,35.005,5")
        #expect(high["features"].all.compactMap(\.["id"].text) == ["p1"])
    }

    @Test func reqCoreFcTimeDefinition() async throws {
        let time = try #require(try await parameters(Self.items)["datetime"])
        #expect(time["in"].text == "query" && time["style"].text == "form" && time["schema"]["type"].text == "string")
    }

    @Test func reqCoreFcTimeResponse() async throws {
        // No feature has a time, so that every one matches.
        for value in ["1990-01-01T00:00:00Z", "2030-01-01T00:00:00Z/..", "../1990-01-01T00:00:00Z"] {
            #expect(try await service.json(Self.items + "?datetime=" + value)["numberMatched"].number == 250)
        }
    }

    @Test func reqCoreFcResponse() async throws {
        let page = try await service.json(Self.items + "?limit=1000")
        #expect(page["type"].text == "FeatureCollection" && page["features"].all.count == 250)
    }

    @Test func reqCoreFcLinks() async throws {
        for form in ["json", "html"] {
            let headers = try await service.answer(Self.items + "?f=" + form).headers[values: .linkTo]
            #expect(headers.contains { $0.contains("rel=\"self\"") })
            #expect(headers.contains { $0.contains("rel=\"alternate\"") })
        }
        let page = try await service.json(Self.items)
        #expect(page.links("self", type: "application/geo+json").count == 1 && page.links("alternate").count == 2)
    }

    @Test func reqCoreFcRelType() async throws {
        for path in [Self.items, Self.items + "/p1", "/", "/collections", "/collections/landmarks"] {
            for link in try await service.json(path)["links"].all {
                #expect(link["rel"].exists && link["type"].exists, "\(path)")
            }
        }
    }

    @Test func reqCoreFcTimeStamp() async throws {
        #expect(try await service.json(Self.items)["timeStamp"].text == "2026-06-01T00:00:00Z")
    }

    @Test func reqCoreFcNumberMatched() async throws {
        #expect(try await service.json(Self.items + "?limit=2")["numberMatched"].number == 250)
        let box = try await service.json(Self.items + "?bbox=140.01,35,140.015,35.005")
        #expect(box["numberMatched"].number == 1)
    }

    @Test func reqCoreFcNumberReturned() async throws {
        #expect(try await service.json(Self.items + "?limit=2")["numberReturned"].number == 2)
    }

    @Test func reqCoreFOp() async throws {
        for id in try await service.json(Self.items)["features"].all.compactMap(\.["id"].text) {
            #expect(try await service.answer("\(Self.items)/\(id)").status == .ok)
        }
    }

    @Test func reqCoreFSuccess() async throws {
        let listed = try await service.json(Self.items + "?limit=1")["features"][0]
        let single = try await service.json(Self.items + "/p1")
        #expect(single["id"].text == listed["id"].text)
        #expect(single["properties"]["name"].text == listed["properties"]["name"].text)
    }

    @Test func reqCoreFLinks() async throws {
        let feature = try await service.json(Self.items + "/p1")
        #expect(feature.links("self", type: "application/geo+json").count == 1)
        #expect(feature.links("alternate", type: "text/html; charset=utf-8").count == 1)
        #expect(feature.links("collection", type: "application/json") == ["http://localhost/collections/landmarks"])
    }

    // MARK: GeoJSON

    @Test func reqGeojsonDefinition() async throws {
        for path in ["/", "/conformance", "/collections", "/collections/landmarks"] {
            #expect(try await service.answer(path).headers[.contentType] == "application/json")
        }
        for path in [Self.items, Self.items + "/p1"] {
            #expect(
                try await service.answer(path, accept: "application/geo+json").headers[.contentType]
                    == "application/geo+json")
        }
    }

    @Test func reqGeojsonContent() async throws {
        let page = try await service.json(Self.items)
        #expect(page["type"].text == "FeatureCollection" && page["links"].exists)
        for feature in page["features"].all {
            #expect(feature["type"].text == "Feature" && feature["properties"].exists)
            #expect(feature.names.isSuperset(of: ["type", "id", "geometry", "properties"]))
        }
        #expect(try await service.json(Self.items + "/p1")["type"].text == "Feature")
    }

    // MARK: HTML

    @Test(arguments: ["/", "/conformance", "/api", "/collections", "/collections/landmarks", items, items + "/p1"])
    func reqHtmlDefinition(_ path: String) async throws {
        let response = try await service.answer(path, accept: "text/html")
        #expect(response.status == .ok && response.headers[.contentType] == "text/html; charset=utf-8")
    }

    @Test func reqHtmlContent() async throws {
        let page = String(buffer: try await service.answer(Self.items + "?f=html&limit=5").body)
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>"))
        for id in 1...5 { #expect(page.contains("p\(id)")) }
        #expect(page.contains("href=\"http://localhost/collections/landmarks?f=html\""))
        let collections = String(buffer: try await service.answer("/collections?f=html").body)
        #expect(collections.contains("href=\"http://localhost/collections/landmarks/items?f=html\""))
    }

    // MARK: OpenAPI 3.0

    @Test func reqOas30OasDefinition1() async throws {
        let api = try await service.answer("/api", accept: "application/vnd.oai.openapi+json;version=3.0")
        #expect(api.headers[.contentType] == "application/vnd.oai.openapi+json;version=3.0")
        #expect(
            try await service.answer("/api", accept: "text/html").headers[.contentType]?.hasPrefix("text/html") == true)
    }

    @Test func reqOas30OasDefinition2() async throws {
        let api = try await service.json("/api")
        #expect(api["openapi"].text == "3.0.3" && api["info"]["title"].exists && api["info"]["version"].exists)
        #expect(!api["paths"].names.isEmpty)
    }

    @Test func reqOas30OasImpl() async throws {
        let api = try await service.json("/api")
        for path in api["paths"].names where !path.contains("{") && api["paths"][path]["get"].exists {
            // Numbers of the server are for this machine and administrators.
            let status: HTTPResponse.Status = path == "/metrics" ? .forbidden : .ok
            #expect(try await service.answer(path).status == status, "\(path)")
        }
    }

    @Test func reqOas30Completeness() async throws {
        let api = try await service.json("/api")
        for path in api["paths"].names {
            for method in api["paths"][path].names {
                #expect(api["paths"][path][method]["responses"].names.count > 2, "\(method) \(path)")
            }
        }
    }

    @Test func reqOas30ExceptionsCodes() async throws {
        let responses = try await service.json("/api")["paths"][Self.items]["get"]["responses"].names
        #expect(responses == ["200", "304", "400", "401", "403", "404", "405", "406", "409", "421", "500", "503"])
    }

    @Test func reqOas30Security() async throws {
        let api = try await service.json("/api")
        #expect(api["components"]["securitySchemes"]["token"]["scheme"].text == "bearer")
        #expect(api["components"]["securitySchemes"]["password"]["scheme"].text == "basic")
        #expect(api["components"]["securitySchemes"]["cookie"]["name"].text == "engo")
        #expect(api["security"].all.map(\.names) == [["token"], ["cookie"]])
        // A password only reads.
        let paths = api["paths"]
        #expect(paths[Self.items]["get"]["security"].all.map(\.names) == [["token"], ["password"], ["cookie"]])
        #expect(!paths["/areas"]["post"]["security"].exists && paths["/health"]["get"]["security"].all.isEmpty)
    }
}
