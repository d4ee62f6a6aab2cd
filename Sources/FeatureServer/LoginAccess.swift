import Foundation
import HTTPTypes
import Hummingbird
import Registry

/// Finds the session that a cookie or an `Authorization` header shows, and asks the workspace whether its account may still act.
struct LoginAccess: SessionAccess {
    let desk: LoginDesk

    func admit(_ request: Request, to context: inout ServerContext) async throws {
        guard let token = shownToken(request) else { return }
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

    private func shownToken(_ request: Request) -> (token: SessionToken, carrier: SessionStore.Carrier)? {
        if let header = request.headers[.authorization] {
            let words = header.split(separator: " ", maxSplits: 1)
            guard words.count == 2, let token = Self.token(words[1].trimmed, scheme: words[0].lowercased()) else {
                return nil
            }
            return (token, .bearer)
        }
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
}

extension LoginAccess {
    /// The token of an `Authorization` header: by itself, or as the password of whatever name, for programs that know no other way.
    ///
    /// - Source: RFC 6750, section 2.1; RFC 7617.
    private static func token(_ shown: Substring, scheme: String) -> SessionToken? {
        switch scheme {
        case "bearer": return SessionToken(shown: shown)
        case "basic":
            guard let data = Data(base64Encoded: String(shown)),
                let pair = String(validating: data, as: UTF8.self), let colon = pair.firstIndex(of: ":")
            else { return nil }
            return SessionToken(shown: pair[pair.index(after: colon)...])
        default: return nil
        }
    }
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
