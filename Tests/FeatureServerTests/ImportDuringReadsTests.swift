import Foundation
import Registry
import Synchronization
import Testing
import VictimSupport

@testable import FeatureServer

/// Readers while the register changes under them.
@Suite struct ImportDuringReadsTests {
    /// What every reader saw of a generation.
    private final class Seen: Sendable {
        let counts = Mutex<[Int64: Set<Int>]>([:])
        let conflicts = Mutex(0)
        let finished = Mutex(0)
        let isOver = Atomic(false)

        /// Whether several states were read, and often.
        var isEnough: Bool { finished.withLock { $0 > 20 } && counts.withLock { $0.count > 1 } }
    }

    @Test func everyReaderSeesExactlyOneGeneration() async throws {
        let fixture = try HouseholdCollectionTests.fixture(households: 200)
        var limits = ServerLimits()
        limits.readers = 12
        let workspace = ServedWorkspace(fixture.paths, limits: limits) { [moment = fixture.moment] in moment }
        let seen = Seen()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for reader in 0..<20 {
                group.addTask {
                    while !seen.isOver.load(ordering: .relaxed) {
                        if reader % 4 == 0 {
                            try await Self.streamed(fixture, workspace, seen)
                        } else {
                            try await Self.paged(fixture, workspace, seen, limit: 9 + reader)
                        }
                    }
                }
            }
            // Each register has a number of households of its own.
            var change = 0
            while change < 8 || change < 300 && !seen.isEnough {
                change += 1
                try fixture.importResidents(HouseholdCollectionTests.register(200 + change))
                // Lets readers have a turn, however few threads there are.
                await Task.yield()
            }
            seen.isOver.store(true, ordering: .relaxed)
            try await group.waitForAll()
        }
        let counts = seen.counts.withLock { $0 }
        #expect(counts.count > 1 && counts.values.allSatisfy { $0.count == 1 })
        #expect(Set(counts.values.flatMap(\.self)).count == counts.count)
        #expect(seen.finished.withLock { $0 } > 20)
    }

    /// All pages of one answer; begins again when the state has gone.
    private static func paged(
        _ fixture: ServerFixture, _ workspace: ServedWorkspace, _ seen: Seen, limit: Int
    ) async throws {
        var query = ItemsQuery(limit: limit)
        var ids: [String] = []
        var first: ReadPage?
        repeat {
            let page: ReadPage
            do {
                page = try await fixture.page(query, in: workspace)
            } catch let problem as Problem where problem == .generationChanged {
                seen.conflicts.withLock { $0 += 1 }
                return
            }
            let begin = first ?? page
            #expect(page.generation == begin.generation && page.numberMatched == begin.numberMatched)
            first = begin
            ids += page.ids
            query.cursor = page.next
        } while query.cursor != nil
        note(ids, first?.generation ?? 0, first?.numberMatched ?? 0, seen)
    }

    /// The whole answer in one read, slowly.
    private static func streamed(_ fixture: ServerFixture, _ workspace: ServedWorkspace, _ seen: Seen) async throws {
        let session = fixture.session()
        let (page, stream) = try await workspace.readers.stream { [moment = fixture.moment] snapshot in
            let read = ServedRead(snapshot: snapshot, session: session, moment: moment, workspace: workspace)
            return try HouseholdCollection().page(ItemsQuery(limit: 100_000), read)
        } _: { page, snapshot, sink in
            try page.features(snapshot) { feature in
                Thread.sleep(forTimeInterval: 0.000_2)
                var line = feature.id + "\n"
                try line.withUTF8 { try sink.write(UnsafeRawBufferPointer($0)) }
            }
        }
        let text = try await stream.collected()
        note(text.split(separator: "\n").map(String.init), page.generation, page.numberMatched ?? 0, seen)
    }

    private static func note(_ ids: [String], _ generation: Int64, _ matched: Int, _ seen: Seen) {
        #expect(ids.count == matched && Set(ids).count == matched)
        seen.counts.withLock { _ = $0[generation, default: []].insert(matched) }
        seen.finished.withLock { $0 += 1 }
    }
}
