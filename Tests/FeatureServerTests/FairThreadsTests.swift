import Dispatch
import Synchronization
import Testing

@testable import FeatureServer

@Suite struct FairThreadsTests {
    /// Work that waits until it may go, and what was seen of it.
    private final class Gate: Sendable {
        private let gate = DispatchSemaphore(value: 0)
        private let seen = Mutex((running: 0, most: 0))
        var running: Int { seen.withLock { $0.running } }
        var most: Int { seen.withLock { $0.most } }

        func pass() {
            seen.withLock { seen in
                seen.running += 1
                seen.most = max(seen.most, seen.running)
            }
            gate.wait()
            seen.withLock { $0.running -= 1 }
        }

        func open(_ times: Int) { for _ in 0..<times { gate.signal() } }
    }

    @Test func nobodyHasAllThreadsNorAllPlaces() async throws {
        let threads = FairThreads<String>(
            FairThreads.Shares(threads: 3, places: 6, placesPerAsker: 4, threadsPerAsker: 2))
        let gate = Gate()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try await threads.run(for: "one") { gate.pass() } } }
            while threads.load < 4 || gate.running < 2 { try await Task.sleep(for: .milliseconds(5)) }
            // The third thread is there for others, though two of the first asker's works wait.
            #expect(try await threads.run(for: "other") { 7 } == 7)
            #expect(try await threads.run { 8 } == 8)
            await #expect(throws: Problem.busy) { try await threads.run(for: "one") {} }
            gate.open(4)
            try await group.waitForAll()
        }
        #expect(gate.most == 2 && threads.load == 0)
        #expect(try await threads.run(for: "one") { 9 } == 9)
    }

    @Test func oneMoreThanThereIsRoomForIsRefused() async throws {
        let threads = FairThreads<String>(FairThreads.Shares(threads: 1, places: 2))
        let gate = Gate()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for asker in ["one", "other"] { group.addTask { try await threads.run(for: asker) { gate.pass() } } }
            while threads.load < 2 { try await Task.sleep(for: .milliseconds(5)) }
            await #expect(throws: Problem.busy) { try await threads.run(for: "third") {} }
            await #expect(throws: Problem.busy) { try await threads.run {} }
            gate.open(2)
            try await group.waitForAll()
        }
        #expect(gate.most == 1)
    }

    @Test func workThatFailsGivesItsPlaceBack() async throws {
        let threads = FairThreads<String>(
            FairThreads.Shares(threads: 1, places: 1, placesPerAsker: 1, threadsPerAsker: 1))
        for _ in 0..<3 {
            await #expect(throws: Problem.notLoggedIn) {
                try await threads.run(for: "one") { throw Problem.notLoggedIn }
            }
        }
        #expect(threads.load == 0)
    }
}
