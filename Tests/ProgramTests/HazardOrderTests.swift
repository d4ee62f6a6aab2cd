import Foundation
import Testing

/// `--hazard` and `--hazard-order` of the real program, on the fictional city.
@Suite struct HazardOrderTests {
    private static func city() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let demo = try Program.run(["demo", "d", "--households", "1000"], in: folder.url)
        #expect(demo.exitCode == 0, "\(demo.errors)")
        return folder
    }

    private static func list(_ folder: TemporaryFolder, _ options: [String]) throws -> Program.Run {
        try Program.run(
            ["list", "d/city.engo", "--area", "d/city/flood.geojson"] + options, in: folder.url)
    }

    private static func json(_ run: Program.Run) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    }

    @Test func everyFormShowsActionDepthAndLayer() throws {
        let folder = try Self.city()
        let none = try Self.list(folder, ["--hazard-order"])
        #expect(none.exitCode == 69 && none.output.isEmpty)
        #expect(none.errors.contains("engo import hazard"))
        let add = try Program.run(
            ["import", "hazard", "d/city.engo", "d/city/flood.geojson", "--name", "浮川"], in: folder.url)
        #expect(add.exitCode == 0, "\(add.errors)")
        let document = try Self.json(try Self.list(folder, ["--hazard-order", "--format", "geojson"]))
        let features = try #require(document["features"] as? [[String: Any]])
        let rows = features.compactMap { $0["properties"] as? [String: Any] }
        let steps = rows.compactMap { $0["hazard_step"] as? Int }
        #expect(steps.count == rows.count && rows.count > 10)
        #expect(steps == steps.sorted())
        #expect(Set(steps).count > 2)
        for row in rows {
            let action = row["evacuation_action"] as? String
            let findings = try #require(row["hazards"] as? [[String: Any]])
            #expect((action == "no-zone") == findings.isEmpty)
            #expect(findings.allSatisfy { $0["layer"] as? String == "浮川" && $0["measure"] as? String == "flood-depth" })
            #expect((row["flood_depth"] as? String == nil) == !findings.contains { $0["at_point"] as? Bool == true })
        }
        let summary = try #require(document["summary"] as? [String: Any])
        #expect(summary["order"] as? String == "hazard")
        #expect((summary["hazard_layers"] as? [[String: Any]])?.first?["kind"] as? String == "flood-depth-maximum")
        let byAction = try #require(summary["listed_by_action"] as? [String: Int])
        #expect(byAction.values.reduce(0, +) == rows.count)
        let table = try Self.list(folder, ["--hazard-order", "--limit", "5"]).text
        #expect(table.contains("避難 ") && table.contains("立退き避難 "))
        #expect(table.contains("順＝援護区分と避難行動"))
        let csv = try Self.list(folder, ["--format", "csv", "--limit", "1"]).text
        #expect(csv.contains("避難行動,避難行動の理由,順序段階,浸水深,浸水深（最悪）"))
        #expect(csv.contains("浮川"))
        let unknown = try Self.list(folder, ["--hazard", "沈川"])
        #expect(unknown.exitCode == 65 && unknown.output.isEmpty)
        // By score the hazards are beside the score, which they do not change.
        let byScore = try Self.json(try Self.list(folder, ["--format", "json"]))
        let scores = (byScore["households"] as? [[String: Any]])?.compactMap { $0["score"] as? NSNumber } ?? []
        #expect(scores.count == rows.count)
        #expect(zip(scores, scores.dropFirst()).allSatisfy { $0.doubleValue >= $1.doubleValue })
        #expect(Set(scores) == Set(rows.compactMap { $0["score"] as? NSNumber }))
    }
}
