import TestSupport
import Testing

@testable import VictimSupport

@Suite struct NumberTableTests {
    private static func with<Result>(_ text: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        var text = text
        return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }

    @Test func numbersAreTheSameOnlyWhenTheirBytesAre() {
        var table = NumberTable<Int>(filler: -1)
        let numbers = [
            "1", "01", "001", "0", "00", "999999999999999999", "0999999999999999999", "1000000000000000000",
            "123456789012345678", "1234567890123456789", "１", "a1", "1a", "-1", "+1", "1.0",
        ]
        for (index, number) in numbers.enumerated() {
            #expect(Self.with(number) { table.set($0, index) } == nil)
        }
        for (index, number) in numbers.enumerated() {
            #expect(Self.with(number) { table[$0] } == index)
            #expect(Self.with(number) { table.set($0, index + 100) } == index)
        }
        #expect(Self.with("2") { table[$0] } == nil)
        #expect(Self.with("") { table[$0] } == nil)
    }

    @Test(arguments: [0, 10, 5_000, 100_000])
    func agreesWithADictionaryWhateverItsSize(expected: Int) {
        let seed: UInt64 = 77
        var generator = SeededGenerator(seed: seed)
        var table = NumberTable<Int>(filler: 0, expected: expected)
        var oracle: [String: Int] = [:]
        for step in 0..<20_000 {
            // Runs of neighbours, multiples of a power of two, and anything.
            let value =
                switch step % 3 {
                case 0: 1_000_000 + step
                case 1: (step % 4_000) * 4_096
                default: Int.random(in: 0..<1_000_000_000_000, using: &generator)
                }
            let number = step % 5 == 0 ? "0\(value)" : String(value)
            let before = oracle.updateValue(step, forKey: number)
            #expect(Self.with(number) { table.set($0, step) } == before, "seed \(seed), step \(step)")
        }
        for (number, step) in oracle { #expect(Self.with(number) { table[$0] } == step) }
    }
}
