import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import FeatureServer

/// The whole service over a workspace and the landmarks, asked in the process as the headquarters of a drill.
struct ServiceUnderTest {
    let fixture: ServerFixture
    var session: Session?
    var limits = ServerLimits()
    var catalogue = CollectionCatalogue(sources: [{ _ in [LandmarkCollection()] }])

    init() throws {
        fixture = try ServerFixture()
        session = fixture.session()
    }

    /// What the service answers to one request.
    func answer(
        _ address: String, _ method: HTTPRequest.Method = .get, accept: String? = nil, body: String? = nil
    ) async throws -> TestResponse {
        var headers = HTTPFields()
        if let accept { headers[.accept] = accept }
        return try await fixture.test(as: session, limits: limits, catalogue: catalogue) { [headers] client in
            try await client.execute(
                uri: address, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        }
    }

    /// The JSON document of an answer.
    func json(_ address: String, accept: String? = nil) async throws -> Document {
        let response = try await answer(address, accept: accept)
        #expect(response.status == .ok, "\(address)")
        return try Document(response)
    }
}

/// A JSON document, looked into by names and numbers.
struct Document {
    let value: Any?

    init(_ response: TestResponse) throws { try self.init(Data(response.body.readableBytesView)) }

    init(_ data: Data) throws { value = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) }

    private init(value: Any?) { self.value = value }

    subscript(name: String) -> Document { Document(value: (value as? [String: Any])?[name]) }
    subscript(index: Int) -> Document {
        let all = all
        return all.indices.contains(index) ? all[index] : Document(value: nil)
    }

    var exists: Bool { value != nil && !(value is NSNull) }
    var text: String? { value as? String }
    var number: Double? { (value as? NSNumber)?.doubleValue }
    var all: [Document] { (value as? [Any])?.map { Document(value: $0) } ?? [] }
    var names: Set<String> { Set((value as? [String: Any])?.keys.map { $0 } ?? []) }

    /// The addresses of its links of a relation, and optionally of a media type.
    func links(_ relation: String, type: String? = nil) -> [String] {
        self["links"].all.filter { $0["rel"].text == relation && (type == nil || $0["type"].text == type) }
            .compactMap(\.["href"].text)
    }
}
