import Disclosure
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Registry
import Testing
import VictimSupport

@testable import FeatureServer

/// What the map page asks for, and what it does not get.
@Suite struct MapRoutesTests {
    private static let area =
        #"{"geojson":"{\"type\":\"Polygon\",\"coordinates\":[[[135.1,34.2],[135.2,34.2],[135.2,34.3],[135.1,34.3],[135.1,34.2]]]}"}"#

    /// Two households inside the area, one without a position.
    private static func fixture(mode: WorkspaceMode = .drill) throws -> ServerFixture {
        let fixture = try ServerFixture(mode: mode)
        try fixture.importResidents(
            """
            宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
            1,H1,試験 太郎,1930-01-01,男,世帯主,試験町1,135.15,34.25
            2,H1,試験 次郎,2024-01-01,男,子,試験町1,135.15,34.25
            3,H2,試験 花子,1990-01-01,女,世帯主,試験町2,135.2,34.3
            4,H3,試験 三郎,1990-01-01,男,世帯主,どこにもない町,,

            """)
        return fixture
    }

    private static func post(
        _ client: any TestClientProtocol, _ path: String, _ body: String
    ) async throws -> TestResponse {
        try await client.execute(
            uri: path, method: .post, headers: [.contentType: "application/json"], body: ByteBuffer(string: body))
    }

