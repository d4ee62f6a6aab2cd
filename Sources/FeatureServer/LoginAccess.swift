import Foundation
import HTTPTypes
import Hummingbird
import Registry

/// Finds the session that a cookie or an `Authorization` header shows, and asks the workspace whether its account may still act.
struct LoginAccess: SessionAccess {
    let desk: LoginDesk

    func admit(_ request: Request, to context: inout ServerContext) async throws {
        guard let token = try shownToken(request) else { return }
        guard let entry = try await desk.use(token.token) else {
            // A program is told; a browser just has an old cookie.
            if token.carrier == .bearer { throw Problem.notLoggedIn }
            return
        }
        // A cookie's session is no use in a header, nor the other way round.
        guard (entry.carrier == .cookie) == (token.carrier == .cookie) else { throw Problem.notLoggedIn }
        context.login = ServerContext.Login(token: token.token, entry: entry)
        context.session = entry.session
    }

    /// The token of a request: that of a header, else that of a cookie.
    ///
    /// A browser that was once asked for a password sends it by itself from then on, for pages of others too. So a token as a password is
    /// no way in for browsers, which say where a request comes from, and it changes nothing for anybody.
    private func shownToken(
        _ request: Request
    ) throws(Problem) -> (token: SessionToken, carrier: SessionStore.Carrier)? {
        let words = (request.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        switch words.first?.lowercased() {
        case nil: return cookie(request)
        case "basic":
            guard request.headers[.fetchSite] == nil else { return cookie(request) }
            guard let token = words.dropFirst().first.flatMap(Self.password) else { return nil }
            guard request.method.isSafe else { throw .passwordReadsOnly }
            return (token, .bearer)
        case "bearer":
            return words.dropFirst().first.flatMap { SessionToken(shown: $0.trimmed) }.map { ($0, .bearer) }
        default: return nil
        }
    }

    private func cookie(_ request: Request) -> (token: SessionToken, carrier: SessionStore.Carrier)? {
        for line in request.headers[values: .cookie] {
            for pair in line.split(separator: ";") {
                let parts = pair.trimmed.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0] == desk.cookie.name, let token = SessionToken(shown: parts[1]) {
                    return (token, .cookie)
                }
            }
        }
        return nil
    }

    /// The token as the password of whatever name, for programs that know no other way.
    ///
    /// - Source: RFC 7617.
    private static func password(_ shown: Substring) -> SessionToken? {
        guard let data = Data(base64Encoded: String(shown.trimmed)), let pair = String(validating: data, as: UTF8.self),
            let colon = pair.firstIndex(of: ":")
        else { return nil }
        return SessionToken(shown: pair[pair.index(after: colon)...])
    }
}

extension Problem {
    /// A token that is shown as a password opens what is read, and nothing that changes anything.
    static let passwordReadsOnly = Problem(
        status: .forbidden, code: "password-reads-only",
        text: Bilingual(
            "トークンをパスワードとして使うと、見ることだけできます。変更するには Authorization: Bearer で示してください。",
            "A token that is shown as a password only reads. To change something, show it by Authorization: Bearer."))
}

/// The cookie that carries a session: no script reads it, no other site sends it.
struct SessionCookie: Sendable {
    let isSecure: Bool

    /// With TLS the name lets no subdomain and no plain connection set it.
    var name: String { isSecure ? "__Host-engo" : "engo" }

    /// Sets it.
    func header(_ token: SessionToken) -> String { "\(name)=\(token.text)\(attributes)" }

    /// Takes it away.
    var removal: String { "\(name)=; Max-Age=0\(attributes)" }

    private var attributes: String { "; Path=/; HttpOnly; SameSite=Strict\(isSecure ? "; Secure" : "")" }
}
