import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite struct DecimalTextTests {
    /// The C library prints the exact value, rounded to nearest. Exact halves, which it rounds to even, are not met below 2²⁴.
    @Test(arguments: 0...17)
    func printsWhatTheCLibraryPrints(decimals: Int) {
        var random = SeededGenerator(seed: UInt64(decimals) + 1)
        for exponent in -70...24 {
            for _ in 0..<20 {
                let value = Double.random(in: -1...1, using: &random) * pow(2, Double(exponent))
                let expected = String(format: "%.\(decimals)f", value)
                let isZero = !expected.contains { ("1"..."9").contains($0) }
                let text = DecimalText.fixed(value, decimals: decimals)
                #expect(text == (isZero && value < 0 ? String(expected.dropFirst()) : expected), "\(value)")
                var bytes: [UInt8] = [0x78]
                DecimalText.append(value, decimals: decimals, to: &bytes)
                #expect(String(decoding: bytes, as: UTF8.self) == "x" + text)
            }
        }
    }

    /// Where a digit more begins, and where digits are stored by eights.
    @Test func printsEveryLengthOfInteger() {
        var power: UInt64 = 1
        for digits in 1...20 {
            for value in [power - 1, power, power + 1, power &* 7, power / 9 * 8] {
                #expect(Self.text(value) == String(value))
            }
            if digits < 20 { power *= 10 }
        }
        for value: UInt64 in 0...10_100 { #expect(Self.text(value) == String(value)) }
    }

    private static func text(_ value: UInt64) -> String {
        String(unsafeUninitializedCapacity: DecimalText.mostIntegerBytes) { text in
            text.baseAddress.map { DecimalText.write(value, to: $0) } ?? 0
        }
    }

    @Test func roundsHalvesAwayFromZero() {
        #expect(DecimalText.fixed(0.5, decimals: 0) == "1")
        #expect(DecimalText.fixed(-2.5, decimals: 0) == "-3")
        #expect(DecimalText.fixed(0.125, decimals: 2) == "0.13")
        #expect(DecimalText.fixed(0.9999, decimals: 3) == "1.000")
        #expect(DecimalText.fixed(-0.0001, decimals: 3) == "0.000")
        #expect(DecimalText.fixed(.greatestFiniteMagnitude, decimals: 17).utf8.count == 309 + 18)
        #expect(DecimalText.fixed(-.greatestFiniteMagnitude, decimals: 0).utf8.count == 310)
    }

    @Test func printsThousandthsWithoutNeedlessZeros() {
        for thousandths in Array(-2100...2100) + [165_000, 999_999_999, -1_000_001, Int.max, Int.min] {
            let rest = thousandths.magnitude % 1000
            var expected = (thousandths < 0 ? "-" : "") + "\(thousandths.magnitude / 1000)"
            if rest > 0 { expected += "." + String("\(1000 + rest)".dropFirst()) }
            while rest > 0, expected.last == "0" { expected.removeLast() }
            #expect(DecimalText.text(thousandths: thousandths) == expected)
        }
    }

    @Test func aNumberIsWrittenAsItsTextWouldBe() throws {
        for encoding in [TextEncoding.utf8, .cp932] {
            var numbers = try DelimitedWriter(encoding: encoding)
            var texts = numbers
            for value in [0, 7, -7, 10, 1_234_567, Int.max, Int.min] {
                numbers.field(value)
                numbers.field(Double(value) / 1000, decimals: 3)
                numbers.field(thousandths: value)
                texts.field(String(value))
                texts.field(DecimalText.fixed(Double(value) / 1000, decimals: 3))
                texts.field(DecimalText.text(thousandths: value))
                numbers.endRow()
                texts.endRow()
            }
            #expect(numbers.bytes == texts.bytes)
            #expect(numbers.byteCount == numbers.bytes.count)
        }
    }

    @Test func aFieldIsQuotedWhereverTheByteStands() throws {
        for length in 1...20 {
            for place in 0..<length {
                for special: Character in [",", "\"", "\t", "\n", "\r", "-", ";"] {
                    var field = [Character](repeating: "域", count: length)
                    field[place] = special
                    var writer = try DelimitedWriter(encoding: .utf8, guardsFormulas: false)
                    writer.row(["a", String(field)])
                    let isQuoted = !["-", ";"].contains(special)
                    let inside = String(field).replacingOccurrences(of: "\"", with: "\"\"")
                    #expect(
                        String(decoding: writer.bytes, as: UTF8.self)
                            == "a," + (isQuoted ? "\"\(inside)\"" : inside) + "\r\n")
                }
            }
        }
    }
}
