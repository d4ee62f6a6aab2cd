import Disclosure
import HTTPTypes
import Hummingbird
import VictimSupport

/// The pages of logging in; every one works without a script.
struct LoginPages: Sendable {
    let desk: LoginDesk

    /// Who are you?
    func logIn(_ context: ServerContext, _ problem: Problem? = nil) async throws -> Response {
        let frame = PageFrame(Bilingual("ログイン", "Log in"), context, try await desk.workspace.info())
        let isSingle = desk.entrance != nil
        return frame.response(problem?.status ?? .ok) { html in
            Self.tell(problem, &html)
            guard !isSingle else {
                html.element("p", Problem.entranceClosed.text)
                return
            }
            html.element("form", ["method": "post", "action": "/login", "autocomplete": "off"]) { html in
                Self.field(&html, "name", "text", Bilingual("利用者名", "Name"), autocomplete: "username")
                Self.field(
                    &html, "password", "password", Bilingual("パスワード", "Password"), autocomplete: "current-password")
                Self.field(
                    &html, "code", "text", Bilingual("確認コード（認証アプリの6桁、または回復コード）", "Code of the app, or a recovery code"),
                    autocomplete: "one-time-code")
                html.element("button", Bilingual("ログイン", "Log in"))
            }
        }
    }

    /// For whom do you look?
    func audience(
        _ login: ServerContext.Login, _ context: ServerContext, _ problem: Problem? = nil
    ) async throws -> Response {
        let holder = login.entry.holder
        let choices = try await desk.choices(holder)
        let tokens = desk.sessions.tokens(of: holder, at: desk.workspace.now().seconds)
        let frame = PageFrame(
            Bilingual("だれに提供するために見ますか", "For whom do you look?"), context, try await desk.workspace.info())
        let current = login.entry.session
        let most = desk.sessions.limits.mostTokenHours
        return frame.response(problem?.status ?? .ok) { html in
            Self.tell(problem, &html)
            if let current {
                html.element(
                    "p",
                    Bilingual(
                        "いまの提供先: \(current.audience.rawValue)（\(current.basis.japanese)）",
                        "You look now for: \(current.audience.rawValue) (\(current.basis.rawValue))"))
            }
            Self.choice(choices, current, frame, &html)
            guard current != nil else { return }
            Self.tokens(tokens, most: most, frame, &html)
        }
    }

    /// A token, shown once.
    func token(_ token: SessionToken, endsAt: String, _ context: ServerContext) async throws -> Response {
        let frame = PageFrame(
            Bilingual("QGIS・GDAL用のトークン", "A token for QGIS and GDAL"), context, try await desk.workspace.info())
        return frame.response(.created) { html in
            html.element(
                "p",
                Bilingual(
                    "いちどだけ表示します。この画面を閉じると、もう見られません。有効期限: \(endsAt)",
                    "Shown once: it cannot be read again. It ends at the time above."))
            html.element("p", ["class": "token", "id": "token"], token.text)
            html.element(
                "p",
                Bilingual(
                    "QGISでは、接続の認証の「基本」で、ユーザー名を token、パスワードを上のトークンにします。",
                    "In QGIS, authenticate the connection by Basic: user name token, and the token above as password."))
            html.element(
                "p", Bilingual("GDALなどでは、次のHTTPヘッダーを付けます。", "GDAL and other programs send this HTTP header."))
            html.element("pre", "Authorization: Bearer \(token.text)")
            html.element("p") { html in
                html.element("a", ["href": "/login"], Bilingual("もどる", "Back"))
            }
        }
    }

    private static func choice(
        _ choices: [Choice], _ current: Session?, _ frame: PageFrame, _ html: inout HTMLWriter
    ) {
        guard !choices.isEmpty else {
            html.element(
                "p", ["class": "problem"],
                Bilingual(
                    "いま見られる提供先がありません。役割と、災害の発令が記録されているかを管理者に確かめてください。",
                    "There is nobody for whom you may look now. Ask the administrator about your roles and the declaration."
                ))
            return
        }
        html.element("form", ["method": "post", "action": "/login/audience"]) { html in
            frame.formField(&html)
            html.element("fieldset") { html in
                html.element("legend", Bilingual("提供先と根拠", "Audience and legal basis"))
                for (index, choice) in choices.enumerated() {
                    let isCurrent = current?.audience == choice.audience && current?.basis == choice.basis
                    html.element("label") { html in
                        var attributes: KeyValuePairs<StaticString, String> {
                            isCurrent || current == nil && index == 0
                                ? [
                                    "type": "radio", "name": "choice", "value": choice.key, "required": "",
                                    "checked": "",
                                ]
                                : ["type": "radio", "name": "choice", "value": choice.key, "required": ""]
                        }
                        html.single("input", attributes)
                        html.escaped(" ")
                        html.both(Bilingual(choice.name.japanese, choice.name.english))
                        html.escaped(" – \(choice.basis.japanese)")
                        if choice.needsReason { html.both(Bilingual("（理由が必要）", "(needs a reason)")) }
                    }
                }
            }
            html.element(
                "label", ["for": "reason"],
                Bilingual("何のためか（監査記録に残ります。個人の情報は書かない）", "What it is for; it stays in the audit log; nothing personal"))
            html.single("input", ["id": "reason", "name": "reason", "maxlength": "200", "autocomplete": "off"])
            html.element("p") { $0.element("button", Bilingual("この提供先で見る", "Look for this audience")) }
        }
    }

    private static func tokens(_ count: Int, most: Int, _ frame: PageFrame, _ html: inout HTMLWriter) {
        html.element("h2", Bilingual("QGIS・GDAL用のトークン", "Tokens for QGIS and GDAL"))
        html.element(
            "p",
            Bilingual("いまの提供先と根拠だけを見られます。有効なトークン: \(count)", "A token sees what you see now, and nothing else."))
        html.element("form", ["method": "post", "action": "/session/tokens"]) { html in
            frame.formField(&html)
            html.element("label", ["for": "hours"], Bilingual("有効時間（1〜\(most)）", "Hours"))
            html.single(
                "input",
                ["id": "hours", "name": "hours", "type": "number", "min": "1", "max": "\(most)", "value": "12"])
            html.element("p") { $0.element("button", Bilingual("トークンを作る", "Make a token")) }
        }
        guard count > 0 else { return }
        html.element("form", ["method": "post", "action": "/session/tokens/end"]) { html in
            frame.formField(&html)
            html.element("button", Bilingual("すべてのトークンを無効にする", "End all tokens"))
        }
    }

    private static func field(
        _ html: inout HTMLWriter, _ name: String, _ type: String, _ label: Bilingual, autocomplete: String
    ) {
        html.element("label", ["for": name], label)
        html.single(
            "input",
            [
                "id": name, "name": name, "type": type, "required": "", "autocomplete": autocomplete,
                "spellcheck": "false",
            ])
    }

    private static func tell(_ problem: Problem?, _ html: inout HTMLWriter) {
        guard let problem else { return }
        html.element("p", ["class": "problem", "role": "alert"], problem.text)
    }
}
