import Foundation
import GRDB
import Testing

/// `engo export` into a GeoPackage.
@Suite struct GeoPackageProgramTests {
    @Test func theFileNameChoosesIt() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let run = try Program.run(
            ["export", "w.engo", "--area", "area.geojson", "--output", "out.gpkg", "--lang", "en"], in: folder.url)
        #expect(run.exitCode == 0)
        let again = try Program.run(
            ["export", "w.engo", "--area", "area.geojson", "--output", "again.gpkg", "--lang", "en"], in: folder.url)
        #expect(again.exitCode == 0)
        #expect(try folder.data("out.gpkg") == folder.data("again.gpkg"))
        let queue = try DatabaseQueue(path: folder.url.appendingPathComponent("out.gpkg").path)
        let numbers = try queue.read { db in
            try String.fetchAll(db, sql: "SELECT household_number FROM households ORDER BY fid")
        }
        #expect(numbers == ["H1", "H2"])
    }

    @Test func itDoesNotGoToTheScreenAndTakesNoColumns() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        for options in [
            ["--format", "gpkg"], ["--output", "o.gpkg", "--columns", "number"],
            ["--output", "o.gpkg", "--rows", "members"],
        ] {
            let run = try Program.run(["list", "w.engo", "--area", "area.geojson"] + options, in: folder.url)
            #expect(run.exitCode == 64 && run.text.isEmpty)
        }
    }
}
