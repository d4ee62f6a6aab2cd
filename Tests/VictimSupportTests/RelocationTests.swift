import AddressDictionary
import Foundation
import Geospatial
import Interchange
import Registry
import Testing
import VictimSupport

@Suite struct RelocationTests {
    private static func city() throws -> TestCity {
        let city = try TestCity()
        try city.buildDictionary()
        try city.importHouseholds([
            ("A", "試験市本町1-1-3", ""), ("B", "試験市本町1-1-4", ""), ("C", "試験市本町2-1-4", ""),
            ("D", "試験市本町1-1-5", "135.2,34.2"), ("E", "まったくどこか", ""),
        ])
        return city
    }

    private final class Memory: OutputSink {
        var bytes: [UInt8] = []
        func write(_ more: UnsafeRawBufferPointer) { bytes += more }
    }

    private static func list(_ city: TestCity, _ memory: Memory) -> Relocation.MovedList {
        Relocation.MovedList(
            release: ListRelease(verb: "locate", operatorName: "tester", moment: city.moment, format: "csv"),
            export: MovedHouseholdsExport(language: .english), sink: memory)
    }

    @Test func nothingMovesWithTheSameDictionary() throws {
        let city = try Self.city()
        let report = try Relocation.run(city.paths, moment: city.moment)
        #expect(report.isUnchanged && report.moved == 0 && report.moves.isEmpty && report.towns.isEmpty)
        #expect(report.households == 5)
        #expect(report.byCoordinateLevel == [.residence: 3, .survey: 1, .none: 1])
    }

    @Test func tellsWhoMovedAndHowFar() throws {
        let city = try Self.city()
        try city.buildDictionary(shift: 1000)
        let report = try Relocation.run(city.paths, moment: city.moment)
        #expect(report.moved == 2 && report.changed == 2)
        #expect(abs(report.largestMetres - 111.19) < 0.1)
        #expect(report.gained == 0 && report.lost == 0 && report.levelUp == 0 && report.levelDown == 0)
        #expect(report.towns.map(\.town) == ["本町一丁目"])
        #expect(report.towns.map(\.households) == [2])
        #expect(report.oldEdition != report.newEdition)
        #expect(report.generation != nil)
    }

    @Test func twentyMetresAreNoMove() throws {
        let city = try Self.city()
        try city.buildDictionary(shift: 170)
        let near = try #require(try Relocation.preview(city.paths))
        #expect(near.moved == 0 && near.changed == 2)
        try city.buildDictionary(shift: 190)
        #expect(try Relocation.preview(city.paths)?.moved == 2)
    }

    @Test func aRehearsalTellsTheSameAndChangesNothing() throws {
        let city = try Self.city()
        try city.buildDictionary(shift: 1000)
        let before = try Data(contentsOf: URL(fileURLWithPath: city.paths.database))
        let dry = try Relocation.run(city.paths, moment: city.moment, isDryRun: true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: city.paths.database)) == before)
        #expect(dry.generation == nil)
        let real = try Relocation.run(city.paths, moment: city.moment)
        #expect(dry.moved == real.moved && dry.towns == real.towns && dry.largestMetres == real.largestMetres)
    }

    @Test func aRegisterWithoutADictionaryGainsItsPositions() throws {
        let city = try TestCity()
        try city.importHouseholds([("A", "試験市本町1-1-3", ""), ("D", "試験市本町1-1-5", "135.2,34.2")])
        #expect(throws: VictimSupportError.noDictionary(path: city.paths.dictionary)) {
            try Relocation.run(city.paths, moment: city.moment)
        }
        try city.buildDictionary()
        let report = try Relocation.run(city.paths, moment: city.moment)
        #expect(report.gained == 1 && report.moved == 0 && report.levelUp == 2)
        #expect(report.oldEdition == "")
    }

    @Test func thereIsNoPreviewOfAnEmptyRegister() throws {
        let city = try TestCity()
        try city.buildDictionary()
        #expect(try Relocation.preview(city.paths) == nil)
        #expect(throws: VictimSupportError.noRegister) { try Relocation.run(city.paths, moment: city.moment) }
    }

    @Test func listsTheMovedThroughTheGate() throws {
        let city = try Self.city()
        try city.buildDictionary(shift: 1000)
        let memory = Memory()
        _ = try Relocation.run(city.paths, moment: city.moment, isDryRun: true, moved: Self.list(city, memory))
        let rows = String(decoding: memory.bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(rows[0].hasSuffix("distance_m,old_coordinate_level,new_coordinate_level,drill_mark"))
        #expect(rows[1] == "A,135.1500000,34.2003000,135.1500000,34.2013000,111.2,residence,residence,訓練")
        #expect(rows[2].hasPrefix("B,"))
        #expect(rows.count == 4)
        let log = try String(decoding: Data(contentsOf: URL(fileURLWithPath: city.paths.audit)), as: UTF8.self)
        #expect(log.contains(#""verb":"locate""#) && log.contains(#""households":2,"#))
        #expect(!log.contains("本町"))
    }
}
