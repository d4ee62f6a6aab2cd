import HTTPTypes
import Hummingbird
import NIOCore

/// Lets no page of others change anything: by what browsers say of a request's origin, and by the token that only the
/// session's own pages know.
///
/// A request that shows its session by `Authorization: Bearer` needs no token: no browser adds that header by itself. A password,
/// which browsers do add, changes nothing (``LoginAccess``).
struct CrossSiteCheck: RouterMiddleware {
    let address: PublicAddress
    let limits: ServerLimits

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        guard !request.method.isSafe else { return try await next(request, context) }
        try checkOrigin(request)
        guard let login = context.login, login.entry.carrier == .cookie else {
            return try await next(request, context)
        }
        var request = request
        var shown = request.headers[.formToken]
        if shown == nil, request.isForm {
            shown = try await request.form(upTo: limits.formBytes)["form_token"]
        }
        guard let shown, shown.utf8.elementsEqual(login.token.formToken.utf8) else { throw Problem.crossSite }
        return try await next(request, context)
    }

    /// A page that sends no referrer sends its origin as `null`; then the browser's word about the site counts alone.
    private func checkOrigin(_ request: Request) throws(Problem) {
        let site = request.headers[.fetchSite]
        if let site, site != "same-origin", site != "none" { throw .crossSite }
        guard let origin = request.headers[.origin] else { return }
        if origin == "null", site == "same-origin" { return }
        guard address.isOwn(origin: origin, of: request) else { throw .crossSite }
    }
}

extension HTTPRequest.Method {
    /// Whether it only asks.
    var isSafe: Bool { [.get, .head, .options].contains(self) }
}

extension HTTPField.Name {
    /// The form token, from scripts.
    static let formToken = HTTPField.Name(checked: "Engo-Form-Token")
    /// How the page that sends a request relates to the server.
    static let fetchSite = HTTPField.Name(checked: "Sec-Fetch-Site")
}

extension Problem {
    /// The request comes from a page that is not the service's own, or does not show the form token.
    static let crossSite = Problem(
        status: .forbidden, code: "cross-site",
        text: Bilingual(
            "この操作は、このサービスの画面からだけできます。画面を開き直してください。",
            "Only pages of this service may do this. Open the page again."))
}
