import Disclosure
import Foundation
import Geospatial
import Interchange
import Places
import Registry
import Residents
import SupportScoring
import Testing

@testable import VictimSupport

/// What a hazard layer would mean by town and by nearest open site.
@Suite struct PredictionTests {
    private static func square(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> String {
        "{\"type\":\"Polygon\",\"coordinates\":[[[\(west),\(south)],[\(east),\(south)],[\(east),\(north)],[\(west),\(north)],"
            + "[\(west),\(south)]]]}"
    }

    /// 本町一丁目 in two metres of water and more, 本町二丁目 in less than half a metre, 谷向 dry.
    private static func city() throws -> TestCity {
        let city = try TestCity()
        try city.buildDictionary()
        _ = try city.importer.residents(
            file: city.write(
                "r.csv",
                """
                宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
                1,A,秘密,1940-01-01,男,世帯主,本町一丁目1番1号,,
                2,A,秘密,1990-01-01,女,子,本町一丁目1番1号,,
                3,B,秘密,1980-01-01,女,世帯主,本町一丁目1番9号,,
                4,C,秘密,1980-01-01,女,世帯主,本町二丁目1番1号,,
                5,D,秘密,1980-01-01,女,世帯主,谷向7,,
                6,E,秘密,1980-01-01,女,世帯主,どこにもない町4,,

                """))
        _ = try city.importer.needs(
            file: city.write("n.csv", "宛名番号,区分,程度,有効期間開始,有効期間終了\n1,車椅子,,,\n1,要介護,要介護5,,\n3,妊産婦,,,\n"))
        _ = try HazardImport(city.paths, moment: city.moment, isDryRun: false).layer(
            file: city.write(
                "z.geojson",
                "{\"type\":\"FeatureCollection\",\"features\":["
                    + "{\"type\":\"Feature\",\"properties\":{\"A31a_205\":2},\"geometry\":\(square(135.145, 34.19, 135.155, 34.205))},"
                    + "{\"type\":\"Feature\",\"properties\":{\"A31a_205\":1},\"geometry\":\(square(135.155, 34.19, 135.165, 34.205))}]}"
            ),
            HazardImport.Request(name: try StoredText("川<b>&"), kind: nil, edition: nil, replaces: false))
        return city
    }

    private static func addShelters(_ city: TestCity) throws {
        let header = "共通ID,施設・場所名,住所,洪水,\"崖崩れ、土石流及び地滑り\",高潮,地震,津波,大規模な火事,内水氾濫,火山現象,緯度,経度,想定収容人数"
        _ = try ShelterImport(city.paths, moment: city.moment, options: ImportOptions()).shelters(
            file: city.write(
                "s.csv",
                header + "\n1,水の中の学校,町,1,,,,,,,,34.2,135.15,900\n2,西の学校,町,1,,,,,,,,34.2,135.14,2\n"
                    + "3,東の学校<i>,町,1,,,,,,,,34.2,135.17,\n4,地震の学校,町,,,,1,,,,,34.2,135.1449,50\n"
            ))
    }

    private static func predict(_ city: TestCity) throws -> Prediction {
        let release = ListRelease(verb: "predict", operatorName: "tester", moment: city.moment, format: "json")
        return try RegistryReader(city.paths).read { snapshot in
            try Prediction(of: [], in: snapshot, release: release, audit: AuditLog(city.paths))
        }
    }

    private final class Sink: OutputSink {
        private(set) var text = ""
        func write(_ bytes: UnsafeRawBufferPointer) throws { text += String(decoding: bytes, as: UTF8.self) }
    }

    @Test func countsByTownAndDepth() throws {
        let prediction = try Self.predict(try Self.city())
        #expect(prediction.depths.map { $0?.japanese } == ["0.5～3m", "0.5m未満"])
        #expect(prediction.towns.map(\.name) == ["本町一丁目", "本町二丁目"])
        let first = try #require(prediction.towns.first)
        #expect(first.byDepth.map { $0.certain[.total].persons } == [3, 0])
        #expect(first.total[.need(.wheelchair)].persons == 1 && first.total[.age(.from85)].persons == 1)
        // A leaves because of the wheelchair, B moves upstairs.
        #expect(first.total[.leave].persons == 2 && first.total[.moveUpstairs].persons == 1)
        #expect(first.total.helpers == 3)
        let second = prediction.towns[1]
        #expect(second.byDepth.map { $0[.total].persons } == [0, 1])
        #expect(second.total[.stay].persons == 1 && second.total.helpers == 0)
        #expect(prediction.registered == 5 && prediction.unlocated == 1)
    }

    @Test func sendsEverybodyToTheNearestOpenSite() throws {
        let city = try Self.city()
        #expect(try Self.predict(city).districts.map(\.name) == [""])
        try Self.addShelters(city)
        let prediction = try Self.predict(city)
        // One lies in the water, one is not designated for floods.
        #expect(prediction.closedSites == 2)
        #expect(prediction.districts.map(\.name) == ["西の学校", "東の学校<i>", ""])
        #expect(prediction.districts.map { $0.total[.total].persons } == [3, 1, 0])
        #expect(prediction.districts.map(\.capacity) == [2, nil, nil])
        #expect(prediction.districts.map(\.shortage) == [0, nil, nil])
        let persons = prediction.towns.reduce(0) { $0 + $1.total[.total].persons }
        #expect(prediction.districts.reduce(0) { $0 + $1.total[.total].persons } == persons)
    }

    @Test func everyFormHasCountsAndNobodysName() throws {
        let city = try Self.city()
        try Self.addShelters(city)
        let prediction = try Self.predict(city)
        let points = TownPoints(city.paths, of: prediction.info)
        let export = PredictionExport(language: .japanese)
        let (csv, json, map, page, markdown) = (Sink(), Sink(), Sink(), Sink(), Sink())
        _ = try export.writeCSV(prediction, encoding: .utf8, to: csv)
        try export.writeJSON(prediction, to: json)
        try export.writeGeoJSON(prediction, points: points, to: map)
        try PredictionPage(language: .japanese).write(prediction, points: points, to: page)
        try PredictionMarkdown(language: .japanese).write(prediction, to: markdown)
        for text in [csv, json, map, page, markdown].map(\.text) {
            #expect(text.contains("訓練") && text.contains("本町一丁目"))
            #expect(!text.contains("秘密") && !text.contains("1番1号") && !text.contains("1940"))
        }
        let rows = csv.text.components(separatedBy: "\r\n").filter { !$0.isEmpty }
        #expect(rows.count == 1 + 2 * 2 + 2 + 2 + 1)
        #expect(rows[1].hasPrefix("町字,試験市,本町一丁目,0.5～3m,2,0,3,0,1,2,1,0,3,,,"))
        for text in [json.text, map.text] {
            #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
        }
        let features = try #require(
            (JSONSerialization.jsonObject(with: Data(map.text.utf8)) as? [String: Any])?["features"] as? [[String: Any]]
        )
        let point = try #require((features[0]["geometry"] as? [String: Any])?["coordinates"] as? [Double])
        // The dictionary's point of the town, not a household's.
        #expect(point == [135.15, 34.2])
        #expect(page.text.contains("川&lt;b&gt;&amp;") && page.text.contains("東の学校&lt;i&gt;"))
        #expect(!page.text.contains("<i>") && !page.text.contains("<script"))
        #expect(page.text.contains("<svg") && page.text.contains("<circle") && page.text.contains("<path"))
    }

