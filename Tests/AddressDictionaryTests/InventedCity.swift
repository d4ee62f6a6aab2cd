import Foundation

@testable import AddressDictionary

/// A folder of registry files about a city that does not exist, written for the tests.
struct InventedCity {
    /// 埼玉県青波市.
    static let code = "112992"
    /// 埼玉県入江郡水面町.
    static let townCode = "113999"

    static let cities = """
        lg_code,pref,pref_kana,pref_roma,county,county_kana,county_roma,city,city_kana,city_roma,ward,ward_kana,ward_roma,\
        efct_date,ablt_date,remarks
        112992,埼玉県,,,,,,青波市,,,,,,1954-07-01,,
        113999,埼玉県,,,入江郡,,,水面町,,,,,,1954-07-01,,
        112003,埼玉県,,,,,,大波市,,,,,,1954-07-01,,
        112011,埼玉県,,,,,,大波市,,,北区,,,2003-04-01,,
        112020,埼玉県,,,,,,大波市,,,南区,,,2003-04-01,,

        """

    /// Municipality, id, 大字, 丁目, 小字, residence flag.
    static let towns: [(code: String, id: String, oaza: String, chome: String, koaza: String, flag: String)] = [
        ("112992", "0001000", "大字根岸", "", "", "0"),
        ("112992", "0001001", "根岸", "１丁目", "", "1"),
        ("112992", "0001002", "根岸", "二丁目", "", "1"),
        ("112992", "0002000", "入間川", "", "", "0"),
        ("112992", "0002001", "入間川", "１丁目", "", "1"),
        ("112992", "0002003", "入間川", "３丁目", "", "1"),
        ("112992", "0003000", "広瀬", "", "", "0"),
        ("112992", "0004001", "広瀬東", "1丁目", "", "1"),
        ("112992", "0004002", "広瀬東", "2丁目", "", "1"),
        ("112992", "0005000", "鵜ノ木", "", "", "0"),
        ("112992", "0006000", "大字東三ツ木", "", "", "0"),
        ("112992", "0007000", "六浦町", "", "", "0"),
        ("112992", "0008000", "平戸町", "", "", "0"),
        ("112992", "0008101", "平戸", "１丁目", "", "1"),
        ("112992", "0009000", "中之嶋", "", "", "0"),
        ("112992", "0009500", "中", "", "", "0"),
        ("112992", "0010000", "永田", "", "", "0"),
        ("112992", "0010101", "永田", "", "字岩屋口", "0"),
        ("112992", "0011101", "奥野", "", "字上", "0"),
        ("112992", "0011102", "奥野", "", "字下", "0"),
        ("112992", "0011000", "奥野", "", "", "0"),
        ("112992", "0000121", "", "", "安房", "0"),
        ("112992", "0012000", "祇園", "", "", "0"),
        ("112992", "0013000", "一番町", "", "", "1"),
        ("112992", "0014000", "宮脇", "", "", "0"),
        ("112992", "0015000", "八千代", "", "", "0"),
        ("112992", "0016000", "北三条西", "六丁目", "", "0"),
        ("112992", "0017000", "下町", "", "", "0"),
        ("112992", "0018000", "下三毛", "", "", "0"),
        ("112992", "0019000", "大谷", "", "", "0"),
        ("112992", "0020000", "谷", "", "", "0"),
        ("112992", "0021001", "南花田口町", "２丁", "", "0"),
        ("112992", "0022002", "", "二丁目", "", "1"),
        ("112992", "0023000", "三ケ島", "", "", "0"),
        ("113999", "0001000", "大字水面", "", "", "0"),
        ("112011", "0001000", "宮原町", "", "", "0"),
        ("112020", "0001000", "別所", "", "", "0"),
        ("112020", "0002000", "宮原町", "", "", "0"),
    ]

    static let townHeader = """
        lg_code,machiaza_id,machiaza_type,pref,county,city,ward,oaza_cho,chome,koaza,rsdt_addr_flg,efct_date,ablt_date,remarks

        """

    static func townName(_ code: String) -> (county: String, city: String, ward: String) {
        switch code {
        case "112992": ("", "青波市", "")
        case "113999": ("入江郡", "水面町", "")
        case "112011": ("", "大波市", "北区")
        default: ("", "大波市", "南区")
        }
    }

    static var townFile: String {
        towns.reduce(into: townHeader) { text, town in
            let name = townName(town.code)
            text +=
                "\(town.code),\(town.id),2,埼玉県,\(name.county),\(name.city),\(name.ward),\(town.oaza),\(town.chome),"
                + "\(town.koaza),\(town.flag),1947-04-17,,\n"
        }
    }

    /// Every town stands one hundredth of a degree from the next.
    static var townPositions: String {
        var text = "lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid,rep_scale\n"
        for (index, town) in towns.enumerated() where town.id != "0009000" {
            let longitude = 139_300_000 + index % 8 * 10_000
            let latitude = 35_800_000 + index / 8 * 10_000
            text +=
                "\(town.code),\(town.id),\(town.flag),\(Double(longitude) / 1e6),\(Double(latitude) / 1e6),EPSG:4612,25000\n"
        }
        return text
    }

    static let residences: [(id: String, block: String, number: String, branch: String)] = [
        ("0002001", "23", "5", ""), ("0002001", "23", "6", ""), ("0002001", "1", "1", ""), ("0002001", "23", "6", "2"),
        ("0001001", "2", "3", ""), ("0001002", "2", "3", ""), ("0004002", "30", "1", ""), ("0013000", "10", "2", ""),
        ("0002003", "155", "1", ""), ("0001001", "A", "12", ""), ("0022002", "4", "26", ""),
    ]

