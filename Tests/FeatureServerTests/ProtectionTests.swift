import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Registry
import Testing
import VictimSupport

@testable import FeatureServer

@Suite struct ProtectionTests {
    private static let people: [String: Set<AccountRole>] = [
        "管理 太郎": [.administrator], "本部 花子": [.headquarters],
    ]

    @Test func everyAnswerSaysWhatBrowsersMayDo() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let answers = try await [
                client.execute(uri: "/login", method: .get), client.execute(uri: "/nowhere", method: .get),
                client.execute(uri: "/login", method: .delete), client.execute(uri: "/session", method: .get),
                client.execute(uri: "/health?x=1", method: .get), client.execute(uri: "/health", method: .get),
            ]
            #expect(answers.map(\.status.code) == [200, 404, 405, 401, 400, 200])
            for answer in answers {
                let headers = answer.headers
                let policy = try #require(headers[.contentSecurityPolicy])
                #expect(
                    policy.hasPrefix("default-src 'none'") && !policy.contains("http") && !policy.contains("unsafe"))
                #expect(headers[.xContentTypeOptions] == "nosniff" && headers[.referrerPolicy] == "no-referrer")
                #expect(headers[.crossOriginOpenerPolicy] == "same-origin")
                #expect(headers[.crossOriginResourcePolicy] == "same-origin")
                #expect(headers[.permissionsPolicy]?.contains("geolocation=()") == true)
                #expect(headers[.cacheControl] == "no-store" && headers[.engoMode] == "drill")
                #expect(headers[.requestID] != nil && headers[.server] == nil)
            }
            let nonces = answers.compactMap { $0.headers[.contentSecurityPolicy] }
            #expect(Set(nonces).count == nonces.count)
            let page = String(buffer: answers[0].body)
            let nonce = try #require(page.firstMatch(of: /<style nonce="([^"]+)">/))
            #expect(nonces[0].contains("'nonce-\(nonce.1)'"))
        }
    }

    @Test func everyFailureIsAProblem() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            for (uri, method, status, code) in [
                ("/nowhere", HTTPRequest.Method.get, 404, "no-such-address"),
                ("/login/audience/x", .post, 404, "no-such-address"),
                ("/login", .put, 405, "method-not-allowed"), ("/session", .patch, 405, "method-not-allowed"),
                ("/login?next=/", .get, 400, "unknown-parameter"), ("/session", .get, 401, "not-logged-in"),
                ("/session", .post, 415, "unsupported-media-type"),
            ] {
                let answer = try await client.execute(uri: uri, method: method)
                #expect(Int(answer.status.code) == status)
                #expect(answer.headers[.contentType] == "application/problem+json")
                let json = try LoginFixture.json(answer)
                #expect(json["code"] as? String == code && json["status"] as? Int == status)
                #expect(json["title"] != nil && json["detail"] != nil)
            }
            let wrong = try await client.execute(uri: "/session", method: .put)
            #expect(wrong.headers[.allow] == "DELETE, GET, HEAD, OPTIONS, POST")
            let options = try await client.execute(uri: "/session", method: .options)
            #expect(options.status == .noContent && options.headers[.allow] == "DELETE, GET, HEAD, OPTIONS, POST")
        }
    }

    @Test func peopleReadAPageAndAreLedToTheLogin() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let browser: HTTPFields = [.accept: "text/html,application/xhtml+xml,*/*;q=0.8"]
            let nowhere = try await client.execute(uri: "/%3Cscript%3E", method: .get, headers: browser)
            let page = String(buffer: nowhere.body)
            #expect(nowhere.status == .notFound && page.contains("no-such-address") && page.contains("訓練"))
            #expect(!page.contains("script"))
            let session = try await client.execute(uri: "/session", method: .get, headers: browser)
            #expect(session.status == .seeOther && session.headers[.location] == "/login")
        }
    }

    @Test func stopsAReadThatTakesTooLong() async throws {
        var limits = ServerLimits()
        (limits.querySeconds, limits.readers) = (1, 1)
        let fixture = try LoginFixture(limits: limits, roles: [:])
        let readers = fixture.workspace.readers
        await #expect(throws: Problem.tookTooLong) {
            try await readers.read { snapshot in
                while true { _ = try snapshot.generation() }
            }
        }
        // The thread is free for the next.
        #expect(try await readers.read { try $0.generation() } == 1)
        #expect(readers.load == 0)
    }

    /// Fails with something that holds what nobody may read.
    private struct Failing: Error, CustomStringConvertible {
        var description: String { "山田 太郎 of 1-2-3" }
    }

    @Test func tellsNothingOfAnUnexpectedError() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        let router = Router(context: ServerContext.self)
        router.add(middleware: ErrorAnswers(workspace: fixture.workspace, routes: RouteIndex()))
        router.get("fail") { _, _ -> Response in throw Failing() }
        router.get("missing") { _, _ -> Response in throw RegistryError.noWorkspace(path: "/home/secret.engo") }
        try await Application(responder: router.buildResponder()).test(.router) { client in
            let answer = try await client.execute(uri: "/fail", method: .get)
            #expect(answer.status == .internalServerError)
            #expect(!String(buffer: answer.body).contains("山田") && !String(buffer: answer.body).contains("Failing"))
            let missing = try await client.execute(uri: "/missing", method: .get)
            #expect(missing.status == .serviceUnavailable && !String(buffer: missing.body).contains("secret"))
        }
    }

    @Test func answersUnderItsOwnNamesAlone() async throws {
        let other = PublicAddress(hosts: ["engo.example.jp"], isSecure: true, base: "https://engo.example.jp")
        let fixture = try LoginFixture(address: other, roles: Self.people)
        try await fixture.test { client in
            // The test's requests are for `localhost`.
            let answer = try await client.execute(uri: "/health", method: .get)
            #expect(answer.status == .misdirectedRequest)
            #expect(try LoginFixture.json(answer)["code"] as? String == "unknown-host")
        }
    }

    @Test(arguments: [
        ("localhost", true), ("LOCALHOST:9000", true), ("127.0.0.1:8080", true), ("[::1]:8080", true), ("[::1]", true),
        ("evil.example", false), ("localhost.evil.example", false), ("127.0.0.1.evil.example:8080", false), ("", false),
        ("[::2]", false), ("localhost@evil.example", false),
    ])
    func knowsItsNames(authority: String, isServed: Bool) {
        #expect(PublicAddress.loopback().serves(authority) == isServed)
        #expect(!PublicAddress.loopback().serves(nil))
    }

    @Test func readsNoMoreOfABodyThanItMay() async throws {
        var limits = ServerLimits()
        (limits.formBytes, limits.bodyBytes) = (100, 1_000)
        let fixture = try LoginFixture(limits: limits, roles: Self.people)
        try await fixture.test { client in
            for length in [101, 1_001, 200_000] {
                let answer = try await client.execute(
                    uri: "/session", method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(repeating: 0x20, count: length))
                #expect(answer.status == .contentTooLarge)
                #expect(try LoginFixture.json(answer)["code"] as? String == "body-too-large")
            }
        }
    }

    @Test(arguments: [
        "{", "[]", "{\"name\":[]}", "{\"name\":\"a\",\"password\":\"b\",\"code\":\"c\",\"audience\":\"A B\"}",
        "{\"name\":\"a\",\"password\":\"b\",\"code\":\"c\",\"surprise\":\"d\"}",
        "{\"name\":\"a\",\"password\":\"b\",\"code\":\"c\",\"basis\":\"none\"}",
    ])
    func refusesAMalformedLogin(body: String) async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let answer = try await client.execute(
                uri: "/session", method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(string: body))
            #expect(answer.status == .badRequest)
        }
        #expect(try !fixture.audit().contains("\"verb\":\"login\""))
    }

    @Test(arguments: [
        ("192.0.2.7", "10.0.0.1", "192.0.2.7"), ("10.0.0.1", "198.51.100.9", "198.51.100.9"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.9", "198.51.100.9"), ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("::ffff:10.0.0.1", "198.51.100.9", "198.51.100.9"),
        ("2001:db8:1:2::9", "198.51.100.9", "2001:db8:1:2::/64"),
    ])
    func believesTheTrustedProxyAlone(peer: String, forwarded: String, client: String) throws {
        let address = ClientAddress(
            try SocketAddress(ipAddress: peer, port: 1), [.forwardedFor: forwarded], proxy: TrustedProxy("10.0.0.1"))
        #expect(address.text == client)
        let direct = ClientAddress(
            try SocketAddress(ipAddress: peer, port: 1), [.forwardedFor: forwarded], proxy: nil)
        #expect(direct.text != "198.51.100.9")
    }

    @Test func logsOneLineForEachRequestAndNothingPersonal() async throws {
        let planted = "鈴木一郎"
        let encoded = "%E9%88%B4%E6%9C%A8%E4%B8%80%E9%83%8E"
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let token = try await fixture.token("本部 花子", client)
            var answers = [
                try await client.execute(uri: "/nowhere/\(encoded)?q=\(encoded)", method: .get),
                try await client.execute(uri: "/login?\(encoded)=1", method: .get),
                try await client.execute(
                    uri: "/session", method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(string: "{\"name\":\"\(planted)\",\"password\":\"\(planted)\",\"code\":\"1\"}")),
                try await client.execute(
                    uri: "/session", method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(string: "{\"\(planted)\":1}")),
            ]
            var headers = HTTPFields.bearer(token)
            headers[.userAgent] = encoded
            headers[.forwardedFor] = encoded
            headers[.referer] = encoded
            answers.append(try await client.execute(uri: "/session", method: .get, headers: headers))
            for answer in answers {
                let text = "\(answer.headers) \(String(buffer: answer.body))"
                for word in [planted, encoded, LoginFixture.password] { #expect(!text.contains(word)) }
            }
        }
        let log = try fixture.log()
        for word in [planted, encoded, LoginFixture.password, "?", "Bearer"] { #expect(!log.contains(word)) }
        let lines = log.split(separator: "\n")
        #expect(lines.count == 6)
        let fields: Set = [
            "time", "request", "route", "method", "status", "milliseconds", "bytes", "operator", "audience",
        ]
        for line in lines {
            let json = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            #expect(fields.isSuperset(of: json.keys))
        }
        #expect(lines.last?.contains("\"route\":\"/session\",\"method\":\"GET\",\"status\":200") == true)
        #expect(lines.last?.contains("\"operator\":\"本部 花子\",\"audience\":\"headquarters\"") == true)
        // A name that is nobody's stays out of the audit log, too.
        #expect(try !fixture.audit().contains(planted))
    }

    @Test func tellsItsNumbersToAdministratorsAlone() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            #expect(try await client.execute(uri: "/metrics", method: .get).status == .unauthorized)
            let staff = try await fixture.token("本部 花子", client)
            #expect(
                try await client.execute(uri: "/metrics", method: .get, headers: .bearer(staff)).status == .forbidden)
            let admin = try await fixture.token("管理 太郎", client, choice: ["audience": "public", "basis": "drill"])
            let answer = try await client.execute(uri: "/metrics", method: .get, headers: .bearer(admin))
            #expect(answer.status == .ok)
            let lines = String(buffer: answer.body).split(separator: "\n").map(String.init)
            #expect(lines.contains("engo_requests_total{route=\"/session\",method=\"POST\",status=\"201\"} 2"))
            #expect(lines.contains("engo_sessions 2") && lines.contains("engo_password_hashings_total 2"))
            #expect(lines.contains("# TYPE engo_request_seconds histogram"))
            #expect(!lines.contains { $0.contains("花子") })
        }
    }

    @Test func healthTellsWhetherTheWorkspaceOpens() async throws {
        let fixture = try LoginFixture(roles: [:])
        try await fixture.test { client in
            let well = try await client.execute(uri: "/health", method: .get)
            #expect(String(buffer: well.body) == "{\"status\":\"ready\",\"generation\":1}\n")
        }
        let other = try LoginFixture(roles: [:])
        try FileManager.default.removeItem(atPath: other.base.paths.database)
        try await other.test { client in
            let ill = try await client.execute(uri: "/health", method: .get)
            #expect(ill.status == .serviceUnavailable)
        }
    }
}
