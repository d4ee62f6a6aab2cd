import TestSupport
import Testing

@testable import SupportScoring

@Suite struct ScaledNumberTests {
    @Test(arguments: [(1, 500, 1), (1, 499, 0), (3, 250, 1), (2, 250, 1), (67_000, 250, 16_750), (0, 1_000, 0)])
    func roundsHalfUp(value: Int, factor: Int, product: Int) {
        #expect(ScaledNumber.product(value, factor) == product)
    }

    @Test(arguments: [
        ("0", 0), ("0.25", 250), ("1.5", 1_500), ("110", 110_000), ("0.001", 1), ("12.340", 12_340), ("007", 7_000),
    ])
    func readsDecimalsExactly(text: String, thousandths: Int) {
        #expect(ScaledNumber.parse(text) == thousandths)
    }

    @Test(arguments: [
        "", ".", ".5", "5.", "1.2345", "-1", "+1", "1e3", "1,5", " 1", "１", "nan", "0x10", "1234567890", "1.2.3",
    ])
    func refusesEveryOtherText(text: String) {
        #expect(ScaledNumber.parse(text) == nil)
    }

    @Test func splitsATotalWithoutLoss() {
        #expect(ScaledNumber.distribution(of: 10, over: [1, 1, 1]) == [3, 4, 3])
        #expect(ScaledNumber.distribution(of: 10, over: [4, 6]) == [4, 6])
        #expect(ScaledNumber.distribution(of: 0, over: [4, 6]) == [0, 0])
        #expect(ScaledNumber.distribution(of: 5, over: [0, 0]) == [0, 0])
        #expect(ScaledNumber.distribution(of: 5, over: []) == [])
        var random = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            let amounts = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                Int.random(in: 0...1_000_000_000_000, using: &random)
            }
            let sum = amounts.reduce(0, +)
            let total = Int.random(in: 0...max(sum, 1), using: &random)
            let parts = ScaledNumber.distribution(of: total, over: amounts)
            #expect(parts.reduce(0, +) == (sum == 0 ? 0 : total), "seed 11")
            #expect(zip(parts, amounts).allSatisfy { $0 >= 0 && $0 <= $1 }, "seed 11")
        }
    }
}