    private static func head(_ response: TestResponse) throws -> [String: Any] {
        let bytes = Array(response.body.readableBytesView)
        try #require(bytes.starts(with: Array("ENGO".utf8)))
        let length = (0..<4).reduce(0) { $0 | Int(bytes[4 + $1]) << (8 * $1) }
        let head = try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + length]))
        return try #require(head as? [String: Any])
    }

    private static func columns(_ head: [String: Any]) -> [String] {
        (head["columns"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    }

    private static func object(_ response: TestResponse) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView))
        return try #require(object as? [String: Any])
    }

    @Test func anAnswerIsColumnsAndRowsFollowWhenAsked() async throws {
        let fixture = try Self.fixture()
        try await fixture.test(as: fixture.session()) { client in
            let response = try await Self.post(client, "/map/answer", "{\"area\":\(Self.area)}")
            #expect(response.status == .ok)
            let head = try Self.head(response)
            #expect(head["count"] as? Int == 3)
            #expect(
                Self.columns(head) == ["longitude", "latitude", "score", "members", "band", "certainty", "classes"])
            let id = try #require(head["answer"] as? String)
            let rows = try Self.object(
                try await Self.post(client, "/map/rows", "{\"answer\":\"\(id)\",\"numbers\":[3,1]}"))
            let list = try #require(rows["rows"] as? [[String: Any]])
            #expect(list.compactMap { $0["number"] as? Int } == [1, 3])
            #expect(list.first?["household_number"] as? String == "H1")
            #expect(list.first?["member_classes"] as? [[String]] == [["elderly"], ["infant"]])
            let reasons = try await Self.post(client, "/map/reasons", "{\"answer\":\"\(id)\",\"number\":1}")
            #expect(try Self.object(reasons)["household_number"] as? String == "H1")
        }
        let log = try String(contentsOfFile: fixture.paths.database + "-audit", encoding: .utf8)
        for verb in ["map", "map rows", "map reasons"] { #expect(log.contains("\"verb\":\"\(verb)\"")) }
        #expect(!log.contains("太郎"))
    }

    @Test func fieldsThatAnAudienceMayNotHaveAreNotThere() async throws {
        let fixture = try Self.fixture()
        let responder = try #require(Audience(rawValue: "disaster-responder"))
        try await fixture.test(as: fixture.session(responder)) { client in
            let head = try Self.head(try await Self.post(client, "/map/answer", "{\"area\":\(Self.area)}"))
            #expect(!Self.columns(head).contains("score"))
            let context = try Self.object(try await client.execute(uri: "/map/context", method: .get))
            #expect(context["fields"] as? [String] != nil)
            #expect((context["fields"] as? [String])?.contains("scores") == false)
            let filtered = try await Self.post(client, "/map/answer", "{\"area\":\(Self.area),\"min_score\":\"10\"}")
            #expect(filtered.status == .forbidden)
            #expect(try Self.object(filtered)["code"] as? String == "fields-withheld")
        }
    }

    @Test func nobodyGetsAnythingWithoutASession() async throws {
        let fixture = try Self.fixture()
        try await fixture.test(as: nil) { client in
            for path in ["count", "answer", "rows", "reasons", "files", "export"] {
                #expect(try await Self.post(client, "/map/\(path)", "{}").status == .unauthorized)
            }
            let page = try await client.execute(uri: "/map", method: .get)
            #expect(page.headers[.location] == "/login")
        }
    }

    @Test func realPeopleLeavePlainOnlyWhenSomebodySaysSo() async throws {
        let fixture = try Self.fixture(mode: .real)
        try await fixture.test(as: fixture.session(.headquarters, .internalUse)) { client in
            let head = try Self.head(try await Self.post(client, "/map/answer", "{\"area\":\(Self.area)}"))
            let id = try #require(head["answer"] as? String)
            let refused = try await Self.post(client, "/map/export", "{\"answer\":\"\(id)\",\"format\":\"csv\"}")
            #expect(try Self.object(refused)["code"] as? String == "plain-output")
            let weak = try await Self.post(
                client, "/map/export", "{\"answer\":\"\(id)\",\"format\":\"package\",\"passphrase\":\"short\"}")
            #expect(try Self.object(weak)["code"] as? String == "weak-passphrase")
            let plain = try await Self.post(
                client, "/map/export", "{\"answer\":\"\(id)\",\"format\":\"csv\",\"plain\":true}")
            #expect(plain.status == .ok)
            #expect(String(buffer: plain.body).contains("試験 太郎"))
            #expect(plain.headers[.contentDisposition]?.contains("%E8") == false)
        }
    }

    @Test(arguments: [
        "{}", "[]", "{\"area\":{}}", "{\"area\":{\"saved\":\"x\",\"town\":\"y\"}}", "{\"area\":{\"town\":\"\"}}",
        "{\"area\":{\"circle\":{\"metres\":0,\"address\":\"x\"}}}", "{\"area\":{\"saved\":\"x\"},\"bands\":[\"D\"]}",
        "{\"area\":{\"saved\":\"x\"},\"include\":\"none\"}", "{\"area\":{\"saved\":\"x\"},\"colour\":\"red\"}",
        "{\"area\":{\"saved\":\"x\"},\"needs\":[{\"kind\":\"x\"}]}", "{\"area\":{\"saved\":\"x\"},\"order\":\"name\"}",
    ])
    func aQuestionThatIsNoneIsRefused(body: String) async throws {
        let fixture = try Self.fixture()
        try await fixture.test(as: fixture.session()) { client in
            let response = try await Self.post(client, "/map/answer", body)
            #expect(response.status == .badRequest)
            #expect(try Self.object(response)["code"] as? String == "invalid-question")
        }
    }

    @Test func whatTakesMuchMemoryIsMadeOneAtATimeAndNobodyWaits() throws {
        let desk = MapDesk(random: ServedWorkspace.systemRandom)
        try desk.beginMaking()
        #expect(throws: Problem.busy) { try desk.beginMaking() }
        desk.endMaking()
        try desk.beginMaking()
    }

    @Test func afterEveryExportTheNextMayBegin() async throws {
        let fixture = try Self.fixture()
        try await fixture.test(as: fixture.session()) { client in
            let head = try Self.head(try await Self.post(client, "/map/answer", "{\"area\":\(Self.area)}"))
            let id = try #require(head["answer"] as? String)
            for _ in 0..<2 {
                let export = try await Self.post(
                    client, "/map/export", "{\"answer\":\"\(id)\",\"format\":\"gpkg\",\"plain\":true}")
                #expect(export.status == .ok && export.body.readableBytes > 0)
            }
        }
    }

    @Test func anAnswerBelongsToItsSession() async throws {
        let fixture = try Self.fixture()
        let desk = MapDesk(random: ServedWorkspace.systemRandom)
        let loaded = try AreaRequest(sources: [.saved("x")]).load()
        let ids = (0..<5).map { _ in desk.keep(loaded, for: fixture.session()) }
        #expect(Set(ids).count == 5)
        _ = try desk.file(ids[4], of: fixture.session())
        // The oldest of more than four has gone.
        #expect(throws: Problem.fileGone) { try desk.file(ids[0], of: fixture.session()) }
        let other = try #require(Audience(rawValue: "disaster-responder"))
        #expect(throws: Problem.fileGone) { try desk.file(ids[4], of: fixture.session(other)) }
    }

    @Test func filesOfThePageHaveATagAndNothingElseIsReached() async throws {
        let fixture = try Self.fixture()
        try await fixture.test(as: fixture.session()) { client in
            for name in MapPage.assets.keys {
                let file = try await client.execute(uri: "/map/assets/\(name)", method: .get)
                #expect(file.status == .ok)
                let tag = try #require(file.headers[.eTag])
                let again = try await client.execute(
                    uri: "/map/assets/\(name)", method: .get, headers: [.ifNoneMatch: tag])
                #expect(again.status == .notModified)
            }
            for path in ["/map/assets/map.html", "/map/leaflet/..%2Fpasswd", "/map/leaflet/leaflet.min.js"] {
                #expect(try await client.execute(uri: path, method: .get).status == .notFound)
            }
        }
    }
}
