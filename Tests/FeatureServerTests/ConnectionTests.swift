import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import FeatureServer

/// Real connections on this machine, most of them hostile.
@Suite(.serialized) struct ConnectionTests {
    private static let head = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    private static func serve(
        _ limits: ServerLimits, speaksTLS: Bool = false,
        _ body: @Sendable @escaping (Int, FeatureService) async throws -> Void
    ) async throws {
        let fixture = try LoginFixture(limits: limits, roles: [:])
        let output = LogOutput(path: fixture.base.folder.appendingPathComponent("libraries").path) ?? LogOutput()
        var configuration = ServerConfiguration()
        if speaksTLS {
            configuration.certificate = try fixture.base.write("chain.pem", TestCertificate.chain)
            configuration.key = try fixture.base.write("key.pem", TestCertificate.key)
        }
        let application = try fixture.service.application(configuration, libraries: output) { _ in }
        try await application.test(.live) { client in
            try await body(try #require(client.port), fixture.service)
        }
    }

    /// On a thread that may block.
    private static func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body()) }
        }
    }

    @Test func cutsOffWhoNeverFinishesAHeader() async throws {
        var limits = ServerLimits()
        limits.headerSeconds = 1
        try await Self.serve(limits) { port, _ in
            let answer = await Self.blocking {
                let connection = RawConnection(port: port)
                for byte in "GET /health HTTP/1.1\r\nHost: local" {
                    connection?.send(String(byte))
                    usleep(100_000)
                }
                return connection?.readToEnd(seconds: 120)
            }
            #expect(answer == "")
        }
    }

    @Test(arguments: ["", "\u{16}\u{3}\u{1}", "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"])
    func cutsOffWhoNeverAgreesOnEncryption(bytes: String) async throws {
        var limits = ServerLimits()
        limits.headerSeconds = 1
        try await Self.serve(limits, speaksTLS: true) { port, service in
            let answer = await Self.blocking {
                let connection = RawConnection(port: port)
                connection?.send(bytes)
                return connection?.readToEnd(seconds: 120)
            }
            // At most an alert; never an answer in the clear.
            #expect(answer?.contains("HTTP") == false)
        }
    }

    @Test(arguments: [
        ("X-Long: \(String(repeating: "x", count: 80))", true),
        ("X-Long: \(String(repeating: "x", count: 101))", false),
        ((1...3).map { "X-\($0): 1" }.joined(separator: "\r\n"), true),
        ((1...9).map { "X-\($0): 1" }.joined(separator: "\r\n"), false),
        ((1...3).map { "X-\($0): \(String(repeating: "x", count: 80))" }.joined(separator: "\r\n"), false),
    ])
    func headersHaveTheirLimits(headers: String, areTaken: Bool) async throws {
        var limits = ServerLimits()
        (limits.headerBytes, limits.headersBytes, limits.headerCount) = (100, 250, 6)
        try await Self.serve(limits) { port, _ in
            let answer = await Self.blocking {
                RawConnection.request(
                    "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(headers)\r\n\r\n", port: port)
            }
            #expect(answer?.hasPrefix("HTTP/1.1 200") == areTaken)
        }
    }

    @Test func cutsOffWhoSendsABodyTooSlowly() async throws {
        var limits = ServerLimits()
        limits.bodySeconds = 1
        try await Self.serve(limits) { port, _ in
            let answer = await Self.blocking {
                let connection = RawConnection(port: port)
                connection?.send(
                    "POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 1000\r\n\r\n")
                // Every part would start an idle clock anew.
                for _ in 0..<30 where connection?.send(" ") == true { usleep(100_000) }
                return connection?.readToEnd(seconds: 120)
            }
            #expect(answer == "")
        }
    }

    @Test func closesAConnectionThatIsIdle() async throws {
        var limits = ServerLimits()
        limits.idleSeconds = 1
        try await Self.serve(limits) { port, _ in
            let answer = await Self.blocking {
                RawConnection.request("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", port: port, seconds: 120)
            }
            #expect(answer?.hasPrefix("HTTP/1.1 200") == true)
        }
    }

    @Test(arguments: [
        "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Long: \(String(repeating: "x", count: 20_000))\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: localhost\r\n\(String(repeating: "X-Many: 1\r\n", count: 200))\r\n",
        "GET /health HTTP/1.1\r\n\(String(repeating: "X-Large: \(String(repeating: "x", count: 8_000))\r\n", count: 10))\r\n",
        "nonsense\r\n\r\n", "GET /health HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}",
    ])
    func refusesWhatIsNoRequestItTakes(bytes: String) async throws {
        var limits = ServerLimits()
        limits.headerSeconds = 2
        try await Self.serve(limits) { port, _ in
            let answer = await Self.blocking { RawConnection.request(bytes, port: port, seconds: 120) }
            #expect(answer == "" || answer?.hasPrefix("HTTP/1.1 4") == true)
            let after = await Self.blocking { RawConnection.request(Self.head, port: port) }
            #expect(after?.hasPrefix("HTTP/1.1 200") == true)
        }
    }

    @Test func requestsWithoutAHostAreRefused() async throws {
        try await Self.serve(ServerLimits()) { port, _ in
            for host in ["", "Host: evil.example\r\n"] {
                let answer = await Self.blocking {
                    RawConnection.request("GET /health HTTP/1.1\r\n\(host)Connection: close\r\n\r\n", port: port)
                }
                #expect(answer?.hasPrefix("HTTP/1.1 4") == true)
            }
        }
    }

    @Test func manyHostileConnectionsDoNotStopTheOthers() async throws {
        var limits = ServerLimits()
        (limits.connections, limits.connectionsPerAddress) = (100, 1_000)
        try await Self.serve(limits) { port, service in
            let answered = await Self.blocking {
                var hostile: [RawConnection] = []
                var answered = 0
                for index in 0..<300 {
                    guard let connection = RawConnection(port: port) else { continue }
                    connection.send(["", "GET", "GET / HTTP/1.1\r\nHost: localhost\r\nX:"][index % 3])
                    hostile.append(connection)
                    if index % 30 == 0, let answer = RawConnection.request(Self.head, port: port),
                        answer.hasPrefix("HTTP/1.1 200")
                    {
                        answered += 1
                    }
                }
                return withExtendedLifetime(hostile) { answered }
            }
            #expect(answered == 10)
            #expect(service.ledger.count <= 100)
        }
    }

    @Test func oneAddressHasItsShareOfPlaces() async throws {
        var limits = ServerLimits()
        limits.connectionsPerAddress = 5
        try await Self.serve(limits) { port, service in
            let refused = await Self.blocking {
                var open: [RawConnection] = []
                for _ in 0..<5 {
                    guard let connection = RawConnection(port: port) else { continue }
                    connection.send("GET ")
                    open.append(connection)
                }
                // All of them have a place before the next comes.
                while service.ledger.count < 5 { usleep(10_000) }
                let answer = RawConnection.request(Self.head, port: port, seconds: 120)
                return withExtendedLifetime(open) { answer ?? "" }
            }
            #expect(refused == "")
        }
    }

    @Test func theLedgerGivesThePlaceOfWhoWaitedLongest() throws {
        var limits = ServerLimits()
        (limits.connections, limits.connectionsPerAddress) = (2, 2)
        let ledger = ConnectionLedger(limits, mayTakeAll: TrustedProxy("10.0.0.9"))
        // Kept, so that no two have one identity.
        var channels: [EmbeddedChannel] = []
        func open(_ text: String) throws -> ConnectionLedger.Place? {
            channels.append(EmbeddedChannel())
            return ledger.open(
                try SocketAddress(ipAddress: text, port: 1), ObjectIdentifier(channels[channels.count - 1])
            ) {}
        }
        let first = try #require(try open("10.0.0.1"))
        let second = try #require(try open("10.0.0.2"))
        ledger.mark(first, isIdle: false)
        // The second waits for longest; the first is being answered.
        let third = try #require(try open("10.0.0.3"))
        #expect(ledger.count == 2)
        ledger.mark(third, isIdle: false)
        #expect(try open("10.0.0.4") == nil)
        ledger.close(second)
        ledger.close(first)
        #expect(ledger.count == 1)
        for _ in 0..<3 { #expect(try open("10.0.0.9") != nil) }
    }
}
