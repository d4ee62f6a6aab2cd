import Disclosure
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Registry
import Testing
import VictimSupport

@testable import FeatureServer

@Suite struct ReaderPoolTests {
    /// A route that writes as many bytes as the path says, in one read.
    private struct Bytes {
        let workspace: ServedWorkspace

        func add(to router: Router<ServerContext>) {
            router.get("bytes/:count") { _, context in
                let count = context.parameters.get("count", as: Int.self) ?? 0
                let (generation, stream) = try await workspace.readers.stream {
                    try $0.generation()
                } _: { _, _, sink in
                    let piece = [UInt8](repeating: 0x61, count: 1000)
                    for _ in 0..<(count / 1000) { try piece.withUnsafeBytes { try sink.write($0) } }
                }
                return Response(
                    status: .ok, headers: [.eTag: "\(generation)"], body: stream.body)
            }
        }
    }

    @Test func streamsMoreThanFitsInMemoryAtOnce() async throws {
        let fixture = try ServerFixture()
        var limits = ServerLimits()
        limits.stallSeconds = Self.longStall
        let workspace = ServedWorkspace(fixture.paths, limits: limits) { [moment = fixture.moment] in moment }
        let router = Router(context: ServerContext.self)
        Bytes(workspace: workspace).add(to: router)
        try await Application(responder: router.buildResponder()).test(.router) { client in
            let response = try await client.execute(uri: "/bytes/20000000", method: .get)
            #expect(response.status == .ok)
            #expect(response.headers[.eTag] == "1")
            #expect(response.body.readableBytes == 20_000_000)
        }
    }

    @Test func throwsWhatIsWrongBeforeTheFirstByte() async throws {
        let fixture = try ServerFixture()
        let workspace = ServedWorkspace(fixture.paths) { [moment = fixture.moment] in moment }
        await #expect(throws: Problem.notLoggedIn) {
            _ = try await workspace.readers.stream { _ in
                throw Problem.notLoggedIn
            } _: { (_: Int, _, _) in
            }
        }
    }

    @Test func giveUpOnAClientThatTakesNothing() async throws {
        let fixture = try ServerFixture()
        var limits = ServerLimits()
        limits.stallSeconds = 1
        limits.readers = 1
        let workspace = ServedWorkspace(fixture.paths, limits: limits) { [moment = fixture.moment] in moment }
        let (_, stream) = try await workspace.readers.stream {
            try $0.generation()
        } _: { _, _, sink in
            let piece = [UInt8](repeating: 0x61, count: 1 << 16)
            for _ in 0..<100 { try piece.withUnsafeBytes { try sink.write($0) } }
        }
        // Nobody takes anything of the stream, and the only reader comes back all the same.
        #expect(try await workspace.readers.read { try $0.generation() } == 1)
        withExtendedLifetime(stream) {}
    }

    /// On a busy machine the client of a test may sleep for longer than a client should.
    private static let longStall = 600

    private static func session(_ name: String) -> Session {
        Session(
            operatorName: name, account: nil, audience: .headquarters, basis: .drill, reason: nil, source: "test")
    }

    @Test func oneOperatorNeverHasAllReaders() async throws {
        let fixture = try ServerFixture()
        var limits = ServerLimits()
        (limits.readers, limits.readersPerOperator, limits.waitingReadsPerOperator) = (2, 1, 1)
        limits.stallSeconds = Self.longStall
        let workspace = ServedWorkspace(fixture.paths, limits: limits) { [moment = fixture.moment] in moment }
        let one = Self.session("one")
        @Sendable func answer() async throws -> ChunkStream {
            try await workspace.readers.stream(for: one) {
                try $0.generation()
            } _: { _, _, sink in
                let piece = [UInt8](repeating: 0x61, count: 1 << 16)
                for _ in 0..<20 { try piece.withUnsafeBytes { try sink.write($0) } }
            }.1
        }
        // Nobody takes anything of the first answer, so it keeps its reader, and the second of the same operator waits.
        let first = try await answer()
        async let second = answer()
        for _ in 0..<6_000 where workspace.readers.load < 2 { try await Task.sleep(for: .milliseconds(10)) }
        await #expect(throws: Problem.busy) { try await workspace.readers.read(for: one) { _ in } }
        #expect(try await workspace.readers.read(for: Self.session("other")) { try $0.generation() } == 1)
        #expect(try await first.collected().utf8.count == 20 << 16)
        #expect(try await second.collected().utf8.count == 20 << 16)
    }

    @Test func refusesWhatFindsNoRoomToWait() async throws {
        let fixture = try ServerFixture()
        var limits = ServerLimits()
        (limits.readers, limits.waitingReads, limits.stallSeconds) = (1, 0, Self.longStall)
        let workspace = ServedWorkspace(fixture.paths, limits: limits) { [moment = fixture.moment] in moment }
        let (_, stream) = try await workspace.readers.stream {
            try $0.generation()
        } _: { _, _, sink in
            let piece = [UInt8](repeating: 0x61, count: 1 << 16)
            for _ in 0..<20 { try piece.withUnsafeBytes { try sink.write($0) } }
        }
        await #expect(throws: Problem.busy) { try await workspace.readers.read { _ in } }
        #expect(try await stream.collected().utf8.count == 20 << 16)
    }

    @Test func cutsOffAnAnswerThatTakesTooLong() async throws {
        let fixture = try ServerFixture()
        var limits = ServerLimits()
        (limits.answerSeconds, limits.readers, limits.stallSeconds) = (1, 1, Self.longStall)
        let workspace = ServedWorkspace(fixture.paths, limits: limits) { [moment = fixture.moment] in moment }
        let (_, stream) = try await workspace.readers.stream {
            try $0.generation()
        } _: { _, snapshot, sink in
            // The client takes everything at once, and it never ends.
            while true {
                try "\(try snapshot.generation())".utf8.withContiguousStorageIfAvailable {
                    try sink.write(UnsafeRawBufferPointer($0))
                }
            }
        }
        await #expect(throws: Problem.tookTooLong) { try await stream.collected() }
        #expect(try await workspace.readers.read { try $0.generation() } == 1)
    }
}
