import Synchronization
import Testing

@testable import VictimSupport

/// A cache of what costs much to make.
@Suite struct AnswerCacheTests {
    private final class Counter: Sendable {
        let count = Mutex(0)
    }

    @Test func nothingIsMadeTwiceAtOnce() async throws {
        let cache = AnswerCache<Int, Int>(limit: 1000)
        let made = Counter()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for task in 0..<64 {
                group.addTask {
                    try cache.value(task % 4, bytes: { _ in 1 }) {
                        made.count.withLock { $0 += 1 }
                        return 10 * (task % 4)
                    }
                }
            }
            for try await value in group { #expect(value % 10 == 0) }
        }
        #expect(made.count.withLock { $0 } == 4 && cache.byteCount == 4)
    }

    @Test func whatWasNotUsedForLongestGoesFirst() throws {
        let cache = AnswerCache<Int, Int>(limit: 30)
        func ask(_ key: Int) throws -> Bool {
            var isMade = false
            _ = try cache.value(key, bytes: { _ in 10 }) {
                isMade = true
                return key
            }
            return isMade
        }
        for key in 1...3 { #expect(try ask(key)) }
        #expect(try !ask(1))
        #expect(try ask(4))
        #expect(cache.byteCount == 30)
        #expect(try !ask(1) && !ask(3) && !ask(4))
        #expect(try ask(2))
        cache.forget { $0 > 2 }
        #expect(try !ask(2) && ask(3))
    }

    @Test func aFailureIsNotRemembered() throws {
        struct Failure: Error {}
        let cache = AnswerCache<Int, Int>(limit: 30)
        #expect(throws: Failure.self) { try cache.value(1, bytes: { _ in 1 }) { throw Failure() } }
        #expect(try cache.value(1, bytes: { _ in 1 }) { 7 } == 7)
        #expect(cache.byteCount == 1)
    }

    /// A key that tells whether anything still holds it.
    private final class Question: Hashable, Sendable {
        static func == (one: Question, other: Question) -> Bool { one === other }
        func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
    }

    @Test func whatCouldNotBeMadeLeavesNothingBehind() {
        struct Failure: Error {}
        let cache = AnswerCache<Question, Int>(limit: 30)
        weak var kept: Question?
        do {
            let question = Question()
            kept = question
            #expect(throws: Failure.self) { try cache.value(question, bytes: { _ in 1 }) { throw Failure() } }
        }
        #expect(kept == nil)
    }
}
