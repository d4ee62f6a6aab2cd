import AddressDictionary
import Disclosure
import Foundation
import Geospatial
import Interchange
import Places
import Registry
import Residents
import TestSupport
import Testing
import VictimSupport

/// Areas that a workspace keeps, and hazard layers and towns as areas.
@Suite struct SavedAreaTests {
    private static let sources: [AreaSource] = [
        .text("POLYGON((135.1 34.2,135.11 34.2,135.11 34.21,135.1 34.21,135.1 34.2))")
    ]

    private static func keeping(_ fixture: AreaFixture, isDryRun: Bool = false) -> AreaKeeping {
        AreaKeeping(fixture.city.paths, moment: fixture.city.moment, isDryRun: isDryRun)
    }

    private static func saved(_ fixture: AreaFixture) throws -> [SavedArea] {
        try RegistryReader(fixture.city.paths).read { try $0.savedAreas() }
    }

    @Test func keepsWhatItIsMadeOf() throws {
        let fixture = try AreaFixture()
        let name = try StoredText("決壊地点")
        let file = try fixture.write("a.wkt", "SRID=6668;POLYGON((135.15 34.25,135.16 34.25,135.15 34.26))")
        let circle = AreaSource.circle(center: try Coordinate(longitude: 135.2, latitude: 34.3), metres: 600.5)
        let sources = Self.sources + [file, circle]
        let expected = try fixture.numbers(AreaRequest(sources: sources))
        #expect(expected.count > 8)
        let before = try RegistryReader(fixture.city.paths).read { try $0.generation() }
        _ = try Self.keeping(fixture).save(AreaRequest(sources: sources).load(), as: name, replaces: false)
        // The file is not needed any more, and no list has changed.
        guard case .fileOrSaved(let path) = file else { return }
        try FileManager.default.removeItem(atPath: path)
        #expect(try RegistryReader(fixture.city.paths).read { try $0.generation() } == before)
        #expect(try fixture.numbers(.saved("決壊地点")) == expected)
        #expect(try fixture.numbers(.fileOrSaved("決壊地点")) == expected)
        let area = try #require(try Self.saved(fixture).first)
        #expect(area.name == name && area.savedOn == fixture.city.moment.today)
        #expect(area.parts.map(\.kind) == [.text, .file, .circle])
        #expect(area.parts.map(\.referenceSystem) == [nil, "EPSG:6668", nil])
        #expect(area.parts[1].name == "a.wkt" && area.parts[1].checksum.utf8.count == 8)
        #expect(area.parts[2].shape == .circle(center: try Coordinate(longitude: 135.2, latitude: 34.3), metres: 600.5))
    }

    @Test func aNameStandsForOneArea() throws {
        let fixture = try AreaFixture()
        let name = try StoredText("a")
        let area = try AreaRequest(sources: Self.sources).load()
        _ = try Self.keeping(fixture, isDryRun: true).save(area, as: name, replaces: false)
        #expect(try Self.saved(fixture).isEmpty)
        _ = try Self.keeping(fixture).save(area, as: name, replaces: false)
        #expect(throws: AreaError.areaExists) { try Self.keeping(fixture).save(area, as: name, replaces: false) }
        let box = try #require(BoundingBox(west: 135.1, south: 34.2, east: 135.12, north: 34.21))
        _ = try Self.keeping(fixture).save(AreaRequest(sources: [.box(box)]).load(), as: name, replaces: true)
        #expect(try Self.saved(fixture).map { $0.parts.map(\.kind) } == [[.box]])
        #expect(throws: AreaError.noSuchArea(nearest: "a")) { try Self.keeping(fixture).remove(try StoredText("b")) }
        try Self.keeping(fixture, isDryRun: true).remove(name)
        #expect(try Self.saved(fixture).count == 1)
        try Self.keeping(fixture).remove(name)
        #expect(try Self.saved(fixture).isEmpty)
        #expect(throws: AreaError.noSuchArea(nearest: nil)) { try fixture.numbers(.saved("a")) }
    }

    @Test func aBackupHoldsIt() throws {
        let fixture = try AreaFixture()
        _ = try Self.keeping(fixture).save(
            AreaRequest(sources: Self.sources).load(), as: StoredText("a"), replaces: false)
        let kept = try Self.saved(fixture)
        let backup = fixture.city.folder.appendingPathComponent("b.engo-backup").path
        let release = ListRelease(
            verb: "backup", operatorName: "tester", moment: fixture.city.moment, format: "backup")
        _ = try WorkspaceBackup.make(fixture.city.paths, release: release, to: AtomicFileWriter(path: backup))
        let paths = WorkspacePaths(database: fixture.city.folder.appendingPathComponent("other.engo").path)
        _ = try WorkspaceRestore.restore(backup, to: paths, mayReplace: false, isDryRun: false, release: release)
        #expect(try RegistryReader(paths).read { try $0.savedAreas() } == kept)
    }

