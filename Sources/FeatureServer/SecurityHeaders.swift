import Disclosure
import HTTPTypes
import Hummingbird
import Registry

/// What every answer says to browsers and caches: no script, style or frame of others, no address to others, and nothing about
/// people kept anywhere.
struct SecurityHeaders: RouterMiddleware {
    let workspace: ServedWorkspace

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.nonce = SessionToken.base64URL(workspace.random(16))
        var response = try await next(request, context)
        response.headers[.requestID] = context.id
        // A page with scripts of the service's own says so itself.
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = Self.policy(context.nonce)
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.permissionsPolicy] = Self.permissions
        response.headers[.crossOriginOpenerPolicy] = "same-origin"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        if workspace.address.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        // A route that tells nothing about anybody may say something else.
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        response.headers[.vary] = [response.headers[.vary], "Cookie, Authorization, Accept"].compactMap(\.self)
            .joined(separator: ", ")
        if let info = try? await workspace.info(), info.mode == .drill { response.headers[.engoMode] = "drill" }
        return response
    }

    /// Pages of the service style themselves and send forms to it, and that is all.
    static func policy(_ nonce: String) -> String {
        "default-src 'none'; style-src 'nonce-\(nonce)'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'"
    }

    private static let permissions = [
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
        "payment", "usb",
    ].map { "\($0)=()" }.joined(separator: ", ")
}

extension HTTPField.Name {
    /// By which the log finds the request.
    static let requestID = HTTPField.Name(checked: "X-Request-Id")
    /// What a page tells of itself to the pages that it links to.
    static let referrerPolicy = HTTPField.Name(checked: "Referrer-Policy")
    /// Which devices a page may use.
    static let permissionsPolicy = HTTPField.Name(checked: "Permissions-Policy")
    /// Which windows a page may reach.
    static let crossOriginOpenerPolicy = HTTPField.Name(checked: "Cross-Origin-Opener-Policy")
    /// `drill` where everything is 訓練.
    static let engoMode = HTTPField.Name(checked: "Engo-Mode")
}
