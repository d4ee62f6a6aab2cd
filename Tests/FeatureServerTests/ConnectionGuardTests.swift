import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import FeatureServer

/// The times of a connection, on a clock that the test moves.
@Suite struct ConnectionGuardTests {
    private let limits = ServerLimits()
    private let channel = EmbeddedChannel()

    init() throws {
        try channel.pipeline.syncOperations.addHandler(ConnectionGuard(limits, ConnectionLedger(limits)))
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.7", port: 1)).wait()
    }

    private func wait(_ seconds: Int) { channel.embeddedEventLoop.advanceTime(by: .seconds(Int64(seconds))) }

    /// Whether the connection is there until so many seconds have passed, and no longer.
    private func ends(after seconds: Int) -> Bool {
        wait(seconds - 1)
        let wasThere = channel.isActive
        wait(1)
        return wasThere && !channel.isActive
    }

    private func send(_ part: HTTPRequestPart) throws { try channel.writeInbound(part) }

    private func sendHead() throws {
        try send(.head(HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/")))
    }

    private func answer() throws {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
    }

    @Test func aHeaderHasItsTimeFromTheConnectionOn() { #expect(ends(after: limits.headerSeconds)) }

    @Test func aBodyHasItsTimeHoweverManyPiecesCome() throws {
        try sendHead()
        for _ in 1..<limits.bodySeconds {
            wait(1)
            try send(.body(ByteBuffer(string: "x")))
        }
        #expect(channel.isActive)
        #expect(ends(after: 1))
    }

    @Test func anAnswerHasItsTimeFromTheRequestOn() throws {
        try sendHead()
        wait(limits.bodySeconds - 1)
        try send(.end(nil))
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        for _ in 1..<limits.answerSeconds {
            wait(1)
            try channel.writeOutbound(HTTPResponsePart.body(ByteBuffer(string: "x")))
        }
        #expect(channel.isActive)
        #expect(ends(after: 1))
    }

    @Test func aConnectionWaitsForTheNextRequestForItsTime() throws {
        for _ in 0..<2 {
            try sendHead()
            try send(.end(nil))
            try answer()
            wait(limits.idleSeconds - 1)
            #expect(channel.isActive)
        }
        #expect(ends(after: 1))
    }

    @Test func whoTakesNothingHasItsTimeAndStartsAnewWithEveryByteTaken() throws {
        try sendHead()
        try send(.end(nil))
        func becomes(writable: Bool) {
            channel.isWritable = writable
            channel.pipeline.fireChannelWritabilityChanged()
        }
        for _ in 0..<3 {
            becomes(writable: false)
            wait(limits.stallSeconds - 1)
            becomes(writable: true)
        }
        wait(limits.stallSeconds)
        #expect(channel.isActive)
        becomes(writable: false)
        #expect(ends(after: limits.stallSeconds))
    }
}
