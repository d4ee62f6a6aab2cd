import Hummingbird
import NIOCore

/// What the routes know of one request beside its bytes.
struct ServerContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    /// Where the request comes from; nil in tests without a connection.
    let remoteAddress: SocketAddress?
    /// Who asks; nil for whoever has not logged in.
    var session: Session?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}
