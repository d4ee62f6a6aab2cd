import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import FeatureServer

@Suite struct OpenAPIDocumentTests {
    private let service: ServiceUnderTest

    init() throws { service = try ServiceUnderTest() }

    private var routes: [ServedRoute] {
        let workspace = ServedWorkspace(service.fixture.paths) { [moment = service.fixture.moment] in moment }
        return FeatureService(workspace, access: KnownSession(session: nil), catalogue: service.catalogue).routes
    }

    @Test func everyRouteIsInIt() async throws {
        let paths = try await service.json("/api")["paths"]
        // Collections without tiles have no addresses of tiles.
        for route in routes where !route.path.hasPrefix("/collections/{collectionId}/tiles") {
            let path = route.path.replacing("{collectionId}", with: "landmarks")
            #expect(paths[path][route.method.rawValue.lowercased()].exists, "\(route.method) \(path)")
        }
    }

    @Test func everyParameterIsTaken() async throws {
        let paths = try await service.json("/api")["paths"]
        for path in paths.names where paths[path]["get"].exists {
            let address = path.replacing("{featureId}", with: "p1").replacing("{incidentId}", with: "1").replacing(
                "{tileMatrixSetId}", with: "WebMercatorQuad")
            // This workspace has no incident, but its parameters are known.
            let good: HTTPResponse.Status = path.contains("{incidentId}") ? .notFound : .ok
            for parameter in paths[path]["get"]["parameters"].all where parameter["in"].text == "query" {
                let name = try #require(parameter["name"].text)
                let response = try await service.answer("\(address)?\(name)=")
                // A value is missing, and the name is known.
                #expect(try Document(response)["code"].text == "invalid-parameter", "\(path) \(name)")
                for word in parameter["schema"]["enum"].all.compactMap(\.text) {
                    #expect(try await service.answer("\(address)?\(name)=\(word)").status == good, "\(path) \(word)")
                }
            }
        }
    }

    @Test func everyReferenceLeadsSomewhere() async throws {
        let api = try await service.json("/api")
        var found = 0
        func visit(_ node: Document) {
            if let reference = node["$ref"].text {
                found += 1
                let target = reference.split(separator: "/").dropFirst().reduce(api) { $0[String($1)] }
                #expect(target.exists, "\(reference)")
            }
            for name in node.names { visit(node[name]) }
            for element in node.all { visit(element) }
        }
        visit(api)
        #expect(found > 30)
    }

    @Test func operationsHaveNamesOfTheirOwn() async throws {
        let paths = try await service.json("/api")["paths"]
        let names = paths.names.flatMap { path in
            paths[path].names.compactMap { paths[path][$0]["operationId"].text }
        }
        #expect(Set(names).count == names.count && names.contains("getItems.landmarks"))
    }

    @Test func everyFailureOfARouteIsDescribed() async throws {
        let paths = try await service.json("/api")["paths"]
        for path in paths.names where paths[path]["get"].exists {
            let described = paths[path]["get"]["responses"].names
            for query in ["", "?unknown=1", "?f=xml", "?cursor=x"] {
                for accept in [nil, "image/png"] {
                    let address = path.replacing("{featureId}", with: "none") + query
                    let response = try await service.answer(address, accept: accept)
                    #expect(described.contains("\(response.status.code)"), "\(address) \(response.status.code)")
                }
            }
        }
    }
}
