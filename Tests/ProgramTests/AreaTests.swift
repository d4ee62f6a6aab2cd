import Foundation
import TestSupport
import Testing

/// Areas on the command line, on the town of four households.
@Suite struct AreaTests {
    private static let square = "POLYGON((135.1 34.2,135.2 34.2,135.2 34.3,135.1 34.3,135.1 34.2))"

    private static func numbers(_ folder: TemporaryFolder, _ options: [String]) throws -> [String] {
        let run = try Program.run(
            ["list", "w.engo", "--format", "csv", "--lang", "en", "--encoding", "utf-8"] + options, in: folder.url)
        #expect(run.exitCode == 0, "\(options): \(run.errors)")
        return run.text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }.compactMap {
            $0.components(separatedBy: ",").dropFirst().first
        }
    }

    @Test func everyWayToNameAnAreaGivesTheSameHouseholds() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        _ = try folder.write("square.wkt", Self.square)
        let expected = try Self.numbers(folder, ["--area", "area.geojson"])
        #expect(expected.count == 2)
        for options in [
            ["--wkt", Self.square], ["--area", "square.wkt"], ["--bbox", "135.1,34.2,135.2,34.3"],
            ["--circle", "135.15,34.25,1", "--circle", "135.2,34.2,1"],
        ] {
            #expect(try Self.numbers(folder, options) == expected, "\(options)")
        }
        #expect(try Self.numbers(folder, ["--mesh", "5135"]).count == 3)
    }

    @Test func anAreaIsSavedListedShownUsedAndRemoved() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let save = ["area", "save", "w.engo", "中心", "--circle", "135.15,34.25,100", "--wkt", Self.square]
        #expect(try Program.run(save + ["--dry-run"], in: folder.url).exitCode == 0)
        #expect(try Program.run(["list", "w.engo", "--saved", "中心"], in: folder.url).exitCode == 66)
        #expect(try Program.run(save, in: folder.url).exitCode == 0)
        #expect(try Program.run(save, in: folder.url).exitCode == 65)
        #expect(try Program.run(save + ["--replace"], in: folder.url).exitCode == 0)
        #expect(try Self.numbers(folder, ["--area", "中心"]) == Self.numbers(folder, ["--wkt", Self.square]))

        let list = try Program.run(["area", "list", "w.engo"], in: folder.url)
        #expect(list.text.contains("中心") && list.text.contains("WKT") && list.text.contains("半径 100.0 m"))
        let json = try Program.run(["area", "list", "w.engo", "--json"], in: folder.url)
        let areas = try #require(
            (try JSONSerialization.jsonObject(with: json.output) as? [String: Any])?["areas"] as? [[String: Any]])
        #expect(areas.map { $0["name"] as? String } == ["中心"])

        let shown = try Program.run(["area", "show", "w.engo", "中心", "--output", "shown.geojson"], in: folder.url)
        #expect(shown.exitCode == 0, "\(shown.errors)")
        #expect(try Self.numbers(folder, ["--area", "shown.geojson"]).count == 2)
        let near = try Program.run(["area", "remove", "w.engo", "中央"], in: folder.url)
        #expect(near.exitCode == 66 && near.errors.contains("中心"))
        #expect(try Program.run(["area", "remove", "w.engo", "中心"], in: folder.url).exitCode == 0)
        #expect(try Program.run(["area", "show", "w.engo", "中心"], in: folder.url).exitCode == 66)
    }

    @Test func whatIsOddIsToldOnStandardError() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let run = try Program.run(
            [
                "list", "w.engo", "--wkt",
                "GEOMETRYCOLLECTION(POINT(135 34),POLYGON((135.1 34.2,135.2 34.3,135.2 34.2,135.1 34.3)))",
            ], in: folder.url)
        #expect(run.exitCode == 0)
        for text in ["点 1", "閉じた輪 1", "自分と交わる輪 1", "points 1", "closed rings 1", "self-crossing rings 1"] {
            #expect(run.errors.contains(text), "\(text)")
        }
    }

    @Test func aConditionSelectsAndIsNamedInTheAuditLog() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        func feature(_ rank: Int, _ west: Double) -> String {
            "{\"type\":\"Feature\",\"properties\":{\"A31a_205\":\(rank)},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[\(west),34.2],"
                + "[\(west + 0.01),34.2],[\(west + 0.01),34.3],[\(west),34.3],[\(west),34.2]]]}}"
        }
        _ = try folder.write("z.geojsonl", feature(1, 135.145) + "\n" + feature(3, 135.195) + "\n")
        #expect(try Self.numbers(folder, ["--area", "z.geojsonl", "--where", "A31a_205 >= 3"]) == ["H2"])
        let log = String(decoding: try folder.data("w.engo-audit"), as: UTF8.self)
        #expect(log.contains("A31a_205 >= 3"))
        let wrong = try Program.run(
            ["list", "w.engo", "--area", "z.geojsonl", "--where", "A31a_105 >= 3"], in: folder.url)
        #expect(wrong.exitCode == 65 && wrong.errors.contains("A31a_205?"))
    }
}
