import ArgumentParser
import FeatureServer

/// Where the server listens and how it is reached.
struct ListeningOptions: ParsableArguments {
    @Option(help: "待ち受けるアドレス / address to listen at") var host = "127.0.0.1"
    @Option(help: "ポート。0なら空いているもの / port; 0 for any that is free") var port = 8080
    @Option(help: "証明書（PEM、サーバーのものが先頭） / certificate chain, PEM, the server's own first", completion: .file())
    var tlsCertificate: String?
    @Option(help: "秘密鍵（PEM、所有者だけが読めること） / private key, PEM, readable by its owner only", completion: .file())
    var tlsKey: String?
    @Option(help: "TLSを受け持つプロキシのアドレス / address of the proxy that speaks TLS", transform: Self.proxy)
    var behindProxy: TrustedProxy?
    @Option(
        name: .customLong("base-url"),
        help: "利用者が開くアドレス（例 https://engo.example.jp） / address by which people reach the service")
    var baseURL: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port は0〜65535です / --port is 0 to 65535.") }
    }

    /// As the server takes it.
    var configuration: ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.certificate = tlsCertificate
        configuration.key = tlsKey
        configuration.proxy = behindProxy
        configuration.baseURL = baseURL
        return configuration
    }

    @Sendable private static func proxy(_ text: String) throws -> TrustedProxy {
        guard let proxy = TrustedProxy(text) else {
            throw ValidationError("--behind-proxy はIPアドレスです / --behind-proxy is an IP address.")
        }
        return proxy
    }
}
