import Disclosure
import HTTPTypes
import Hummingbird
import Registry
import VictimSupport

/// A request that a route understands: its parameters are known and well-formed, and the form of the answer is chosen.
struct ServedRequest: Sendable {
    /// As it came.
    let request: Request
    /// What the server knows of it.
    let context: ServerContext
    /// What stands behind the question mark.
    let query: QueryString
    /// In which form to answer; ``ServedForm/json`` where there is no choice.
    let form: ServedForm
    /// What all requests share.
    let workspace: ServedWorkspace
    /// The route that it came by.
    let route: ServedRoute

    /// Whether only the head of the answer is wanted.
    var isHead: Bool { request.method == .head }

    /// Where the service is, as its clients see it, without a slash at the end.
    var base: String { workspace.address.root(of: request) }

    /// Who asks.
    ///
    /// - Throws: ``Problem/notLoggedIn``.
    func session() throws(Problem) -> Session { try context.requireSession() }

    /// The whole body.
    ///
    /// - Throws: ``NIOCore/NIOTooManyBytesError``.
    func body(upTo limit: Int) async throws -> [UInt8] {
        Array(try await request.body.collect(upTo: limit).readableBytesView)
    }

    /// A variable part of the address.
    func path(_ parameter: PathParameter) -> String { context.parameters.get(parameter.rawValue) ?? "" }

    /// The address of this very request, with other values of some parameters; nil takes one away.
    func address(_ changes: [String: String?] = [:]) -> String {
        base + request.uri.path + query.text(changing: changes)
    }

    /// Links to the same in this form and in the others.
    var selfLinks: [ServiceLink] {
        route.forms.map { other in
            ServiceLink(
                href: other == form ? address() : address([QueryParameter.formName: other.rawValue]),
                rel: other == form ? "self" : "alternate", type: other.mediaType, title: route.title)
        }
    }
}
