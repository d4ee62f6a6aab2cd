import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// What the routes know of one request beside its bytes.
struct ServerContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    /// The other end of the connection, which may be a proxy; nil in tests without a connection.
    let remoteAddress: SocketAddress?
    /// The connection that the request came by.
    let channel: ObjectIdentifier
    /// Where the request comes from.
    var client = ClientAddress.unknown
    /// Who asks; nil for whoever has not logged in.
    var session: Session?
    /// By what they are recognised; nil for nobody.
    var login: Login?
    /// What scripts and styles of this answer must carry.
    var nonce = ""
    /// What the log learns of the request on its way.
    let trace = RequestTrace()

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
        channel = ObjectIdentifier(source.channel)
    }

    /// A token that a request showed, and what it belongs to.
    struct Login: Sendable {
        let token: SessionToken
        let entry: SessionStore.Entry
    }
}

/// What is known of a request's sender for the log, wherever on the way it becomes known.
final class RequestTrace: Sendable {
    private let session = Mutex<Session?>(nil)

    /// Who asked, once that is known.
    var sender: Session? { session.withLock { $0 } }

    /// Says who asks.
    func note(_ sender: Session?) { session.withLock { $0 = sender } }
}
