import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite struct JSONParserTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

    @Test func readsEveryKindInOrder() throws {
        let value = try parse(
            "\u{FEFF} {\"b\": [1, -2.5e1, true, false, null, \"住所\\n\\u3042\\ud842\\udfb7\"], \"a\": {}, \"\": []}\n")
        #expect(
            value
                == .object([
                    .init(
                        name: "b",
                        value: .array([
                            .number(1), .number(-25), .bool(true), .bool(false), .null, .string("住所\nあ𠮷"),
                        ])), .init(name: "a", value: .object([])), .init(name: "", value: .array([])),
                ]))
        #expect(value["b"]?.array?[0].number == 1 && value["b"]?.array?[5].string == "住所\nあ𠮷" && value["c"] == nil)
    }

    @Test(arguments: [
        ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{C}\n\r\t"), ("\"\\u0000x\"", "\0x"), ("\"\"", ""),
        ("\"か\u{3099}\"", "か\u{3099}"), ("\"a\\u00e9b\\u00e9\"", "aébé"),
    ])
    func resolvesEscapes(text: String, expected: String) throws {
        let string = try #require(try parse(text).string)
        #expect(Array(string.utf8) == Array(expected.utf8))
    }

    @Test(arguments: [
        ("", 1, JSONSyntaxReason.unexpectedEnd), ("  ", 3, .unexpectedEnd), ("[1,", 4, .unexpectedEnd),
        ("{\"a\"", 5, .unexpectedEnd),
        ("\"a", 3, .unexpectedEnd), ("\"\\", 3, .unexpectedEnd), ("\"\\u12", 6, .unexpectedEnd),
        ("tru", 4, .unexpectedEnd),
        ("-", 2, .unexpectedEnd), ("1.", 3, .unexpectedEnd), ("1e", 3, .unexpectedEnd), ("[1.]", 2, .malformedNumber),
        ("[1e]", 2, .malformedNumber), ("[01]", 2, .malformedNumber), ("-01", 1, .malformedNumber),
        ("+1", 1, .malformedNumber),
        ("0x10", 1, .malformedNumber), (".5", 1, .malformedNumber), ("1.2.3", 1, .malformedNumber),
        ("1_0", 1, .malformedNumber),
        ("nan", 1, .unexpectedCharacter), ("NaN", 1, .unexpectedCharacter), ("-Infinity", 1, .malformedNumber),
        ("Infinity", 1, .unexpectedCharacter), ("1e309", 1, .numberOutOfRange),
        ("-1e99999999999999999999", 1, .numberOutOfRange),
        ("[1,]", 4, .unexpectedCharacter), ("[,1]", 2, .unexpectedCharacter), ("{\"a\":1,}", 8, .unexpectedCharacter),
        ("{a:1}", 2, .unexpectedCharacter), ("{\"a\" 1}", 6, .unexpectedCharacter), ("[1 2]", 4, .unexpectedCharacter),
        ("'a'", 1, .unexpectedCharacter), ("[1]]", 4, .trailingContent), ("{} x", 4, .trailingContent),
        ("/**/1", 1, .unexpectedCharacter), ("\"a\nb\"", 3, .controlCharacter), ("\"あ\tb\"", 3, .controlCharacter),
        ("\"\\x\"", 2, .malformedEscape), ("\"\\u12g4\"", 2, .malformedEscape), ("\"\\ud800\"", 2, .loneSurrogate),
        ("\"\\ud800\\u0041\"", 2, .loneSurrogate), ("\"\\udc00\"", 2, .loneSurrogate),
        ("\"\\ud800x\"", 2, .loneSurrogate),
        ("{\"a\":1,\"\\u0061\":2}", 8, .duplicateMember), ("\u{0}", 1, .unexpectedCharacter),
        ("True", 1, .unexpectedCharacter),
    ])
    func refusesWithThePlace(text: String, column: Int, reason: JSONSyntaxReason) {
        #expect(throws: InterchangeError.invalidJSON(line: 1, column: column, reason: reason)) { try parse(text) }
    }

    @Test func countsLinesAndCharacters() {
        #expect(throws: InterchangeError.invalidJSON(line: 4, column: 5, reason: .unexpectedCharacter)) {
            try parse("[\n\r\n\r\"住所\"x]")
        }
        #expect(throws: InterchangeError.invalidJSON(line: 2, column: 3, reason: .invalidUTF8)) {
            try JSONParser.parse(Array("\n\"あ".utf8) + [0xC0, 0x80, 0x22])
        }
    }

    @Test func findsDuplicatesInLargeObjects() throws {
        let names = (0..<30).map { "\"n\($0)\": \($0)" }
        #expect(try parse("{" + names.joined(separator: ",") + "}")["n29"]?.number == 29)
        #expect(throws: InterchangeError.self) { try parse("{" + names.joined(separator: ",") + ",\"n20\":1}") }
        #expect(throws: InterchangeError.self) { try parse("{" + names.joined(separator: ",") + ",\"n3\":1}") }
    }

    @Test func limitsDepth() throws {
        let limit = JSONParser.depthLimit
        let deep = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        #expect(try parse(deep).array?.count == 1)
        #expect(throws: InterchangeError.invalidJSON(line: 1, column: limit + 1, reason: .tooDeep(limit: limit))) {
            try parse("[" + deep + "]")
        }
        #expect(throws: InterchangeError.self) { try parse(String(repeating: "{\"a\":", count: 200_000)) }
        #expect(throws: InterchangeError.invalidJSON(line: 1, column: 1, reason: .tooLarge(limit: 2))) {
            try JSONParser.parse([0x31, 0x31, 0x31], sizeLimit: 2)
        }
    }

    @Test(arguments: [
        "0", "-0", "0.0", "-0.0e5", "1", "9007199254740991", "9007199254740993", "9007199254740992.5",
        "18446744073709551615",
        "18446744073709551616", "123456789012345678901234567890", "0.1", "0.30000000000000004", "135.19839999999999",
        "34.226111111111109", "1e22", "1e23", "8.5e22", "1e-22", "1e-23", "4.35", "2.2250738585072011e-308", "5e-324",
        "2e-324",
        "1.7976931348623157e308", "0.000000000000000000000000000000001", "1.00000000000000011102230246251565404",
        "1.00000000000000011102230246251565405", "1.00000000000000011102230246251565403", "100000000000000000000e-20",
        "7.2057594037927933e16", "72057594037927935", "0.5e-7", "1e-400", "0e999999999", "123.456E+3", "123.456e-03",
    ])
    func roundsNumbersCorrectly(text: String) throws {
        let number = try #require(try parse(text).number)
        let expected = try #require(Double(text))
        #expect(number.bitPattern == expected.bitPattern, "\(number) \(expected)")
    }

    @Test(arguments: [11, 12] as [UInt64])
    func roundsRandomNumbersAsTheStandardLibraryDoes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<20_000 {
            let digits = Int.random(in: 1...24, using: &generator)
            var text = round % 3 == 0 ? "-" : ""
            text += String(Int.random(in: 1...9, using: &generator))
            let point = Int.random(in: 0...digits, using: &generator)
            for place in 1...digits {
                if place == point { text += "." }
                text += String(Int.random(in: 0...9, using: &generator))
            }
            if round % 4 == 0 { text += "e\(Int.random(in: -40...40, using: &generator))" }
            let number = try #require(try parse(text).number, "seed \(seed): \(text)")
            #expect(number.bitPattern == Double(text)?.bitPattern, "seed \(seed): \(text)")
        }
        // The shortest text of a double reads as that double.
        for _ in 0..<20_000 {
            let value = Double.random(in: -180...180, using: &generator)
            #expect(try parse("\(value)").number == value, "seed \(seed): \(value)")
            let any = Double(bitPattern: UInt64.random(in: .min ... .max, using: &generator))
            if any.isFinite { #expect(try parse("\(any)").number == any, "seed \(seed): \(any)") }
        }
    }

    @Test func roundsHalfwayCasesOfManyDigits() throws {
        // One half unit above 1, exactly, and with a digit behind 900 zeros.
        let half = "1.00000000000000011102230246251565404236316680908203125"
        #expect(try parse(half).number == 1)
        #expect(try parse(half + String(repeating: "0", count: 900) + "1").number == 1.0.nextUp)
        #expect(try parse(half + String(repeating: "0", count: 900)).number == 1)
        let long = String(repeating: "9", count: 1000) + "e-1000"
        #expect(try parse(long).number == 1)
        #expect(try parse("0." + String(repeating: "0", count: 1000) + "5e1001").number == 5)
    }

    @Test func agreesWithFoundationOnDamagedTexts() {
        var generator = SeededGenerator(seed: 5)
        let sample = Array("{\"a\":[1,2.5e3,\"x\\u3042\"],\"b\":{\"c\":null,\"d\":true}}".utf8)
        let alphabet = Array("{}[],:\"\\0123456789.eE+-truefalsn \n".utf8)
        var refused = 0
        for round in 0..<4000 {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...2, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = alphabet.randomElement(using: &generator) ?? 0
            }
            let own: JSONValue?
            do {
                own = try JSONParser.parse(bytes)
            } catch .invalidJSON(_, _, .duplicateMember) {
                continue
            } catch {
                own = nil
            }
            let other = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            refused += own == nil ? 1 : 0
            #expect((own == nil) == (other == nil), "seed 5, round \(round): \(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(refused > 1000)
    }
}
