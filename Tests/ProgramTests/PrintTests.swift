import Foundation
import Testing

/// `engo print` on a synthetic city: the HTML that every browser prints.
@Suite struct PrintTests {
    /// A page of an atlas as its SVG says it.
    struct Page {
        let svg: String

        /// The texts with their left edges in tenths of a millimetre.
        var texts: [(x: Double, text: String)] {
            svg.matches(of: /<text x="([\d.-]+)"[^>]*>([^<]*)<\/text>/).map {
                (Double($0.output.1) ?? 0, String($0.output.2))
            }
        }

        /// The denominator of its map's scale; nil without a map.
        var scale: Double? {
            svg.firstMatch(of: /縮尺 Scale 1:([\d,]+)</).flatMap { Double($0.output.1.replacing(",", with: "")) }
        }

        var isIndex: Bool { svg.contains(">索引図 Index<") }

        /// The numbers of the households whose rows begin on it.
        func numbers(columns: [Double]) -> [Int] {
            guard !isIndex else { return [] }
            return svg.matches(of: /<text x="([\d.]+)" y="[\d.]+" font-size="39" font-weight="700">(\d+)<\/text>/)
                .filter { columns.contains(Double($0.output.1) ?? 0) }.compactMap { Int($0.output.2) }
        }
    }

    static func pages(_ html: String) -> [Page] {
        html.components(separatedBy: "<section class=\"page\">").dropFirst().map { Page(svg: $0) }
    }

