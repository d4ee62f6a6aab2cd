import Foundation
import Testing

/// What `engo print` draws and writes of places: grid references, hazards around the households, positions known coarsely, shades.
@Suite struct PrintMapTests {
    /// The pages of an atlas of two households in an area.
    private static func pages(
        of first: String, and second: String, in box: String, options: [String] = [],
        prepared prepare: (TemporaryFolder) throws -> Void = { _ in }
    ) throws -> [PrintTests.Page] {
        let folder = try TemporaryFolder()
        _ = try folder.write(
            "r.csv",
            """
            宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
            0001,H1,試験 太郎,1935-01-02,男,世帯主,試験町1,\(first)
            0002,H2,試験 花子,1990-05-05,女,世帯主,試験町2,\(second)

            """)
        try run("init w.engo --name 試験市 --code 302015 --drill", in: folder)
        try run("import residents w.engo r.csv", in: folder)
        try run("score w.engo --as-of 2026-06-01", in: folder)
        try prepare(folder)
        try run(
            "print w.engo --bbox \(box) --expires 2099-12-31 --output a.html \(options.joined(separator: " "))",
            in: folder)
        return PrintTests.pages(String(decoding: try folder.data("a.html"), as: UTF8.self))
    }

    private static func run(_ line: String, in folder: TemporaryFolder) throws {
        let run = try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
        try #require(run.exitCode == 0, "\(run.errors)")
    }

    /// The middle of a zone is also where two squares of 100 km meet; the references are those of PROJ and of the NGA's table of letters.
    @Test func aReferenceTellsItsSquareWhereTheMapLiesInTwo() throws {
        let pages = try Self.pages(of: "135.001,34.5", and: "134.999,34.5", in: "134.99,34.49,135.01,34.51")
        let sheet = try #require(pages.first { !$0.isIndex }).texts.map(\.text)
        #expect(sheet.contains("000 175") && sheet.contains("MU 999 175"))
        #expect(sheet.contains("方眼 Grid UTM 53S NU・MU, 100 m"))
        let index = try #require(pages.first).texts.map(\.text)
        #expect(index.contains("方眼 Grid UTM 53S NU・MU, 100 m") && index.contains("53S NU 000 175"))
        // In one square the letters stand below the map alone.
        let one = try Self.pages(of: "135.002,34.5", and: "135.001,34.5", in: "134.99,34.49,135.01,34.51")
        let row = try #require(one.first { !$0.isIndex }).texts.map(\.text)
        #expect(row.contains("001 175") && row.contains("000 175") && row.contains("方眼 Grid UTM 53S NU, 100 m"))
    }

    /// Two households 66 km apart on a map that is wider than high: it shows 40 km and more to either side.
    @Test func aMapShowsTheHazardsOfAllThatItShows() throws {
        let pages = try Self.pages(of: "135.1,34.0", and: "135.1,34.6", in: "135.05,33.95,135.15,34.65") { folder in
            _ = try folder.write(
                "flood.geojson",
                """
                {"type":"Feature","properties":{"A31a_205":3},"geometry":{"type":"Polygon","coordinates":\
                [[[135.55,34.25],[135.65,34.25],[135.65,34.35],[135.55,34.35],[135.55,34.25]]]}}
                """)
            try Self.run("import hazard w.engo flood.geojson --name flood", in: folder)
        }
        let sheet = try #require(pages.first { !$0.isIndex })
        #expect(sheet.svg.contains("fill=\"#1f5f99\""))
        #expect(pages[0].svg.contains("浸水深 Depths"))
    }

    /// Many roads close together would be a shade as dark as deep water.
    @Test(arguments: [("34.455", 25_000.0...300_000), ("34.5445", 500.0...2_500)])
    func smallMapsHaveRiversAndNoRoads(south: String, scales: ClosedRange<Double>) throws {
        let pages = try Self.pages(of: "135.1,\(south)", and: "135.1,34.545", in: "135.05,34.4,135.15,34.6") { folder in
            for (kind, longitude) in [("road", 135.1002), ("river", 135.0998), ("other", 135.1001)] {
                // One of its lines is too short to be seen.
                _ = try folder.write(
                    "\(kind).geojson",
                    """
                    {"type":"MultiLineString","coordinates":[[[\(longitude),34.4],[\(longitude),34.6]],\
                    [[\(longitude),34.5446],[\(longitude),34.54460001]]]}
                    """)
                try Self.run("import ground w.engo \(kind).geojson --name \(kind) --kind \(kind)", in: folder)
            }
        }
        let sheet = try #require(pages.first { !$0.isIndex })
        let scale = try #require(sheet.scale)
        #expect(scales.contains(scale))
        func lines(_ shade: String) -> [String] {
            sheet.svg.matches(of: /<path d="([^"]+)" fill="none" stroke="(#[0-9a-f]+)" stroke-width="[\d.]+"\/>/)
                .filter { $0.output.2 == shade }.map { String($0.output.1) }
        }
        #expect(lines("#777").count == 1)
        #expect(lines("#777").allSatisfy { $0.firstMatch(of: /^M[\d. -]+L[\d. -]+$/) != nil })
        #expect(lines("#aaa").count == (scales.lowerBound < 25_000 ? 2 : 0))
    }

