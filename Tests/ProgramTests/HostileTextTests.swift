import Foundation
import Testing

/// Names that attack whatever shows them: spreadsheet, browser, terminal. Every form of output, by the real program.
@Suite struct HostileTextTests {
    private static let formula = "=HYPERLINK(\"http://example.invalid\",A1)"
    private static let markup = "\"><svg onload=alert(1)>{{7*7}}${7*7}"
    private static let turning = "\u{202E}右から\u{2066}左\u{200F}へ"
    private static let address = "＠試験町1"
    private static let phone = "+81-73-000-0000"

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    private static func workspace() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        var register = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,方書,電話番号,経度,緯度\r\n"
        for (index, name) in [formula, markup, turning, "'二重"].enumerated() {
            register +=
                "\(index + 1),-H\(index + 1),\(quoted(name)),1930-01-01,男,世帯主,\(address),－,\(phone),135.15,34.25\r\n"
        }
        _ = try folder.write("r.csv", register)
        _ = try folder.write("area.geojson", StepByStepTests.area)
        _ = try folder.write(
            "flood.geojson",
            StepByStepTests.area.replacingOccurrences(of: "\"properties\":{}", with: "\"properties\":{\"A31a_205\":3}"))
        let kinds = ["洪水", "\"災害種別_崖崩れ、土石流及び地滑り\"", "高潮", "地震", "津波", "大規模な火事", "内水氾濫", "火山現象"]
            .map { $0.hasPrefix("\"") ? $0 : "災害種別_" + $0 }.joined(separator: ",")
        _ = try folder.write(
            "s.csv",
            "ID,名称,住所,\(kinds),緯度,経度\r\nE1,\(quoted(markup)),\(address),1,,,,,,,,34.35,135.25\r\n"
                + "E2,\(quoted(turning)),x,1,,,,,,,,34.36,135.26\r\n")
        let name = "<script>alert(1)</script>\u{1B}[31m\u{9B}2J\u{202E}"
        for arguments in [
            ["init", "w.engo", "--name", name, "--code", "302015", "--drill"],
            ["import", "residents", "w.engo", "r.csv"],
            ["import", "shelters", "w.engo", "s.csv"],
            ["import", "hazard", "w.engo", "flood.geojson", "--name", "<b>\(turning)"],
            ["import", "ground", "w.engo", "flood.geojson", "--name", "<b>\(turning)"],
        ] {
            let run = try Program.run(arguments, in: folder.url)
            #expect(run.exitCode == 0, "\(run.errors)")
            try isHarmless(run.errors)
        }
        return folder
    }

    /// Nothing that moves a cursor, changes a colour or turns the text.
    private static func isHarmless(_ text: String) throws {
        let found = text.unicodeScalars.filter {
            switch $0.value {
            case 0x0A: false
            case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
        #expect(found.isEmpty, "\(found.map { String($0.value, radix: 16) })")
    }

    @Test func noCellOfACSVIsAFormula() throws {
        let folder = try Self.workspace()
        for rows in ["households", "members"] {
            let run = try Program.run(
                [
                    "list", "w.engo", "--area", "area.geojson", "--format", "csv", "--rows", rows, "--encoding",
                    "utf-8",
                ], in: folder.url)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.text.contains(",'-H1,") && run.text.contains(",'\(Self.address),'－,"))
            for cell in run.text.components(separatedBy: "\r\n").flatMap({ $0.components(separatedBy: ",") }) {
                let first = cell.drop { $0 == "\"" }.first
                #expect(!["=", "+", "@", "＝", "＋", "－", "＠"].contains(first), "\(rows)")
                #expect(first != "-" || Double(cell) != nil, "\(rows)")
            }
            guard rows == "members" else { continue }
            #expect(run.text.contains("," + Self.quoted("'" + Self.formula) + ","))
            #expect(run.text.contains(",''二重,") && run.text.contains(",'\(Self.phone),"))
        }
    }

    @Test(arguments: ["households", "members"])
    func noNameMovesTheCursorOfATerminal(rows: String) throws {
        let folder = try Self.workspace()
        let verbs = [
            ["list", "w.engo", "--area", "area.geojson", "--rows", rows], ["explain", "w.engo", "--household", "-H3"],
            ["report", "w.engo", "--area", "area.geojson"], ["predict", "w.engo"], ["status", "w.engo"],
            ["hazard", "list", "w.engo"], ["ground", "list", "w.engo"], ["generations", "list", "w.engo"],
            ["audit", "report", "w.engo"],
            ["doctor", "w.engo"],
        ]
        for verb in verbs {
            let arguments = verb.map { $0 == "-H3" ? "--household=-H3" : $0 }.filter { $0 != "--household" }
            let run = try Program.run(arguments, in: folder.url)
            #expect(run.exitCode == 0, "\(run.errors)")
            try Self.isHarmless(run.text)
            try Self.isHarmless(run.errors)
        }
        let list = try Program.run(verbs[0], in: folder.url).text
        #expect(list.contains("\u{FFFD}右から\u{FFFD}左\u{FFFD}へ"))
        let missing = try Program.run(["status", "\u{1B}[2J\u{202E}.engo"], in: folder.url)
        #expect(missing.exitCode == 66)
        try Self.isHarmless(missing.errors)
    }

    @Test func noNameBreaksOutOfAPage() throws {
        let folder = try Self.workspace()
        let run = try Program.run(["predict", "w.engo", "--output", "p.html"], in: folder.url)
        #expect(run.exitCode == 0, "\(run.errors)")
        let page = String(decoding: try folder.data("p.html"), as: UTF8.self)
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("&quot;&gt;&lt;svg onload=alert(1)&gt;"))
        #expect(page.contains("&lt;b&gt;\u{FFFD}右から"))
        for attack in ["<script", "<svg onload", "<b>"] { #expect(!page.contains(attack)) }
        try Self.isHarmless(page)
        // No element but those of the page itself.
        let elements = Set(
            page.components(separatedBy: "<").dropFirst().map { $0.prefix { $0.isLetter || $0.isNumber } })
        #expect(
            elements.isSubset(of: [
                "", "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "strong", "svg", "rect", "g",
                "path",
                "circle", "table", "tr", "th", "td",
            ]))
    }

    @Test func noNameBreaksOutOfASheet() throws {
        let folder = try Self.workspace()
        let run = try Program.run(
            ["print", "w.engo", "--area", "area.geojson", "--output", "a.html"], in: folder.url)
        #expect(run.exitCode == 0, "\(run.errors)")
        try Self.isHarmless(run.errors)
        let page = String(decoding: try folder.data("a.html"), as: UTF8.self)
        #expect(page.contains("&quot;&gt;&lt;svg"))
        try Self.isHarmless(page)
        let elements = Set(
            page.components(separatedBy: "<").dropFirst().map { $0.prefix { $0.isLetter || $0.isNumber } })
        #expect(
            elements.isSubset(of: [
                "", "html", "head", "meta", "title", "style", "body", "section", "svg", "rect", "path", "circle",
                "text",
            ]))
        #expect(!page.contains("<svg onload"))
    }

    @Test func whatStaffGiveBackIsReadWithoutTheMarks() throws {
        let folder = try TemporaryFolder()
        #expect(try Program.run(["demo", "city", "--households", "300"], in: folder.url).exitCode == 0)
        let addresses = ["=1+1", "'試験", "＋町"]
        var register = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所\r\n"
        for (index, address) in addresses.enumerated() {
            register += "9\(index),X\(index),試験,1930-01-01,男,世帯主,\(address)\r\n"
        }
        _ = try folder.write("r.csv", register)
        func run(_ arguments: String...) throws -> Program.Run {
            let run = try Program.run(arguments, in: folder.url)
            #expect(run.exitCode == 0, "\(arguments.first ?? "") \(run.errors)")
            return run
        }
        _ = try run("import", "residents", "city/city.engo", "r.csv", "--partial")
        _ = try run("dictionary", "unresolved", "city/city.engo", "--encoding", "utf-8", "--output", "u.csv")
        var lines = String(decoding: try folder.data("u.csv"), as: UTF8.self).components(separatedBy: "\r\n")
        for index in lines.indices where lines[index].contains(",X") {
            #expect(lines[index].contains(",'"))
            // The four columns behind the suggestions, then the mark of a drill.
            lines[index] = lines[index].replacingOccurrences(of: ",,,,訓練", with: ",137.2,33.2,,訓練")
        }
        _ = try folder.write("back.csv", lines.joined(separator: "\r\n"))
        _ = try run("dictionary", "correct", "city/city.engo", "--file", "back.csv")
        let taught = try run("dictionary", "corrections", "city/city.engo", "--format", "json")
        let object = try JSONSerialization.jsonObject(with: taught.output) as? [String: Any]
        let rows = try #require(object?["corrections"] as? [[String: Any]])
        #expect(Set(rows.compactMap { $0["address"] as? String }) == Set(addresses))
    }

    @Test func setAsideRowsComeBackAsTheyWereAndARegisterKeepsItsApostrophes() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("area.geojson", StepByStepTests.area)
        _ = try folder.write(
            "r.csv",
            "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\r\n1,H1,'甲,1930-01-01,男,世帯主,町1,135.15,34.25\r\n"
                + "2,H2,'=乙,13月,男,世帯主,町2,135.15,34.25\r\n3,H3,丙,x,男,世帯主,＝町,135.15,34.25\r\n")
        func run(_ arguments: String...) throws -> Program.Run {
            let run = try Program.run(arguments, in: folder.url)
            #expect(run.exitCode == 0, "\(arguments.first ?? "") \(run.errors)")
            return run
        }
        _ = try run("init", "w.engo", "--name", "試験市", "--code", "302015", "--drill")
        _ = try run("import", "residents", "w.engo", "r.csv", "--reject-limit", "2", "--rejects", "bad.csv")
        let bad = String(decoding: try folder.data("bad.csv"), as: UTF8.self)
        #expect(bad.contains(",''=乙,") && bad.contains(",'＝町,"))
        _ = try folder.write("again.csv", bad.replacingOccurrences(of: "13月", with: "1931-01-01"))
        // Set aside once more, the row has its own columns only.
        _ = try run(
            "import", "residents", "w.engo", "again.csv", "--partial", "--reject-limit", "1", "--rejects", "bad2.csv")
        let second = String(decoding: try folder.data("bad2.csv"), as: UTF8.self)
        #expect(
            second.split(separator: "\r\n").map(String.init).dropFirst() == [
                "3,bad-date,3,H3,丙,x,男,世帯主,'＝町,135.15,34.25"
            ])
        let list = try run("list", "w.engo", "--area", "area.geojson", "--format", "json")
        #expect(list.text.contains("\"name\":\"'甲\"") && list.text.contains("\"name\":\"'=乙\""))
    }
}
