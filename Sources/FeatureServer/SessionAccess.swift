import Hummingbird

/// How requests come to their session.
protocol SessionAccess: Sendable {
    /// Says in the context who asks; whoever has not logged in stays nobody.
    ///
    /// - Throws: ``Problem``.
    func admit(_ request: Request, to context: inout ServerContext) async throws
}

/// Finds out who asks, before any route looks at anything.
struct SessionMiddleware: RouterMiddleware {
    let access: any SessionAccess

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        try await access.admit(request, to: &context)
        context.trace.note(context.session)
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
        status: .unauthorized, code: "not-logged-in", text: Bilingual("ログインしてください。", "Log in first."),
        headers: [.wwwAuthenticate: "Bearer"])
}
