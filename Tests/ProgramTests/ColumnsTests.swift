import Foundation
import Testing

/// `--columns` of the real program.
@Suite struct ColumnsTests {
    private static func list(_ folder: TemporaryFolder, _ options: [String]) throws -> Program.Run {
        try Program.run(["list", "w.engo", "--area", "area.geojson", "--include", "all"] + options, in: folder.url)
    }

    /// Rows of cells; no cell of the fixture holds a comma.
    private static func cells(_ run: Program.Run) -> [[String]] {
        run.text.components(separatedBy: "\r\n").filter { !$0.isEmpty }.map { $0.components(separatedBy: ",") }
    }

    private static let csv = ["--format", "csv", "--lang", "en", "--encoding", "utf-8"]

    /// Columns from packed data alone, from the household's row, and from members too.
    @Test(arguments: [
        "number,household_number,score,band,member_count,certainty,longitude,latitude",
        "latitude,coordinate_level,number",
        "daytime_band,daytime_score,time,band", "household_number,uncertainty_m,match_level,address",
        "needs,score,members",
        "certainty",
    ])
    func chosenColumnsAreThoseOfTheWholeList(columns: String) throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        for time in ["night", "daytime"] {
            let whole = Self.cells(try Self.list(folder, Self.csv + ["--time", time]))
            let run = try Self.list(folder, Self.csv + ["--time", time, "--columns", columns])
            #expect(run.exitCode == 0, "\(run.errors)")
            let names = columns.components(separatedBy: ",")
            let places = try names.map { try #require(whole[0].firstIndex(of: $0)) }
            // Behind them the rule on which they leave, and in a drill its mark.
            #expect(
                Self.cells(run).map { Array($0.prefix(names.count)) } == whole.map { row in places.map { row[$0] } })
            #expect(Self.cells(run)[0].dropFirst(names.count) == ["legal_basis", "drill_mark"])
        }
    }

    @Test func membersHaveColumnsOfTheirOwnAndHeadingsMayBeJapanese() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let run = try Self.list(
            folder, ["--format", "csv", "--encoding", "utf-8", "--rows", "members", "--columns", "世帯番号,続柄,番号"])
        let rows = Self.cells(run)
        #expect(rows.first == ["世帯番号", "続柄", "番号", "根拠", "訓練表示"])
        #expect(rows.count == 5)
        let table = try Self.list(folder, ["--columns", "世帯番号,人数", "--reasons"])
        #expect(table.exitCode == 0, "\(table.errors)")
        let lines = table.text.components(separatedBy: "\n")
        let heading = try #require(lines.firstIndex { $0.hasPrefix("世帯番号") })
        #expect(lines[heading].contains("人数") && lines[heading].contains("理由"))
        #expect(lines[heading + 1].hasPrefix("H1 "))
    }

    @Test func theAuditLogTellsWhichColumnsLeft() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        _ = try Self.list(folder, ["--columns", "番号,世帯番号"])
        let log = try String(decoding: folder.data("w.engo-audit"), as: UTF8.self)
        #expect(log.contains(" columns number,household_number\""))
    }

    @Test(arguments: [
        (["--columns", "number,scoer"], "Did you mean score?"), (["--columns", ""], "--columns"),
        (["--columns", "band,援護区分"], "a column twice: band"), (["--columns", "kana"], "--columns"),
        (["--columns", "number", "--format", "geojson"], "table and CSV only"),
    ])
    func whatIsNoColumnIsRefusedBeforeAnythingLeaves(options: [String], sentence: String) throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let run = try Self.list(folder, options)
        #expect(run.exitCode == 64)
        #expect(run.errors.contains(sentence), "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(!String(decoding: try folder.data("w.engo-audit"), as: UTF8.self).contains("\"event\":\"release\""))
    }
}
