import Accounts
import Disclosure
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Registry
import Residents
import Testing
import VictimSupport

@testable import FeatureServer

/// Every route of the service for every audience, on people who agreed, refused, were not asked, are protected, or died: planted
/// names are looked for in every byte that comes out, in the server's log and in the audit log.
@Suite struct RouteMatrixTests {
    /// One audience, whom it may see, and which of their facts; by the rules in a drill.
    struct Reader: Sendable, CustomStringConvertible {
        let audience: String
        let people: Set<String>
        let facts: Set<Fact>
        var description: String { audience }
    }

    enum Fact: CaseIterable, Sendable { case name, kana, birth, number, phone, address, household, grade }

    struct Person: Sendable {
        let key: String
        let name: String
        let kana: String
        let number: Int
        var household: Int
        let need: String
        let grade: String

        func token(_ fact: Fact) -> String {
            switch fact {
            case .name: name
            case .kana: kana
            case .birth: "19\(30 + number)-0\(number)-1\(number)"
            case .number: "7770000\(number)"
            case .phone: "070-5550-990\(number)"
            case .address: "試験町\(household)丁目77\(household)番"
            case .household: "8880000\(household)"
            case .grade: grade
            }
        }
    }

    private static let people = [
        Person(
            key: "agreed", name: "甲野同意", kana: "コウノドウイ", number: 1, household: 1, need: "要介護,要介護3", grade: "要介護3"),
        Person(
            key: "refused", name: "乙川拒否", kana: "オツカワキョヒ", number: 3, household: 3, need: "精神,3級", grade: "精神3級"),
        Person(
            key: "unanswered", name: "丙山未答", kana: "ヘイヤマミトウ", number: 4, household: 4, need: "療育,A", grade: "療育A"),
        Person(
            key: "protected", name: "丁田保護", kana: "テイダホゴ", number: 5, household: 5, need: "身体,1級", grade: "身体1級"),
        Person(
            key: "child", name: "丁田同居", kana: "テイダドウキョ", number: 6, household: 5, need: "", grade: "無し無し無し"),
        Person(key: "dead", name: "己島故人", kana: "キジマコジン", number: 8, household: 8, need: "", grade: "無し無し無し"),
    ]
    private static let all: Set = ["agreed", "refused", "unanswered", "protected", "child"]
    private static let outside = all.subtracting(["protected", "child"])

    static let readers = [
        Reader(audience: "headquarters", people: all, facts: Set(Fact.allCases)),
        Reader(audience: "welfare-office", people: outside, facts: Set(Fact.allCases)),
        Reader(
            audience: "peacetime-partner", people: ["agreed"], facts: [.name, .kana, .birth, .phone, .address, .grade]),
        Reader(
            audience: "disaster-reserve", people: ["refused", "unanswered"], facts: [.name, .kana, .phone, .address]),
        Reader(audience: "disaster-responder", people: outside, facts: [.name, .kana, .phone, .address]),
        Reader(audience: "shelter-desk", people: outside, facts: [.name, .kana]),
        Reader(audience: "public", people: [], facts: []),
    ]

    /// One request; `{answer}` stands for an answer that the session got, `{household}` and `{person}` for ids that the
    /// headquarters knows.
    private struct Asked: Sendable {
        let route: String
        let uri: String
        let body: String?
        let type: String
        /// What the headquarters is answered; nil where it is what the route promises.
        let expected: HTTPResponse.Status?

        init(
            _ route: String, _ uri: String, _ body: String? = nil, type: String = "application/json",
            expected: HTTPResponse.Status? = nil
        ) {
            (self.route, self.uri, self.body, self.type, self.expected) = (route, uri, body, type, expected)
        }
    }

    private static let polygon =
        #"{"type":"Polygon","coordinates":[[[135.05,34.15],[135.35,34.15],[135.35,34.35],[135.05,34.35],[135.05,34.15]]]}"#
    private static let area = #"{"geojson":\#(quoted(polygon))}"#

