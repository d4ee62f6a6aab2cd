import Disclosure
import Foundation
import Hummingbird
import HummingbirdTesting
import Registry
import SupportScoring
import Synchronization
import TestSupport
import Testing
import VictimSupport

@testable import FeatureServer

/// Reads that take too long or that nobody waits for any more end early, in the middle of work that asks no row.
@Suite struct AbandonedReadTests {
    /// A collection whose page never comes to an end.
    private final class Endless: FeatureCollection {
        let id = "endless"
        let title = Bilingual("終わらない", "Endless")
        let summary = Bilingual("終わらない。", "Never ends.")
        let data: DataSet? = .lists
        /// Whether its page is being made.
        let isUnderWay = Atomic(false)

        func properties(_ read: ServedRead) -> [FeatureProperty] { [] }
        func feature(_ id: String, _ query: ItemsQuery, _ read: ServedRead) -> FeaturePage? { nil }

        func page(_ query: ItemsQuery, _ read: ServedRead) throws -> FeaturePage {
            try work(read.snapshot, read.clearance(for: .lists))
        }

        /// Goes over positions in memory again and again.
        func work(_ snapshot: RegistrySnapshot, _ clearance: Clearance) throws -> FeaturePage {
            let register = try snapshot.keepingPositions(of: snapshot.packedRegister(clearance, time: .night))
            while true {
                try snapshot.forEachPositions(in: register) { _ in isUnderWay.store(true, ordering: .relaxed) }
            }
        }
    }

    private let fixture: ServerFixture
    private let endless = Endless()

    init() throws {
        fixture = try ServerFixture()
        try fixture.importResidents(
            """
            宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
            1,1,試験,1950-01-01,男,世帯主,試験町1,135.1,34.2

            """)
    }

    private func workspace(_ limits: ServerLimits) -> ServedWorkspace {
        ServedWorkspace(fixture.paths, limits: limits) { [moment = fixture.moment] in moment }
    }

    private func read(_ workspace: ServedWorkspace) async throws {
        let session = fixture.session()
        try await workspace.readers.read(for: session) { [endless, moment = fixture.moment] snapshot in
            _ = try endless.work(snapshot, snapshot.clear(session.disclosure(at: moment), for: .lists))
        }
    }

    private func waitUntil(_ condition: () -> Bool) async throws {
        for _ in 0..<18_000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
        #expect(condition())
    }

    /// Far longer than the test.
    private static var patience: ServerLimits {
        var limits = ServerLimits()
        (limits.readers, limits.querySeconds, limits.answerSeconds) = (1, 3_600, 3_600)
        return limits
    }

    @Test func aReadThatTakesTooLongEndsThoughItAsksNoRow() async throws {
        var limits = Self.patience
        limits.querySeconds = 1
        let workspace = workspace(limits)
        await #expect(throws: Problem.tookTooLong) { try await read(workspace) }
        // The reader was interrupted, and the next read has another; on a machine that stands still it may be late itself.
        var isSecond: Bool?
        for _ in 0..<100 where isSecond == nil {
            do {
                isSecond = try await workspace.readers.read { try $0.generation() == 2 }
            } catch let problem as Problem where problem == .tookTooLong {}
        }
        #expect(isSecond == true)
    }

    @Test func whatWasFoundWrongIsToldThoughNobodyWaitsAnyMore() async throws {
        let workspace = workspace(Self.patience)
        let isBegun = Atomic(false)
        let isCancelled = Atomic(false)
        let task = Task {
            try await workspace.readers.read { _ in
                isBegun.store(true, ordering: .relaxed)
                while !isCancelled.load(ordering: .relaxed) { usleep(1_000) }
                throw DisclosureError.noActivation(last: nil)
            }
        }
        try await waitUntil { isBegun.load(ordering: .relaxed) }
        task.cancel()
        isCancelled.store(true, ordering: .relaxed)
        // A refusal belongs in the audit log, whoever hears of it.
        await #expect(throws: DisclosureError.self) { try await task.value }
        #expect(try await workspace.readers.read { try $0.generation() } == 2)
    }

    @Test func aReadEndsWhenItsTaskIsCancelled() async throws {
        let workspace = workspace(Self.patience)
        let task = Task { try await read(workspace) }
        try await waitUntil { endless.isUnderWay.load(ordering: .relaxed) }
        task.cancel()
        await #expect(throws: ClientGone.self) { try await task.value }
        #expect(try await workspace.readers.read { try $0.generation() } == 2)
    }

    @Test func aReadThatWaitsForItsTurnIsNotBegunWhenItsTaskIsCancelled() async throws {
        let workspace = workspace(Self.patience)
        let first = Task { try await read(workspace) }
        try await waitUntil { endless.isUnderWay.load(ordering: .relaxed) }
        let isBegun = Atomic(false)
        let second = Task { try await workspace.readers.read { _ in isBegun.store(true, ordering: .relaxed) } }
        try await waitUntil { workspace.readers.load == 2 }
        second.cancel()
        first.cancel()
        await #expect(throws: ClientGone.self) { try await first.value }
        await #expect(throws: ClientGone.self) { try await second.value }
        let begun = isBegun.load(ordering: .relaxed)
        #expect(!begun)
    }

    /// A client may close its end as soon as it has sent what is to be recorded.
    @Test func whatChangesSomethingDoesNotEndWithItsClient() {
        let service = FeatureService(
            workspace(Self.patience), access: KnownSession(session: fixture.session()),
            catalogue: CollectionCatalogue(sources: []), log: LogOutput(path: "/dev/null"))
        let lasting = Set(service.routes.filter { !$0.endsWithClient }.map(\.name))
        #expect(lasting.isSuperset(of: ["reportState", "mergeReports", "openIncident", "sayEditing", "keepArea"]))
        let asking = Set(service.routes.filter { $0.endsWithClient && $0.method != .get }.map(\.name))
        #expect(
            asking == [
                "search", "countForMap", "answerForMap", "rowsForMap", "reasonsForMap", "sendFileToMap",
                "exportFromMap",
            ])
    }

    @Test func aReadEndsWhenItsClientCloses() async throws {
        let workspace = workspace(Self.patience)
        let log = fixture.folder.appendingPathComponent("log")
        let service = FeatureService(
            workspace, access: KnownSession(session: fixture.session()),
            catalogue: CollectionCatalogue(sources: [{ [endless] _ in [endless] }]), log: LogOutput(path: log.path))
        let libraries = LogOutput(path: fixture.folder.appendingPathComponent("libraries").path) ?? LogOutput()
        let audit = try AuditLog(fixture.paths).contents()
        let application = try service.application(ServerConfiguration(), libraries: libraries) { _ in }
        try await application.test(.live) { client in
            let port = try #require(client.port)
            var connection = RawConnection(port: port)
            connection?.send("GET /collections/endless/items HTTP/1.1\r\nHost: localhost\r\n\r\n")
            try await waitUntil { endless.isUnderWay.load(ordering: .relaxed) }
            #expect(workspace.readers.load == 1)
            connection = nil
            try await waitUntil { workspace.readers.load == 0 }
            try await waitUntil {
                (try? String(contentsOf: log, encoding: .utf8))?.contains("\"status\":499") == true
            }
        }
        // Nothing was handed out, and the log does not say so.
        #expect(try AuditLog(fixture.paths).contents() == audit)
    }
}
