import TestSupport
import Testing

@testable import Interchange

@Suite struct YAMLDocumentTests {
    private func parse(_ text: String) throws -> YAMLNode { try YAMLDocument.parse(Array(text.utf8)) }

    @Test func keepsTextAndPlacesAndOrder() throws {
        let root = try parse("題: 避難\nweights:\n  - code: \"007\"\n    points: 1.50\n  - {b: no, a: ~}\n")
        #expect(root["題"]?.text == "避難")
        let weights = try #require(root["weights"]?.sequence)
        #expect(weights[0]["code"]?.kind == .scalar(text: "007", isQuoted: true))
        #expect(weights[0]["points"]?.kind == .scalar(text: "1.50", isQuoted: false))
        #expect(weights[0]["points"]?.line == 4 && weights[0]["points"]?.column == 13)
        #expect(weights[1].mapping?.map(\.key.text) == ["b", "a"])
        #expect(weights[1]["b"]?.text == "no" && weights[1]["a"]?.isNull == true)
        #expect(root["missing"] == nil && weights[0][""] == nil && root.text == nil)
    }

    @Test(arguments: [
        ("|\n  * item\n  & more\n", "* item\n& more\n"), ("R & D * 2", "R & D * 2"), ("'*a &b'", "*a &b"),
        (">\n  x\n  y\n", "x y\n"), ("a*b&c", "a*b&c"),
    ])
    func takesAsterisksAndAmpersandsInsideText(yaml: String, text: String) throws {
        #expect(try parse("k: " + yaml)["k"]?.text == text)
    }

    @Test(arguments: [
        ("a: &x 1\nb: *x\n", 2, 4, YAMLReason.anchorOrAlias), ("a: &x 1\n", 1, 4, .anchorOrAlias),
        ("a: *x\n", 1, 4, .anchorOrAlias), ("&a [b]", 1, 1, .anchorOrAlias),
        ("a: 1\nb: 2\na: 3\n", 1, 1, .duplicateKey),
        ("a: 1\n\"a\": 3\n", 1, 1, .duplicateKey), ("- !secret x\n", 1, 3, .tag),
        ("? [a, b]\n: 1\n", 1, 3, .complexKey),
        ("", 1, 1, .empty), ("# only a comment\n", 1, 1, .empty), ("a: 1\n---\nb: 2\n", 2, 1, .severalDocuments),
        ("a: 1\nあb\u{7}: 2", 1, 1, .invalidCharacter),
    ])
    func refusesWithThePlace(yaml: String, line: Int, column: Int, reason: YAMLReason) {
        #expect(throws: InterchangeError.invalidYAML(line: line, column: column, reason: reason)) { try parse(yaml) }
    }

    @Test(arguments: ["a: [1, 2", "a: 'x", "\ta: 1", "a: b: c", "{a: 1]", "%YAML 9\n", "- a\nb"])
    func refusesBrokenSyntaxWithoutQuotingIt(yaml: String) {
        let error = #expect(throws: InterchangeError.self) { try parse(yaml) }
        guard case .invalidYAML(let line, _, .syntax(let problem)) = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(line >= 1 && !problem.isEmpty)
    }

    @Test func saysWhereBytesAreNotUTF8() {
        #expect(throws: InterchangeError.invalidYAML(line: 2, column: 4, reason: .invalidCharacter)) {
            try YAMLDocument.parse(Array("a: 1\nあ: ".utf8) + [0xFF])
        }
    }

    @Test func doesNotExpandABombOfAliases() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...40 {
            text +=
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
        }
        #expect(throws: InterchangeError.invalidYAML(line: 2, column: 10, reason: .anchorOrAlias)) { try parse(text) }
        // As a key its hash would be taken, which visits every expanded value.
        #expect(throws: InterchangeError.invalidYAML(line: 2, column: 10, reason: .anchorOrAlias)) {
            try parse(text + "? *a40\n: 1\n")
        }
    }

    /// Keys in keys, short enough for a policy, that would take minutes to hash.
    @Test(arguments: [
        String(
            repeating: String(repeating: "{", count: 900) + "a" + String(repeating: "}", count: 900) + "\n", count: 50),
        String(repeating: "- " + String(repeating: "? ", count: 900) + "a\n", count: 50),
        (0..<900).map { String(repeating: " ", count: $0) + "?\n" }.joined(),
    ])
    func refusesKeysInKeysBeforeTheyCost(yaml: String) throws {
        let seconds = try ThreadClock.seconds {
            let error = #expect(throws: InterchangeError.self) { try parse(yaml) }
            guard case .invalidYAML(_, _, .tooDeep) = try #require(error) else {
                Issue.record("unexpected \(String(describing: error))")
                return
            }
        }
        #expect(seconds < 1)
    }

    @Test func takesBracketsAndQuestionMarksInText() throws {
        #expect(try parse("a: '[[['\n# what? why ? who ?\nb: \"{ ? }\"\n? c\n: d\n")["c"]?.text == "d")
    }

    @Test func limitsDepthCountAndSize() throws {
        let depth = YAMLDocument.depthLimit
        let deepest = String(repeating: "[", count: depth - 1) + "1" + String(repeating: "]", count: depth - 1)
        #expect(try parse(deepest).sequence?.count == 1)
        #expect(
            throws: InterchangeError.invalidYAML(line: 1, column: depth + 1, reason: .tooDeep(limit: depth))
        ) { try parse("[" + deepest + "]") }
        #expect(throws: InterchangeError.self) { try parse(String(repeating: "[", count: 100_000)) }
        #expect(throws: InterchangeError.self) { try parse(String(repeating: "- ", count: 100_000)) }
        let many = "[" + String(repeating: "a,", count: YAMLDocument.nodeLimit) + "]"
        #expect(
            throws: InterchangeError.invalidYAML(
                line: 1, column: 2 * YAMLDocument.nodeLimit, reason: .tooManyNodes(limit: YAMLDocument.nodeLimit))
        ) { try parse(many) }
        let large = String(repeating: "#", count: YAMLDocument.sizeLimit + 1)
        #expect(
            throws: InterchangeError.invalidYAML(line: 1, column: 1, reason: .tooLarge(limit: YAMLDocument.sizeLimit))
        ) { try parse(large) }
    }
}
