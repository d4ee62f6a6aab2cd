import Testing

@testable import Drill

@Suite struct RandomStreamTests {
    @Test func givesTheSameNumbersOnEveryMachine() {
        var stream = RandomStream(seed: 1, purpose: .lots, index: 7)
        #expect(
            (0..<3).map { _ in stream.next() } == [
                3_001_537_579_989_686_578, 8_064_381_092_941_823_538, 1_349_136_750_796_951_902,
            ])
    }

    @Test func differsBySeedPurposeAndIndex() {
        var streams = [
            RandomStream(seed: 1, purpose: .lots), RandomStream(seed: 2, purpose: .lots),
            RandomStream(seed: 1, purpose: .needs), RandomStream(seed: 1, purpose: .lots, index: 1),
        ]
        var first: Set<UInt64> = []
        for index in streams.indices { first.insert(streams[index].next()) }
        #expect(first.count == streams.count)
    }

    @Test(arguments: [1, 2, 3, 7, 1_000])
    func spreadsEvenlyBelowABound(bound: Int) {
        var stream = RandomStream(seed: 99, purpose: .sample)
        var counts = [Int](repeating: 0, count: bound)
        let draws = bound * 400
        for _ in 0..<draws { counts[stream.below(bound)] += 1 }
        // Six standard deviations around 400.
        #expect(counts.allSatisfy { (280...520).contains($0) }, "seed 99")
    }

    @Test func drawsByWeight() {
        var stream = RandomStream(seed: 5, purpose: .sample)
        var counts = [0, 0, 0]
        for _ in 0..<10_000 { counts[stream.weighted([(1, 0), (0, 1), (3, 2)])] += 1 }
        #expect(counts[1] == 0)
        #expect((2_250...2_750).contains(counts[0]), "seed 5")
    }

    @Test func shufflesWithoutLosingAnything() {
        var stream = RandomStream(seed: 3, purpose: .sample)
        var numbers = Array(0..<500)
        stream.shuffle(&numbers)
        #expect(numbers != Array(0..<500))
        #expect(numbers.sorted() == Array(0..<500))
    }
}