    /// A drill city with its area, hazard layer and sites.
    static func city(_ households: Int) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for line in [
            "demo d --households \(households) --seed 5", "import hazard d/city.engo d/city/flood.geojson --name flood",
            "import shelters d/city.engo d/city/shelters.csv",
        ] {
            let run = try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
            try #require(run.exitCode == 0, "\(run.errors)")
        }
        return folder
    }

    static let print = [
        "print", "d/city.engo", "--area", "d/city/flood.geojson", "--include", "all", "--expires", "2099-12-31",
    ]

    private static func listed(_ folder: TemporaryFolder) throws -> [[String]] {
        let list = try Program.run(
            [
                "list", "d/city.engo", "--area", "d/city/flood.geojson", "--include", "all", "--format", "csv",
                "--encoding",
                "utf-8", "--columns", "番号,世帯番号,座標レベル,人数",
            ], in: folder.url)
        return list.text.split(separator: "\r\n").dropFirst().map { $0.components(separatedBy: ",") }
    }

    @Test(arguments: [("a4", [120.0]), ("a3", [120.0, 2220.0])])
    func theAtlasHoldsEveryHouseholdOfTheListOnce(paper: String, columns: [Double]) throws {
        let folder = try Self.city(600)
        let run = try Program.run(
            Self.print + ["--paper", paper, "--per-sheet", "12", "--output", "atlas.html"], in: folder.url)
        try #require(run.exitCode == 0, "\(run.errors)")
        let html = String(decoding: try folder.data("atlas.html"), as: UTF8.self)
        let pages = Self.pages(html)
        let rows = try Self.listed(folder)
        #expect(pages.flatMap { $0.numbers(columns: columns) }.sorted() == rows.compactMap { Int($0[0]) })
        #expect(run.errors.contains("\(pages.count) ページ"))

        // Sheets of at most twelve, each household without a position on a page of its own kind.
        var sheets: [String: Int] = [:]
        for page in pages where !page.isIndex {
            guard let title = page.texts.first(where: { $0.text.hasPrefix("図 Sheet") || $0.text.hasPrefix("位置不明") })
            else {
                Issue.record("a page without a title")
                continue
            }
            sheets[title.text, default: 0] += page.numbers(columns: columns).count
        }
        let maps = sheets.filter { $0.key.hasPrefix("図") }
        #expect(maps.values.allSatisfy { (1...12).contains($0) })
        let unlocated = rows.count { $0[2] == "なし" || $0[2].isEmpty }
        #expect(sheets.filter { $0.key.hasPrefix("位置不明") }.values.reduce(0, +) == unlocated)
        #expect(maps.values.reduce(0, +) == rows.count - unlocated)

        // Every page says which it is, how many there are, that it is a drill, for whom, on which basis and until when.
        let persons = rows.compactMap { Int($0[3]) }.reduce(0, +)
        for (place, page) in pages.enumerated() {
            for text in [
                "ページ Page \(place + 1) / \(pages.count)", "訓練", "DRILL", "全体 All \(rows.count) 世帯 \(persons) 人",
                "2099-12-31", "災害対策本部", "訓練（合成データ）",
            ] {
                #expect(page.svg.contains(text), "page \(place + 1) lacks \(text)")
            }
        }
        // The index leads to the first page of each sheet.
        let entry =
            /<text x="\d+" y="[\d.]+" font-size="39" font-weight="700">(\d+)<\/text>\n<text x="\d+" y="[\d.]+" font-size="32">(\d+)</
        let entries = pages.filter(\.isIndex).flatMap { $0.svg.matches(of: entry) }
        #expect(entries.count == maps.count)
        for entry in entries {
            let page = try #require(Int(entry.output.2))
            #expect(pages[page - 1].svg.contains(">図 Sheet \(entry.output.1) / \(maps.count)<"))
            #expect(page < 2 || !pages[page - 2].svg.contains(">図 Sheet \(entry.output.1) / "))
        }
        // Nothing is loaded and nothing runs.
        for word in ["<script", "<img", "http-equiv=\"refresh\"", "url(", "href"] { #expect(!html.contains(word)) }
        #expect(html.contains("default-src 'none'"))
    }

    /// The bar is as long as the scale and its own number say, and the scale is that of the ground.
    @Test func theScaleBarIsRight() throws {
        let folder = try Self.city(600)
        let run = try Program.run(Self.print + ["--output", "atlas.html"], in: folder.url)
        try #require(run.exitCode == 0, "\(run.errors)")
        let pages = Self.pages(String(decoding: try folder.data("atlas.html"), as: UTF8.self))
        var checked = 0
        for page in pages {
            guard let denominator = page.scale else { continue }
            let bar = try #require(
                page.svg.firstMatch(of: /<rect x="120" y="[\d.]+" width="([\d.]+)" height="14" fill="#fff"/))
            let millimetres = try #require(Double(bar.output.1)) / 10
            let label = try #require(page.svg.firstMatch(of: />0<\/text>\n<text[^>]*>(\d+) (m|km)<\/text>/))
            let metres = try #require(Double(label.output.1)) * (label.output.2 == "km" ? 1_000 : 1)
            #expect(abs(millimetres * denominator / 1_000 - metres) <= metres / 100)
            checked += 1
        }
        #expect(checked > 5)
    }

    /// Streets as broad pale lines, the river as an outline; they lie below whatever tells of households, and a name stands once on a map.
    @Test func streetsLieUnderTheHouseholds() throws {
        let folder = try Self.city(600)
        func atlas(_ name: String) throws -> [Page] {
            let run = try Program.run(Self.print + ["--output", name], in: folder.url)
            try #require(run.exitCode == 0, "\(run.errors)")
            return Self.pages(String(decoding: try folder.data(name), as: UTF8.self))
        }
        let road = /<path d="M[^"]+" fill="none" stroke="#aaa" stroke-width="[\d.]+"\/>/
        let maps = try atlas("demo.html").filter { $0.svg.contains("縮尺 Scale") }
        for page in maps {
            let scale = try #require(page.scale)
            #expect((page.svg.firstMatch(of: road) != nil) == (scale < 25_000))
        }
        #expect(maps.contains { !$0.isIndex })
        for page in maps where !page.isIndex {
            let last = try #require(page.svg.matches(of: road).last)
            // Nothing but the symbols of households has a border of this width.
            let symbol = try #require(page.svg.range(of: ##"stroke="#000" stroke-width="3.5""##))
            #expect(last.range.upperBound < symbol.lowerBound)
        }
        _ = try folder.write(
            "named.geojson",
            try String(decoding: folder.data("d/city/streets.geojson"), as: UTF8.self)
                .replacing(#""class":"road""#, with: #""name":"本通り""#))
        for line in [
            "ground remove d/city.engo --name 川",
            "import ground d/city.engo named.geojson --name 道路 --kind road --replace",
        ] {
            let run = try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
            #expect(run.exitCode == 0, "\(run.errors)")
        }
        let named = try atlas("named.html").filter { $0.svg.contains("縮尺 Scale") }
        #expect(named.contains { $0.svg.contains(">本通り<") })
        #expect(named.allSatisfy { $0.svg.components(separatedBy: ">本通り<").count <= 2 })
        let removed = try Program.run(["ground", "remove", "d/city.engo", "--name", "道路"], in: folder.url)
        #expect(removed.exitCode == 0)
        #expect(try atlas("bare.html").allSatisfy { $0.svg.firstMatch(of: road) == nil })
    }

    @Test func theSameListGivesTheSameBytes() throws {
        let folder = try Self.city(300)
        for name in ["1.html", "2.html"] {
            #expect(try Program.run(Self.print + ["--output", name], in: folder.url).exitCode == 0)
        }
        #expect(try folder.data("1.html") == folder.data("2.html"))
    }

    @Test func aRealAtlasLeavesSealedOrWhenSomebodySaysPlain() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: false)
        let print = ["print", "w.engo", "--area", "area.geojson"]
        let refused = try Program.run(print + ["--output", "a.html"], in: folder.url)
        #expect(refused.exitCode == 77 && refused.errors.contains("--plain"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("a.html")))
        let plain = try Program.run(print + ["--output", "a.html", "--plain"], in: folder.url)
        #expect(plain.exitCode == 0, "\(plain.errors)")
        let html = String(decoding: try folder.data("a.html"), as: UTF8.self)
        #expect(html.contains("試験 太郎") && !html.contains("訓練"))
        #expect(!plain.errors.contains("試験 太郎"))

        let key = try Program.run(["key", "new", "--output", "key.txt"], in: folder.url)
        let recipient = key.text.trimmingCharacters(in: .newlines)
        let sealed = try Program.run(print + ["--output", "a.html.age", "--seal-to", recipient], in: folder.url)
        #expect(sealed.exitCode == 0, "\(sealed.errors)")
        #expect(try folder.data("a.html.age").range(of: Data("試験".utf8)) == nil)
        let opened = try Program.run(
            ["open", "a.html.age", "--identity", "key.txt", "--output", "out"], in: folder.url)
        #expect(opened.exitCode == 0, "\(opened.errors)")
        #expect(try folder.data("out/atlas.html") == folder.data("a.html"))
        let log = String(decoding: try folder.data("w.engo-audit"), as: UTF8.self)
        #expect(log.contains(#""verb":"print""#) && !log.contains("試験 太郎"))
    }

    @Test(arguments: [
        "--output a.txt", "--output a.html --per-sheet 0", "--output a.html --per-sheet 201",
        "--output a.html --paper b5",
        "--output a.html --browser /usr/bin/true", "--output a.html.age", "--output a.html --limit 0",
        "--output a.html --seal-passphrase-file pass", "--output a.html.age --plain --seal-passphrase-file pass",
    ])
    func wrongOptionsAreToldBeforeAnythingIsReleased(options: String) throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: true)
        _ = try folder.write("pass", "correct horse battery staple\n")
        let log = try folder.data("w.engo-audit")
        let run = try Program.run(
            ["print", "w.engo", "--area", "area.geojson"] + options.split(separator: " ").map(String.init),
            in: folder.url)
        #expect(run.exitCode == 64, "\(run.errors)")
        #expect(try folder.data("w.engo-audit") == log)
    }

    /// A browser that never answers, and somebody who does not want to wait for it.
    @Test func anInterruptionEndsTheBrowserAndLeavesNothing() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: true)
        try FileManager.default.createDirectory(atPath: folder.path("t"), withIntermediateDirectories: false)
        let browser = try folder.write(
            "browser", "#!/bin/sh\necho $$ > pid.part && mv pid.part pid && exec sleep 600\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: browser)
        let process = Process()
        process.executableURL = Program.url
        process.arguments = ["print", "w.engo", "--area", "area.geojson", "--output", "a.pdf", "--browser", browser]
        process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path("t")]) { $1 }
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        while process.isRunning, !FileManager.default.fileExists(atPath: folder.path("pid")) { usleep(1_000) }
        let started = try #require(
            Int32(String(decoding: try folder.data("pid"), as: UTF8.self).trimmingCharacters(in: .newlines)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("t")).count == 1)
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("t")).isEmpty)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!left.contains { $0.hasPrefix(".engo-") || $0 == "a.pdf" })
        // Killed; whoever waits for orphans takes it away soon.
        for _ in 0..<1_000 where kill(started, 0) == 0 && !Self.isZombie(started) { usleep(10_000) }
        #expect(kill(started, 0) != 0 || Self.isZombie(started))
    }

    private static func isZombie(_ process: Int32) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        return status.contains(") Z ")
    }

    @Test func withoutABrowserTheWayOutIsTold() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: true)
        let log = try folder.data("w.engo-audit")
        let run = try Program.run(
            ["print", "w.engo", "--area", "area.geojson", "--output", "a.pdf", "--browser", "/nowhere"], in: folder.url)
        #expect(run.exitCode == 69, "\(run.errors)")
        #expect(run.errors.contains("apt-get install chromium") && run.errors.contains(".html"))
        #expect(try folder.data("w.engo-audit") == log)
    }
}
