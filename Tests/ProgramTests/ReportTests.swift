import Foundation
import Testing

/// `engo report` of the real program: counts, and nobody's name.
@Suite struct ReportTests {
    private static func report(_ folder: TemporaryFolder, _ options: [String]) throws -> Program.Run {
        try Program.run(["report", "w.engo"] + options, in: folder.url)
    }

    @Test(arguments: ["table", "csv", "json"])
    func everyFormCountsWithoutNames(format: String) throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: true)
        let run = try Self.report(folder, ["--area", "area.geojson", "--area", "area.geojson", "--format", format])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.text.contains("訓練"))
        for personal in ["シケン", "太郎", "H1", "1935", "0001"] {
            #expect(!run.text.contains(personal) && !run.errors.contains(personal))
        }
        #expect(run.errors.contains("1 of 4 households have no position"))
        let log = try String(decoding: folder.data("w.engo-audit"), as: UTF8.self)
        #expect(log.contains("\"verb\":\"report\""))
        let again = try Self.report(folder, ["--area", "area.geojson", "--area", "area.geojson", "--format", format])
        #expect(again.output == run.output)
    }

    @Test func theSecondStageAddsNobodyNew() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: false)
        let run = try Self.report(
            folder,
            [
                "--area", "area.geojson", "--area", "area.geojson", "--output", "r.csv", "--lang", "en", "--encoding",
                "utf-8",
            ])
        #expect(run.exitCode == 0, "\(run.errors)")
        let rows = try String(decoding: folder.data("r.csv"), as: UTF8.self).components(separatedBy: "\r\n")
        #expect(rows.contains("1,area.geojson,total,total,2,0,3,0,2,0,3,0"))
        #expect(rows.contains("2,area.geojson,total,total,2,0,3,0,0,0,0,0"))
        #expect(rows.contains("1,area.geojson,need,care level,1,0,1,0,1,0,1,0"))
        #expect(rows.contains("1,area.geojson,age,0-5,1,0,1,0,1,0,1,0"))
    }

    @Test func anOutputMustNotBeAnArea() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let before = try folder.data("area.geojson")
        let run = try Self.report(folder, ["--area", "area.geojson", "--output", "area.geojson", "--format", "json"])
        #expect(run.exitCode == 64)
        #expect(try folder.data("area.geojson") == before)
        #expect(try Self.report(folder, []).exitCode == 64)
    }
}
