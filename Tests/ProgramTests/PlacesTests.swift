import Foundation
import TestSupport
import Testing

/// `engo import shelters`, `engo import hazard`, `engo hazard`, `engo import ground`, `engo ground`, and what `engo status` says of them.
@Suite struct PlacesTests {
    private static let shelters = Checkout.root.appendingPathComponent("GeoData/shiose/shelters.csv").path
    private static let flood = Checkout.root.appendingPathComponent("GeoData/shiose/flood.geojson").path

    private static func workspace() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        _ = try Program.run(["init", "w.engo", "--name", "潮瀬市", "--code", "992011", "--drill"], in: folder.url)
        return folder
    }

    private static func json(_ run: Program.Run) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    }

    @Test func theFictionalCityHasShelters() throws {
        let folder = try Self.workspace()
        let empty = try folder.data("w.engo")
        #expect(
            try Program.run(["import", "shelters", "w.engo", Self.shelters, "--dry-run"], in: folder.url).exitCode == 0)
        #expect(try folder.data("w.engo") == empty)
        let first = try Program.run(
            ["import", "shelters", "w.engo", Self.shelters, "--report", "r.json"], in: folder.url)
        #expect(first.exitCode == 0 && first.errors.contains("imported: 4 shelters"), "\(first.errors)")
        let report = try JSONSerialization.jsonObject(with: folder.data("r.json")) as? [String: Any]
        #expect(report?["kind"] as? String == "shelters")
        #expect(report?["form"] as? String == "open-data")
        #expect(report?["shelters"] as? Int == 4)
        let before = try folder.data("w.engo")
        let again = try Program.run(["import", "shelters", "w.engo", Self.shelters], in: folder.url)
        #expect(again.exitCode == 0 && again.errors.contains("already imported, nothing changed"))
        #expect(try folder.data("w.engo") == before)
        let status = try Program.run(["status", "w.engo"], in: folder.url).text
        for line in ["4 か所, shelters.csv", "位置不明 position unknown: 0", "高潮 storm-surge: 2"] {
            #expect(status.contains(line), "lacks \(line)")
        }
        let generations = try Program.run(["generations", "list", "w.engo"], in: folder.url).text
        #expect(generations.contains("避難場所 shelters、shelters.csv、新規 4 変更 0 廃止 0"))
    }

    @Test func theFictionalCityHasAFlood() throws {
        let folder = try Self.workspace()
        func add(_ options: [String]) throws -> Program.Run {
            try Program.run(["import", "hazard", "w.engo", Self.flood, "--name", "浮川"] + options, in: folder.url)
        }
        #expect(try add(["--dry-run"]).errors.contains("checked, nothing changed: flood-depth-maximum, 5 zones"))
        #expect(
            try add(["--edition", "令和6年度"]).errors.contains("imported: flood-depth-maximum, 5 zones (A31a_205, CRS84)"))
        #expect(try add(["--edition", "令和6年度"]).errors.contains("already imported, nothing changed"))
        let other = try add(["--kind", "flood-depth-planned"])
        #expect(other.exitCode == 65 && other.errors.contains("--replace"))
        let list = try Self.json(try Program.run(["hazard", "list", "w.engo", "--json"], in: folder.url))
        let layer = try #require((list["hazard_layers"] as? [[String: Any]])?.first)
        #expect(layer["name"] as? String == "浮川")
        #expect(layer["edition"] as? String == "令和6年度")
        #expect(layer["zones"] as? Int == 5 && layer["unknown_zones"] as? Int == 0)
        #expect((layer["by_code"] as? [[String: Any]])?.map { $0["meaning"] as? String }.last == "10～20m")
        let generations = try Program.run(["generations", "list", "w.engo"], in: folder.url).text
        #expect(generations.contains("ハザード hazard、flood.geojson、区域 5"))
        let status = try Program.run(["status", "w.engo"], in: folder.url).text
        #expect(status.contains("浮川: 浸水深（想定最大規模） flood-depth-maximum、区域 zones 5、flood.geojson、令和6年度"))
        let replaced = try add(["--kind", "flood-depth-planned", "--replace"])
        #expect(replaced.errors.contains("replaced: flood-depth-planned"))
        #expect(replaced.errors.contains("A31a_205 is the attribute of flood-depth-maximum"))
        #expect(
            try Program.run(["hazard", "remove", "w.engo", "--name", "浮川", "--dry-run"], in: folder.url).exitCode == 0)
        #expect(try Program.run(["hazard", "list", "w.engo"], in: folder.url).text.contains("浮川"))
        #expect(try Program.run(["hazard", "remove", "w.engo", "--name", "浮川"], in: folder.url).exitCode == 0)
        #expect(try Program.run(["hazard", "list", "w.engo"], in: folder.url).text == "【訓練 DRILL】\n")
        let doctor = try Self.json(try Program.run(["doctor", "w.engo", "--json"], in: folder.url))
        let faults = (doctor["checks"] as? [[String: String]])?.filter { $0["verdict"] == "fault" }
        #expect(faults?.isEmpty == true)
    }

    @Test func theFictionalCityHasStreets() throws {
        let folder = try Self.workspace()
        let generation = try Program.run(["generations", "list", "w.engo"], in: folder.url).text
        func add(_ options: [String]) throws -> Program.Run {
            let file = Checkout.root.appendingPathComponent("GeoData/shiose/streets.geojson").path
            return try Program.run(["import", "ground", "w.engo", file, "--name", "道路"] + options, in: folder.url)
        }
        #expect(try add(["--kind", "road", "--dry-run"]).errors.contains("checked, nothing changed: ground (road)"))
        let imported = try add(["--kind", "road"])
        #expect(imported.exitCode == 0 && imported.errors.contains("imported: ground (road)"), "\(imported.errors)")
        #expect(try add(["--kind", "road"]).errors.contains("already imported, nothing changed"))
        let other = try add([])
        #expect(other.exitCode == 65 && other.errors.contains("--replace"))
        let list = try Self.json(try Program.run(["ground", "list", "w.engo", "--json"], in: folder.url))
        let layer = try #require((list["ground_layers"] as? [[String: Any]])?.first)
        #expect(layer["name"] as? String == "道路" && layer["kind"] as? String == "road")
        #expect(layer["file"] as? String == "streets.geojson" && layer["label"] is NSNull)
        #expect(try #require(layer["vertices"] as? Int) > 2 * (try #require(layer["shapes"] as? Int)) - 1)
        let status = try Program.run(["status", "w.engo"], in: folder.url).text
        #expect(status.contains("下地 ground layers       1\n  道路: 道路 road、図形 shapes "))
        #expect(try Program.run(["ground", "remove", "w.engo", "--name", "道路"], in: folder.url).exitCode == 0)
        #expect(try Program.run(["ground", "list", "w.engo"], in: folder.url).text == "【訓練 DRILL】\n")
        // Nobody's list changes by it.
        #expect(try Program.run(["generations", "list", "w.engo"], in: folder.url).text == generation)
        let doctor = try Self.json(try Program.run(["doctor", "w.engo", "--json"], in: folder.url))
        let faults = (doctor["checks"] as? [[String: String]])?.filter { $0["verdict"] == "fault" }
        #expect(faults?.isEmpty == true)
    }

    @Test func wrongRowsOfSheltersAreToldWithoutTheirCells() throws {
        let folder = try Self.workspace()
        let header = "共通ID,施設・場所名,住所,洪水,\"崖崩れ、土石流及び地滑り\",高潮,地震,津波,大規模な火事,内水氾濫,火山現象,緯度,経度"
        _ = try folder.write("s.csv", header + "\nE1,秘密学校,丙町1,1,,,,,,,,137.2,33.2\nE2,秘密学校,丙町1,やや,,,,,,,,33.2,137.2\n")
        let before = try folder.data("w.engo")
        let run = try Program.run(["import", "shelters", "w.engo", "s.csv", "--report", "r.json"], in: folder.url)
        #expect(run.exitCode == 65)
        #expect(run.errors.contains("s.csv:2: 緯度: swapped-coordinate"))
        #expect(run.errors.contains("s.csv:3: 洪水: unknown-flag"))
        for cell in ["秘密学校", "丙町", "やや", "137.2"] { #expect(!run.errors.contains(cell)) }
        #expect(try String(decoding: folder.data("r.json"), as: UTF8.self).contains("\"accepted\":false"))
        #expect(try folder.data("w.engo") == before)
    }
}
