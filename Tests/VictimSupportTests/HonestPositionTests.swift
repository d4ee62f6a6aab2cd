import AddressDictionary
import Disclosure
import Foundation
import Registry
import Residents
import SupportScoring
import Testing
import VictimSupport

/// Who is listed for certain, who possibly, and who is only counted.
@Suite struct HonestPositionTests {
    /// About 90 m on each side of 135.15 E, 34.2005 N: residences 1 to 9 of 本町一丁目 stand at 34.2001 … 34.2009.
    private static let square = square(135.149, 34.20045, 135.151, 34.2012)

    private static func square(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> String {
        "{\"type\":\"Polygon\",\"coordinates\":[[[\(west),\(south)],[\(east),\(south)],[\(east),\(north)],[\(west),\(north)],"
            + "[\(west),\(south)]]]}"
    }

    private static func city() throws -> TestCity {
        let city = try TestCity()
        try city.buildDictionary()
        try city.importHouseholds([
            ("1", "本町一丁目1番1号", ""), ("4", "本町一丁目1番4号", ""), ("5", "本町一丁目1番5号", ""), ("9", "本町一丁目1番9号", ""),
            ("60", "本町一丁目99番", ""), ("61", "本町一丁目", ""), ("62", "谷向5", ""), ("70", "どこにもない町4", ""),
            ("80", "本町二丁目1番1号", ""), ("90", "調査町", "135.1513,34.2008"), ("91", "調査町", "135.15105,34.2008"),
        ])
        return city
    }

    private static func list(
        _ city: TestCity, _ area: String = square, _ selection: ListSelection = ListSelection()
    ) throws -> (answer: AreaAnswer, rows: [String]) {
        let file = try city.write("area.geojson", area)
        return try list(city, [.fileOrSaved(file)], selection)
    }

    private static func list(
        _ city: TestCity, _ sources: [AreaSource], _ selection: ListSelection = ListSelection()
    ) throws -> (answer: AreaAnswer, rows: [String]) {
        let loaded = try AreaRequest(sources: sources).load()
        return try RegistryReader(city.paths).read { snapshot in
            let area = try loaded.resolved(in: snapshot, city.paths)
            let answer = try AreaQuery(area: area, limit: nil, selection: selection).answer(
                in: snapshot, for: DisclosureRequest(time: city.moment.utc))
            var rows: [String] = []
            let release = ListRelease(verb: "list", operatorName: "tester", moment: city.moment, format: "json")
            try answer.release(release, from: snapshot, to: AuditLog(city.paths)) { listed in
                rows.append("\(listed.household.householdNumber ?? "") \(listed.hit.certainty)")
            }
            return (answer, rows)
        }
    }

    @Test func listsWhoseCircleReachesTheAreaAndSaysHowSure() throws {
        let city = try Self.city()
        let (answer, rows) = try Self.list(city)
        // 4 stands 5 m south of the line and 91 as near east of it; 90 stands 28 m away, and 1 39 m. The towns' circles reach.
        #expect(
            rows.sorted() == [
                "4 possible", "5 certain", "60 possible", "61 possible", "9 certain", "91 possible",
            ])
        #expect(answer.counts.certain == 2 && answer.counts.possible == 4 && answer.counts.households == 6)
        #expect(answer.counts.personsCertain == 2 && answer.counts.persons == 6)
        #expect(answer.counts.unlocated == 1)
        #expect(answer.counts.unlocatedByTown.map { "\($0.city)\($0.town)\($0.households)" } == ["1"])
        #expect(answer.counts.townLevelOnly == 2)
    }

    @Test func aWholeCircleInsideIsCertainOnlyWhenTheAddressHasOneReading() throws {
        let city = try Self.city()
        let (_, rows) = try Self.list(city, Self.square(134, 33, 136, 35))
        #expect(rows.contains("61 certain"))
        #expect(rows.contains("60 possible"))
        #expect(!rows.contains { $0.hasPrefix("70 ") })
    }

    @Test func includesWhomItIsAskedFor() throws {
        let city = try Self.city()
        let certain = try Self.list(city, Self.square, ListSelection(inclusion: .certain))
        #expect(certain.rows.sorted() == ["5 certain", "9 certain"])
        #expect(certain.answer.counts.possible == 4 && certain.answer.counts.filtered == 0)
        let all = try Self.list(city, Self.square, ListSelection(inclusion: .all))
        #expect(all.rows.count == 7)
        #expect(all.rows.last == "70 unlocated")
    }

