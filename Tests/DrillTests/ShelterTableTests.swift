import Testing

@testable import Drill

@Suite struct ShelterTableTests {
    @Test func hasTheHeaderOfTheStandardDataSet() throws {
        let table = try DrillFixture.small.get().table("shelters.csv")
        #expect(
            table.header.joined(separator: ",")
                == "ID,名称,名称_カナ,名称_英字,所在地_全国地方公共団体コード,町字ID,所在地_連結表記,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下,建物名等(方書),緯度,経度,標高,電話番号,災害種別_洪水,災害種別_崖崩れ、土石流及び地滑り,災害種別_高潮,災害種別_地震,災害種別_津波,災害種別_大規模な火事,災害種別_内水氾濫,災害種別_火山現象,想定収容人数,対象となる町会・自治会"
        )
    }

    @Test func standsOnRegisteredLotsWhereNobodyLives() throws {
        let city = try DrillFixture.large.get()
        let shelters = try city.table("shelters.csv")
        #expect(shelters.rows.count == city.files.shelters)
        #expect(shelters.rows.count >= 20)
        let towns = Set(try city.table("abr/mt_town_all.csv")["machiaza_id"])
        let homes = Set(try city.table("answers.csv").rows.map { $0[5].prefix(9) + "/" + $0[4].prefix(10) })
        for (index, id) in shelters["町字ID"].enumerated() {
            #expect(towns.contains(id))
            #expect(!homes.contains(shelters["緯度"][index] + "/" + shelters["経度"][index]))
        }
    }

    @Test func isNotForFloodsWhereTheFloodReaches() throws {
        let plan = CityPlan(households: 20_000, seed: 7)
        let table = try DrillFixture.large.get().table("shelters.csv")
        var dry = 0
        for (index, flag) in table["災害種別_洪水"].enumerated() {
            let longitude = try #require(Double(table["経度"][index]))
            let latitude = try #require(Double(table["緯度"][index]))
            let point = PlanePoint(
                (longitude - LocalFrame.centerLongitude) * LocalFrame.metresPerDegreeEast + plan.size.width / 2,
                (latitude - LocalFrame.centerLatitude) * LocalFrame.metresPerDegreeNorth + plan.size.height / 2)
            #expect((flag == "1") == (plan.flood.rank(at: point) == 0))
            if flag == "1" { dry += 1 }
        }
        #expect(dry > 0 && dry < table.rows.count)
    }
}