    /// The same tables and facts as the page, in which no name is markup.
    @Test func markdownSaysWhatThePageSays() throws {
        let city = try Self.city()
        try Self.addShelters(city)
        let prediction = try Self.predict(city)
        let (page, markdown) = (Sink(), Sink())
        try PredictionPage(language: .japanese).write(
            prediction, points: TownPoints(city.paths, of: prediction.info), to: page)
        try PredictionMarkdown(language: .japanese).write(prediction, to: markdown)
        let lines = markdown.text.components(separatedBy: "\n")
        #expect(lines[0] == "**【訓練】**" && lines[2].hasPrefix("# 被害想定 試験市"))
        #expect(lines[4].contains("川\\<b\\>\\&") && lines[4].contains("位置不明 1 世帯"))
        let rows = lines.filter { $0.hasPrefix("| ") && !$0.hasPrefix("| :") }
        let expected = page.text.components(separatedBy: "<tr>").dropFirst().map { row in
            row.components(separatedBy: "</tr>")[0].replacingOccurrences(
                of: "</t[dh]>", with: "", options: .regularExpression
            )
            .components(separatedBy: "<t").dropFirst().map { $0.components(separatedBy: ">").dropFirst().joined() }
        }
        let found = rows.map { $0.dropFirst(2).dropLast(2).components(separatedBy: " | ") }
        #expect(found.map(\.count) == expected.map(\.count) && found.count == 2 + 2 + 3)
        #expect(found.joined().contains("東の学校\\<i\\>") && expected.joined().contains("東の学校&lt;i&gt;"))
        let plain = { (text: String) in !text.contains("&") && !text.contains("\\") && !text.contains(".") }
        #expect(zip(found.joined(), expected.joined()).allSatisfy { !plain($0) || !plain($1) || $0 == $1 })
    }

    @Test(arguments: [
        ("谷向|東", "谷向\\|東"), ("*a*_b_`c`", "\\*a\\*\\_b\\_\\`c\\`"), ("a\nb\u{85}c", "a b c"),
        ("[x](http://a.b)", "\\[x\\]\\(http\\:\\/\\/a.b\\)"), ("www.a.b", "www\\.a.b"), ("c@d.e", "c\\@d.e"),
        ("0.5～3m", "0.5～3m"),
        ("\\", "\\\\"), ("&lt;~~#!", "\\&lt\\;\\~\\~\\#\\!"),
    ])
    func noNameIsMarkup(text: String, expected: String) {
        #expect(MarkdownText.escaped(text) == expected)
    }

    @Test func leavesOneAuditEntry() throws {
        let city = try Self.city()
        _ = try Self.predict(city)
        let log = try String(contentsOfFile: city.paths.audit, encoding: .utf8)
        #expect(log.split(separator: "\n").count { $0.contains(#""event":"release""#) } == 1)
        #expect(
            log.contains("\"verb\":\"predict\"") && log.contains("\"households\":3") && log.contains("\"persons\":4"))
    }

    @Test func helpersFollowTheLargestNeed() {
        var needs = NeedKinds()
        #expect(HelperRatio.helpers(for: needs) == 0)
        needs.insert(.careLevel)
        #expect(HelperRatio.helpers(for: needs) == 1)
        needs.insert(.wheelchair)
        #expect(HelperRatio.helpers(for: needs) == 2)
        needs.insert(.hospitalStay)
        #expect(HelperRatio.helpers(for: needs) == 0)
    }
}
