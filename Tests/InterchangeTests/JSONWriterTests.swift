import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite struct JSONWriterTests {
    private func text(_ value: Double, _ decimals: Int) -> String {
        var writer = JSONWriter()
        writer.number(value, decimals: decimals)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Texts are copied eight bytes together, the last eight perhaps twice, and what needs an escape may stand anywhere.
    @Test func textsOfEveryLengthComeBackWithAnEscapeInEveryPlace() throws {
        for length in 0...40 {
            let plain = String((0..<length).map { Character(Unicode.Scalar(UInt8(0x61 + $0 % 26))) })
            for place in 0...length {
                for special in ["", "\"", "\\", "\n", "\u{1}", "\u{1F}", "\u{7F}", "é", "神", "𠮷"] {
                    let text = plain.prefix(place) + special + plain.dropFirst(place)
                    var writer = JSONWriter()
                    writer.beginArray()
                    writer.string("before")
                    writer.string(String(text))
                    writer.integer(-7)
                    writer.endArray()
                    let written = try JSONParser.parse(writer.bytes)
                    #expect(written == .array([.string("before"), .string(String(text)), .number(-7)]))
                }
            }
        }
    }

    @Test func thousandthsAreWrittenWithoutNeedlessZeros() {
        var writer = JSONWriter()
        writer.beginArray()
        for thousandths in [0, 82_500, 165_000, -125, 1, Int.max, Int.min] { writer.number(thousandths: thousandths) }
        writer.endArray()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "[0,82.5,165,-0.125,0.001,9223372036854775.807,-9223372036854775.808]")
    }

    /// The slow way: all digits of the exact value, rounded half away from zero by hand.
    private func oracle(_ value: Double, _ decimals: Int) -> String {
        let exact = Array(String(format: "%.1080f", value.magnitude).utf8)
        guard let point = exact.firstIndex(of: 0x2E) else { return "" }
        var digits = exact[..<point] + exact[(point + 1)..<(point + 1 + decimals)]
        if exact[point + decimals + 1] >= 0x35 {
            var index = digits.count - 1
            while index >= 0, digits[index] == 0x39 {
                digits[index] = 0x30
                index -= 1
            }
            if index >= 0 { digits[index] += 1 } else { digits.insert(0x31, at: 0) }
        }
        let isZero = digits.allSatisfy { $0 == 0x30 }
        if decimals > 0 { digits.insert(0x2E, at: digits.count - decimals) }
        return (value < 0 && !isZero ? "-" : "") + String(decoding: digits, as: UTF8.self)
    }

    @Test(
        arguments: [
            (135.1683, 7, "135.1683000"), (0, 7, "0.0000000"), (-0.0, 7, "0.0000000"), (-0.00000001, 7, "0.0000000"),
            (-0.00000006, 7, "-0.0000001"), (0.00390625, 7, "0.0039063"), (-0.00390625, 7, "-0.0039063"), (0.5, 0, "1"),
            (1.5, 0, "2"), (2.5, 0, "3"), (0.99999999, 7, "1.0000000"), (179.99999999, 7, "180.0000000"),
            (1e22, 1, "10000000000000000000000.0"),
            (9_007_199_254_740_992, 2, "9007199254740992.00"), (.leastNonzeroMagnitude, 7, "0.0000000"),
            (1e-300, 17, "0.00000000000000000"),
            (123.456, 99, "123.45600000000000307"), (1, -3, "1"), (.infinity, 2, "null"), (.nan, 2, "null"),
        ] as [(Double, Int, String)])
    func writesFixedDecimals(value: Double, decimals: Int, expected: String) {
        #expect(text(value, decimals) == expected)
    }

    @Test(arguments: [21, 22] as [UInt64])
    func roundsAsTheExactDigitsSay(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1500 {
            let degrees = Double.random(in: -180...180, using: &generator)
            #expect(text(degrees, 7) == oracle(degrees, 7), "seed \(seed): \(degrees)")
            // A number near a tie, and any number at all.
            let tie = (Double(Int.random(in: -1_000_000...1_000_000, using: &generator)) + 0.5) / 1e4
            #expect(text(tie, 4) == oracle(tie, 4), "seed \(seed): \(tie)")
            let dyadic = Double(Int.random(in: -100_000...100_000, using: &generator)) / 1024
            let decimals = Int.random(in: 0...12, using: &generator)
            #expect(text(dyadic, decimals) == oracle(dyadic, decimals), "seed \(seed): \(dyadic)")
            let any = Double(bitPattern: UInt64.random(in: .min ... .max, using: &generator))
            if any.isFinite { #expect(text(any, decimals) == oracle(any, decimals), "seed \(seed): \(any)") }
        }
    }

    @Test func putsCommasAndEscapes() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("a\"b")
        writer.beginArray()
        writer.integer(.min)
        writer.integer(0)
        writer.integer(.max)
        writer.bool(true)
        writer.null()
        writer.rawNumber("82.5")
        writer.endArray()
        writer.name("s")
        writer.string("\\\n\r\t\u{1}\u{1F}\u{7F}住所")
        writer.name("n")
        writer.string(nil)
        writer.name("o")
        writer.beginObject()
        writer.endObject()
        writer.endObject()
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == "{\"a\\\"b\":[-9223372036854775808,0,9223372036854775807,true,null,82.5],\"s\":\"\\\\\\n\\r\\t\\u0001\\u001f\u{7F}住所\",\"n\":null,\"o\":{}}"
        )
    }

    /// Eight bytes are looked at together: what needs an escape must be seen at every place of every length.
    @Test(arguments: ["\"", "\\", "\n", "\u{0}", "\u{1F}"])
    func escapesAtEveryPlace(special: String) throws {
        for length in 0...20 {
            for place in 0...length {
                for filler in [" ", "\u{7F}", "é", "!", "]", "\u{80}"] {
                    let text =
                        String(repeating: filler, count: place) + special
                        + String(repeating: filler, count: length - place)
                    var writer = JSONWriter()
                    writer.string(text)
                    #expect(writer.bytes.count > text.utf8.count + 2)
                    #expect(try JSONParser.parse(writer.bytes).string?.utf8.elementsEqual(text.utf8) == true)
                    var plain = JSONWriter()
                    plain.string(String(repeating: filler, count: length))
                    #expect(plain.bytes.count == length * filler.utf8.count + 2)
                }
            }
        }
    }

    @Test func readsBackEveryCharacter() throws {
        let scalars = (UInt32(0)...0x2FF).compactMap(Unicode.Scalar.init) + ["\u{2028}", "𠮷", "\u{FFFD}", "\u{10FFFF}"]
        let text = String(String.UnicodeScalarView(scalars))
        var writer = JSONWriter()
        writer.string(text)
        #expect(try JSONParser.parse(writer.bytes).string?.utf8.elementsEqual(text.utf8) == true)
    }
}
