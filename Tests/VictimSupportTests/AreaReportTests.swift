import Disclosure
import Foundation
import Interchange
import Registry
import Residents
import SupportScoring
import TestSupport
import Testing
import VictimSupport

/// How many people areas concern, and what each adds.
@Suite struct AreaReportTests {
    private static func square(_ west: Double, _ east: Double) -> String {
        "{\"type\":\"Polygon\",\"coordinates\":[[[\(west),34],[\(east),34],[\(east),35],[\(west),35],[\(west),34]]]}"
    }

    private static func report(_ city: TestCity, _ areas: [String]) throws -> AreaReport {
        let areas = try areas.enumerated().map { index, text in
            try QueryArea(file: city.write("area\(index).geojson", text))
        }
        let release = ListRelease(verb: "report", operatorName: "tester", moment: city.moment, format: "json")
        return try RegistryReader(city.paths).read { snapshot in
            try AreaReport(of: areas, in: snapshot, release: release, audit: AuditLog(city.paths))
        }
    }

    /// As of 2026-06-01: a couple of 86 and 60 with a child of 5, somebody of 75 who lives alone, two without a known age.
    private static func city() throws -> TestCity {
        let city = try TestCity()
        _ = try city.importer.residents(
            file: city.write(
                "r.csv",
                """
                宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
                1,A,試験,1940-01-01,男,世帯主,町,135.05,34.5
                2,A,試験,1966-01-01,女,妻,町,135.05,34.5
                3,A,試験,2021-01-01,男,子,町,135.05,34.5
                4,B,試験,1951-06-02,女,世帯主,町,135.15,34.5
                5,C,試験,不詳,男,世帯主,町,135.20005,34.5
                6,D,試験,不詳,男,世帯主,町,,

                """))
        _ = try city.importer.needs(
            file: city.write(
                "n.csv", "宛名番号,区分,程度,有効期間開始,有効期間終了\n1,要介護,要介護5,,\n1,車椅子,,,\n4,要介護,要介護2,,2026-05-01\n"))
        return city
    }

    private static func text(_ count: HeadCount) -> String { "\(count.households)/\(count.persons)" }

    @Test func countsByAgeNeedAndBand() throws {
        let report = try Self.report(try Self.city(), [Self.square(135, 135.2)])
        let stage = try #require(report.stages.first)
        #expect(report.registered == 4 && report.unlocated == 1)
        #expect(Self.text(stage.certain[.total]) == "2/4")
        // C stands 5 m east of the line.
        #expect(Self.text(stage.possible[.total]) == "1/1")
        #expect(Self.text(stage.certain[.age(.upTo5)]) == "1/1")
        #expect(Self.text(stage.certain[.age(.upTo64)]) == "1/1")
        #expect(Self.text(stage.certain[.age(.upTo84)]) == "1/1")
        #expect(Self.text(stage.certain[.age(.from85)]) == "1/1")
        #expect(Self.text(stage.possible[.age(.unknown)]) == "1/1")
        // An ended need is no need in a count.
        #expect(Self.text(stage.certain[.need(.careLevel)]) == "1/1")
        #expect(Self.text(stage.certain[.need(.wheelchair)]) == "1/1")
        #expect(Self.text(stage.certain[.band(.a)]) == "1/3")
        for group in ["band", "age"] {
            let persons = TallyItem.all.filter { $0.group == group }.reduce(0) { $0 + stage.certain[$1].persons }
            #expect(persons == stage.certain[.total].persons)
        }
    }

    @Test func saysWhatEachStageAdds() throws {
        let report = try Self.report(
            try Self.city(), [Self.square(135, 135.1), Self.square(135, 135.2), Self.square(135, 135.2)])
        #expect(report.stages.map { Self.text($0.certain[.total]) } == ["1/3", "2/4", "2/4"])
        #expect(report.stages.map { Self.text($0.addedCertain[.total]) } == ["1/3", "1/1", "0/0"])
        #expect(report.stages.map { Self.text($0.addedPossible[.total]) } == ["0/0", "1/1", "0/0"])
        #expect(report.stages.map { Self.text($0.addedCertain[.need(.wheelchair)]) } == ["1/1", "0/0", "0/0"])
    }

    @Test func leavesOneAuditEntryWithoutNames() throws {
        let city = try Self.city()
        _ = try Self.report(city, [Self.square(135, 135.1), Self.square(135, 135.2)])
        let log = try String(contentsOfFile: city.paths.audit, encoding: .utf8)
        #expect(log.split(separator: "\n").count { $0.contains(#""event":"release""#) } == 1)
        #expect(log.contains("\"verb\":\"report\"") && log.contains("area0.geojson") && log.contains("area1.geojson"))
        #expect(log.contains("\"households\":3") && log.contains("\"persons\":5"))
    }

    /// Counts over random people and stages against counting them one by one.
    @Test(arguments: 1...6)
    func countsEqualCountingOneByOne(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let city = try TestCity()
        var residents = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        var needs = "宛名番号,区分,程度,有効期間開始,有効期間終了\n"
        var people: [(household: Int, x: Int, year: Int, hasChair: Bool)] = []
        for household in 0..<120 {
            let x = Int.random(in: 0...20, using: &random)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let year = Int.random(in: 1930...2025, using: &random)
                let hasChair = Int.random(in: 0..<5, using: &random) == 0
                residents += "\(people.count),\(household),試験,\(year)-01-01,男,世帯主,町,\(135 + Double(x) / 64),34.5\n"
                if hasChair { needs += "\(people.count),車椅子,,,\n" }
                people.append((household, x, year, hasChair))
            }
        }
        _ = try city.importer.residents(file: city.write("r.csv", residents))
        _ = try city.importer.needs(file: city.write("n.csv", needs))
        let bounds = (0..<3).map { _ in
            let west = Int.random(in: 0...15, using: &random)
            return (west, west + Int.random(in: 1...6, using: &random))
        }
        let report = try Self.report(
            city, bounds.map { Self.square(135 + Double($0.0) / 64, 135 + Double($0.1) / 64) })
        for (index, stage) in report.stages.enumerated() {
            let inside = people.filter { bounds[index].0 <= $0.x && $0.x <= bounds[index].1 }
            let added = inside.filter { person in
                !bounds[..<index].contains { $0.0 <= person.x && person.x <= $0.1 }
            }
            for (counted, tally) in [(inside, stage.certain), (added, stage.addedCertain)] {
                func expect(_ item: TallyItem, _ persons: [(household: Int, x: Int, year: Int, hasChair: Bool)]) {
                    #expect(tally[item].persons == persons.count, "seed \(seed)")
                    #expect(tally[item].households == Set(persons.map(\.household)).count, "seed \(seed)")
                }
                expect(.total, counted)
                expect(.need(.wheelchair), counted.filter(\.hasChair))
                expect(.age(.upTo74), counted.filter { (65...74).contains(2026 - $0.year) })
                expect(.age(.upTo5), counted.filter { 2026 - $0.year < 6 })
            }
        }
    }
}
