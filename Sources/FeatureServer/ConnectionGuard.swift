import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Watches one connection: every step of a request has a time of its own, and who needs longer is cut off.
///
/// It stands behind the decoder, so it sees whole headers; the time until the first of them runs from the connection on, the
/// handshake of TLS included.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ServerLimits
    private let ledger: ConnectionLedger
    private var place: ConnectionLedger.Place?
    /// Requests whose header has come and whose answer is not out.
    private var open = 0
    private var isReadingBody = false
    private var deadline: Scheduled<Void>?
    private var stall: Scheduled<Void>?

    init(_ limits: ServerLimits, _ ledger: ConnectionLedger) {
        self.limits = limits
        self.ledger = ledger
    }

    func handlerAdded(context: ChannelHandlerContext) { if context.channel.isActive { enter(context) } }

    func channelActive(context: ChannelHandlerContext) {
        enter(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { leave() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            open += 1
            isReadingBody = true
            if let place { ledger.mark(place, isIdle: false) }
            within(limits.bodySeconds, context)
        case .body: break
        case .end:
            isReadingBody = false
            if open > 0 { within(limits.answerSeconds, context) }
        }
        context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent, let place { ledger.leave(place) }
        context.fireUserInboundEventTriggered(event)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            open -= 1
            if open == 0 {
                if let place { ledger.mark(place, isIdle: true) }
                // What is left of a body that nobody wanted still has its own time.
                if !isReadingBody { within(limits.idleSeconds, context) }
            }
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stall?.cancel()
        stall = nil
        if !context.channel.isWritable { stall = closing(context, in: limits.stallSeconds) }
        context.fireChannelWritabilityChanged()
    }

    private func enter(_ context: ChannelHandlerContext) {
        guard place == nil else { return }
        let channel = context.channel
        place = ledger.open(context.remoteAddress, ObjectIdentifier(channel)) { channel.close(promise: nil) }
        guard place != nil else {
            context.close(promise: nil)
            return
        }
        within(limits.headerSeconds, context)
    }

    private func leave() {
        deadline?.cancel()
        stall?.cancel()
        if let place { ledger.close(place) }
        place = nil
    }

    private func within(_ seconds: Int, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = closing(context, in: seconds)
    }

    private func closing(_ context: ChannelHandlerContext, in seconds: Int) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: .seconds(Int64(seconds))) { channel.close(promise: nil) }
    }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}
