import Foundation
import Geospatial
import Interchange
import TestSupport

/// The numbered records of an アドレス・ベース・レジストリ folder with their ids and points: what a right answer is.
struct RegisteredRecords {
    /// One residence or parcel.
    struct Record {
        var address: AddressRenderer.Registered
        var lgCode: String
        var machiazaID: String
        var recordID: String
        var point: Coordinate?
    }

    /// All records of one file, such as `mt_parcel_city302015`.
    struct Source {
        var name: String
        var records: [Record]
    }

    private(set) var sources: [Source] = []
    private var cities: [String: (prefecture: String, county: String)] = [:]

    /// Reads every file of residences and parcels in the folder, at most `limit` records of each, evenly taken.
    init(directory: String, limit: Int) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        for name in names where name.hasPrefix("mt_city_") && !name.contains("_pos_") {
            try Self.forEachRow(of: directory + "/" + name) { field in
                cities[field("lg_code")] = (field("pref"), field("county"))
            }
        }
        for name in names where !name.contains("_pos_") {
            if name.hasPrefix("mt_rsdtdsp_rsdt_") {
                try read(
                    directory, name, ids: ["blk_id", "rsdt_id", "rsdt2_id"], ["blk_num", "rsdt_num", "rsdt_num2"], limit
                )
            } else if name.hasPrefix("mt_parcel_") {
                try read(directory, name, ids: ["prc_id"], ["prc_num1", "prc_num2", "prc_num3"], limit)
            }
        }
    }

    /// Towns of a table `pref,city,town,koaza,…`, evenly taken, each with an invented number; they have no ids.
    static func towns(_ path: String, limit: Int, using generator: inout SeededGenerator) throws -> [AddressRenderer
        .Registered]
    {
        var count = 0
        try forEachRow(of: path) { _ in count += 1 }
        let step = max(1, count / max(limit, 1))
        var result: [AddressRenderer.Registered] = []
        var row = 0
        try forEachRow(of: path) { field in
            defer { row += 1 }
            guard row % step == 0, !field("town").hasPrefix("（") else { return }
            let town = field("town")
            let digits =
                town.hasSuffix("丁目") ? town.dropLast(2).reversed().prefix { "一二三四五六七八九十".contains($0) }.count : 0
            let stem = String(town.dropLast(digits > 0 ? digits + 2 : 0))
            let chome = digits > 0 ? chome(String(town.suffix(digits + 2))) : nil
            result.append(
                AddressRenderer.Registered(
                    prefecture: field("pref"), county: "", city: field("city"), oaza: chome == nil ? town : stem,
                    chome: chome ?? 0, koaza: field("koaza"),
                    numbers: [
                        String(Int.random(in: 1...900, using: &generator)),
                        String(Int.random(in: 1...40, using: &generator)),
                    ], isParcel: true))
        }
        return result
    }

    private mutating func read(
        _ directory: String, _ name: String, ids: [String], _ numbers: [String], _ limit: Int
    ) throws {
        let path = directory + "/" + name
        var count = 0
        try Self.forEachRow(of: path) { _ in count += 1 }
        let step = max(1, count / max(limit, 1))
        var records: [Record] = []
        var places: [String: Int] = [:]
        var row = 0
        try Self.forEachRow(of: path) { field in
            defer { row += 1 }
            guard row % step == 0, records.count < limit, field("ablt_date").isEmpty else { return }
            let city = cities[field("lg_code")]
            let id = ids.map(field).filter { !$0.isEmpty }.joined(separator: "-")
            let chome = Self.chome(field("chome"))
            places[field("lg_code") + field("machiaza_id") + id] = records.count
            records.append(
                Record(
                    address: AddressRenderer.Registered(
                        prefecture: city?.prefecture ?? "", county: city?.county ?? "",
                        city: field("city") + field("ward"),
                        oaza: field("oaza_cho") + (chome == nil ? field("chome") : ""),
                        chome: chome ?? 0, koaza: field("koaza"),
                        numbers: numbers.map(field).filter { !$0.isEmpty }, isParcel: ids.count == 1),
                    lgCode: field("lg_code"), machiazaID: field("machiaza_id"), recordID: id))
        }
        let positions =
            directory + "/"
            + name.replacingOccurrences(of: "rsdt_pref", with: "rsdt_pos_pref")
            .replacingOccurrences(of: "mt_parcel_", with: "mt_parcel_pos_")
        if FileManager.default.fileExists(atPath: positions) {
            try Self.forEachRow(of: positions) { field in
                let id = ids.map(field).filter { !$0.isEmpty }.joined(separator: "-")
                guard let place = places[field("lg_code") + field("machiaza_id") + id],
                    field("rep_srid") == "EPSG:6668", let longitude = Double(field("rep_lon")),
                    let latitude = Double(field("rep_lat"))
                else { return }
                records[place].point = try Coordinate(longitude: longitude, latitude: latitude)
            }
        }
        sources.append(Source(name: String(name.prefix { $0 != "." }), records: records))
    }

    /// The number of a 丁目 that is nothing but number and 丁目; nil for none and for 番丁, 丁目北 and the like.
    private static func chome(_ text: String) -> Int? {
        guard text.hasSuffix("丁目") else { return nil }
        let digits = ["一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10]
        var value = 0
        for character in text.dropLast(2) {
            if let digit = character.wholeNumberValue, digits[String(character)] == nil {
                value = value * 10 + digit
            } else if let digit = digits[String(character)] {
                value = digit == 10 ? max(value, 1) * 10 : value + digit
            } else {
                return nil
            }
        }
        return value
    }

    private static func forEachRow(of path: String, _ body: ((String) -> String) throws -> Void) throws {
        var bytes = try InputFile.read(path: path)
        if ZipArchive.isZip(bytes) {
            let archive = try ZipArchive(bytes)
            bytes = try archive.bytes(ofEntry: archive.entryNames[0])
        } else if Gzip.isGzip(bytes) {
            bytes = try Gzip.inflate(bytes)
        }
        var reader = try DelimitedReader(DecodedText.decode(bytes))
        let columns = Dictionary(reader.header.enumerated().map { ($1, $0) }) { first, _ in first }
        while let row = try reader.next() {
            try body { columns[$0].map { row[$0] } ?? "" }
        }
    }
}
