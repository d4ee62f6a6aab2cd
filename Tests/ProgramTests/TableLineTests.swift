import Testing

@testable import engo

@Suite struct TableLineTests {
    @Test(arguments: [
        ("abc", 5, "abc  "), ("abcdef", 5, "abcd…"), ("abcde", 5, "abcde"), ("山田", 5, "山田 "), ("山田太郎", 6, "山田… "),
        ("山田太", 6, "山田太"), ("", 3, "   "), ("が\u{3099}", 3, "が\u{3099} "), ("葛\u{E0100}城", 4, "葛\u{E0100}城"),
        ("長い文章でも切らない", 0, "長い文章でも切らない"),
    ])
    func fitsTextIntoTerminalCells(text: String, width: Int, expected: String) {
        let line = TableLine([(text, width)]).text
        #expect(Array(line.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: ["a\u{1B}[2Jb", "a\u{202E}b", "a\u{0}b", "a\u{85}b"])
    func neverLetsANameRewriteTheLine(text: String) {
        let line = TableLine([(text, 0)]).text
        #expect(line.unicodeScalars.contains("\u{FFFD}"))
        #expect(
            !line.unicodeScalars.contains { $0.value < 0x20 || (0x80..<0xA0).contains($0.value) || $0.value == 0x202E })
    }
}
