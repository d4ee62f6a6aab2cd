import Foundation
import Testing

/// Names and addresses that other systems lose: in by one file, out by another, by the real program.
@Suite struct RoundTripTests {
    /// Texts that a register may hold; each is a name and an address.
    private static let texts: [String] = [
        "外字\u{E000}\u{F8FF}\u{F0000}\u{10FFFD}", "葛\u{E0100}城", "𠮷野", "ﾔﾏﾀﾞ ﾀﾛｳ", "神\u{FA19}", "神\u{795E}",
        "神\u{FA19}\u{795E}",
        "か\u{3099}", "が", "e\u{301}", "\u{E9}", "髙﨑", "Ⅲ①㈱",
        "MARIA DA CONCEIÇÃO DOS SANTOS DE OLIVEIRA E SILVA X", "山田　太郎", " 前後の空白 ", "=1+1", "\"引用\"", "a,b",
        "'; DROP TABLE",
        "\u{202E}右から", "👨\u{200D}👩\u{200D}👧", "𪚥龘", "\u{200B}幅なし", "〜−∥",
    ]

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    private static func register() -> String {
        var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,方書,経度,緯度\r\n"
        for (index, name) in texts.enumerated() {
            let name = quoted(name)
            text += "\(100 + index),H\(100 + index),\(name),1930-01-01,男,世帯主,\(name),\(name),135.15,34.25\r\n"
        }
        return text
    }

    private static func workspace(register: Data) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        _ = try folder.write("area.geojson", StepByStepTests.area)
        try register.write(to: folder.url.appendingPathComponent("r.csv"))
        for arguments in [
            ["init", "w.engo", "--name", "試験市", "--code", "302015", "--drill"],
            ["import", "residents", "w.engo", "r.csv"],
        ] {
            let run = try Program.run(arguments, in: folder.url)
            #expect(run.exitCode == 0)
        }
        return folder
    }

    private static func names(_ workspace: TemporaryFolder) throws -> [String: (name: String, address: String)] {
        let run = try Program.run(
            ["list", "w.engo", "--area", "area.geojson", "--format", "json"], in: workspace.url)
        #expect(run.exitCode == 0)
        let answer = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
        var result: [String: (String, String)] = [:]
        for household in try #require(answer["households"] as? [[String: Any]]) {
            let members = try #require(household["members"] as? [[String: Any]])
            let number = try #require(household["household_number"] as? String)
            result[number] = (members[0]["name"] as? String ?? "", household["address"] as? String ?? "")
        }
        return result
    }

    private static func comesBack(_ workspace: TemporaryFolder, _ wanted: [(number: Int, text: String)]) throws {
        let names = try names(workspace)
        #expect(names.count == wanted.count)
        let csv = try Program.run(
            [
                "list", "w.engo", "--area", "area.geojson", "--format", "csv", "--rows", "members", "--encoding",
                "utf-8",
            ], in: workspace.url)
        for (number, text) in wanted {
            let found = try #require(names["H\(number)"])
            // Bytes, since Swift takes U+FA19 for U+795E.
            #expect(Array(found.name.utf8) == Array(text.utf8), "the name of row \(number)")
            #expect(Array(found.address.utf8) == Array(text.utf8), "the address of row \(number)")
            let isPlain = !text.utf8.contains { [0x22, 0x2C].contains($0) }
            // The mark before what a spreadsheet would take for a formula, and before an apostrophe.
            let shown = ["=1+1", "'; DROP TABLE"].contains(text) ? "'" + text : text
            let cell = isPlain ? "," + shown + "," : "," + quoted(shown) + ","
            #expect(csv.output.range(of: Data(cell.utf8)) != nil, "the cell of row \(number)")
        }
    }

    @Test func everyNameAndAddressComesBackByteForByte() throws {
        let folder = try Self.workspace(register: Data(Self.register().utf8))
        try Self.comesBack(folder, Self.texts.enumerated().map { (100 + $0, $1) })
        // The same in UTF-16, which has surrogate pairs for the planes beyond the first.
        var utf16 = Data([0xFF, 0xFE])
        for unit in Self.register().utf16 { utf16 += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        let other = try Self.workspace(register: utf16)
        try Self.comesBack(other, Self.texts.enumerated().map { (100 + $0, $1) })
    }

    @Test func charactersThatCP932LacksAreListedNeverReplacedSilently() throws {
        let folder = try Self.workspace(register: Data(Self.register().utf8))
        let run = try Program.run(
            [
                "list", "w.engo", "--area", "area.geojson", "--format", "csv", "--rows", "members", "--encoding",
                "cp932",
                "--output", "out.csv",
            ], in: folder.url)
        #expect(run.exitCode == 0)
        for code in ["U+E0100", "U+20BB7", "U+F0000", "U+2A6A5", "U+301C", "U+2212"] {
            #expect(run.errors.contains(code), "\(code) is not told")
        }
        // What CP932 has is there: user-defined characters, IBM's extensions and half-width kana.
        let bytes = try Data(contentsOf: folder.url.appendingPathComponent("out.csv"))
        for cell: [UInt8] in [
            [0xF0, 0x40], [0xFB, 0xFC, 0xFA, 0xB1], [0xD4, 0xCF, 0xC0, 0xDE], [0x87, 0x56, 0x87, 0x40],
        ] {
            #expect(bytes.range(of: Data(cell)) != nil, "\(cell) is not there")
        }
        #expect(!run.errors.contains("MARIA"))
    }
}
