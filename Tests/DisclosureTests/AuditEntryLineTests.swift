import Foundation
import TestSupport
import Testing

@testable import Disclosure

/// Lines of the log are read by a reader of this program's own form; that of any JSON says what it may say.
@Suite struct AuditEntryLineTests {
    private static let texts = [
        "", "list", "職員 花子", "a\"b", "back\\slash", "tab\t", "𠮷野家 🏠", "\u{7F}", "e\u{301}", "/", "0", "{\"x\":1}",
        ",\"verb\":\"",
    ]

    private static func entry(using random: inout SeededGenerator) -> AuditEntry {
        func text(_ random: inout SeededGenerator) -> String { texts.randomElement(using: &random) ?? "" }
        func maybe<Value>(_ value: Value, _ random: inout SeededGenerator) -> Value? {
            Bool.random(using: &random) ? value : nil
        }
        let numbers: [Int64] = [0, 1, 10, 126_000, 999_999_999_999_999_999, .max, -5]
        func number(_ random: inout SeededGenerator) -> Int64? {
            maybe(numbers.randomElement(using: &random) ?? 0, &random)
        }
        return AuditEntry(
            maybe(AuditEntry.Event.allCases.randomElement(using: &random) ?? .login, &random),
            by: Acting(
                verb: text(&random), operatorName: text(&random), account: maybe(text(&random), &random),
                source: maybe(text(&random), &random), time: "2026-06-01T00:00:00Z"),
            query: text(&random), outcome: maybe(text(&random), &random), audience: maybe(.headquarters, &random),
            basis: maybe(.internalUse, &random), mode: maybe(.drill, &random), generation: number(&random),
            households: number(&random).map { Int($0) }, persons: number(&random).map { Int($0) },
            format: maybe("csv", &random), reason: maybe(text(&random), &random), activation: number(&random),
            rules: maybe("1a2b3c", &random), withheld: number(&random).map { Int($0) },
            records: maybe(RecordedPeople(keys: [1, 5, 1 << 39]), &random))
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        var random = SeededGenerator(seed: 4)
        var plain = 0
        for _ in 0..<2_000 {
            let entry = Self.entry(using: &random)
            let line = Data(try entry.line())
            #expect(AuditEntry(line: line) == entry)
            let rest = AuditEntry.parts(of: line).rest
            plain += rest.withUnsafeBytes { AuditEntry(plain: $0) } == nil ? 0 : 1
        }
        // Both readers were asked.
        #expect(plain > 20 && plain < 1_900)
    }

    @Test func theQuickReaderReadsNothingThatTheOtherDoesNot() throws {
        var random = SeededGenerator(seed: 5)
        let link = #","sequence":7,"key":"0a1b2c3d","chain":"00ff"}"#
        let alphabet = Array(#"{}[]":,\0159-.eE abcz"#.utf8) + [0, 0x1F, 0x80, 0xE3, 0xFF]
        for round in 0..<3_000 {
            var line = try Self.entry(using: &random).line()
            if round.isMultiple(of: 2) { line = line.dropLast() + Array(link.utf8) }
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let place = Int.random(in: 0..<line.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: line.remove(at: place)
                case 1: line.insert(alphabet.randomElement(using: &random) ?? 0, at: place)
                default: line[place] = alphabet.randomElement(using: &random) ?? 0
                }
            }
            let rest = AuditEntry.parts(of: Data(line)).rest
            guard let quick = rest.withUnsafeBytes({ AuditEntry(plain: $0) }) else { continue }
            let slow = try? JSONDecoder().decode(AuditEntry.self, from: rest)
            #expect(quick == slow, "seed 5, round \(round)")
        }
    }
}
