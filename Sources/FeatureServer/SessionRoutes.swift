import Accounts
import Disclosure
import HTTPTypes
import Hummingbird
import Interchange
import Registry
import VictimSupport

/// `/session`: logging in, asking who one is and logging out, for programs.
struct SessionRoutes: RouteSet {
    let desk: LoginDesk

    var routes: [ServedRoute] {
        [
            ServedRoute(
                method: .post, path: "/session", name: "logIn", title: Bilingual("ログイン", "Log in"),
                bodies: ["application/json", "application/x-www-form-urlencoded"],
                success: .created,
                answers: ["application/json"],
                failures: [.unauthorized, .forbidden],
                needsSession: false
            ) { try await logIn($0.request, $0.context) },
            ServedRoute(
                method: .get, path: "/session", name: "getSession", title: Bilingual("今の利用者", "Who is in"),
                answers: ["application/json"]
            ) { try await tell($0.context) },
            ServedRoute(
                method: .delete, path: "/session", name: "logOut", title: Bilingual("ログアウト", "Log out"),
                success: .noContent
            ) { try await logOut($0.context) },
            ServedRoute(
                method: .post, path: "/session/tokens", name: "makeToken",
                title: Bilingual("地図ソフト用のトークンを作る", "Make a token for other programs"),
                bodies: ["application/json", "application/x-www-form-urlencoded"],
                success: .created,
                answers: ["application/json"]
            ) { try await makeToken($0.request, $0.context) },
            ServedRoute(
                method: .delete, path: "/session/tokens", name: "endTokens",
                title: Bilingual("トークンをすべて無効にする", "End all tokens"),
                success: .noContent
            ) { try await endTokens($0.context) },
        ]
    }

    private func logIn(_ request: Request, _ context: ServerContext) async throws -> Response {
        var request = request
        let fields = try await request.form(upTo: desk.workspace.limits.formBytes)
        try fields.require(only: ["name", "password", "code", "audience", "basis", "reason"])
        let (audience, basis) = try fields.choice()
        let holder = try await desk.logIn(fields, from: context.client)
        let session = try await desk.choose(holder, audience, basis, reason: fields["reason"])
        let seconds = desk.workspace.now().seconds
        let token = desk.sessions.open(holder, session, by: .bearer, at: seconds)
        return try await answer(session, token: token, endsAt: seconds + Int64(desk.sessions.limits.hours) * 3_600)
    }

    private func tell(_ context: ServerContext) async throws -> Response {
        let session = try context.requireSession()
        guard let login = context.login else { throw Problem.notLoggedIn }
        return try await answer(session, endsAt: login.entry.endsAt, formToken: login.formToken)
    }

    private func logOut(_ context: ServerContext) async throws -> Response {
        guard let login = context.login else { throw Problem.notLoggedIn }
        try await desk.noteLogout(login.entry.holder)
        desk.sessions.end(login.token)
        return Response(status: .noContent, headers: [.setCookie: desk.cookie.removal])
    }

    private func makeToken(_ request: Request, _ context: ServerContext) async throws -> Response {
        let session = try context.requireSession()
        // A token makes no tokens: it would outlive itself.
        guard let login = context.login, login.entry.carrier != .token else { throw Problem.tokenMakesNoToken }
        var request = request
        let fields = try await request.form(upTo: desk.workspace.limits.formBytes)
        try fields.require(only: ["hours"])
        guard let hours = Int(fields["hours"] ?? "12"), (1...desk.sessions.limits.mostTokenHours).contains(hours) else {
            throw Problem.tokenHours(most: desk.sessions.limits.mostTokenHours)
        }
        let seconds = desk.workspace.now().seconds
        let end = seconds + Int64(hours) * 3_600
        let token = desk.sessions.open(login.entry.holder, session, by: .token, until: end, at: seconds)
        guard request.isForm else { return try await answer(session, token: token, endsAt: end) }
        return try await LoginPages(desk: desk).token(token, endsAt: utc(end), context)
    }

    private func endTokens(_ context: ServerContext) async throws -> Response {
        _ = try context.requireSession()
        guard let login = context.login else { throw Problem.notLoggedIn }
        desk.sessions.end(allOf: login.entry.holder, by: .token)
        return Response(status: .noContent)
    }

    private func answer(
        _ session: Session, token: SessionToken? = nil, endsAt: Int64, formToken: String? = nil
    ) async throws -> Response {
        let info = try await desk.workspace.info()
        var json = JSONWriter()
        json.object { json in
            if let token { json.member("token", token.text) }
            json.member("expires_at", utc(endsAt))
            json.member("operator", session.operatorName)
            json.member("roles", session.roles.sorted().map(\.rawValue))
            json.member("audience", session.audience.rawValue)
            json.member("basis", session.basis.rawValue)
            json.member("reason", session.reason)
            json.member("mode", info.mode.rawValue)
            if let formToken { json.member("form_token", formToken) }
        }
        return Response(status: token == nil ? .ok : .created, json: json)
    }

    private func utc(_ seconds: Int64) -> String { Moment(seconds: seconds).utc }
}

extension ServerContext.Login {
    /// What forms send back; nil for who needs none.
    var formToken: String? { entry.carrier == .cookie ? token.formToken : nil }
}

extension FormFields {
    /// The audience and basis that are asked for.
    ///
    /// - Throws: ``Problem/malformedBody`` for what cannot be one.
    func choice() throws(Problem) -> (Audience?, LegalBasis?) {
        let audience = self["audience"].map { Audience(rawValue: $0) }
        let basis = self["basis"].map { LegalBasis(rawValue: $0) }
        guard audience != .some(nil), basis != .some(nil) else { throw .malformedBody }
        return (audience.flatMap(\.self), basis.flatMap(\.self))
    }
}

extension Problem {
    /// Only a session makes tokens.
    static let tokenMakesNoToken = Problem(
        status: .forbidden, code: "token-makes-no-token",
        text: Bilingual("トークンからは新しいトークンを作れません。ログインしてください。", "A token makes no tokens: log in."))

    /// The token's hours are no number, or too many.
    static func tokenHours(most: Int) -> Problem {
        Problem(
            status: .badRequest, code: "invalid-hours",
            text: Bilingual("有効時間は1〜\(most)時間です。", "A token lives for 1 to \(most) hours."))
    }
}
