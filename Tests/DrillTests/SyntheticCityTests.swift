import Foundation
import Interchange
import Testing

@testable import Drill

@Suite struct SyntheticCityTests {
    @Test func givesTheSameBytesTwiceAndOthersForAnotherSeed() throws {
        let first = try DrillFixture.small.get()
        let second = try DrillFixture.City(households: 1_000, seed: 1)
        let other = try DrillFixture.City(households: 1_000, seed: 2)
        let paths = try DrillFixture.files(below: first.files.directory)
        #expect(paths.count == 18)
        #expect(try DrillFixture.files(below: second.files.directory) == paths)
        for path in paths {
            let bytes = try InputFile.read(path: first.files.directory + "/" + path)
            #expect(try InputFile.read(path: second.files.directory + "/" + path) == bytes, "\(path)")
            // Prefecture and city are the same in every synthetic city.
            guard !["abr/mt_pref_all.csv", "abr/mt_city_all.csv"].contains(path) else { continue }
            #expect(try InputFile.read(path: other.files.directory + "/" + path) != bytes, "\(path)")
        }
    }

    @Test(arguments: [100, 333, 2_100])
    func hasExactlyTheHouseholdsAskedFor(households: Int) throws {
        let city = try DrillFixture.City(households: households, seed: 3)
        #expect(city.files.households == households)
        #expect(Set(try city.table("residents.csv")["世帯番号"]).count == households)
        #expect(try city.table("answers.csv").rows.count == households)
        #expect(try city.table("residents.csv").rows.count == city.files.residents)
        #expect(try city.table("needs.csv").rows.count == city.files.needs)
    }

    @Test(arguments: [99, 2_000_001, -1])
    func refusesSizesItCannotMake(households: Int) throws {
        let folder = try TemporaryFolder()
        #expect(
            throws: DrillError.householdsOutOfRange(households: households, minimum: 100, maximum: 2_000_000)
        ) {
            try SyntheticCity(households: households, seed: 1).write(to: folder.path + "/city")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/city"))
    }

    @Test func refusesAPathThatIsAFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/file"
        try Data("x".utf8).write(to: URL(filePath: path))
        #expect(throws: DrillError.cannotCreateFolder(path: path, errno: EEXIST)) {
            try SyntheticCity(households: 100, seed: 1).write(to: path)
        }
    }

    @Test func keepsTheRegisterFromOtherUsers() throws {
        let city = try DrillFixture.small.get()
        for path in [city.files.residentsPath, city.files.needsPath, city.files.answersPath] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func namesNoRealPrefecture() throws {
        let prefectures = [
            "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県", "東京都",
            "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府",
            "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県",
            "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
        ]
        #expect(prefectures.count == 47)
        let city = try DrillFixture.small.get()
        for path in try DrillFixture.files(below: city.files.directory) {
            let bytes = Data(try InputFile.read(path: city.files.directory + "/" + path))
            for prefecture in prefectures {
                #expect(bytes.range(of: Data(prefecture.utf8)) == nil, "\(path)")
            }
        }
    }

    @Test func liesOnTheOpenSea() throws {
        let city = try DrillFixture.large.get()
        for path in [
            "abr/mt_rsdtdsp_rsdt_pos_pref99.csv", "abr/mt_parcel_pos_city992011.csv", "abr/mt_town_pos_all.csv",
        ] {
            let table = try city.table(path)
            let longitudes = table["rep_lon"].compactMap(Double.init)
            let latitudes = table["rep_lat"].compactMap(Double.init)
            #expect(longitudes.count == table.rows.count && latitudes.count == table.rows.count)
            #expect(longitudes.allSatisfy { (136.9...137.5).contains($0) })
            #expect(latitudes.allSatisfy { (33.0...33.4).contains($0) })
        }
    }

    @Test func townNamesAreUnique() {
        let stems = PlaceNames.stems(seed: 4).map(\.text)
        #expect(stems.count > 4_000)
        #expect(Set(stems).count == stems.count)
    }
}
