import Foundation
import Testing

/// Policies and the second score, with the program.
@Suite struct PolicyProgramTests {
    private static func town() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        return folder
    }

    private static func list(_ folder: TemporaryFolder, _ options: [String]) throws -> Program.Run {
        try Program.run(["list", "w.engo", "--area", "area.geojson"] + options, in: folder.url)
    }

    @Test(arguments: [
        ("cycle", "a: &a\n  b: *a\n", ":"),
        ("bomb", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "2:"),
        ("line", "title: " + String(repeating: "x", count: 1_000_000) + "\n", "1:"),
        ("nesting", String(repeating: "[", count: 500_000), "1:"),
        ("rules", "groups:\n" + String(repeating: "  - {id: x, rules: [1]}\n", count: 30_000), ":"),
    ])
    func aHostilePolicyIsRefusedAndTheWorkspaceKeepsItsOwn(name: String, yaml: String, place: String) throws {
        let folder = try Self.town()
        let before = try folder.data("w.engo")
        _ = try folder.write("\(name).yaml", yaml)
        let run = try Program.run(["score", "w.engo", "--policy", "\(name).yaml"], in: folder.url)
        #expect(run.exitCode == 65)
        #expect(run.errors.contains("engo: error: policy"))
        #expect(run.errors.contains(place))
        #expect(run.errors.utf8.count < 1_000)
        #expect(try folder.data("w.engo") == before)
    }

    @Test func aShippedPolicyIsTakenByItsName() throws {
        let folder = try Self.town()
        let run = try Program.run(
            ["score", "w.engo", "--policy", "shipped:sayama", "--as-of", "2026-06-01"], in: folder.url)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.errors.contains("狭山市の名簿登載基準"))
        let wrong = try Program.run(["score", "w.engo", "--policy", "shipped:sayamaa"], in: folder.url)
        #expect(wrong.exitCode == 64)
        #expect(wrong.errors.contains("（sayama？）"))
        let daytime = try Self.list(folder, ["--time", "daytime"])
        #expect(daytime.exitCode == 69)
        #expect(daytime.errors.contains("平日日中の援護度がありません"))
        #expect(daytime.text.isEmpty)
    }

    @Test func everyFormSaysWhoseScoreOrdersIt() throws {
        let folder = try Self.town()
        for (time, words) in [
            ("night", ["table": "援護度＝通常（夜間）", "csv": "通常（夜間）"]), ("daytime", ["table": "援護度＝平日日中", "csv": "平日日中"]),
        ] {
            for format in ["table", "csv", "geojson", "json"] {
                let run = try Self.list(folder, ["--format", format, "--time", time])
                #expect(run.exitCode == 0, "\(run.errors)")
                #expect(run.text.contains(words[format] ?? "\"time\":\"\(time)\""), "\(format) \(time)")
                #expect(run.errors.contains("by the score of \(time)"))
            }
        }
        let usual = try Self.list(folder, ["--format", "json"])
        #expect(usual.text.contains("\"time\":\"night\""))
    }

    @Test func theExplanationShowsBothScores() throws {
        let folder = try Self.town()
        let run = try Program.run(["explain", "w.engo", "--household", "H2"], in: folder.url)
        #expect(run.exitCode == 0)
        #expect(run.text.contains("世帯: 32"))
        #expect(run.text.contains("世帯・平日日中: 48"))
        #expect(run.text.contains("[daytime-out]"))
    }
}
