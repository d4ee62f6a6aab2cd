import HTTPTypes
import Hummingbird
import Logging

/// Makes every failure a ``Problem``, and answers requests whose method an address does not take.
struct ProblemMiddleware: RouterMiddleware {
    /// All routes.
    let routes: [ServedRoute]

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return try problem.response(from: request, context: context)
        } catch let error as HTTPError where error.status == .notFound {
            return try answer(request, context)
        } catch let error as HTTPError {
            return try Problem(error).response(from: request, context: context)
        } catch {
            // The kind of the failure only: an error of a library may quote what it was given.
            context.logger.error("failed", metadata: ["kind": "\(type(of: error))"])
            return try Problem.internal.response(from: request, context: context)
        }
    }

    /// No route took the request: it may be the method.
    private func answer(_ request: Request, _ context: ServerContext) throws -> Response {
        let methods = routes.filter { $0.holds(request.uri.path) }.map(\.method)
        guard !methods.isEmpty else { return try Problem.noSuchAddress.response(from: request, context: context) }
        let names = methods.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] } + ["OPTIONS"]
        let allowed = names.joined(separator: ", ")
        guard request.method == .options else {
            return try Problem.methodNotAllowed(allowed).response(from: request, context: context)
        }
        return Response(status: .noContent, headers: [.allow: allowed])
    }
}

extension ServedRoute {
    /// Whether a path is one of its addresses.
    func holds(_ address: String) -> Bool {
        let own = path.split(separator: "/")
        let other = address.split(separator: "/")
        return own.count == other.count && zip(own, other).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
