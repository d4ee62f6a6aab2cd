import Disclosure
import Foundation
import Registry
import TestSupport
import Testing
import VictimSupport

@Suite struct ListLimitTests {
    /// Whatever is cut off, and wherever the ends of equal scores lie.
    @Test(arguments: [1, 2] as [UInt64])
    func aLimitKeepsTheTopOfTheWholeList(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var residents = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for index in 0..<400 {
            let year = Int.random(in: 1925...2025, using: &random)
            residents +=
                "\(index),\(Int.random(in: 0...9, using: &random))-\(index),試験,\(year)-01-01,男,世帯主,試験町,135.1,34.2\n"
        }
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("residents.csv", residents))
        let square = "[[[135,34],[136,34],[136,35],[135,35],[135,34]]]"
        let area = try QueryArea(
            file: city.write("area.geojson", "{\"type\":\"Polygon\",\"coordinates\":\(square)}"))
        try RegistryReader(city.paths).read { snapshot in
            let whole = try AreaQuery(area: area, limit: nil).answer(
                in: snapshot, for: DisclosureRequest(time: city.moment.utc)
            ).hits.map(\.household)
            #expect(whole.count == 400)
            for limit in [1, 2, 3, 7, 50, 100, 199, 200, 201, 399, 400, 401, 10_000] {
                let cut = try AreaQuery(area: area, limit: limit).answer(
                    in: snapshot, for: DisclosureRequest(time: city.moment.utc)
                ).hits.map(\.household)
                #expect(cut == Array(whole.prefix(limit)), "seed \(seed), limit \(limit)")
            }
        }
    }
}
