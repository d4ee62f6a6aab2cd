import Disclosure
import HTTPTypes
import Hummingbird
import NIOCore
import VictimSupport

/// `/login` and `/logout`: the same for people at a browser, in two steps: who they are, then for whom they look.
struct LoginRoutes: RouteSet {
    let desk: LoginDesk

    var routes: [ServedRoute] { desk.entrance == nil ? forms : forms + [entrance] }

    private var forms: [ServedRoute] {
        [
            ServedRoute(
                method: .get, path: "/login", name: "getLoginPage", title: Bilingual("ログインのページ", "The login page"),
                answers: ["text/html; charset=utf-8"],
                needsSession: false
            ) { try await page($0.context) },
            ServedRoute(
                method: .post, path: "/login", name: "logInByForm", title: Bilingual("ログイン", "Log in"),
                bodies: ["application/x-www-form-urlencoded"],
                success: .seeOther,
                failures: [.unauthorized, .forbidden],
                needsSession: false
            ) { try await logIn($0.request, $0.context) },
            ServedRoute(
                method: .post, path: "/login/audience", name: "chooseAudience",
                title: Bilingual("提供先と根拠を選ぶ", "Choose audience and basis"),
                bodies: ["application/x-www-form-urlencoded"],
                success: .seeOther,
                failures: [.unauthorized, .forbidden],
                needsSession: false
            ) { try await choose($0.request, $0.context) },
            ServedRoute(
                method: .post, path: "/logout", name: "logOutByForm", title: Bilingual("ログアウト", "Log out"),
                bodies: ["application/x-www-form-urlencoded"],
                success: .seeOther,
                failures: [.unauthorized, .forbidden],
                needsSession: false
            ) { try await logOut($0.context) },
            ServedRoute(
                method: .post, path: "/session/tokens/end", name: "endTokensByForm",
                title: Bilingual("トークンをすべて無効にする", "End all tokens"),
                bodies: ["application/x-www-form-urlencoded"],
                success: .seeOther,
                failures: [.unauthorized, .forbidden],
                needsSession: false
            ) { try await endTokens($0.context) },
        ]
    }

    private var entrance: ServedRoute {
        ServedRoute(
            method: .get, path: "/enter", name: "enter",
            title: Bilingual("ひとりで使うときの入口", "The entrance of the single operator"),
            parameters: [
                QueryParameter(
                    name: "token", title: Bilingual("起動時に表示された合言葉", "The word that was shown at the start"),
                    shape: .text)
            ],
            success: .seeOther,
            failures: [.unauthorized, .forbidden],
            needsSession: false
        ) { try await enter($0) }
    }

    private var pages: LoginPages { LoginPages(desk: desk) }

    private func page(_ context: ServerContext) async throws -> Response {
        guard let login = context.login else { return try await pages.logIn(context) }
        return try await pages.audience(login, context)
    }

    private func logIn(_ request: Request, _ context: ServerContext) async throws -> Response {
        var request = request
        let fields = try await request.form(upTo: desk.workspace.limits.formBytes)
        try fields.require(only: ["name", "password", "code"])
        do {
            let holder = try await desk.logIn(fields, from: context.client)
            if let old = context.login { desk.sessions.end(old.token) }
            let choices = try await desk.choices(holder)
            // Who may look for one audience alone, and need not say why, is not asked.
            guard choices.count == 1, let only = choices.first, !only.needsReason else {
                return redirect(to: "/login", desk.sessions.open(holder, nil, by: .cookie, at: now))
            }
            let session = try await desk.choose(holder, only.audience, only.basis, reason: nil)
            return redirect(to: "/login", desk.sessions.open(holder, session, by: .cookie, at: now))
        } catch let problem as Problem where problem == .loginRefused {
            return try await pages.logIn(context, problem)
        }
    }

    private func choose(_ request: Request, _ context: ServerContext) async throws -> Response {
        guard let login = context.login, login.entry.carrier == .cookie else { throw Problem.notLoggedIn }
        var request = request
        let fields = try await request.form(upTo: desk.workspace.limits.formBytes)
        try fields.require(only: ["choice", "reason"])
        let words = (fields["choice"] ?? "").split(separator: " ").map(String.init)
        guard words.count == 2, let audience = Audience(rawValue: words[0]), let basis = LegalBasis(rawValue: words[1])
        else { throw Problem.malformedBody }
        do {
            let session = try await desk.choose(login.entry.holder, audience, basis, reason: fields["reason"])
            // A session is fixed for its life: another audience is another session, of the same end.
            desk.sessions.end(login.token)
            let token = desk.sessions.open(
                login.entry.holder, session, by: .cookie, until: login.entry.endsAt, at: now)
            return redirect(to: "/login", token)
        } catch let error as DisclosureError {
            return try await pages.audience(login, context, error.problem)
        }
    }

    private func logOut(_ context: ServerContext) async throws -> Response {
        if let login = context.login {
            try await desk.noteLogout(login.entry.holder)
            desk.sessions.end(login.token)
        }
        return Response(status: .seeOther, headers: [.location: "/login", .setCookie: desk.cookie.removal])
    }

    private func endTokens(_ context: ServerContext) async throws -> Response {
        _ = try context.requireSession()
        guard let login = context.login else { throw Problem.notLoggedIn }
        desk.sessions.end(allOf: login.entry.holder, by: .token)
        return Response(status: .seeOther, headers: [.location: "/login"])
    }

    /// The address that is printed when a workspace without accounts is served; it opens once.
    private func enter(_ request: ServedRequest) async throws -> Response {
        guard let entrance = desk.entrance, let shown = request.query["token"], entrance.take(shown) else {
            throw Problem.entranceClosed
        }
        let holder = entrance.holder
        let session = try await desk.choose(holder, entrance.audience, entrance.basis, reason: entrance.reason)
        return redirect(to: "/login", desk.sessions.open(holder, session, by: .cookie, at: now))
    }

    private var now: Int64 { desk.workspace.now().seconds }

    private func redirect(to path: String, _ token: SessionToken) -> Response {
        Response(status: .seeOther, headers: [.location: path, .setCookie: desk.cookie.header(token)])
    }
}

extension Problem {
    /// The address of the start was opened before, or never was one.
    static let entranceClosed = Problem(
        status: .unauthorized, code: "entrance-closed",
        text: Bilingual(
            "このアドレスは一度しか使えません。engo serve を起動し直すと、新しいアドレスが表示されます。",
            "This address opens once. Start engo serve again for a new one."))
}
