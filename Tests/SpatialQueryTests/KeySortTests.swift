import TestSupport
import Testing

@testable import SpatialQuery

@Suite struct KeySortTests {
    /// Numbers with few or many digits that differ, many of them equal.
    private static func numbers(_ count: Int, below limit: UInt64, seed: UInt64) -> [UInt64] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in UInt64.random(in: 0...limit, using: &random) }
    }

    @Test(arguments: [0, 1, 2, 99, 100, 101, 2048, 10_000], [UInt64(0), 1, 2047, 2048, 1 << 40, .max])
    func sortsLikeTheStandardLibrary(count: Int, limit: UInt64) {
        let numbers = Self.numbers(count, below: limit, seed: 7)
        var keys = numbers.enumerated().map { SortKey(first: $1, place: UInt32($0)) }
        KeySort.sort(&keys)
        #expect(keys.map(\.first) == numbers.sorted())
    }

    @Test(arguments: [0, 1, 50, 100, 101, 5000], [UInt64(3), 70_000, .max])
    func sortsByTheFirstThenTheSecondAndKeepsTheOrderOfEqualOnes(count: Int, limit: UInt64) {
        var random = SeededGenerator(seed: 11)
        var keys = Self.numbers(count, below: limit, seed: 13).enumerated().map { place, first in
            SortKey(first: first, second: UInt32.random(in: 0...5, using: &random), place: UInt32(place))
        }
        let expected = keys.sorted { ($0.first, $0.second, $0.place) < ($1.first, $1.second, $1.place) }.map(\.place)
        KeySort.sort(&keys)
        #expect(keys.map(\.place) == expected)
        #expect(zip(keys, keys.dropFirst()).allSatisfy { !($1 < $0) })
    }
}
