import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import ServiceLifecycle
import TestSupport
import Testing

@testable import FeatureServer

@Suite struct StopBoundTests {
    /// Serves until the body is done, then stops, and tells how long the stop took.
    private static func stop(
        afterSeconds seconds: Int, _ body: @escaping @Sendable (Int) -> RawConnection?
    ) async throws -> Duration {
        var limits = ServerLimits()
        limits.stopSeconds = seconds
        // Nothing else may end the answer.
        (limits.stallSeconds, limits.answerSeconds) = (1_000, 1_000)
        let fixture = try ServerFixture()
        let workspace = ServedWorkspace(fixture.paths, limits: limits) { [moment = fixture.moment] in moment }
        let service = FeatureService(
            workspace, access: KnownSession(session: fixture.session()),
            catalogue: CollectionCatalogue(sources: [{ _ in [LandmarkCollection(count: 300_000)] }]))
        var configuration = ServerConfiguration()
        configuration.port = 0
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let application = try service.application(configuration, libraries: LogOutput()) { port in
            found.yield(port)
            found.finish()
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [application, StopBound(service)], logger: Logger(label: "test")))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var ports = ports.makeAsyncIterator()
            let port = try #require(await ports.next())
            let connection = await withCheckedContinuation { continuation in
                Thread.detachNewThread { continuation.resume(returning: Held(connection: body(port))) }
            }
            let start = ContinuousClock.now
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return withExtendedLifetime(connection) { .now - start }
        }
    }

    /// A connection on its way to the test, which only holds it.
    private struct Held: @unchecked Sendable { let connection: RawConnection? }

    @Test(.timeLimit(.minutes(5))) func anAnswerThatNobodyTakesIsCutOff() async throws {
        let duration = try await Self.stop(afterSeconds: 1) { port in
            let connection = RawConnection(port: port)
            connection?.send("GET /collections/landmarks/items?limit=300000 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            // The answer has begun, and is far larger than what fits between the two.
            return connection?.waitsForBytes(seconds: 120) == true ? connection : nil
        }
        #expect(duration >= .seconds(1))
    }

    @Test(.timeLimit(.minutes(5))) func whatIsNotBeingAnsweredNeedsNoTime() async throws {
        let duration = try await Self.stop(afterSeconds: 200) { RawConnection(port: $0) }
        #expect(duration < .seconds(100))
    }
}
