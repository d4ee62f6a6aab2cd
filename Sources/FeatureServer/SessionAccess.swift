import Hummingbird

/// How requests come to their session.
protocol SessionAccess: Sendable {
    /// Who asks; nil for whoever has not logged in.
    ///
    /// - Throws: ``Problem``.
    func session(of request: Request, _ context: ServerContext) async throws -> Session?
}

/// Finds out who asks, before any route looks at anything.
struct SessionMiddleware: RouterMiddleware {
    let access: any SessionAccess

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.session = try await access.session(of: request, context)
        return try await next(request, context)
    }
}

extension ServerContext {
    /// Who asks.
    ///
    /// - Throws: ``Problem/notLoggedIn``.
    func requireSession() throws(Problem) -> Session {
        guard let session else { throw .notLoggedIn }
        return session
    }
}

extension Problem {
    /// Nobody has logged in.
    static let notLoggedIn = Problem(
        status: .unauthorized, code: "not-logged-in", text: Bilingual("ログインしてください。", "Log in first."))
}
