import Foundation
import NIOCore
import NIOPosix
import NIOSSL
package import Registry
package import TilePacks

/// What is wrong with a configuration, or will be; cases carry paths, never what stands in the files.
package enum ConfigurationFault: Error, Equatable, Sendable {
    /// Others would reach the server, and what it says could be read on the way.
    case plainBeyondLoopback
    /// A certificate without a key, or the other way round.
    case halfOfTLS
    /// Behind a proxy, or at every address of the machine, nobody but the base URL says under which name people come.
    case needsBaseURL
    /// The base URL is no `http` or `https` address without path, or a plain one although TLS is spoken.
    case invalidBaseURL
    /// A file cannot be read.
    case unreadable(path: String, errno: Int32)
    /// Others than the owner may read a file that nobody else should.
    case readableByOthers(path: String)
    /// The file holds no usable certificate chain.
    case invalidCertificate(path: String)
    /// The last day of the certificate has passed.
    case certificateExpired(path: String)
    /// The file holds no usable private key.
    case invalidKey(path: String)
    /// The key is another certificate's.
    case keyOfAnotherCertificate
    /// Somebody else listens there already, or the machine has no such address.
    case cannotListen(errno: Int32)
    /// Without accounts the workspace is served on this machine alone.
    case noAccounts
    /// With accounts everybody says at the login for whom they look.
    case audienceBesideAccounts
    /// The workspace cannot be opened.
    case workspace(RegistryError)
    /// The pack of map images cannot be used.
    case base(path: String, TilePackError)
}

extension ConfigurationFault {
    /// What an error says that came up when the server began to listen; nil when it says something else.
    package init?(listening error: any Error) {
        guard let error = error as? IOError else { return nil }
        self = .cannotListen(errno: error.errnoCode)
    }
}

extension ServerConfiguration {
    /// Everything that is wrong, options first; empty when the server can start.
    ///
    /// - Parameters:
    ///   - now: in seconds since 1970.
    ///   - listens: whether to try the port, too.
    package func faults(_ paths: WorkspacePaths, hasOwnAudience: Bool, now: Int64, listens: Bool)
        -> [ConfigurationFault]
    {
        var faults: [ConfigurationFault] = []
        if (certificate == nil) != (key == nil) { faults.append(.halfOfTLS) }
        if !isLoopback, certificate == nil, proxy == nil { faults.append(.plainBeyondLoopback) }
        if proxy != nil || isWildcard, baseURL == nil { faults.append(.needsBaseURL) }
        if let baseURL, !Self.isBase(baseURL) || certificate != nil && !baseURL.lowercased().hasPrefix("https:") {
            faults.append(.invalidBaseURL)
        }
        if let certificate, let key { faults += Self.faults(certificate, key, now: now) }
        faults += self.faults(ofWorkspace: paths, hasOwnAudience: hasOwnAudience)
        if listens, faults.isEmpty, let fault = portFault() { faults.append(fault) }
        return faults
    }

    private func faults(ofWorkspace paths: WorkspacePaths, hasOwnAudience: Bool) -> [ConfigurationFault] {
        var faults: [ConfigurationFault] = []
        do {
            let hasAccounts = try RegistryReader(paths).read { try $0.hasAccounts() }
            if !hasAccounts, !isLoopback || proxy != nil { faults.append(.noAccounts) }
            if hasAccounts, hasOwnAudience { faults.append(.audienceBesideAccounts) }
        } catch let error as RegistryError {
            return [.workspace(error)]
        } catch {
            return [.workspace(.unreadable(path: paths.database, errno: EIO))]
        }
        for path in [paths.database, paths.audit, paths.logins] {
            var status = stat()
            if stat(path, &status) == 0, status.st_mode & 0o077 != 0 { faults.append(.readableByOthers(path: path)) }
        }
        return faults
    }

    private static func faults(_ certificate: String, _ key: String, now: Int64) -> [ConfigurationFault] {
        for path in [certificate, key] where access(path, R_OK) != 0 { return [.unreadable(path: path, errno: errno)] }
        var status = stat()
        if stat(key, &status) == 0, status.st_mode & 0o077 != 0 { return [.readableByOthers(path: key)] }
        guard let chain = try? NIOSSLCertificate.fromPEMFile(certificate), let own = chain.first else {
            return [.invalidCertificate(path: certificate)]
        }
        guard Int64(own.notValidAfter) > now else { return [.certificateExpired(path: certificate)] }
        guard let key = try? NIOSSLPrivateKey(file: key, format: .pem) else { return [.invalidKey(path: key)] }
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        guard (try? NIOSSLContext(configuration: configuration)) != nil else { return [.keyOfAnotherCertificate] }
        return []
    }

    /// An `http` or `https` address of a host, with nothing behind it.
    private static func isBase(_ text: String) -> Bool {
        text.lowercased().wholeMatch(of: /https?:\/\/([a-z0-9.\-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?\/?/) != nil
    }

    private func portFault() -> ConfigurationFault? {
        do {
            let channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
                .bind(host: host, port: port).wait()
            try channel.close().wait()
            return nil
        } catch {
            return ConfigurationFault(listening: error) ?? .cannotListen(errno: EADDRNOTAVAIL)
        }
    }
}
