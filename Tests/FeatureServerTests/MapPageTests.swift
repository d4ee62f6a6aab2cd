import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Registry
import Residents
import TestSupport
import Testing
import TilePacks
import VictimSupport

@testable import FeatureServer

/// The page itself, before anybody asks anything: what it is made of, what it may load, and how people come to it.
@Suite struct MapPageTests {
    private static func text(_ name: String) throws -> String {
        String(decoding: try #require(MapPage.assets[name]), as: UTF8.self)
    }

    @Test func everyTextIsThereInBothLanguagesAndUsed() throws {
        let texts = try Self.text("texts.js")
        let keys = texts.matches(of: /(?m)[{ ,](\w+): \["([^"]+)",\s+"((?:[^"\\]|\\.)+)"\]/).map { String($0.output.1) }
        #expect(keys.count > 90 && Set(keys).count == keys.count)
        let page = String(decoding: PackageResources.map_html, as: UTF8.self)
        let scripts = try MapPage.assets.keys.filter { $0.hasSuffix(".js") && $0 != "texts.js" }.map(Self.text)
        let all = scripts.joined() + page
        for key in keys { #expect(all.contains("\"\(key)\""), "nobody uses \(key)") }
        let asked = all.matches(of: /(?:\bt\(|data-t=|data-t-label=)"(\w+)"/).map { String($0.output.1) }
        for key in asked { #expect(keys.contains(key), "\(key) has no text") }
    }

    @Test func everyFileThatIsImportedIsServed() throws {
        for name in MapPage.assets.keys where name.hasSuffix(".js") {
            for match in try Self.text(name).matches(of: /from "\.\/([a-z]+\.js)"/) {
                #expect(MapPage.assets[String(match.output.1)] != nil, "\(name) imports \(match.output.1)")
            }
        }
    }

    @Test func nothingFromElsewhereMayBeLoadedUnlessTheAdministratorSaysSo() {
        let usual = MapPage.policy(MapSettings())
        #expect(!usual.contains("http") && usual.contains("img-src 'self' data:;"))
        let allowed = MapPage.policy(MapSettings(showsGSITiles: true))
        #expect(allowed.contains("img-src 'self' data: https://cyberjapandata.gsi.go.jp;"))
        #expect(allowed.matches(of: /https?:/).count == 1)
        #expect(allowed.replacing(" https://cyberjapandata.gsi.go.jp", with: "") == usual)
    }

    @Test func peopleFindItFromEveryPageAndProgramsFromTheFirst() async throws {
        let service = try ServiceUnderTest()
        for address in ["/?f=html", "/collections?f=html"] {
            #expect(String(buffer: try await service.answer(address).body).contains("href=\"/map\""))
        }
        #expect(
            try await service.json("/").links("related", type: "text/html; charset=utf-8") == ["http://localhost/map"])
    }

    @Test func everyWarningOfAnAnswerHasAText() {
        for warning in [StatusWarning.locatedWithAnotherDictionary, .scoredForAnotherDay, .registerOld, .needsOld] {
            #expect(warning.text != nil)
        }
    }

    @Test func theBaseMapIsThereForWhoeverIsInAndForNobodyElse() async throws {
        let fixture = try ServerFixture()
        let pack = try TilePack(archive: TilePackBytes.usual)
        func answers(_ session: Session?, _ settings: MapSettings, _ paths: [String]) async throws -> [TestResponse] {
            let service = FeatureService(
                fixture.served(), access: KnownSession(session: session), catalogue: .all, map: settings)
            return try await Application(responder: service.router().buildResponder()).test(.router) { client in
                var answers: [TestResponse] = []
                for path in paths { answers.append(try await client.execute(uri: path, method: .get)) }
                return answers
            }
        }
        let given = try await answers(
            fixture.session(), MapSettings(base: pack),
            ["/map/base/0/0/0", "/map/base/1/0/0", "/map/base/0/1/0", "/map/base/x/0/0", "/map/context"])
        #expect(given.map(\.status) == [.ok, .noContent, .notFound, .notFound, .ok])
        #expect(Array(given[0].body.readableBytesView) == TilePackBytes.png("a"))
        #expect(given[0].headers[.contentType] == "image/png" && given[0].headers[.xContentTypeOptions] == "nosniff")
        #expect(given[0].headers[.cacheControl]?.hasPrefix("private") == true)
        let context = try Document(given[4])
        #expect(context["base"]["attribution"].text == "© 試験市" && context["base"]["max_zoom"].number == 3)
        #expect(context["base"]["bounds"].all.compactMap(\.number) == [135, 34, 136, 35])
        let none = try await answers(fixture.session(), MapSettings(), ["/map/base/0/0/0", "/map/context"])
        #expect(none[0].status == .notFound)
        #expect(try !Document(none[1])["base"].exists)
        #expect(try await answers(nil, MapSettings(base: pack), ["/map/base/0/0/0"])[0].status == .unauthorized)
    }

    @Test func theListSaysThatTheRegisterIsOld() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        let later = Moment(utc: "2026-09-01T00:00:00Z", today: try CalendarDate(year: 2026, month: 9, day: 1))
        let workspace = ServedWorkspace(fixture.paths) { later }
        let service = FeatureService(workspace, access: KnownSession(session: fixture.session()), catalogue: .all)
        try await Application(responder: service.router().buildResponder()).test(.router) { client in
            let answer = try MapAnswer(
                try await client.execute(
                    uri: "/map/answer", method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(string: "{\"area\":\(MapAnswer.area)}")))
            let warnings = (answer.head["warnings"] as? [[String: String]] ?? []).compactMap { $0["english"] }
            #expect(warnings.contains { $0.contains("older than 35 days") })
        }
    }
}

/// An answer for the map, taken apart.
struct MapAnswer {
    /// All of the city that these tests make.
    static let area =
        #"{"geojson":"{\"type\":\"Polygon\",\"coordinates\":[[[134,33],[136,33],[136,35],[134,35],[134,33]]]}"}"#
    let head: [String: Any]
    let columns: [UInt8]

    init(_ response: TestResponse) throws {
        let bytes = Array(response.body.readableBytesView)
        try #require(bytes.starts(with: Array("ENGO".utf8)))
        let length = (0..<4).reduce(0) { $0 | Int(bytes[4 + $1]) << (8 * $1) }
        let object = try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + length]))
        head = try #require(object as? [String: Any])
        columns = Array(bytes[(8 + length)...])
    }

    /// Its head without what differs from answer to answer.
    var text: String {
        var head = head
        head["answer"] = nil
        let data = try? JSONSerialization.data(withJSONObject: head, options: .sortedKeys)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
