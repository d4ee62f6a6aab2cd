import Foundation
import Testing

/// `--include`, `--band`, `--need` and `--min-score` of the real program.
@Suite struct SelectionTests {
    private static func list(_ folder: TemporaryFolder, _ options: [String]) throws -> Program.Run {
        try Program.run(["list", "w.engo", "--area", "area.geojson"] + options, in: folder.url)
    }

    private static func json(_ run: Program.Run) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    }

    @Test func theUnlocatedComeLastAndWithoutAGeometry() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let document = try Self.json(try Self.list(folder, ["--include", "all", "--format", "geojson"]))
        let features = try #require(document["features"] as? [[String: Any]])
        #expect(features.count == 3)
        #expect(features.map { $0["geometry"] is NSNull } == [false, false, true])
        let properties = features.compactMap { $0["properties"] as? [String: Any] }
        #expect(properties.map { $0["certainty"] as? String } == ["certain", "certain", "unlocated"])
        let summary = try #require(document["summary"] as? [String: Any])
        #expect(summary["include"] as? String == "all")
        #expect(summary["certain"] as? Int == 2 && summary["possible"] as? Int == 0)
        #expect(summary["households_listed"] as? Int == 3 && summary["unlocated"] as? Int == 1)
        let towns = try #require(summary["unlocated_by_town"] as? [[String: Any]])
        #expect(towns.map { $0["town"] as? String } == ["町名不明"])
        let table = try Self.list(folder, ["--include", "all"])
        #expect(table.text.contains("確実 2、可能性あり 0、位置不明 1、絞り込みで除外 0 世帯"))
        #expect(table.text.contains("位置不明 ?"))
        #expect(table.text.contains("家屋調査 ±10m"))
        #expect(table.errors.contains("町名不明 1"))
    }

    @Test func membersSayHowSureTheirHouseholdIs() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let run = try Self.list(
            folder, ["--include", "all", "--rows", "members", "--format", "csv", "--lang", "en", "--encoding", "utf-8"])
        let rows = run.text.components(separatedBy: "\r\n").filter { !$0.isEmpty }.map {
            $0.components(separatedBy: ",")
        }
        let column = try #require(rows[0].firstIndex(of: "certainty"))
        #expect(rows.dropFirst().map { $0[column] } == ["certain", "certain", "certain", "unlocated"])
        #expect(rows.dropFirst().map { $0[column - 1] } == ["10.0", "10.0", "10.0", ""])
    }

    @Test func filtersSelectAndAreCounted() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        for options in [["--need", "要介護:5"], ["--need", "care_level"], ["--band", "a"], ["--min-score", "100.5"]] {
            let answer = try Self.json(try Self.list(folder, ["--format", "json"] + options))
            let numbers = (answer["households"] as? [[String: Any]])?.map { $0["household_number"] as? String }
            #expect(numbers == ["H1"], "\(options)")
            #expect((answer["summary"] as? [String: Any])?["filtered_out"] as? Int == 1, "\(options)")
            #expect((answer["summary"] as? [String: Any])?["households_inside"] as? Int == 2, "\(options)")
        }
        let both = try Self.json(
            try Self.list(folder, ["--format", "json", "--need", "車椅子", "--need", "要介護", "--band", "A,B"]))
        #expect((both["households"] as? [Any])?.count == 1)
    }

    @Test(arguments: [
        ["--include", "some"], ["--band", "D"], ["--band", "A,"], ["--need", "秘密"], ["--need", "要介護:9"],
        ["--need", "要介護:なし"], ["--min-score", "many"], ["--min-score", "-1"],
    ])
    func whatSelectsNothingKnownIsRefused(options: [String]) throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let log = try folder.data("w.engo-audit")
        let run = try Self.list(folder, options)
        #expect(run.exitCode == 64)
        #expect(run.output.isEmpty)
        #expect(try folder.data("w.engo-audit") == log)
    }
}
