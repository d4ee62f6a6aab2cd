import Foundation
import TestSupport
import Testing
import engo_fuzz

/// The real fuzzer on the committed corpus and beyond it, for some seconds each.
///
/// `ENGO_FUZZ_SECONDS` sets for how long (3 or 5 without it), `ENGO_SEED` the seed.
@Suite struct FuzzTests {
    private static let corpora = Checkout.root.appendingPathComponent("Tests/FuzzTests/Corpus")

    private static func setting(_ name: String, _ usual: String) -> String {
        ProcessInfo.processInfo.environment[name] ?? usual
    }

    /// The readers, each with its usual seconds and how many inputs its corpus has at least.
    private static let targets: [(name: String, seconds: String, inputs: Int)] = [
        ("csv", "5", 40), ("date", "5", 40), ("profile", "5", 40), ("geojson", "3", 40), ("wkt", "3", 40),
        ("shapefile", "3", 35), ("geopackage", "3", 12), ("flatgeobuf", "3", 11), ("condition", "3", 40),
        ("cql2", "3", 40), ("pmtiles", "3", 3), ("field", "3", 30),
    ]

    @Test func everyTargetHasItsCorpusAndIsTried() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpora.path)
        #expect(FuzzTarget.all.map(\.name).sorted() == folders.sorted())
        #expect(Self.targets.map(\.name).sorted() == folders.sorted())
    }

    @Test(arguments: targets)
    func keepsItsPromisesWhateverTheBytesAre(target: String, seconds: String, inputs: Int) throws {
        let run = try FuzzProgram.run([
            target, "--seconds", Self.setting("ENGO_FUZZ_SECONDS", seconds), "--seed", Self.setting("ENGO_SEED", "1"),
            "--corpus", Self.corpora.appendingPathComponent(target).path, "--save",
            FileManager.default.temporaryDirectory.path,
        ])
        // A trap leaves its input in the file that the output names.
        #expect(run.exitCode == 0, "\(run.output)\(run.errors)")
        let executions = try #require(run.output.firstMatch(of: /(\d+) executions, (\d+) of them the corpus/))
        let (tried, replayed) = (Int(executions.1) ?? 0, Int(executions.2) ?? 0)
        #expect(replayed >= inputs && tried > replayed)
    }

    /// As after a trap, which ends the process just as suddenly.
    @Test func anInputOutlivesTheProcess() throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        let process = try FuzzProgram.start([
            "date", "--seconds", "60", "--corpus", Self.corpora.appendingPathComponent("date").path, "--save",
            folder.path,
        ])
        let name = "date-running-\(process.processIdentifier).input"
        for _ in 0..<600 where !files.fileExists(atPath: folder.appendingPathComponent(name).path) {
            Thread.sleep(forTimeInterval: 0.05)
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try files.contentsOfDirectory(atPath: folder.path) == [name])
    }

    @Test func aCorpusIsSmall() throws {
        var bytes = 0
        for target in Self.targets {
            let folder = Self.corpora.appendingPathComponent(target.name)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                bytes += try Data(contentsOf: folder.appendingPathComponent(name)).count
            }
        }
        #expect(bytes < 320_000)
    }

    @Test(arguments: [
        ["cvs", "--corpus", "."], ["csv"], ["csv", "--corpus", ".", "--seconds", "-1"],
        ["csv", "--corpus", ".", "--save", "missing"], ["csv", "--corpus", ".", "--unknown"],
    ])
    func refusesWrongOptions(arguments: [String]) throws {
        #expect(try FuzzProgram.run(arguments).exitCode == 64)
    }
}