    @Test func aHazardLayerIsAnArea() throws {
        let fixture = try AreaFixture()
        func zone(_ west: Double, _ rank: Int) -> String {
            "{\"type\":\"Feature\",\"properties\":{\"A31a_205\":\(rank)},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[\(west),34.2],"
                + "[\(west + 0.001),34.2],[\(west + 0.001),34.201],[\(west),34.201],[\(west),34.2]]]}}"
        }
        let file = try fixture.city.write(
            "h.geojson", "{\"type\":\"FeatureCollection\",\"features\":[\(zone(135.1, 1)),\(zone(135.105, 3))]}")
        let name = try StoredText("紀の川")
        _ = try HazardImport(fixture.city.paths, moment: fixture.city.moment, isDryRun: false)
            .layer(file: file, HazardImport.Request(name: name))
        #expect(try fixture.numbers(.hazard(name)) == ["H10000", "H10001"])
        #expect(try fixture.numbers(.hazard(name), where: "rank >= 3") == ["H10001"])
        #expect(throws: VictimSupportError.noSuchHazardLayer) { try fixture.numbers(.hazard(try StoredText("x"))) }
    }

    /// Households whose points are their own, and such as stand for the whole town.
    private static func town() throws -> AreaFixture {
        let fixture = try AreaFixture()
        try fixture.city.buildDictionary()
        var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所\n"
        for (number, address) in [
            ("A", "試験市本町一丁目1番1号"), ("B", "試験市本町1丁目99番"), ("C", "試験市本町二丁目1番2号"), ("D", "試験市谷向5番地"),
            ("E", "試験市谷向"), ("F", "どこにもない"), ("G", "試験市奥山1"),
        ] { text += "\(number),\(number),試験,1950-01-01,男,世帯主,\(address)\n" }
        _ = try fixture.city.importer { $0.shrinkLimitPercent = 100 }.residents(file: fixture.city.write("t.csv", text))
        return fixture
    }

    @Test(arguments: [
        (["本町一丁目"], ["A", "B"]), (["本町1丁目"], ["A", "B"]), (["0001001"], ["A", "B"]), (["3020150001001"], ["A", "B"]),
        (["0001000"], ["A", "B", "C"]), (["谷向"], ["D", "E"]), (["試験市谷向"], ["D", "E"]),
        (["本町二丁目", "0002000"], ["C", "D", "E"]), (["本町"], ["A", "B", "C"]),
        // G has a point for the whole city alone, and its address is in the town.
        (["奥山"], ["G"]),
    ])
    func aTownHoldsWhoeverLivesThere(names: [String], expected: [String]) throws {
        let request = AreaRequest(sources: names.map { .town($0) })
        #expect(try Self.town().answer(request, including: .possible).numbers == expected)
    }

    @Test(arguments: ["丙町", "本町一丁目1番1号", "", "9999999", "1310000001001", "本町三丁目", "谷向x", "谷向5番地"])
    func whatIsNoTownIsRefused(name: String) throws {
        let fixture = try Self.town()
        #expect(throws: AreaError.unknownTown) { try fixture.numbers(.town(name)) }
    }

    @Test func aTownCanBeSavedAndUnited() throws {
        let fixture = try Self.town()
        let circle = AreaSource.circleAround(address: "試験市本町二丁目1番2号", metres: 1)
        let request = AreaRequest(sources: [.town("谷向"), circle])
        _ = try Self.keeping(fixture).save(request.load(), as: StoredText("t"), replaces: false)
        #expect(try fixture.numbers(.saved("t")) == ["C", "D", "E"])
        let part = try #require(try Self.saved(fixture).first?.parts.first { $0.kind == .town })
        #expect(
            part.shape == .town(TownSelection(localGovernmentCode: "302015", machiazaID: "0002000", name: "谷向")))
    }

    @Test func aCircleAroundAnAddressNeedsItsOwnPoint() throws {
        let fixture = try Self.town()
        func circle(_ address: String, _ metres: Double) throws -> [String] {
            try fixture.numbers(.circleAround(address: address, metres: metres))
        }
        #expect(try circle("本町一丁目1番1号", 1) == ["A"])
        #expect(try circle("本町一丁目1番1号", 1_500).contains("C"))
        #expect(throws: AreaError.addressTooCoarse(level: .town)) { try circle("谷向", 100) }
        #expect(throws: AreaError.self) { try circle("本町", 100) }
        #expect(throws: AreaError.addressTooCoarse(level: .none)) { try circle("どこにもない", 100) }
    }
}
