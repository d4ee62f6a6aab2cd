import Foundation
import Testing

/// The README's first command, on a small city.
@Suite struct DemoTests {
    private static func demo(in folder: TemporaryFolder, seed: Int = 1) throws -> Program.Run {
        try Program.run(["demo", "city", "--households", "1000", "--seed", String(seed)], in: folder.url)
    }

    @Test func makesTheListsOfTheFloodedArea() throws {
        let folder = try TemporaryFolder()
        let run = try Self.demo(in: folder)
        #expect(run.exitCode == 0, "\(run.errors)")
        let document = try #require(
            try JSONSerialization.jsonObject(with: folder.data("city/households.geojson")) as? [String: Any])
        let features = try #require(document["features"] as? [[String: Any]])
        let summary = try #require(document["summary"] as? [String: Any])
        #expect(features.count > 10)
        #expect(summary["households_inside"] as? Int == features.count)
        #expect(summary["drill_mark"] as? String == "訓練")
        let scores = features.compactMap { ($0["properties"] as? [String: Any])?["score"] as? NSNumber }
        #expect(scores.count == features.count)
        #expect(zip(scores, scores.dropFirst()).allSatisfy { $0.doubleValue >= $1.doubleValue })
        let rows = try String(decoding: folder.data("city/households.csv"), as: UTF8.self)
            .components(separatedBy: "\r\n").filter { !$0.isEmpty }
        #expect(rows.count == features.count + 1)
        #expect(rows.dropFirst().allSatisfy { $0.hasSuffix(",訓練") })
        #expect(run.errors.contains("households.geojson"))
        let ground = try Program.run(["ground", "list", "city/city.engo"], in: folder.url).text
        #expect(ground.contains("川: 河川 river、図形 shapes 1、") && ground.contains("道路: 道路 road、図形 shapes "))
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        let first = try TemporaryFolder()
        let second = try TemporaryFolder()
        #expect(try Self.demo(in: first).exitCode == 0)
        #expect(try Self.demo(in: second).exitCode == 0)
        for file in [
            "city/households.geojson", "city/households.csv", "city/members.csv", "city/city/residents.csv",
            "city/city/needs.csv", "city/city/flood.geojson", "city/city.engo-dictionary",
        ] {
            #expect(try first.data(file) == second.data(file), "\(file) differs")
        }
    }

    @Test func refusesAFolderThatIsNotEmpty() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("city"), withIntermediateDirectories: false)
        _ = try folder.write("city/notes.txt", "keep me")
        let run = try Self.demo(in: folder)
        #expect(run.exitCode == 64)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("city")) == ["notes.txt"])
    }
}
