import Foundation
import Testing

/// The work bench of policies, as its user runs it.
@Suite struct PolicyTests {
    private static func run(_ folder: TemporaryFolder, _ line: String) throws -> Program.Run {
        try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
    }

    /// The demo's workspace with our own policy beside it.
    private static func demo(_ replacements: [(String, String)] = []) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let demo = try run(folder, "demo city --households 500")
        #expect(demo.exitCode == 0, "\(demo.errors)")
        var text = try run(folder, "policy show city/city.engo").text
        for (old, new) in replacements { text = text.replacingOccurrences(of: old, with: new) }
        _ = try folder.write("our.yaml", text)
        return folder
    }

    private static func json(_ run: Program.Run) throws -> [String: Any] {
        #expect(run.exitCode == 0, "\(run.errors)")
        return try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    }

    @Test func showsTheShippedPoliciesAndTheirCases() throws {
        let folder = try TemporaryFolder()
        let list = try Self.run(folder, "policy show")
        #expect(list.exitCode == 0 && list.text.hasPrefix("shipped:default\t標準配点表"))
        let policy = try Self.run(folder, "policy show shipped:default")
        #expect(policy.text.contains("title: 標準配点表"))
        #expect(try Self.run(folder, "policy show shipped:default --cases").text.contains("as_of: 2026-06-01"))
        #expect(try Self.run(folder, "policy show shipped:defalt").exitCode == 64)
    }

    @Test func checksAGoodPolicy() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("p.yaml", try Self.run(folder, "policy show shipped:default").text)
        let run = try Self.run(folder, "policy check p.yaml")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.text.contains("標準配点表 1.1") && run.text.contains("規則 rules"))
        #expect(run.errors.isEmpty)
    }

    @Test func tellsEveryFaultWithItsPlace() throws {
        let folder = try TemporaryFolder()
        let text = try Self.run(folder, "policy show shipped:default").text
            .replacingOccurrences(of: "{care_level: care5}, points: 110", with: "{care_levle: care5}, points: 110")
            .replacingOccurrences(of: "{care_level: care1}, points: 32", with: "{care_level: care1}, points: -1")
        _ = try folder.write("p.yaml", text)
        let run = try Self.run(folder, "policy check p.yaml")
        #expect(run.exitCode == 65)
        #expect(run.errors.contains("（care_level？）"))
        #expect(run.errors.contains("誤り 2 件"))
        #expect(run.errors.split(separator: "\n").count { $0.hasPrefix("p.yaml: 配点表 ") } == 2)
        #expect(run.output.isEmpty)
    }

    @Test func theShippedCasesHold() throws {
        let folder = try TemporaryFolder()
        let run = try Self.run(folder, "policy test shipped:default")
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.errors.contains("違い 0 件"))
    }

    @Test func tellsWhichCaseDiffers() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write(
            "p.yaml",
            try Self.run(folder, "policy show shipped:default").text
                .replacingOccurrences(of: "{care_level: care3}, points: 70", with: "{care_level: care3}, points: 60"))
        _ = try folder.write("p.cases.yaml", try Self.run(folder, "policy show shipped:default --cases").text)
        let run = try Self.run(folder, "policy test p.yaml")
        #expect(run.exitCode == 65)
        #expect(run.errors.contains("p.cases.yaml:"))
        #expect(run.errors.contains("期待 86.75、結果 "))
        _ = try folder.write("wrong.yaml", "as_of: 2026-06-01\ncases: []\n")
        let wrong = try Self.run(folder, "policy test p.yaml --cases wrong.yaml")
        #expect(wrong.exitCode == 65)
        #expect(wrong.errors.contains("wrong.yaml: 配点表 2:8"))
    }

    @Test func comparesWithEditedPolicyAndWritesAnAuditEntry() throws {
        let folder = try Self.demo([
            ("points: 9, source: certification-rates", "points: 40, source: certification-rates")
        ])
        let run = try Self.run(folder, "policy compare city/city.engo current our.yaml --format json")
        let answer = try Self.json(run)
        let summary = try #require(answer["summary"] as? [String: Any])
        let households = try #require(answer["households"] as? [[String: Any]])
        #expect(summary["drill_mark"] as? String == "訓練")
        #expect(households.count == summary["households_changed"] as? Int && households.count > 20)
        #expect(households.first?["reasons"] as? [[String: Any]] != nil)
        let table = try Self.run(folder, "policy compare city/city.engo current our.yaml --lang en")
        #expect(table.exitCode == 0 && table.text.contains("age-75 9→40"))
        #expect(table.text.hasPrefix("【訓練 DRILL】"))
        let csv = try Self.run(
            folder, "policy compare city/city.engo our.yaml shipped:default --output c.csv --limit 5")
        #expect(csv.exitCode == 0, "\(csv.errors)")
        let rows = try String(decoding: folder.data("c.csv"), as: UTF8.self).components(separatedBy: "\r\n")
        #expect(rows.count == 7 && rows[1].hasSuffix(",訓練"))
        let log = try String(decoding: folder.data("city/city.engo-audit"), as: UTF8.self)
        #expect(log.split(separator: "\n").count { $0.contains("\"policy compare\"") } == 3)
        #expect(
            try Self.run(folder, "policy compare city/city.engo current our.yaml --format json").output == run.output)
    }

    @Test func tellsWhichNumbersMoveWhom() throws {
        let folder = try Self.demo()
        let before = try folder.data("city/city.engo-audit")
        let counts = try Self.json(Self.run(folder, "policy sensitivity city/city.engo --format json"))
        let weights = try #require(counts["weights"] as? [[String: Any]])
        #expect(weights.count > 40)
        #expect(try folder.data("city/city.engo-audit") == before)
        let table = try Self.run(folder, "policy sensitivity city/city.engo --percent 20")
        #expect(table.exitCode == 0 && table.text.contains("bands.A"))
        let csv = try Self.run(folder, "policy sensitivity city/city.engo --format csv --lang en --encoding utf-8")
        #expect(csv.text.components(separatedBy: "\r\n").count == weights.count * 2 + 2)
        let named = try Self.json(Self.run(folder, "policy sensitivity city/city.engo --list --format json"))
        for weight in try #require(named["weights"] as? [[String: Any]]) {
            for name in ["lowered", "raised"] {
                let change = try #require(weight[name] as? [String: Any])
                let up = try #require(change["households_up"] as? Int)
                let down = try #require(change["households_down"] as? Int)
                #expect((change["households"] as? [Any])?.count == up + down)
            }
        }
        #expect(try folder.data("city/city.engo-audit").count > before.count)
        #expect(try Self.run(folder, "policy sensitivity city/city.engo --list --output l.csv").exitCode == 0)
        #expect(try Self.run(folder, "policy sensitivity city/city.engo --list").exitCode == 0)
    }

    @Test func theHistoryBringsAnEarlierPolicyBack() throws {
        let folder = try Self.demo([("version: \"1.1\"", "version: \"1.2\"")])
        let original = try Self.run(folder, "policy show city/city.engo").output
        #expect(try Self.run(folder, "score city/city.engo --policy our.yaml --as-of 2026-06-01").exitCode == 0)
        #expect(try Self.run(folder, "policy show city/city.engo").output == folder.data("our.yaml"))
        let history = try Self.json(Self.run(folder, "policy history city/city.engo --json"))
        let runs = try #require(history["runs"] as? [[String: Any]])
        #expect(runs.map { $0["version"] as? String } == ["1.2", "1.1", "1.1", "1.1"])
        let hash = try #require(runs.last?["sha256"] as? String)
        #expect(try Self.run(folder, "policy show city/city.engo --hash \(hash.prefix(12))").output == original)
        #expect(try Self.run(folder, "policy show city/city.engo --hash 0123456789").exitCode == 65)
        let text = try Self.run(folder, "policy history city/city.engo")
        #expect(text.exitCode == 0 && text.text.contains(String(hash.prefix(12))))
        let list = try Self.json(
            Self.run(folder, "list city/city.engo --area city/city/flood.geojson --format json --limit 1"))
        let policy = (list["summary"] as? [String: Any])?["policy"] as? [String: Any]
        #expect(policy?["sha256"] as? String == runs.first?["sha256"] as? String)
    }
}
