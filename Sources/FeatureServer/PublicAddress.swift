import HTTPTypes
import Hummingbird

/// The names under which the service is reached, and what links begin with.
///
/// A request for another name is refused: a page of others that lets its name point here must not read answers.
package struct PublicAddress: Hashable, Sendable {
    /// The names and addresses, in lower case, without ports; IPv6 addresses in brackets.
    let hosts: Set<String>
    /// Whether browsers reach it by `https`.
    package let isSecure: Bool
    /// What links begin with, without a slash at the end; nil for what each request names.
    let base: String?

    /// What a browser on the same machine uses.
    package static func loopback() -> PublicAddress {
        PublicAddress(hosts: ["localhost", "127.0.0.1", "[::1]"], isSecure: false, base: nil)
    }

    /// Collects the names.
    ///
    /// - Parameters:
    ///   - hosts: as they are written in addresses; loopback names are served always.
    ///   - base: such as `https://engo.example.jp`, without a slash at the end.
    package init(hosts: Set<String>, isSecure: Bool, base: String?) {
        self.hosts = Set(hosts.map { $0.lowercased() })
        self.isSecure = isSecure
        self.base = base
    }

    /// What absolute links of the answer to a request begin with, without a slash at the end.
    func root(of request: Request) -> String {
        base ?? "\(scheme)://\(request.head.authority ?? "localhost")"
    }

    /// Whether the name in a request is one of these; the port may be a forwarded one.
    func serves(_ authority: String?) -> Bool {
        authority.map { hosts.contains(Self.host(of: $0)) } ?? false
    }

    /// Whether a page of this origin is one of the service's own.
    func isOwn(origin: String, of request: Request) -> Bool {
        let origin = origin.lowercased()
        if let base, origin == Self.origin(of: base) { return true }
        return origin == "\(scheme)://\(request.head.authority ?? "")".lowercased()
    }

    private var scheme: String { isSecure ? "https" : "http" }

    /// The host of `host:port`, in lower case.
    static func host(of authority: String) -> String {
        let text = authority.lowercased()
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") { return String(text[...end]) }
        return String(text.prefix { $0 != ":" })
    }

    /// `scheme://host:port` of an address.
    private static func origin(of base: String) -> String {
        let parts = base.lowercased().split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.prefix(3).joined(separator: "/")
    }
}

/// Refuses requests for names that are not the service's own.
struct HostCheck: RouterMiddleware {
    let address: PublicAddress

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        guard address.serves(request.head.authority) else { throw Problem.unknownHost }
        return try await next(request, context)
    }
}

extension Problem {
    /// The request names a host that is not served.
    static let unknownHost = Problem(
        status: .misdirectedRequest, code: "unknown-host",
        text: Bilingual(
            "このホスト名では利用できません。案内されたアドレスを使ってください。",
            "Not served under this host name. Use the address that you were given."))
}
