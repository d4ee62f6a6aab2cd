package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import VictimSupport

/// Where and how the server listens, and under which names it is known.
package struct ServerConfiguration: Hashable, Sendable {
    /// The address to listen at.
    package var host = "127.0.0.1"
    /// The port; 0 for any that is free.
    package var port = 8080
    /// The certificate chain for TLS, a PEM file, the server's own first; nil for none.
    package var certificate: String?
    /// Its private key, a PEM file.
    package var key: String?
    /// The proxy that speaks TLS to the outside; nil for none.
    package var proxy: TrustedProxy?
    /// The address by which people reach the service, such as `https://engo.example.jp`; nil for ``host`` and ``port``.
    package var baseURL: String?

    /// Listens on this machine alone.
    package init() {}

    /// Whether nobody else reaches the server.
    package var isLoopback: Bool {
        host == "localhost" || (ClientAddress(host)?.isLoopback ?? false)
    }

    /// Whether it listens at every address of the machine.
    var isWildcard: Bool { host == "0.0.0.0" || host == "::" }

    /// Whether browsers reach it by `https`.
    package var isSecure: Bool { certificate != nil || baseURL?.lowercased().hasPrefix("https://") == true }

    /// The names under which it is reached.
    package var address: PublicAddress {
        var hosts: Set<String> = ["localhost", "127.0.0.1", "[::1]"]
        if !isWildcard { hosts.insert(host.contains(":") ? "[\(host)]" : host) }
        let base = baseURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        if let authority = base?.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first {
            hosts.insert(PublicAddress.host(of: String(authority)))
        }
        return PublicAddress(hosts: hosts, isSecure: isSecure, base: base)
    }

    /// What people open when the server listens at a port.
    package func url(port: Int) -> String {
        address.base ?? "\(isSecure ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// What to speak TLS with; nil without.
    ///
    /// - Throws: what the files do not hold.
    func tls() throws -> TLSConfiguration? {
        guard let certificate, let key else { return nil }
        let chain = try NIOSSLCertificate.fromPEMFile(certificate)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        return configuration
    }
}

extension FeatureService {
    /// The service at its port.
    ///
    /// - Parameters:
    ///   - onStart: gets the port, once requests are taken.
    ///   - libraries: where the libraries note that something failed.
    /// - Throws: when certificate and key cannot be used.
    package func application(
        _ configuration: ServerConfiguration, libraries: LogOutput, onStart: @escaping @Sendable (Int) -> Void
    ) throws -> some ApplicationProtocol {
        let limits = workspace.limits
        var channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(limits, ledger)])
        channel.httpDecoder = .init(
            maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headersBytes,
            maxHeaderFieldCount: limits.headerCount)
        let plain = HTTPServerBuilder.http1(configuration: channel)
        let now = workspace.now
        return Application(
            router: router(),
            server: try configuration.tls().map { try .tls(plain, tlsConfiguration: $0) } ?? plain,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), backlog: 1_024),
            onServerRunning: { channel in onStart(channel.localAddress?.port ?? configuration.port) },
            logger: Logger(label: "engo") { _ in LibraryLog(output: libraries) { now().utc } })
    }
}
