import Accounts
import Disclosure
import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import NIOHTTP1
import Registry
import SpatialQuery
import Synchronization
import VictimSupport

/// Makes one ``Problem`` of whatever a route throws, and an audit entry of what the gate or the accounts refused.
///
/// Nothing of an error that is not known to be harmless reaches the answer.
struct ErrorAnswers: RouterMiddleware {
    let workspace: ServedWorkspace
    let routes: RouteIndex

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            // The connection answers this itself, and ends.
            throw error
        } catch {
            await note(error, request, context)
            var problem = problem(of: error)
            if problem == .noSuchAddress, let methods = routes.methods(at: request.uri.path) {
                guard request.method != .options else {
                    return Response(status: .noContent, headers: [.allow: methods])
                }
                // A route that takes the method has said itself that there is nothing.
                let isTaken = methods.split(separator: ", ").contains { $0 == request.method.rawValue }
                if !isTaken { problem = .methodNotAllowed(methods) }
            }
            let response =
                try await request.isForPeople
                ? page(problem, request, context) : problem.response(from: request, context: context)
            // The bytes of a body would be taken for the next answer.
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    /// The same for somebody at a browser, who is led to the login when that is what is missing.
    private func page(_ problem: Problem, _ request: Request, _ context: ServerContext) async throws -> Response {
        if problem == .notLoggedIn, request.method == .get {
            return Response(status: .seeOther, headers: [.location: "/login"])
        }
        // Without a workspace there is no page to put it on.
        guard let info = try? await workspace.info() else {
            return try problem.response(from: request, context: context)
        }
        let frame = PageFrame(Bilingual("できませんでした", "Not possible"), context, info)
        var response = frame.response(problem.status) { html in
            html.element("p", ["class": "problem", "role": "alert"], problem.text)
            html.element("p") { html in
                html.element("code", problem.code)
                html.escaped(" ")
                html.element("a", ["href": "/login"], Bilingual("ログインの画面へ", "To the login"))
            }
        }
        for field in problem.headers { response.headers.append(field) }
        return response
    }

    private func problem(of error: any Error) -> Problem {
        switch error {
        case let error as Problem: error
        case let error as DisclosureError: error.problem
        case let error as DisclosureRulesError: error.problem
        case let error as AccountError: error.problem
        case let error as RegistryError: error.problem
        case let error as AreaError: Problem(error)
        case let error as IncidentError: error.problem
        case is SpatialQueryError: .tooComplex
        case is ClientGone, is CancellationError: .clientGone
        case let error as VictimSupportError: error.problem
        case is NIOTooManyBytesError: .bodyTooLarge
        case let error as any HTTPResponseError where error.status == .notFound: .noSuchAddress
        case let error as any HTTPResponseError where (400..<500).contains(error.status.code): .malformedRequest
        default: .internal
        }
    }

    /// Only somebody who is in can be refused by the gate.
    private func note(_ error: any Error, _ request: Request, _ context: ServerContext) async {
        let code: String
        switch error {
        case let error as DisclosureError: code = error.code
        case let error as AccountError where error.problem.status == .forbidden: code = error.code
        default: return
        }
        guard let session = context.trace.sender else { return }
        let verb = "\(request.method.rawValue) \(context.endpointPath ?? "/")"
        let acting = session.acting(verb, at: workspace.now())
        let entry = AuditEntry(refusal: code, by: acting, audience: session.audience, basis: session.basis)
        // A log that cannot be written must not hide the refusal.
        try? await workspace.checks.run { [paths = workspace.paths] in try AuditLog(paths).append(entry) }
    }
}

/// What routes there are, to tell an unknown address from a wrong method.
final class RouteIndex: Sendable {
    private let routes = Mutex<[(path: [Substring], method: HTTPRequest.Method)]>([])

    /// Takes the routes, once they are known.
    func fill(_ routes: [Router<ServerContext>.RouteDescription]) {
        let known = routes.map { (path: Self.segments(of: $0.path.description), method: $0.method) }
        self.routes.withLock { $0 = known }
    }

    /// The methods of an address, by name, between commas; nil when there is no such address.
    func methods(at path: String) -> String? {
        let asked = Self.segments(of: path)
        let found = routes.withLock { $0 }.filter { route in
            route.path.count == asked.count
                && zip(route.path, asked).allSatisfy { $0.hasPrefix("{") || $0.utf8.elementsEqual($1.utf8) }
        }
        guard !found.isEmpty else { return nil }
        return Set(found.map(\.method.rawValue) + ["OPTIONS"]).sorted().joined(separator: ", ")
    }

    private static func segments(of path: String) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: true).map { Substring($0) }
    }
}

extension Request {
    /// Whether a browser wants to show the answer: it names HTML before anything else.
    fileprivate var isForPeople: Bool { headers[.accept]?.hasPrefix("text/html") == true }
}
