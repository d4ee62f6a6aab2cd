import AddressDictionary
import Foundation
import VictimSupport

extension TestCity {
    /// Builds the city's dictionary: two towns under residence indication, one with parcels and one without a point.
    ///
    /// - Parameter shift: moves every residence of 本町一丁目 to the north, in millionths of a degree.
    @discardableResult
    func buildDictionary(shift: Int = 0) throws -> CompilationReport {
        let abr = folder.appendingPathComponent("abr")
        try FileManager.default.createDirectory(at: abr, withIntermediateDirectories: true)
        for (name, text) in Self.tables(shift: shift) {
            try Data(text.utf8).write(to: abr.appendingPathComponent(name))
        }
        return try DictionaryBuilding.build(paths, sources: [.abr(directory: abr.path)], moment: moment)
    }

    /// Where 本町一丁目 block 1 number `number` stands, in degrees.
    static func latitude(_ number: Int, shift: Int = 0) -> Double { Double(34_200_000 + number * 100 + shift) / 1e6 }

    private static func tables(shift: Int) -> [String: String] {
        let towns = [
            ("0001001", "本町", "一丁目", "", "1", "135.150000", "34.200000"),
            ("0001002", "本町", "二丁目", "", "1", "135.160000", "34.200000"),
            ("0002000", "谷向", "", "", "0", "135.170000", "34.210000"),
            ("0003000", "奥山", "", "", "0", "135.180000", "34.220000"),
        ]
        var town =
            "lg_code,machiaza_id,machiaza_type,pref,county,city,ward,oaza_cho,chome,koaza,rsdt_addr_flg,efct_date,ablt_date\n"
        var position = "lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid,rep_scale\n"
        for row in towns {
            town += "302015,\(row.0),2,和歌山県,,試験市,,\(row.1),\(row.2),\(row.3),\(row.4),1947-04-17,\n"
            if row.1 != "奥山" { position += "302015,\(row.0),\(row.4),\(row.5),\(row.6),EPSG:6668,25000\n" }
        }
        var residence = "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,city,ward,oaza_cho,chome,koaza,blk_num,rsdt_num,"
        residence += "rsdt_num2,rsdt_addr_flg,efct_date,ablt_date\n"
        var residencePosition = "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,rep_lon,rep_lat,rep_srid,rep_scale\n"
        for number in 1...9 {
            for chome in 1...2 {
                let name = chome == 1 ? "一丁目" : "二丁目"
                residence +=
                    "302015,000100\(chome),001,00\(number),,試験市,,本町,\(name),,1,\(number),,1,1947-04-17,\n"
                let latitude = Self.latitude(number, shift: chome == 1 ? shift : 0)
                residencePosition +=
                    "302015,000100\(chome),001,00\(number),,135.1\(4 + chome),\(latitude),EPSG:6668,2500\n"
            }
        }
        var parcel =
            "lg_code,machiaza_id,prc_id,city,ward,oaza_cho,chome,koaza,prc_num1,prc_num2,prc_num3,rsdt_addr_flg,"
        parcel += "efct_date,ablt_date\n"
        var parcelPosition = "lg_code,machiaza_id,prc_id,rep_lon,rep_lat,rep_srid,rep_scale\n"
        for number in [5, 6, 7] {
            parcel += "302015,0002000,0000\(number)0000000000,試験市,,谷向,,,\(number),,,0,1947-04-17,\n"
            parcelPosition += "302015,0002000,0000\(number)0000000000,135.17,34.21\(number),EPSG:6668,500\n"
        }
        parcel += "302015,0003000,000010000000000,試験市,,奥山,,,1,,,0,1947-04-17,\n"
        return [
            "mt_city_all.csv":
                "lg_code,pref,pref_kana,pref_roma,county,county_kana,county_roma,city,city_kana,city_roma,ward,ward_kana,"
                + "ward_roma,efct_date,ablt_date,remarks\n302015,和歌山県,,,,,,試験市,,,,,,1954-07-01,,\n"
                + "302023,和歌山県,,,,,,隣市,,,,,,1954-07-01,,\n",
            "mt_town_all.csv": town + "302023,0001000,2,和歌山県,,隣市,,東町,,,0,1947-04-17,\n",
            "mt_town_pos_all.csv": position + "302023,0001000,0,135.3,34.3,EPSG:6668,25000\n",
            "mt_rsdtdsp_rsdt_pref30.csv": residence, "mt_rsdtdsp_rsdt_pos_pref30.csv": residencePosition,
            "mt_parcel_city302015.csv": parcel, "mt_parcel_pos_city302015.csv": parcelPosition,
        ]
    }

    /// Imports one household a row: number, address, and a surveyed point or none.
    func importHouseholds(_ rows: [(number: String, address: String, point: String)]) throws {
        var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for row in rows {
            text += "\(row.number),\(row.number),試験,1950-01-01,男,世帯主,\(row.address),"
            text += (row.point.isEmpty ? "," : row.point) + "\n"
        }
        _ = try importer { $0.shrinkLimitPercent = 100 }.residents(file: write("r.csv", text))
    }
}