    @Test func filtersHoldTogetherAndAreCounted() throws {
        let city = try Self.city()
        _ = try city.importer.needs(
            file: city.write(
                "n.csv",
                "宛名番号,区分,程度,有効期間開始,有効期間終了\n5,要介護,要介護5,,\n4,要介護,要介護1,,\n60,要介護,要介護5,,2026-05-01\n70,車椅子,,,\n"
            ))
        func rows(_ selection: ListSelection) throws -> [String] {
            try Self.list(city, Self.square, selection).rows.sorted()
        }
        let care = NeedFilter(kind: .careLevel, level: nil)
        let care5 = NeedFilter(kind: .careLevel, level: .care5)
        // An ended need without a successor is shown on lists, so it is found too.
        #expect(try rows(ListSelection(needs: [care])) == ["4 possible", "5 certain", "60 possible"])
        #expect(try rows(ListSelection(needs: [care5])) == ["5 certain", "60 possible"])
        #expect(try rows(ListSelection(inclusion: .certain, needs: [care])) == ["5 certain"])
        #expect(
            try rows(ListSelection(inclusion: .all, needs: [care5, NeedFilter(kind: .wheelchair, level: nil)]))
                == ["5 certain", "60 possible", "70 unlocated"])
        let banded = try Self.list(city, Self.square, ListSelection(bands: [.a]))
        #expect(banded.rows == ["5 certain"])
        #expect(banded.answer.counts.filtered == 5 && banded.answer.counts.households == 6)
        let score = try #require(banded.answer.hits.first?.score)
        #expect(try rows(ListSelection(minimumScore: Points(thousandths: Int(score)))) == ["5 certain"])
        #expect(try rows(ListSelection(minimumScore: Points(thousandths: Int(score) + 1))).isEmpty)
    }

    /// 本町一丁目, 谷向 and a town that nobody knows, of which the dictionary has no position at all, and one surveyed household.
    private static func cityWithoutPositions() throws -> TestCity {
        let city = try TestCity()
        try city.buildDictionary()
        let tables = city.folder.appendingPathComponent("abr")
        for file in try FileManager.default.contentsOfDirectory(atPath: tables.path) where file.contains("_pos_") {
            try FileManager.default.removeItem(at: tables.appendingPathComponent(file))
        }
        _ = try DictionaryBuilding.build(city.paths, sources: [.abr(directory: tables.path)], moment: city.moment)
        try city.importHouseholds([
            ("1", "本町一丁目1番1号", ""), ("2", "谷向5", ""), ("3", "谷向6", ""), ("4", "どこにもない町4", ""),
            ("5", "調査町", "135.15,34.2"), ("6", "本町一丁目99番", ""),
        ])
        return city
    }

    @Test func countsTheUnlocatedByTheTownOfTheirAddress() throws {
        let city = try Self.cityWithoutPositions()
        let (answer, rows) = try Self.list(city, Self.square(134, 33, 136, 35), ListSelection(inclusion: .all))
        #expect(rows == ["5 certain", "1 unlocated", "2 unlocated", "3 unlocated", "4 unlocated", "6 unlocated"])
        #expect(
            answer.counts.unlocatedByTown.map { "\($0.city) \($0.town) \($0.households)" } == [
                "  1", "試験市 本町一丁目 2", "試験市 谷向 2",
            ])
    }

    /// Whoever asks for a town by name means those of its households of whom nothing but the town is known.
    @Test func aTownHoldsWhoHasNoPosition() throws {
        let city = try Self.cityWithoutPositions()
        for inclusion in ListSelection.Inclusion.allCases {
            let (answer, rows) = try Self.list(city, [.town("谷向")], ListSelection(inclusion: inclusion))
            let others = ["1 unlocated", "4 unlocated", "6 unlocated"]
            #expect(rows == ["2 certain", "3 certain"] + (inclusion == .all ? others : []))
            #expect(answer.counts.certain == 2 && answer.counts.households == 2 && answer.counts.persons == 2)
            #expect(answer.counts.unlocated == 5 && answer.counts.townLevelOnly == 0)
        }
        // An address with several readings is only possibly in the town.
        #expect(try Self.list(city, [.town("本町一丁目")]).rows == ["1 certain", "6 possible"])
        #expect(try Self.list(city, [.town("本町一丁目")], ListSelection(inclusion: .certain)).rows == ["1 certain"])
        // With another part beside it, they come behind those who have a position.
        let box = city.folder.appendingPathComponent("area.geojson")
        try Data(Self.square(134, 33, 136, 35).utf8).write(to: box)
        let both = try Self.list(city, [.town("谷向"), .fileOrSaved(box.path)])
        #expect(both.rows == ["5 certain", "2 certain", "3 certain"])
    }

    @Test func theAuditLogSaysWhatWasSelected() throws {
        let city = try Self.city()
        let selection = ListSelection(
            inclusion: .all, bands: [.b, .a], needs: [NeedFilter(kind: .careLevel, level: .care3)],
            minimumScore: Points(thousandths: 82_500))
        _ = try Self.list(city, Self.square, selection)
        let log = try String(contentsOfFile: city.paths.audit, encoding: .utf8)
        #expect(log.contains("include all band A,B need care_level:care3 min-score 82.5"))
    }
}
