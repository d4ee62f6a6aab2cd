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

@Suite struct SessionTests {
    private static let people: [String: Set<AccountRole>] = [
        "管理 太郎": [.administrator], "本部 花子": [.headquarters], "受付 次郎": [.shelter],
    ]

    @Test func aProgramLogsInAndIsToldWhoItIs() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let token = try await fixture.token(
                "本部 花子", client, choice: ["audience": "headquarters", "basis": "drill"])
            #expect(token.utf8.count == 43)
            let who = try await client.execute(uri: "/session", method: .get, headers: .bearer(token))
            let json = try LoginFixture.json(who)
            #expect(json["operator"] as? String == "本部 花子" && json["roles"] as? [String] == ["headquarters"])
            #expect(json["audience"] as? String == "headquarters" && json["basis"] as? String == "drill")
            #expect(json["mode"] as? String == "drill" && json["token"] == nil && json["form_token"] == nil)
            #expect(json["expires_at"] as? String == "2026-06-01T12:01:00Z")
            let out = try await client.execute(uri: "/session", method: .delete, headers: .bearer(token))
            #expect(out.status == .noContent)
            let after = try await client.execute(uri: "/session", method: .get, headers: .bearer(token))
            #expect(after.status == .unauthorized)
        }
        let log = try fixture.audit()
        #expect(log.contains("\"verb\":\"login\"") && log.contains("\"outcome\":\"accepted\""))
        #expect(log.contains("\"verb\":\"logout\"") && log.contains("\"outcome\":\"loggedOut\""))
    }

    @Test func everyRefusedLoginLooksTheSame() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        _ = try fixture.keeping().setEnabled(false, UserName("受付 次郎"))
        try await fixture.test { client in
            func answer(_ fields: [String: String]) async throws -> String {
                fixture.wait(1_000)
                let response = try await client.execute(
                    uri: "/session", method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: fields)))
                var headers = response.headers
                for name in [HTTPField.Name.requestID, .contentSecurityPolicy] { headers[name] = nil }
                return "\(response.status) \(headers) \(String(buffer: response.body))"
            }
            let right = LoginFixture.password
            let answers = try await [
                answer(["name": "だれでもない", "password": right, "code": "000000"]),
                answer(["name": "本部 花子", "password": "x", "code": "000000"]),
                answer(["name": "本部 花子", "password": right, "code": "000000"]),
                answer(["name": "受付 次郎", "password": right, "code": fixture.code("受付 次郎")]),
                answer(["name": "\u{0}", "password": right, "code": "000000"]),
            ]
            #expect(Set(answers).count == 1)
            #expect(answers[0].contains("login-refused") && answers[0].hasPrefix("401"))
        }
    }

    @Test func theRoleBindsTheAudienceAndTheRefusalIsInTheLog() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let refused = try await client.execute(
                uri: "/session", method: .post, headers: [.contentType: "application/json"],
                body: fixture.attempt("受付 次郎", choice: ["audience": "headquarters", "basis": "drill"]))
            #expect(refused.status == .forbidden)
            #expect(try LoginFixture.json(refused)["code"] as? String == "outside-roles")
            let token = try await fixture.token("受付 次郎", client, choice: ["audience": "shelter-desk"])
            #expect(!token.isEmpty)
        }
        let log = try fixture.audit()
        #expect(log.contains("\"outcome\":\"outside-roles\"") && log.contains("\"audience\":\"headquarters\""))
    }

    @Test func aSessionEndsWhenNobodyUsesItAndAtTheLatestAfterItsHours() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let idle = try await fixture.token("本部 花子", client)
            fixture.wait(29 * 60)
            #expect(try await client.execute(uri: "/session", method: .get, headers: .bearer(idle)).status == .ok)
            fixture.wait(30 * 60)
            #expect(
                try await client.execute(uri: "/session", method: .get, headers: .bearer(idle)).status == .unauthorized)

            let busy = try await fixture.token("本部 花子", client)
            for _ in 0..<(12 * 3 - 1) {
                fixture.wait(20 * 60)
                #expect(try await client.execute(uri: "/session", method: .get, headers: .bearer(busy)).status == .ok)
            }
            fixture.wait(20 * 60)
            #expect(
                try await client.execute(uri: "/session", method: .get, headers: .bearer(busy)).status == .unauthorized)
        }
    }

    @Test(arguments: ["disable", "reset"])
    func anAccountThatChangesLosesItsSessionsAtOnce(change: String) async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let lost = try await fixture.token("本部 花子", client)
            let kept = try await fixture.token("受付 次郎", client, choice: ["audience": "shelter-desk"])
            if change == "disable" {
                _ = try fixture.keeping().setEnabled(false, UserName("本部 花子"))
            } else {
                try fixture.reset("本部 花子")
            }
            #expect(
                try await client.execute(uri: "/session", method: .get, headers: .bearer(lost)).status == .unauthorized)
            #expect(try await client.execute(uri: "/session", method: .get, headers: .bearer(kept)).status == .ok)
            #expect(fixture.desk.sessions.count(at: fixture.now) == 1)
        }
    }

    @Test func aTokenLivesItsOwnTimeAndMakesNoOther() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let session = try await fixture.token("本部 花子", client)
            var headers = HTTPFields.bearer(session)
            headers[.contentType] = "application/json"
            let made = try await client.execute(
                uri: "/session/tokens", method: .post, headers: headers, body: ByteBuffer(string: "{\"hours\":24}"))
            #expect(made.status == .created)
            let token = try #require(try LoginFixture.json(made)["token"] as? String)
            // Nobody uses it for hours, and its maker has long gone.
            fixture.wait(23 * 3_600)
            #expect(try await client.execute(uri: "/session", method: .get, headers: .bearer(token)).status == .ok)
            headers = HTTPFields.bearer(token)
            headers[.contentType] = "application/json"
            let another = try await client.execute(
                uri: "/session/tokens", method: .post, headers: headers, body: ByteBuffer(string: "{}"))
            #expect(another.status == .forbidden)
            fixture.wait(3_600)
            #expect(
                try await client.execute(uri: "/session", method: .get, headers: .bearer(token)).status == .unauthorized
            )
        }
    }

    @Test(arguments: ["0", "169", "\"x\"", "1.5", "true"])
    func refusesATokenOfOtherHours(hours: String) async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            var headers = HTTPFields.bearer(try await fixture.token("本部 花子", client))
            headers[.contentType] = "application/json"
            let answer = try await client.execute(
                uri: "/session/tokens", method: .post, headers: headers,
                body: ByteBuffer(string: "{\"hours\":\(hours)}"))
            #expect(answer.status == .badRequest)
        }
    }

    @Test func holdsSoManySessionsOfAnAccountAndInAll() throws {
        var limits = SessionLimits()
        (limits.perAccount, limits.inAll) = (2, 3)
        let store = SessionStore(limits, random: ServedWorkspace.systemRandom)
        func holder(_ id: Int64) -> Holder {
            Holder(
                operatorName: "\(id)", account: Holder.HeldAccount(id: id, credential: 1), roles: [], source: "test")
        }
        let first = store.open(holder(1), nil, by: .cookie, at: 0)
        let second = store.open(holder(1), nil, by: .cookie, at: 1)
        #expect(store.use(first, at: 2) != nil)
        let third = store.open(holder(1), nil, by: .cookie, at: 3)
        #expect(store.use(second, at: 4) == nil && store.use(first, at: 4) != nil && store.use(third, at: 5) != nil)
        _ = store.open(holder(2), nil, by: .cookie, at: 6)
        _ = store.open(holder(3), nil, by: .cookie, at: 7)
        #expect(store.count(at: 8) == 3 && store.use(first, at: 8) == nil && store.use(third, at: 8) != nil)
    }

    @Test(arguments: [(0, 4), (32, 0)])
    func turnsALoginAwayWhenTooManyWait(inAll: Int, ofOneAddress: Int) async throws {
        var limits = ServerLimits()
        (limits.waitingLogins, limits.waitingLoginsPerAddress) = (inAll, ofOneAddress)
        let fixture = try LoginFixture(limits: limits, roles: Self.people)
        try await fixture.test { client in
            let answer = try await client.execute(
                uri: "/session", method: .post, headers: [.contentType: "application/json"],
                body: fixture.attempt("本部 花子"))
            #expect(answer.status == .serviceUnavailable && answer.headers[.retryAfter] != nil)
            #expect(try LoginFixture.json(answer)["code"] as? String == "busy")
        }
        #expect(try !fixture.audit().contains("\"verb\":\"login\""))
    }

    @Test func aCookieIsNoHeaderAndAHeaderNoCookie() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let bearer = try await fixture.token("本部 花子", client)
            let crossed = try await client.execute(uri: "/session", method: .get, headers: [.cookie: "engo=\(bearer)"])
            #expect(crossed.status == .unauthorized)
            let wrong = try await client.execute(
                uri: "/session", method: .get, headers: [.authorization: "Basic \(bearer)"])
            #expect(wrong.status == .unauthorized)
        }
    }

    @Test func aTokenIsTakenAsAPasswordToo() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let token = try await fixture.token(
                "本部 花子", client, choice: ["audience": "headquarters", "basis": "drill"])
            func status(_ pair: String) async throws -> HTTPResponse.Status {
                let header = "Basic " + Data(pair.utf8).base64EncodedString()
                return try await client.execute(uri: "/session", method: .get, headers: [.authorization: header]).status
            }
            #expect(try await status("token:\(token)") == .ok)
            #expect(try await status("whoever:\(token)") == .ok)
            for wrong in ["\(token)", "\(token):", "本部 花子:\(LoginFixture.password)", "token:\(token)x"] {
                #expect(try await status(wrong) == .unauthorized)
            }
        }
    }

    private static func basic(_ token: String) -> String {
        "Basic " + Data("token:\(token)".utf8).base64EncodedString()
    }

    @Test(arguments: [nil, "cross-site", "same-origin", "none"])
    func aPasswordThatABrowserSendsByItselfChangesNothing(site: String?) async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let token = try await fixture.token("本部 花子", client)
            var headers: HTTPFields = [.authorization: Self.basic(token)]
            if let site { headers[.fetchSite] = site }
            // What a page of others can make a browser send: a form, or a request without a body.
            var form = headers
            form[.contentType] = "application/x-www-form-urlencoded"
            for (path, method) in [
                ("/logout", HTTPRequest.Method.post), ("/session/tokens", .post), ("/session/tokens/end", .post),
                ("/login/audience", .post), ("/areas", .post), ("/session", .delete), ("/session/tokens", .delete),
            ] {
                let answer = try await client.execute(
                    uri: path, method: method, headers: form, body: LoginFixture.form([("hours", "1")]))
                // Whoever is nobody is logged out as before, and that is all.
                #expect((400..<500).contains(answer.status.code) || path == "/logout" && site != nil, "\(path)")
            }
            #expect(
                try await client.execute(uri: "/session", method: .get, headers: .bearer(token)).status == .ok)
            #expect(fixture.desk.sessions.count(at: fixture.now) == 1)
            // A browser does not even read by it.
            let read = try await client.execute(uri: "/session", method: .get, headers: headers)
            #expect(read.status == (site == nil ? .ok : .unauthorized))
        }
        #expect(try !fixture.audit().contains("\"verb\":\"logout\""))
    }

    @Test func aPasswordIsToldThatItOnlyReads() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let token = try await fixture.token("本部 花子", client)
            let answer = try await client.execute(
                uri: "/session", method: .delete, headers: [.authorization: Self.basic(token)])
            #expect(answer.status == .forbidden)
            #expect(try LoginFixture.json(answer)["code"] as? String == "password-reads-only")
            // No answer asks for a password, or browsers would open a window for it.
            let nobody = try await client.execute(uri: "/session", method: .get)
            #expect(nobody.headers[values: .wwwAuthenticate] == ["Bearer"])
        }
    }
}
