import Disclosure
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Registry
import TestSupport
import Testing
import VictimSupport

@testable import FeatureServer

/// Keeping and removing areas over HTTP.
@Suite struct AreaRoutesTests {
    private static func named(_ name: String, _ more: String = "") -> String {
        "{\"name\":\"\(name)\",\(more)\(PlacesFixture.box(135.1, 34.1, 135.2, 34.2).dropFirst())"
    }

    private static func code(_ response: TestResponse) throws -> String? { try Document(response)["code"].text }

    @Test func anAreaThatIsKeptCanBeRead() async throws {
        let fixture = try PlacesFixture()
        let response = try await fixture.answer("/areas", .post, body: Self.named("浸水"))
        #expect(response.status == .created)
        let address = try #require(response.headers[.location])
        let path = try #require(address.range(of: "/collections"))
        let area = try await fixture.json(String(address[path.lowerBound...]))
        #expect(area["properties"]["name"].text == "浸水" && area["geometry"]["type"].text == "Polygon")
        #expect(try fixture.auditLines().last?.contains("area save") == true)
        #expect(try fixture.auditLines().last?.contains("tester") == true)
    }

    @Test func takesFeaturesCollectionsAndText() async throws {
        let fixture = try PlacesFixture()
        let box = PlacesFixture.box(135.1, 34.1, 135.2, 34.2)
        let feature = "{\"type\":\"Feature\",\"name\":\"一\",\"properties\":{\"name\":\"違う\"},\"geometry\":\(box)}"
        #expect(try await fixture.answer("/areas", .post, body: feature).status == .created)
        let collection =
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":null,\"geometry\":\(box)}],"
            + "\"name\":\"二\"}"
        #expect(try await fixture.answer("/areas", .post, body: collection).status == .created)
        let text = "POLYGON((135.1 34.1, 135.2 34.1, 135.2 34.2, 135.1 34.1))"
        let slug = try #require(HTTPField.Name("Slug"))
        #expect(
            try await fixture.answer("/areas", .post, headers: [slug: "%E4%B8%89"], body: text).status == .created)
        let names = try await fixture.json("/collections/areas/items")["features"].all.compactMap(
            \.["properties"]["name"].text)
        #expect(names == ["一", "三", "二", "駅前"])
    }

    @Test func saysWhatWasRepaired() async throws {
        let fixture = try PlacesFixture()
        let bow =
            "{\"name\":\"蝶\",\"type\":\"Polygon\",\"coordinates\":[[[135.1,34.1],[135.2,34.2],[135.2,34.1],[135.1,34.2],[135.1,34.1]]]}"
        let response = try await fixture.answer("/areas", .post, body: bow)
        #expect(response.status == .created)
        #expect(try Document(response)["warnings"].all.compactMap(\.["code"].text) == ["repaired"])
    }

    @Test func aNameIsTakenOnceUnlessItIsReplaced() async throws {
        let fixture = try PlacesFixture()
        let response = try await fixture.answer("/areas", .post, body: Self.named("駅前"))
        #expect(response.status == .conflict)
        #expect(try Self.code(response) == "area-exists")
        let replaced = try await fixture.answer("/areas", .post, body: Self.named("駅前", "\"replace\":true,"))
        #expect(replaced.status == .created)
        #expect(try await fixture.json("/collections/areas/items")["numberMatched"].number == 1)
    }

    @Test(arguments: [
        ("{\"type\":\"Point\",\"coordinates\":[135,34],\"name\":\"点\"}", "no-polygons"),
        ("{\"name\":\"x\",\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3", "unreadable-area"),
        ("何か", "area-without-name"),
        ("{\"name\":\"北極\",\"type\":\"Polygon\",\"coordinates\":[[[0,80],[1,80],[1,81],[0,80]]]}", "outside-japan"),
        (
            "{\"name\":\"逆\",\"type\":\"Polygon\",\"coordinates\":[[[34,135],[34,136],[35,136],[34,135]]]}",
            "swapped-axes"
        ),
        ("{\"type\":\"Polygon\",\"coordinates\":[[[135,34],[136,34],[136,35],[135,34]]]}", "area-without-name"),
    ])
    func refusesWhatIsNoArea(body: String, code: String) async throws {
        let fixture = try PlacesFixture()
        let response = try await fixture.answer("/areas", .post, body: body)
        #expect(response.status == .unprocessableContent)
        #expect(try Self.code(response) == code)
        #expect(try await fixture.json("/collections/areas/items")["numberMatched"].number == 1)
    }

    @Test func whoIsNotOfTheMunicipalityMayOnlyLook() async throws {
        let fixture = try PlacesFixture()
        let others = PlacesFixture(
            fixture.server, fixture.server.session(try #require(Audience(rawValue: "disaster-responder"))))
        let response = try await others.answer("/areas", .post, body: Self.named("浸水"))
        #expect(response.status == .forbidden)
        #expect(try Self.code(response) == "areas-are-kept-inside")
        let id = try RegistryReader(fixture.server.paths).read { try $0.savedAreaNumbers()[0] }
        #expect(try await others.answer("/areas/\(id)", .delete).status == .forbidden)
        #expect(try await others.answer("/collections/areas/items").status == .ok)
        let welfare = PlacesFixture(
            fixture.server, fixture.server.session(try #require(Audience(rawValue: "welfare-office"))))
        #expect(try await welfare.answer("/areas", .post, body: Self.named("浸水")).status == .created)
    }

    @Test func anAreaThatIsRemovedIsGone() async throws {
        let fixture = try PlacesFixture()
        let id = try RegistryReader(fixture.server.paths).read { try $0.savedAreaNumbers()[0] }
        #expect(try await fixture.answer("/areas/\(id)", .delete).status == .noContent)
        #expect(try await fixture.answer("/areas/\(id)", .delete).status == .notFound)
        #expect(try await fixture.answer("/collections/areas/items/\(id)").status == .notFound)
        #expect(try fixture.auditLines().last?.contains("area remove") == true)
    }

    @Test func whileAnotherProgramWritesItSaysWhenToComeBack() async throws {
        let fixture = try PlacesFixture()
        let writer = try RegistryWriter(fixture.server.paths)
        let response = try await fixture.answer("/areas", .post, body: Self.named("浸水"))
        #expect(response.status == .serviceUnavailable)
        #expect(try Self.code(response) == "workspace-busy")
        #expect(response.headers[.retryAfter] != nil)
        try writer.close()
        #expect(try await fixture.answer("/areas", .post, body: Self.named("浸水")).status == .created)
    }

    @Test func aChangeThatFindsNoRoomToWaitIsRefused() async throws {
        let server = try ServerFixture()
        var limits = ServerLimits()
        limits.waitingChanges = 0
        let response = try await server.test(as: server.session(), limits: limits) { client in
            try await client.execute(uri: "/areas", method: .post, body: ByteBuffer(string: Self.named("浸水")))
        }
        #expect(response.status == .serviceUnavailable)
        #expect(try Self.code(response) == "busy")
    }

    @Test func oneOperatorLeavesAPlaceForOthers() async throws {
        let server = try ServerFixture()
        var limits = ServerLimits()
        limits.waitingChangesPerOperator = 0
        let response = try await server.test(as: server.session(), limits: limits) { client in
            try await client.execute(uri: "/areas", method: .post, body: ByteBuffer(string: Self.named("浸水")))
        }
        #expect(try Self.code(response) == "busy")
        let usual = ServerLimits()
        #expect(usual.waitingChangesPerOperator < usual.waitingChanges)
    }

    @Test func refusesMoreBytesThanAnAreaMayHave() async throws {
        let server = try ServerFixture()
        var limits = ServerLimits()
        limits.areaBytes = 100
        let response = try await server.test(as: server.session(), limits: limits) { client in
            try await client.execute(uri: "/areas", method: .post, body: ByteBuffer(string: Self.named("浸水")))
        }
        #expect(response.status == .contentTooLarge)
    }

    @Test func noAddressOrErrorRepeatsTheName() async throws {
        let fixture = try PlacesFixture()
        let kept = try await fixture.answer("/areas", .post, body: Self.named("秘密の家"))
        #expect(!(kept.headers[.location] ?? "").contains("%"))
        let again = try await fixture.answer("/areas", .post, body: Self.named("秘密の家"))
        #expect(!String(buffer: again.body).contains("秘密の家"))
    }
}