    private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\\\""))\"" }

    private static let asked: [Asked] = {
        let items = "/collections/households/items"
        let tile = "/collections/towns/tiles/WebMercatorQuad/8/101/224"
        var asked = [
            Asked("GET /", "/"), Asked("GET /conformance", "/conformance"), Asked("GET /api", "/api"),
            Asked("GET /collections", "/collections"),
            Asked("GET /collections/{collectionId}/items/{featureId}", "\(items)/{household}"),
            Asked("GET /collections/{collectionId}/items/{featureId}", "/collections/persons/items/{person}"),
            Asked("GET /tileMatrixSets", "/tileMatrixSets"),
            Asked("GET /tileMatrixSets/{tileMatrixSetId}", "/tileMatrixSets/WebMercatorQuad"),
            Asked("GET /collections/{collectionId}/tiles", "/collections/towns/tiles"),
            Asked(
                "GET /collections/{collectionId}/tiles/{tileMatrixSetId}", "/collections/towns/tiles/WebMercatorQuad"),
            Asked(
                "GET /collections/{collectionId}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}", tile,
                expected: .noContent),
            Asked("GET /health", "/health"), Asked("GET /metrics", "/metrics", expected: .forbidden),
            Asked("GET /map", "/map"), Asked("GET /map/assets/{fileName}", "/map/assets/main.js"),
            Asked("GET /map/leaflet/{fileName}", "/map/leaflet/leaflet.js"),
            Asked("GET /map/leaflet/images/{fileName}", "/map/leaflet/images/layers.png"),
            Asked("GET /map/context", "/map/context"),
            Asked("POST /map/count", "/map/count", "{\"area\":\(area)}"),
            Asked("POST /map/answer", "/map/answer", "{\"area\":\(area)}"),
            Asked("POST /map/files", "/map/files", polygon, type: "application/octet-stream"),
            Asked("POST /map/rows", "/map/rows", #"{"answer":"{answer}","numbers":[1,2,3,4,5]}"#),
            Asked(
                "POST /areas", "/areas", #"{"name":"浸水",\#(polygon.dropFirst())"#,
                type: "application/geo+json"),
            // Behind those of the two incidents.
            Asked("DELETE /areas/{areaId}", "/areas/3"),
            Asked("DELETE /areas/{areaId}", "/areas/1", expected: .conflict),
            Asked("GET /incidents", "/incidents"), Asked("GET /incidents/{incidentId}", "/incidents/1?f=html"),
            Asked("GET /incidents/{incidentId}", "/incidents/1?f=json"),
            Asked(
                "POST /incidents/{incidentId}/reports", "/incidents/1/reports",
                #"{"reports":[{"incident_number":1,"state":"evacuated","seen":0}]}"#),
            Asked(
                "POST /incidents/{incidentId}/reports", "/incidents/1/reports",
                #"{"reports":[{"incident_number":1,"state":"not-reached","seen":0}]}"#),
            Asked(
                "POST /incidents/{incidentId}/merge", "/incidents/1/merge",
                "対応番号,報告,報告時刻,最終記録\n1,要救助,2026-06-01 08:30,0\n", type: "application/octet-stream"),
            Asked(
                "POST /incidents/{incidentId}/editing", "/incidents/1/editing", #"{"incident_number":1,"open":true}"#),
            Asked(
                "POST /incidents/{incidentId}/assignments", "/incidents/1/assignments", "team=B%E7%8F%AD&limit=3",
                type: "application/x-www-form-urlencoded"),
            Asked(
                "POST /incidents/{incidentId}/refresh", "/incidents/1/refresh", "",
                type: "application/x-www-form-urlencoded"),
            Asked(
                "POST /incidents/{incidentId}/close", "/incidents/2/close", "",
                type: "application/x-www-form-urlencoded"),
            Asked(
                "POST /incidents", "/incidents", "name=%E6%B4%AA%E6%B0%B4&area=%E5%8F%B0%E9%A2%A8",
                type: "application/x-www-form-urlencoded"),
            Asked("GET /map/base/{tileMatrix}/{tileRow}/{tileCol}", "/map/base/8/101/224", expected: .notFound),
            Asked("GET /incident-files/{fileName}", "/incident-files/incident.js"),
        ]
        for collection in ["households", "persons", "towns", "shelters", "areas"] {
            asked.append(Asked("GET /collections/{collectionId}", "/collections/\(collection)"))
            asked.append(Asked("GET /collections/{collectionId}/queryables", "/collections/\(collection)/queryables"))
            asked.append(Asked("GET /collections/{collectionId}/sortables", "/collections/\(collection)/sortables"))
            for form in ["json", "html"] {
                asked.append(
                    Asked("GET /collections/{collectionId}/items", "/collections/\(collection)/items?f=\(form)"))
            }
        }
        asked += [
            Asked("GET /collections/{collectionId}/items", "\(items)?bbox=135,34,136,35&limit=1"),
            Asked("GET /collections/{collectionId}/items", "\(items)?filter=score%20%3E%2010"),
            Asked("GET /collections/{collectionId}/items", "\(items)?filter=band%20%3D%20'A'"),
            Asked(
                "POST /collections/{collectionId}/search", "/collections/households/search",
                "{\"area\":\(polygon),\"include\":\"all\"}"),
            Asked(
                "POST /collections/{collectionId}/search", "/collections/persons/search",
                "{\"area\":\(polygon),\"include\":\"all\"}"),
        ]
        for number in 1...5 {
            // There are four households.
            asked.append(
                Asked(
                    "POST /map/reasons", "/map/reasons", #"{"answer":"{answer}","number":\#(number)}"#,
                    expected: number < 5 ? nil : .badRequest))
        }
        // What is sealed tells nobody anything.
        for form in MapRoutes.ExportForm.allCases where form != .package {
            asked.append(
                Asked(
                    "POST /map/export", "/map/export",
                    #"{"answer":"{answer}","format":"\#(form.rawValue)","plain":true}"#))
        }
        return asked
    }()

    /// Routes for who comes and goes. They read accounts and no person, and have tests of their own.
    private static let ofLogins: Set = [
        "GET /login", "POST /login", "POST /login/audience", "POST /logout", "POST /session/tokens/end",
        "POST /session",
        "GET /session", "DELETE /session", "POST /session/tokens", "DELETE /session/tokens", "GET /enter",
        // It ends with the connection, and tells numbers of records alone.
        "GET /incidents/{incidentId}/events",
    ]

    private static func fixture() throws -> ServerFixture {
        let fixture = try ServerFixture()
        func register(_ keys: Set<String>) -> String {
            "宛名番号,世帯番号,氏名,フリガナ,生年月日,性別,続柄,住所,電話番号,経度,緯度\n"
                + people.filter { keys.contains($0.key) }.map {
                    "\($0.token(.number)),\($0.token(.household)),\($0.name),\($0.kana),\($0.token(.birth)),女,"
                        + ($0.key == "child" ? "子" : "世帯主")
                        + ",\($0.token(.address)),\($0.token(.phone)),135.1\($0.household),34.2\($0.household)\n"
                }.joined()
        }
        try fixture.importResidents(register(all.union(["dead"])))
        let later = try fixture.write("after.csv", register(all))
        var options = ImportOptions()
        options.shrinkLimitPercent = 100
        _ = try RegisterImport(fixture.paths, moment: fixture.moment, options: options).residents(file: later)
        let needs = try fixture.write(
            "needs.csv",
            "宛名番号,区分,程度\n"
                + people.filter { !$0.need.isEmpty }.map { "\($0.token(.number)),\($0.need)\n" }.joined())
        _ = try NeedsImport(fixture.paths, moment: fixture.moment, options: ImportOptions()).needs(file: needs)
        let sharing = SharingImport(fixture.paths, moment: fixture.moment, encoding: nil, isDryRun: false)
        _ = try sharing.consent(
            file: fixture.write("consent.csv", "宛名番号,同意\n77700001,同意\n77700003,不同意\n77700004,未回答\n"),
            isFull: false)
        _ = try sharing.protection(file: fixture.write("protection.csv", "宛名番号,措置\n77700005,支援措置\n"))
        let desk = IncidentDesk(
            fixture.paths, release: fixture.session().release("incident open", format: "html", at: fixture.moment))
        for name in ["台風", "高潮"] {
            _ = try IncidentKeeping(desk).open(
                StoredText(name), on: AreaRequest(sources: [.content(Array(polygon.utf8), name: name)]).load(),
                activation: nil, including: .all, teams: [])
        }
        return fixture
    }

    private static func bytes(_ response: TestResponse) -> Data {
        Data(response.body.readableBytesView) + Data("\(response.headers)".utf8)
    }

    @Test func everyRouteIsKnownToThisTest() throws {
        let entrance = SingleEntrance(
            operatorName: "root", audience: nil, basis: nil, reason: nil, random: ServedWorkspace.systemRandom)
        let routes = try LoginFixture(entrance: entrance, roles: [:]).service.routes
        let served = Set(routes.map { "\($0.method.rawValue) \($0.path)" })
        let known = Set(Self.asked.map(\.route)).union(Self.ofLogins)
        #expect(served.subtracting(known) == [], "ask it for every audience, or say why nobody stands in its answers")
        #expect(known.subtracting(served) == [])
    }

    @Test(arguments: readers)
    func nobodySeesMoreThanTheRulesSay(reader: Reader) async throws {
        let fixture = try Self.fixture()
        let logFile = fixture.folder.appendingPathComponent("server.log").path
        let ids = try await Self.ids(fixture)
        let session = Session(
            operatorName: "tester", account: nil, audience: try #require(Audience(rawValue: reader.audience)),
            basis: .drill, reason: "点検", source: "test")
        let workspace = ServedWorkspace(fixture.paths) { [moment = fixture.moment] in moment }
        let service = FeatureService(
            workspace, access: KnownSession(session: session), log: LogOutput(path: logFile))
        let succeeding = Dictionary(
            uniqueKeysWithValues: service.routes.map { ("\($0.method.rawValue) \($0.path)", $0.success) })
        let seen = try await Application(responder: service.router().buildResponder()).test(.router) { client in
            var seen = Data()
            var answer = "none"
            for asked in Self.asked {
                let method = String(asked.route.prefix { $0 != " " })
                for (household, person) in asked.uri.contains("{") ? ids : [("", "")] {
                    let uri = asked.uri.replacing("{household}", with: household).replacing("{person}", with: person)
                    let before = try Self.entries(fixture)
                    let response = try await client.execute(
                        uri: uri, method: try #require(HTTPRequest.Method(method)),
                        headers: asked.body == nil ? [:] : [.contentType: asked.type],
                        body: asked.body.map { ByteBuffer(string: $0.replacing("{answer}", with: answer)) })
                    let place = "\(reader): \(asked.route) \(asked.uri)"
                    #expect(response.status.code != 500, "\(place)")
                    if reader.audience == "headquarters" {
                        #expect(response.status == asked.expected ?? succeeding[asked.route], "\(place)")
                    }
                    let bytes = Self.bytes(response)
                    if asked.route == "POST /map/answer", response.status == .ok {
                        answer = try #require(
                            String(decoding: bytes, as: UTF8.self).firstMatch(of: /"answer":"([^"]+)"/).map {
                                String($0.1)
                            })
                    }
                    try Self.check(bytes, reader, place)
                    let names = Self.people.contains { bytes.range(of: Data($0.name.utf8)) != nil }
                    if names { #expect(try Self.entries(fixture) > before, "\(place) left no entry") }
                    seen += bytes
                }
            }
            return seen
        }
        for person in Self.people where reader.people.contains(person.key) && reader.audience != "disaster-reserve" {
            #expect(seen.range(of: Data(person.name.utf8)) != nil, "\(reader) never saw \(person.key)")
        }
        let logs =
            try Data(contentsOf: URL(fileURLWithPath: logFile))
            + Data(contentsOf: URL(fileURLWithPath: fixture.paths.audit))
        for person in Self.people {
            for fact in Fact.allCases where ![.household, .grade].contains(fact) {
                #expect(logs.range(of: Data(person.token(fact).utf8)) == nil, "a log holds \(fact)")
            }
        }
    }

    private static func check(_ bytes: Data, _ reader: Reader, _ place: String) throws {
        for person in people {
            let isSeen = reader.people.contains(person.key)
            for fact in Fact.allCases where !isSeen || !reader.facts.contains(fact) {
                // Two who share a need have the same word for it.
                if person.grade == "無し無し無し", fact == .grade { continue }
                #expect(bytes.range(of: Data(person.token(fact).utf8)) == nil, "\(place): \(fact) of \(person.key)")
            }
        }
    }

    /// The ids of households and persons as the headquarters knows them, protected ones among them.
    private static func ids(_ fixture: ServerFixture) async throws -> [(household: String, person: String)] {
        try await fixture.test(as: fixture.session()) { client in
            var found: [[String]] = []
            for collection in ["households", "persons"] {
                let response = try await client.execute(uri: "/collections/\(collection)/items?f=json", method: .get)
                let json = try LoginFixture.json(response)
                found.append((json["features"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String })
            }
            #expect(found[0].count == 4 && found[1].count == 5)
            return found[1].enumerated().map { (household: found[0][min($0.offset, 3)], person: $0.element) }
        }
    }

    private static func entries(_ fixture: ServerFixture) throws -> Int {
        try Data(contentsOf: URL(fileURLWithPath: fixture.paths.audit)).count { $0 == 0x0A }
    }
}