    /// Whoever may know the cell of 250 m alone must not take its middle for the house.
    @Test func aPositionKnownByItsCellSaysHowFarOffItMayBe() throws {
        func notes(_ pages: [PrintTests.Page]) -> [Int] {
            pages.flatMap { page in
                page.texts.compactMap { $0.text.firstMatch(of: /位置 .* ±(\d+)m/).flatMap { Int($0.output.1) } }
            }
        }
        let box = "135.0,34.0,136.0,35.0"
        #expect(notes(try Self.pages(of: "135.5,34.5", and: "135.51,34.51", in: box)) == [])
        let options = ["--audience", "shelter-desk", "--basis", "drill"]
        let pages = try Self.pages(of: "135.5,34.5", and: "135.51,34.51", in: box, options: options) { folder in
            let rules = try Program.run(["disclosure", "show", "--yaml"], in: folder.url).text
            let changed = rules.replacing(
                "fields: {name: full, birth_date: age, sex: full, relationship: full, address: town, needs: help}",
                with: "fields: {name: full, position: mesh}")
            try #require(changed != rules)
            try Self.run("disclosure use w.engo \(try folder.write("rules.yaml", changed))", in: folder)
        }
        #expect(notes(pages).count == 2 && notes(pages).allSatisfy { (101...400).contains($0) })
    }

    /// As a printer without colours has them: every shade that is used differs from every other by 4 or more of the hundred steps of CIE L*.
    @Test func theShadesOfAPageStayApartInGrey() throws {
        let folder = try PrintTests.city(600)
        let run = try Program.run(PrintTests.print + ["--output", "atlas.html"], in: folder.url)
        try #require(run.exitCode == 0, "\(run.errors)")
        let html = String(decoding: try folder.data("atlas.html"), as: UTF8.self)
        var shades: Set<Double> = []
        var veils: Set<String> = []
        for use in html.matches(
            of: /(?:fill|stroke)="#([0-9a-f]+)"(?: fill-rule="evenodd")?(?: fill-opacity="([\d.]+)")?/)
        {
            let opacity = use.output.2.map(String.init)
            if let opacity { veils.insert(opacity) }
            shades.insert(
                try Self.lightness(
                    of: String(use.output.1), opacity: #require(opacity.map { Double($0) } ?? 1)))
        }
        #expect(veils.count == 4 && shades.count >= 8)
        let ordered = shades.sorted()
        for (dark, pale) in zip(ordered, ordered.dropFirst()) { #expect(pale - dark >= 4) }
        // Text stands out from the darkest water too.
        #expect(ordered[0] == 0 && ordered[1] >= 45)
    }

    /// CIE L* of a colour in sRGB over paper.
    private static func lightness(of colour: String, opacity: Double) throws -> Double {
        let digits = colour.count == 3 ? colour.map { "\($0)\($0)" }.joined() : colour
        let number = try #require(Int(digits, radix: 16))
        let linear = [16, 8, 0].map { shift -> Double in
            let value = (255 + (Double(number >> shift & 255) - 255) * opacity) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        let luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        return luminance > 0.008856 ? 116 * cbrt(luminance) - 16 : 903.3 * luminance
    }

    /// A whole town: every household once, on forty sheets and more.
    @Test func anAtlasOfTwelveHundredHouseholdsOnFortySheets() throws {
        let folder = try TemporaryFolder()
        try Self.run("demo d --households 1300 --seed 5", in: folder)
        try Self.run(
            "print d/city.engo --bbox 136.9,33,137.6,33.6 --limit 1200 --expires 2099-12-31 --output a.html", in: folder
        )
        let pages = PrintTests.pages(String(decoding: try folder.data("a.html"), as: UTF8.self))
        #expect(pages.flatMap { $0.numbers(columns: [120]) }.sorted() == Array(1...1200))
        let titles = Set(pages.flatMap { $0.texts.map(\.text).filter { $0.hasPrefix("図 Sheet ") } })
        #expect(titles.count == 40)
    }
}
