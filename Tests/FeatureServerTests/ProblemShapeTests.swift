import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import FeatureServer

/// Every route, asked by every method and in wrong ways, answers well or with one and the same shape.
@Suite struct ProblemShapeTests {
    private let service: ServiceUnderTest

    init() throws { service = try ServiceUnderTest() }

    private func check(_ response: TestResponse, _ what: String) throws {
        guard response.status.code >= 400 else { return }
        #expect(response.status.code < 500, "\(what): \(response.status.code)")
        #expect(response.headers[.contentType] == "application/problem+json", "\(what)")
        let problem = try Document(response)
        #expect(problem["status"].number == Double(response.status.code), "\(what)")
        for name in ["type", "title", "detail", "code"] { #expect(problem[name].text?.isEmpty == false, "\(what)") }
        #expect(problem["type"].text == "https://engo.invalid/problems/\(problem["code"].text ?? "")", "\(what)")
        let japanese = problem["title"].text?.unicodeScalars.contains { (0x3040...0x9FFF).contains($0.value) }
        #expect(japanese == true, "\(what)")
    }

    @Test(arguments: ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
    func answersEveryMethodInOneShape(_ method: String) async throws {
        let method = try #require(HTTPRequest.Method(method))
        let paths = try await service.json("/api")["paths"].names
        #expect(paths.count > 7)
        for path in paths.map({ $0.replacing("{featureId}", with: "p1") }) + ["/none", "/collections/none/items"] {
            for query in ["", "?unknown=1", "?f=xml", "?limit=0", "?%=%"] {
                let response = try await service.answer(path + query, method)
                guard method != .head else { continue }
                try check(response, "\(method) \(path)\(query)")
            }
        }
    }

    @Test func nobodyLearnsAnythingButThatALoginIsWanted() async throws {
        let paths = try await service.json("/api")["paths"]
        var service = service
        service.session = nil
        // The files of the map page tell nothing of anybody.
        for path in paths.names where paths[path]["get"].exists && !path.contains("{fileName}") {
            let response = try await service.answer(path)
            try check(response, path)
            // A page leads to the login, and a server says that it works.
            let isPage = ["/map", "/incidents", "/incidents/{incidentId}"].contains(path)
            let status: HTTPResponse.Status = isPage ? .seeOther : path == "/health" ? .ok : .unauthorized
            #expect(response.status == status, "\(path)")
        }
    }

    @Test func noProblemRepeatsWhatWasSent() async throws {
        let planted = "planted-name-774"
        for query in ["\(planted)=1", "limit=\(planted)", "bbox=\(planted)", "properties=\(planted)", "f=\(planted)"] {
            let response = try await service.answer("/collections/landmarks/items?" + query)
            #expect(response.status == .badRequest)
            #expect(!String(buffer: response.body).contains(planted))
        }
        let unknown = try await service.answer("/collections/\(planted)/items/\(planted)")
        #expect(unknown.status == .notFound && !String(buffer: unknown.body).contains(planted))
    }
}
