import Foundation
import TestSupport
import Testing

@testable import AddressDictionary

/// One line for each way of writing that matchers trip over; towns as Geolonia's list has them, numbers of the invented city.
@Suite struct SpellingRuleTests {
    private static let towns = """
        pref,city,town,koaza,lat,lng
        石川県,金沢市,四十万三丁目,,36.50,136.66
        石川県,金沢市,四十万六丁目,,36.51,136.66
        東京都,八丈町,大賀郷,,33.11,139.78
        東京都,三宅村,阿古,,34.06,139.49
        東京都,小笠原村,父島,,27.07,142.21
        岩手県,九戸郡軽米町,大字軽米,,40.32,141.45
        大阪府,大阪市中央区,久太郎町四丁目,,34.68,135.49
        大分県,大分市,大字永興,,33.21,131.60
        大分県,大分市,永興一丁目,,33.22,131.60
        北海道,上川郡鷹栖町,十三線,,43.84,142.38
        京都府,京都市下京区,御旅町,,35.00,135.77
        千葉県,旭市,ニ,,35.72,140.65
        石川県,七尾市,袖ケ江町,イ,37.04,136.97

        """

    private static let dictionary = Result {
        let result = try InventedCity.compile(InventedCity.files) { compiler, folder in
            let path = folder + "/towns.csv"
            try Data(towns.utf8).write(to: URL(fileURLWithPath: path))
            try compiler.addGeolonia(file: path)
        }
        return try AddressDictionary(bytes: result.bytes)
    }

    @Test(arguments: [
        // Towns.
        ("金沢市四十万３-12", "四十万三丁目", "12", ""),
        ("金沢市四十万6丁目35-2", "四十万六丁目", "35-2", ""),
        ("金沢市四十万六丁目35番地", "四十万六丁目", "35", ""),
        ("東京都八丈島八丈町大賀郷2551番地2", "大賀郷", "2551-2", ""),
        ("東京都三宅支庁三宅村阿古497", "阿古", "497", ""),
        ("小笠原村父島字西町", "父島", "", "字西町"),
        ("京都市下京区四条通寺町東入二丁目御旅町35", "御旅町", "35", "四条通寺町東入二丁目"),
        ("大分市大字永興1-2", "大字永興", "1-2", ""),
        ("大分市永興1-2", "永興一丁目", "2", ""),
        // Numbers.
        ("旭市ニの2132", "ニ", "2132", ""),
        ("七尾市袖ケ江町イ部25番地", "袖ケ江町", "イ25", ""),
        ("三宅村 3710", "", "3710", ""),
        ("三宅村 3710 三宅ビル", "", "", "3710 三宅ビル"),
        ("鷹栖町13線10号6番地", "十三線", "10-6", ""),
        ("大阪市中央区久太郎町四丁目渡辺3号", "久太郎町四丁目", "渡辺3", ""),
        ("青波市入間川一丁目弐拾参の参", "入間川一丁目", "23-3", ""),
        ("青波市入間川参丁目百五拾五番地壱", "入間川三丁目", "155-1", ""),
        ("青波市入間川一丁目二十三番地の五･青葉荘", "入間川一丁目", "23-5", "･青葉荘"),
        ("青波市入間川一丁目二三の五、二階", "入間川一丁目", "23-5", "二階"),
        ("青波市平戸町553番地第2コーポ101", "平戸町", "553", "第2コーポ101"),
        ("青波市入間川一丁目23番5号第3ビル", "入間川一丁目", "23-5", "第3ビル"),
        // Buildings that are no numbers.
        ("青波市平戸町一番館", "平戸町", "", "一番館"),
        ("青波市平戸町553 二番街ビル", "平戸町", "553", "二番街ビル"),
        // Letters before names.
        ("青波市永田1908番地乙2ハイツ", "永田", "1908-乙2", "ハイツ"),
        ("青波市永田4021-乙ハイツ", "永田", "4021", "乙ハイツ"),
    ])
    func reads(_ address: String, town: String, number: String, rest: String) throws {
        let match = try Self.dictionary.get().match(address, within: nil)
        #expect(match.town == town)
        #expect(match.number == number)
        #expect(match.rest == rest)
    }

    @Test func aJiwariThatIsNotRegisteredIsAKoaza() throws {
        let match = try Self.dictionary.get().match("九戸郡軽米町大字軽米第１０地割字大久保85-3", within: nil)
        #expect(match.town == "大字軽米")
        #expect(match.koaza == "第１０地割字大久保")
        #expect(match.number == "85-3")
        #expect(!match.isCertain)
    }

    /// What is left of the text is never part of a number, and nothing here is certain but what is registered as a whole.
    @Test(arguments: ["平戸町一番館", "平戸町553番地第2コーポ", "入間川1-23参番館"])
    func isNotTakenForAnotherRecord(_ text: String) throws {
        let match = try Self.dictionary.get().match("青波市" + text, within: nil)
        #expect(!match.isCertain || match.number == "553")
    }

    /// A source of before 2024 has the seven old wards of 浜松市; the registry has the new ones.
    @Test func findsTownsOfFormerWardsUnderTodays() throws {
        var files = InventedCity.files
        files["mt_city_all.csv"]? += """
            221317,静岡県,,,,,,浜松市,,,,,,2005-07-01,,
            221384,静岡県,,,,,,浜松市,,,中央区,,,2024-01-01,,
            221392,静岡県,,,,,,浜松市,,,浜名区,,,2024-01-01,,

            """
        let towns = """
            pref,city,town,koaza,lat,lng
            静岡県,浜松市中区,元城町,,34.71,137.72
            静岡県,浜松市北区,三方原町,,34.78,137.71
            静岡県,浜松市北区,細江町気賀,,34.80,137.65

            """
        let result = try InventedCity.compile(files) { compiler, folder in
            let path = folder + "/towns.csv"
            try Data(towns.utf8).write(to: URL(fileURLWithPath: path))
            try compiler.addGeolonia(file: path)
        }
        let dictionary = try AddressDictionary(bytes: result.bytes)
        for (address, city) in [
            ("浜松市中央区元城町103-2", "浜松市中央区"), ("浜松市元城町103-2", "浜松市中央区"), ("浜松市中央区三方原町1", "浜松市中央区"),
            ("浜松市浜名区細江町気賀1", "浜松市浜名区"), ("浜松市中区元城町103-2", "浜松市中区"),
        ] {
            let match = dictionary.match(address, within: nil)
            #expect(match.city == city, "\(address)")
            #expect(match.matchLevel == .town, "\(address)")
        }
    }
}
