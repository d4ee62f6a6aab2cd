import Disclosure
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interchange
import Testing
import VictimSupport

@testable import FeatureServer

/// Households over the service's own routes.
@Suite struct HouseholdRoutesTests {
    private static let items = "/collections/households/items?f=geojson"

    @Test func aKnownAnswerIsNotHandedOutAgain() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        try await fixture.test(as: fixture.session()) { client in
            let first = try await client.execute(uri: Self.items, method: .get)
            let tag = try #require(first.headers[.eTag])
            #expect(first.status == .ok && first.headers[.cacheControl] == "no-store")
            let again = try await client.execute(uri: Self.items, method: .get, headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.body.readableBytes == 0)
            #expect(try fixture.releases().count == 1)
            for other in ["&limit=7", "&sortby=band", "&properties=score", "&language=en"] {
                let answer = try await client.execute(
                    uri: Self.items + other, method: .get, headers: [.ifNoneMatch: tag])
                #expect(answer.status == .ok && answer.headers[.eTag] != tag, "\(other)")
            }
            try fixture.importResidents(HouseholdCollectionTests.register(301))
            let changed = try await client.execute(uri: Self.items, method: .get, headers: [.ifNoneMatch: tag])
            #expect(changed.status == .ok)
        }
    }

    @Test(arguments: ["households", "persons"])
    func aHeadReleasesNothing(collection: String) async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        try await fixture.test(as: fixture.session()) { client in
            let items = "/collections/\(collection)/items?limit=5"
            let head = try await client.execute(uri: items, method: .head)
            #expect(head.status == .ok && head.body.readableBytes == 0)
            #expect(try fixture.releases().isEmpty)
            let get = try await client.execute(uri: items, method: .get)
            #expect(try fixture.releases().count == 1)
            #expect(head.headers[.eTag] == get.headers[.eTag])
            #expect(head.headers[values: .linkTo] == get.headers[values: .linkTo])
            let id = try #require(try Document(get)["features"][0]["id"].text)
            for (id, status) in [(id, HTTPResponse.Status.ok), ("0000000000000000", .notFound)] {
                let one = try await client.execute(uri: "/collections/\(collection)/items/\(id)", method: .head)
                #expect(one.status == status && one.body.readableBytes == 0)
            }
            #expect(try fixture.releases().count == 1)
        }
    }

    @Test func theGateStandsBeforeTheTag() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        let tag = try await fixture.test(as: fixture.session()) {
            try await $0.execute(uri: Self.items, method: .get).headers[.eTag] ?? ""
        }
        let refused = fixture.session(Audience(rawValue: "public") ?? .headquarters)
        try await fixture.test(as: refused) { client in
            let answer = try await client.execute(uri: Self.items, method: .get, headers: [.ifNoneMatch: tag])
            #expect(answer.status == .forbidden)
        }
        try await fixture.test(as: nil) { client in
            let answer = try await client.execute(uri: Self.items, method: .get, headers: [.ifNoneMatch: tag])
            #expect(answer.status == .unauthorized)
        }
    }

    @Test func anImportBetweenPagesIsAConflict() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        try await fixture.test(as: fixture.session()) { client in
            let first = try await client.execute(uri: Self.items + "&limit=50", method: .get)
            let next = try #require(Self.next(first))
            #expect(try await client.execute(uri: next, method: .get).status == .ok)
            try fixture.importResidents(HouseholdCollectionTests.register(301))
            let late = try await client.execute(uri: next, method: .get)
            #expect(late.status == .conflict && String(buffer: late.body).contains("generation-changed"))
            let other = try await client.execute(uri: next + "&sortby=band", method: .get)
            #expect(other.status == .conflict || other.status == .badRequest)
        }
    }

    @Test func aWholeAnswerComesCompressed() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        try await fixture.test(as: fixture.session()) { client in
            let plain = try await client.execute(uri: Self.items + "&limit=1000", method: .get)
            let packed = try await client.execute(
                uri: Self.items + "&limit=1000", method: .get, headers: [.acceptEncoding: "gzip"])
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(packed.body.readableBytes < plain.body.readableBytes / 5)
            #expect(try Gzip.inflate(Array(packed.body.readableBytesView)) == Array(plain.body.readableBytesView))
        }
    }

    @Test func noNameStandsInAnAddress() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        try await fixture.test(as: fixture.session()) { client in
            for property in ["name", "kana", "birth_date", "address"] {
                for collection in ["households", "persons"] {
                    let answer = try await client.execute(
                        uri: "/collections/\(collection)/items?sortby=\(property)", method: .get)
                    #expect(answer.status == .badRequest)
                }
            }
            let document = try await client.execute(uri: Self.items + "&limit=20", method: .get)
            let links = document.headers.filter { $0.name.canonicalName == "link" }.map(\.value).joined()
            #expect(!links.isEmpty && !links.contains("試験") && !links.contains("H1000") && !links.contains("R1000"))
        }
    }

    /// Where the next page is, without the service's own address.
    private static func next(_ response: TestResponse) -> String? {
        for field in response.headers where field.name.canonicalName == "link" {
            for link in field.value.split(separator: ",") where link.contains("rel=\"next\"") {
                guard let address = link.firstMatch(of: /<([^>]*)>/)?.1, let path = address.range(of: "/collections")
                else { continue }
                return String(address[path.lowerBound...])
            }
        }
        return nil
    }
}