    static let parcels: [(code: String, id: String, numbers: [String])] = [
        ("112992", "0002000", ["3155", "1", ""]), ("112992", "0002000", ["3", "155", "1"]),
        ("112992", "0002001", ["23", "5", ""]), ("112992", "0002001", ["77", "", ""]),
        ("112992", "0005000", ["5", "10", ""]), ("112992", "0006000", ["200", "3", ""]),
        ("112992", "0008000", ["553", "", ""]), ("112992", "0009000", ["12", "", ""]),
        ("112992", "0010000", ["1908", "乙2", ""]), ("112992", "0010000", ["4021", "", ""]),
        ("112992", "0011101", ["7", "1", ""]), ("112992", "0011102", ["7", "1", ""]),
        ("112992", "0011102", ["8", "", ""]),
        ("112992", "0000121", ["2353", "376", ""]), ("112992", "0014000", ["甲505", "1", ""]),
        ("112992", "0018000", ["666", "", ""]), ("112992", "0020000", ["249", "1", ""]),
        ("112992", "0019000", ["249", "1", ""]), ("112992", "0001000", ["12", "3", ""]),
        ("112992", "0003000", ["30", "1", ""]), ("113999", "0001000", ["99999999", "", ""]),
    ]

    static func town(_ id: String, _ code: String = code) -> (oaza: String, chome: String, koaza: String) {
        let town = towns.first { $0.id == id && $0.code == code }
        return (town?.oaza ?? "", town?.chome ?? "", town?.koaza ?? "")
    }

    static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }

    static var residenceFile: String {
        var text =
            "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,city,ward,oaza_cho,chome,koaza,blk_num,rsdt_num,rsdt_num2,"
        text += "rsdt_addr_flg,status_flg,efct_date,ablt_date\n"
        for row in residences {
            let name = town(row.id)
            let ids = [row.block, row.number, row.branch].map { $0.isEmpty ? "" : padded($0, 3) }
            text += "\(code),\(row.id),\(ids[0]),\(ids[1]),\(ids[2]),青波市,,\(name.oaza),\(name.chome),\(name.koaza),"
            text += "\(row.block),\(row.number),\(row.branch),1,0,1947-04-17,\n"
        }
        return text + "\(code),0002001,099,099,,青波市,,入間川,１丁目,,99,99,,1,0,1947-04-17,2001-01-01\n"
    }

    static func residencePosition(_ index: Int) -> (longitude: String, latitude: String) {
        ("139.41\(padded(String(index * 37), 7))", "35.86\(padded(String(index * 53), 7))")
    }

    static var residencePositions: String {
        var text = "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,rep_lon,rep_lat,rep_srid,rep_scale\n"
        for (index, row) in residences.enumerated() {
            let ids = [row.block, row.number, row.branch].map { $0.isEmpty ? "" : padded($0, 3) }
            let position = residencePosition(index)
            text +=
                "\(code),\(row.id),\(ids.joined(separator: ",")),\(position.longitude),\(position.latitude),EPSG:6668,2500\n"
        }
        return text
    }

    static func parcelID(_ numbers: [String]) -> String {
        if numbers.contains(where: { !$0.isEmpty && Int($0) == nil }) { return "019089000100000" }
        return numbers.map { padded($0, 5) }.joined()
    }

    static var parcelFile: String {
        var text = "lg_code,machiaza_id,prc_id,city,ward,oaza_cho,chome,koaza,prc_num1,prc_num2,prc_num3,rsdt_addr_flg,"
        text += "efct_date,ablt_date\n"
        for row in parcels {
            let name = town(row.id, row.code)
            text += "\(row.code),\(row.id),\(parcelID(row.numbers)),青波市,,\(name.oaza),\(name.chome),\(name.koaza),"
            text += row.numbers.joined(separator: ",") + ",0,1947-04-17,\n"
        }
        return text
    }

    /// One parcel has a point 100 km away; the rest of them none, but for the first.
    static var parcelPositions: String {
        """
        lg_code,machiaza_id,prc_id,rep_lon,rep_lat,rep_srid,rep_scale
        112992,0002000,031550000100000,139.332100001,35.812300001,EPSG:6668,500
        112992,0005000,000050001000000,140.600000000,35.812300001,EPSG:6668,500
        112992,0099000,000050001000000,139.400000000,35.812300001,EPSG:6668,500

        """
    }

    static var files: [String: String] {
        [
            "mt_city_all.csv": cities, "mt_town_pref11.csv": townFile, "mt_town_pos_pref11.csv": townPositions,
            "mt_rsdtdsp_rsdt_pref11.csv": residenceFile, "mt_rsdtdsp_rsdt_pos_pref11.csv": residencePositions,
            "mt_parcel_city112992.csv": parcelFile, "mt_parcel_pos_city112992.csv": parcelPositions,
        ]
    }

    /// Compiles files written to a folder of their own.
    static func compile(
        _ files: [String: String], add: (inout DictionaryCompiler, String) throws -> Void = { _, _ in }
    ) throws -> (bytes: [UInt8], report: CompilationReport) {
        try withFolder(files) { folder in
            var compiler = DictionaryCompiler()
            try compiler.addABR(directory: folder)
            try add(&compiler, folder)
            return try compiler.compiled()
        }
    }

    /// Writes files to a new folder, runs `body`, and removes the folder.
    static func withFolder<Result>(_ files: [String: String], _ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("abr-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        return try body(folder.path)
    }

    /// The dictionary of the whole invented city, compiled once.
    static let dictionary = Result { try AddressDictionary(bytes: compile(files).bytes) }
}
