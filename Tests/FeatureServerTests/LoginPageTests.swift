import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import VictimSupport

@testable import FeatureServer

@Suite struct LoginPageTests {
    private static let people: [String: Set<AccountRole>] = [
        "管理 太郎": [.administrator], "本部 <b>花子</b>": [.headquarters],
    ]
    private static let formType: HTTPFields = [
        .contentType: "application/x-www-form-urlencoded", .origin: "null", .fetchSite: "same-origin",
    ]

    /// Goes through both steps as a browser does.
    private static func logIn(
        _ fixture: LoginFixture, _ client: any TestClientProtocol
    ) async throws -> (cookie: String, page: String) {
        fixture.wait(60)
        let name = "本部 <b>花子</b>"
        let entered = try await client.execute(
            uri: "/login", method: .post, headers: formType,
            body: LoginFixture.form([
                ("name", name), ("password", LoginFixture.password), ("code", try fixture.code(name)),
            ]))
        #expect(entered.status == .seeOther && entered.headers[.location] == "/login")
        let first = cookie(entered)
        let question = try await client.execute(uri: "/login", method: .get, headers: [.cookie: first])
        // Nothing is open until it is said for whom.
        #expect(
            try await client.execute(uri: "/session", method: .get, headers: [.cookie: first]).status == .unauthorized)
        let chosen = try await client.execute(
            uri: "/login/audience", method: .post, headers: formType.with(cookie: first),
            body: LoginFixture.form([
                ("form_token", try #require(token(in: String(buffer: question.body)))),
                ("choice", "headquarters drill"), ("reason", ""),
            ]))
        #expect(chosen.status == .seeOther)
        let second = cookie(chosen)
        #expect(second != first)
        #expect(
            try await client.execute(uri: "/session", method: .get, headers: [.cookie: first]).status == .unauthorized)
        let page = try await client.execute(uri: "/login", method: .get, headers: [.cookie: second])
        return (second, String(buffer: page.body))
    }

    private static func cookie(_ response: TestResponse) -> String {
        String((response.headers[.setCookie] ?? "").prefix { $0 != ";" })
    }

    private static func token(in page: String) -> String? {
        page.firstMatch(of: /name="form_token" value="([^"]+)"/).map { String($0.1) }
    }

    @Test func letsPeopleInByTwoPagesWithoutAScript() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let form = try await client.execute(uri: "/login", method: .get)
            let text = String(buffer: form.body)
            #expect(form.status == .ok && text.contains("【訓練】") && text.contains("<html lang=\"ja\">"))
            for name in ["name", "password", "code"] {
                #expect(text.contains("<label for=\"\(name)\">") && text.contains("id=\"\(name)\" name=\"\(name)\""))
            }
            let (cookie, page) = try await Self.logIn(fixture, client)
            #expect(page.contains("本部 &lt;b&gt;花子&lt;/b&gt;") && !page.contains("<b>花子"))
            for text in [text, page] {
                #expect(!text.contains("<script") && !text.contains(" style=") && !text.contains("http"))
            }
            let session = try await client.execute(uri: "/session", method: .get, headers: [.cookie: cookie])
            #expect(try LoginFixture.json(session)["form_token"] as? String == Self.token(in: page))
        }
    }

    @Test func theCookieIsForThisServiceAlone() async throws {
        for (isSecure, expected) in [
            (false, "engo=TOKEN; Path=/; HttpOnly; SameSite=Strict"),
            (true, "__Host-engo=TOKEN; Path=/; HttpOnly; SameSite=Strict; Secure"),
        ] {
            let address = PublicAddress(hosts: ["localhost"], isSecure: isSecure, base: nil)
            let fixture = try LoginFixture(address: address, roles: Self.people)
            try await fixture.test { client in
                fixture.wait(60)
                let name = "本部 <b>花子</b>"
                let entered = try await client.execute(
                    uri: "/login", method: .post, headers: Self.formType,
                    body: LoginFixture.form([
                        ("name", name), ("password", LoginFixture.password), ("code", try fixture.code(name)),
                    ]))
                let header = try #require(entered.headers[.setCookie])
                #expect(header.replacing(/=[A-Za-z0-9_\-]{43};/, with: "=TOKEN;") == expected)
                let hsts = entered.headers[.strictTransportSecurity]
                #expect((hsts != nil) == isSecure)
            }
        }
    }

    @Test func noOtherPageChangesAnything() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let (cookie, page) = try await Self.logIn(fixture, client)
            let token = try #require(Self.token(in: page))
            let right = LoginFixture.form([("form_token", token)])
            func logOut(_ changes: HTTPFields, _ body: ByteBuffer) async throws -> HTTPResponse.Status {
                var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .cookie: cookie]
                for field in changes { headers.append(field) }
                return try await client.execute(uri: "/logout", method: .post, headers: headers, body: body).status
            }
            #expect(try await logOut([:], LoginFixture.form([])) == .forbidden)
            #expect(try await logOut([:], LoginFixture.form([("form_token", token + "x")])) == .forbidden)
            #expect(try await logOut([.fetchSite: "cross-site"], right) == .forbidden)
            #expect(try await logOut([.fetchSite: "same-site"], right) == .forbidden)
            #expect(try await logOut([.origin: "https://evil.example"], right) == .forbidden)
            #expect(try await logOut([.origin: "null"], right) == .forbidden)
            #expect(try await logOut([.origin: "https://localhost"], right) == .forbidden)
            let still = try await client.execute(uri: "/session", method: .get, headers: [.cookie: cookie])
            #expect(still.status == .ok)
            #expect(try await logOut([.origin: "http://localhost", .fetchSite: "same-origin"], right) == .seeOther)
            let gone = try await client.execute(uri: "/session", method: .get, headers: [.cookie: cookie])
            #expect(gone.status == .unauthorized)
        }
    }

    @Test func aScriptOfTheServiceSendsTheTokenInAHeader() async throws {
        let fixture = try LoginFixture(roles: Self.people)
        try await fixture.test { client in
            let (cookie, page) = try await Self.logIn(fixture, client)
            var headers: HTTPFields = [.cookie: cookie, .contentType: "application/json", .fetchSite: "same-origin"]
            let body = ByteBuffer(string: "{\"hours\":1}")
            #expect(
                try await client.execute(uri: "/session/tokens", method: .post, headers: headers, body: body).status
                    == .forbidden)
            headers[.formToken] = Self.token(in: page)
            #expect(
                try await client.execute(uri: "/session/tokens", method: .post, headers: headers, body: body).status
                    == .created)
        }
    }

    @Test func theAddressOfTheStartOpensOnce() async throws {
        let entrance = SingleEntrance(
            operatorName: "root", audience: nil, basis: nil, reason: nil, random: ServedWorkspace.systemRandom)
        let fixture = try LoginFixture(entrance: entrance, roles: [:])
        try await fixture.test { client in
            let wrong = try await client.execute(uri: "/enter?token=x", method: .get)
            #expect(wrong.status == .unauthorized)
            let first = try await client.execute(uri: entrance.path, method: .get)
            #expect(first.status == .seeOther)
            let who = try await client.execute(
                uri: "/session", method: .get, headers: [.cookie: Self.cookie(first)])
            #expect(try LoginFixture.json(who)["audience"] as? String == "headquarters")
            let second = try await client.execute(uri: entrance.path, method: .get)
            #expect(second.status == .unauthorized && second.headers[.setCookie] == nil)
            // Once there are accounts, people log in.
            var generator = SystemRandomNumberGenerator()
            _ = try fixture.keeping().add(
                UserName("管理 太郎"), roles: [.administrator], password: { LoginFixture.password }, using: &generator)
            let after = try await client.execute(
                uri: "/session", method: .get, headers: [.cookie: Self.cookie(first)])
            #expect(after.status == .unauthorized)
        }
        #expect(try !fixture.log().contains("token"))
    }
}

extension HTTPFields {
    func with(cookie: String) -> HTTPFields {
        var fields = self
        fields[.cookie] = cookie
        return fields
    }
}
