import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interchange
import NIOCore
import Testing

@testable import FeatureServer

/// Compressed answers and entity tags.
@Suite struct CompressionTests {
    /// A route that streams lines of a kind.
    private struct Lines {
        func add(to router: Router<ServerContext>) {
            router.get("lines") { request, _ in
                Response(
                    status: .ok, headers: [.contentType: request.headers[.accept] ?? "application/geo+json"],
                    body: ResponseBody { writer in
                        for line in 0..<20_000 { try await writer.write(ByteBuffer(string: "line \(line)\n")) }
                        try await writer.finish(nil)
                    })
            }
        }
    }

    private static let content = Array((0..<20_000).map { "line \($0)\n" }.joined().utf8)

    private static func answer(_ headers: HTTPFields) async throws -> TestResponse {
        let router = Router(context: ServerContext.self)
        router.add(middleware: CompressionMiddleware())
        Lines().add(to: router)
        return try await Application(responder: router.buildResponder()).test(.live) { client in
            try await client.execute(uri: "/lines", method: .get, headers: headers)
        }
    }

    @Test func compressesForWhoeverUnpacks() async throws {
        let packed = try await Self.answer([.acceptEncoding: "br, gzip;q=0.5"])
        #expect(packed.headers[.contentEncoding] == "gzip" && packed.headers[.vary] == "Accept-Encoding")
        let bytes = Array(packed.body.readableBytesView)
        #expect(bytes.count < Self.content.count / 3)
        #expect(try Gzip.inflate(bytes) == Self.content)
        let plain = try await Self.answer([:])
        #expect(plain.headers[.contentEncoding] == nil && Array(plain.body.readableBytesView) == Self.content)
        #expect(plain.headers[.vary] == "Accept-Encoding")
    }

    @Test func neverPagesWithSecretsNorForAnotherSite() async throws {
        let page = try await Self.answer([.acceptEncoding: "gzip", .accept: "text/html; charset=utf-8"])
        #expect(page.headers[.contentEncoding] == nil && page.headers[.vary] == nil)
        var headers: HTTPFields = [.acceptEncoding: "gzip"]
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        headers[site] = "cross-site"
        #expect(try await Self.answer(headers).headers[.contentEncoding] == nil)
        headers[site] = "same-origin"
        #expect(try await Self.answer(headers).headers[.contentEncoding] == "gzip")
    }

    @Test(arguments: [
        ("gzip", true), ("GZIP", true), ("gzip;q=0", false), ("gzip; q=0.001", true), ("*", true), ("*;q=0", false),
        ("identity", false), ("", false), ("br, *;q=0.1", true), ("gzip;q=0, *", false), ("gzip;q=x", false),
    ])
    func readsWhatClientsTake(header: String, takes: Bool) {
        #expect(CompressionMiddleware.takesGzip(header) == takes)
    }

    @Test func aTagIsKnownByItsTextAlone() {
        let tag = EntityTag(hash: 0xAB)
        #expect(tag.text == "W/\"00000000000000ab\"")
        #expect(tag.isKnown(to: tag.text) && tag.isKnown(to: "\"x\" ,\t\(tag.text) ") && tag.isKnown(to: "*"))
        #expect(tag.isKnown(to: "\"00000000000000ab\""))
        #expect(!tag.isKnown(to: nil) && !tag.isKnown(to: "") && !tag.isKnown(to: "W/\"00000000000000ac\""))
    }
}
