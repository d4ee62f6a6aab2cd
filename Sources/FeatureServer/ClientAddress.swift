import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Where a request comes from, as far as limits and waiting go: an IPv4 address, or the first 64 bits of an IPv6 address,
/// because one machine has all the others.
struct ClientAddress: Hashable, Sendable {
    /// Such as `192.0.2.7` or `2001:db8:1:2::/64`.
    let text: String
    /// Whether it is this machine.
    let isLoopback: Bool

    /// No address is known, as in tests without a connection.
    static let unknown = ClientAddress(text: "unknown", isLoopback: false)

    private init(text: String, isLoopback: Bool) {
        self.text = text
        self.isLoopback = isLoopback
    }

    /// The other end of a connection.
    init(_ address: SocketAddress?) {
        self = address?.ipAddress.flatMap { ClientAddress($0) } ?? .unknown
    }

    /// An address as a proxy writes it, without a port.
    init?(_ written: some StringProtocol) {
        let text = written.trimmingPrefix("[").prefix { $0 != "]" }
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, String(text), &bytes) == 1 {
            self.init(v4: Array(bytes.prefix(4)))
        } else if inet_pton(AF_INET6, String(text), &bytes) == 1 {
            self.init(v6: bytes)
        } else {
            return nil
        }
    }

    /// Where a request comes from: the connection's other end, or whom the trusted proxy names there.
    ///
    /// Of several names in `X-Forwarded-For` the last counts: the proxy wrote it, and the client may have written the others.
    init(_ peer: SocketAddress?, _ headers: HTTPFields, proxy: TrustedProxy?) {
        let direct = ClientAddress(peer)
        guard let proxy, proxy.isOther(endOf: peer), let forwarded = headers[values: .forwardedFor].last,
            let last = forwarded.split(separator: ",").last, let client = ClientAddress(last.trimmed)
        else {
            self = direct
            return
        }
        self = client
    }

    /// For counting failed logins.
    var source: LoginSource { .network(text) }

    private init(v4 bytes: [UInt8]) {
        self.init(text: bytes.map(String.init).joined(separator: "."), isLoopback: bytes.first == 127)
    }

    private init(v6 bytes: [UInt8]) {
        // An IPv4 address in IPv6's clothes.
        if bytes.prefix(12).elementsEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) {
            self.init(v4: Array(bytes.suffix(4)))
            return
        }
        let groups = stride(from: 0, to: 8, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
        let isLoopback = bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
        self.init(text: isLoopback ? "::1" : groups.joined(separator: ":") + "::/64", isLoopback: isLoopback)
    }
}

/// The one address from which another program may say where requests come from.
package struct TrustedProxy: Hashable, Sendable {
    private let address: String

    /// Takes an IPv4 or IPv6 address; nil when it is none.
    package init?(_ text: String) {
        guard let address = try? SocketAddress(ipAddress: text, port: 0).ipAddress else { return nil }
        self.address = address
    }

    /// Whether a connection comes from there; the whole address counts, in IPv6 too.
    func isOther(endOf peer: SocketAddress?) -> Bool {
        peer?.ipAddress == address || peer?.ipAddress == "::ffff:\(address)"
    }
}

extension HTTPField.Name {
    /// Whom a proxy speaks for.
    static let forwardedFor = HTTPField.Name(checked: "X-Forwarded-For")

    /// A name that is known to be one.
    init(checked name: StaticString) {
        // An invalid constant would be answered with the wrong header, and tests look for each.
        self = HTTPField.Name("\(name)") ?? .via
    }
}

extension StringProtocol {
    /// Without blanks and tabs around it.
    var trimmed: Substring {
        var text = Substring(self)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}

/// Finds out where a request comes from.
struct ClientMiddleware: RouterMiddleware {
    /// The proxy that may name clients; nil for none.
    let proxy: TrustedProxy?

    func handle(
        _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.client = ClientAddress(context.remoteAddress, request.headers, proxy: proxy)
        return try await next(request, context)
    }
}
