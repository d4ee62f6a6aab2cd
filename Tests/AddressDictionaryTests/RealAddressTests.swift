import Foundation
import Geospatial
import Interchange
import TestSupport
import Testing

@testable import AddressDictionary

/// Matching over real registry data, where it lies beside the checkout.
///
/// 和歌山市, 文京区 and 屋久島町: all towns, and the numbers of one town in nine (all of them in a release build).
@Suite(.enabled(if: SharedData.hasAddressData, "no ../shared/geodata beside the checkout")) struct RealAddressTests {
    #if DEBUG
        private static let share = 9
    #else
        private static let share = 1
    #endif

    private struct City {
        var dictionary: AddressDictionary
        var files: [String: String]
    }

    private static let city = Result {
        var files: [String: String] = [:]
        for name in [
            "mt_city_all.csv", "mt_town_pref30.csv", "mt_town_pos_pref30.csv", "mt_town_city131059.csv",
            "mt_town_city465054.csv",
        ] {
            files[name] = String(decoding: try SharedData.bytes("geodata/abr/" + name), as: UTF8.self)
        }
        for name in [
            "mt_rsdtdsp_rsdt_pref30.csv", "mt_rsdtdsp_rsdt_pos_pref30.csv", "mt_parcel_city302015.csv",
            "mt_parcel_pos_city302015.csv", "mt_rsdtdsp_rsdt_pref13_bunkyo.csv",
            "mt_rsdtdsp_rsdt_pos_pref13_bunkyo.csv",
            "mt_parcel_city465054.csv", "mt_parcel_pos_city465054.csv",
        ] {
            files[name] = SharedData.lines(of: try SharedData.bytes("geodata/abr/" + name + ".zip"), field: 1) { id in
                (Int(String(decoding: id, as: UTF8.self)) ?? 0) / 1000 % share == 0
            }
        }
        return City(dictionary: try AddressDictionary(bytes: InventedCity.compile(files).bytes), files: files)
    }

    private struct Tally {
        var count = 0
        var exact = 0
        var certain = 0
        var wrongTown = 0
        var wrongAndCertain = 0
        var levels: [String: Int] = [:]
    }

    @Test(arguments: [
        ("mt_rsdtdsp_rsdt_pref30.csv", "和歌山県", ""), ("mt_rsdtdsp_rsdt_pref13_bunkyo.csv", "東京都", ""),
        ("mt_parcel_city302015.csv", "和歌山県", ""), ("mt_parcel_city465054.csv", "鹿児島県", "熊毛郡"),
    ])
    func findsRecordsInTheSpellingsOfRegisters(_ file: String, prefecture: String, county: String) throws {
        let isParcel = file.hasPrefix("mt_parcel")
        let seed: UInt64 = 20_260_401
        var generator = SeededGenerator(seed: seed)
        let city = try Self.city.get()
        var tally = Tally()
        var reader = try DelimitedReader(DecodedText(city.files[file] ?? ""))
        var rows: [[String: String]] = []
        let header = reader.header
        var seen = 0
        while let row = try reader.next() {
            seen += 1
            guard seen % (isParcel ? 13 : 3) == 0 else { continue }
            rows.append(Dictionary(uniqueKeysWithValues: header.enumerated().map { ($1, row[$0]) }))
        }
        for row in rows {
            let numbers =
                (isParcel ? ["prc_num1", "prc_num2", "prc_num3"] : ["blk_num", "rsdt_num", "rsdt_num2"])
                .compactMap { row[$0] }.filter { !$0.isEmpty }
            let chome = AddressText(row["chome"] ?? "").tokens.first?.number ?? 0
            let address = AddressRenderer.render(
                AddressRenderer.Registered(
                    prefecture: prefecture, county: county, city: (row["city"] ?? "") + (row["ward"] ?? ""),
                    oaza: row["oaza_cho"] ?? "", chome: Int(chome), koaza: row["koaza"] ?? "", numbers: numbers,
                    isParcel: isParcel), using: &generator)
            let match = city.dictionary.match(address, within: nil)
            let id =
                isParcel
                ? row["prc_id"] ?? ""
                : ["blk_id", "rsdt_id", "rsdt2_id"].compactMap { row[$0] }.filter { !$0.isEmpty }.joined(separator: "-")
            tally.count += 1
            tally.levels[match.matchLevel.name + "/" + match.coordinateLevel.name, default: 0] += 1
            if match.machiazaID == row["machiaza_id"], match.recordID == id {
                tally.exact += 1
                if match.isCertain { tally.certain += 1 }
            } else {
                if match.isCertain { tally.wrongAndCertain += 1 }
                if !match.machiazaID.isEmpty, match.machiazaID != row["machiaza_id"] { tally.wrongTown += 1 }
            }
        }
        print("seed \(seed) \(file): \(tally)")
        #expect(tally.count > 500)
        #expect(Double(tally.exact) >= Double(tally.count) * 0.99)
        #expect(tally.wrongTown == 0)
        #expect(tally.wrongAndCertain == 0)
    }

    /// Every successor of the table is a municipality of today, and no former one is.
    @Test func theTableOfFormerMunicipalitiesLeadsToToday() throws {
        var reader = try DelimitedReader(DecodedText.decode(SharedData.bytes("geodata/abr/mt_city_all.csv")))
        var today: Set<String> = []
        while let row = try reader.next() { today.insert(row[1] + row[4] + row[7] + row[10]) }
        #expect(today.count > 1800)
        for row in FormerMunicipalities.rows {
            for successor in row.successors { #expect(today.contains(row.prefecture + successor), "\(successor)") }
            let isDesignatedNow = row.former == "熊本市"
            #expect(isDesignatedNow || !today.contains(row.prefecture + row.former), "\(row.former)")
        }
    }

    /// Answers written out and asked again give themselves.
    @Test func anAnswerFedBackGivesItself() throws {
        let dictionary = try Self.city.get().dictionary
        var count = 0
        for (file, text) in try Self.city.get().files
        where file.hasPrefix("mt_parcel_city") || file.contains("_rsdt_pref") {
            var reader = try DelimitedReader(DecodedText(text))
            let header = Dictionary(uniqueKeysWithValues: reader.header.enumerated().map { ($1, $0) })
            let columns =
                (file.contains("parcel")
                ? ["prc_num1", "prc_num2", "prc_num3"] : ["blk_num", "rsdt_num", "rsdt_num2"])
                .compactMap { header[$0] }
            var seen = 0
            while let row = try reader.next() {
                seen += 1
                guard seen % 17 == 0 else { continue }
                let place = ["city", "ward", "oaza_cho", "chome", "koaza"].compactMap { header[$0] }.map { row[$0] }
                let number = columns.map { row[$0] }.filter { !$0.isEmpty }.joined(separator: "-")
                var answer = dictionary.match(place.joined() + number, within: nil)
                let back = answer.prefecture + answer.city + answer.town + answer.koaza + answer.number
                var again = dictionary.match(back, within: nil)
                // The prefecture is written now.
                answer.rules = []
                again.rules = []
                #expect(again == answer, "\(file), row \(seen)")
                count += 1
            }
        }
        #expect(count > 1000)
    }

    @Test func findsNoRecordBeyondTheHighestNumber() throws {
        let city = try Self.city.get()
        var reader = try DelimitedReader(DecodedText(city.files["mt_town_pref30.csv"] ?? ""))
        var count = 0
        while let row = try reader.next() {
            guard row[0] == "302015" else { continue }
            let town = "和歌山県和歌山市" + row[15] + TownKeys.chome(row[18])
            for number in ["88888-7", "88888番地7", "7-88888", "99999"] {
                let match = city.dictionary.match(town + number, within: nil)
                #expect(match.recordID.isEmpty || match.matchLevel == .block)
                #expect(!match.isCertain)
                #expect(match.number == number.replacingOccurrences(of: "番地", with: "-"))
            }
            count += 1
        }
        #expect(count == 737)
    }

    /// The published examples; their towns come from Geolonia's list, their municipalities from the registry.
    @Test func readsThePublishedCases() throws {
        let cases = try SharedData.bytes("address-cases.tsv")
        var reader = try DelimitedReader(DecodedText.decode(cases))
        var rows: [(input: String, expected: [String])] = []
        while let row = try reader.next() { rows.append((row[0], [row[1], row[2], row[3], row[4]])) }
        let names = Set(
            rows.map(\.expected[1]).flatMap { [$0, $0.replacingOccurrences(of: "ケ", with: "ヶ")] }.map { Array($0.utf8) }
        )
        let towns = SharedData.lines(of: try SharedData.bytes("geodata/geolonia/towns-japan.csv.gz"), field: 1) {
            names.contains(Array($0))
        }
        let files = [
            "mt_city_all.csv": String(decoding: try SharedData.bytes("geodata/abr/mt_city_all.csv"), as: UTF8.self)
        ]
        let compiled = try InventedCity.compile(files) { compiler, folder in
            let path = folder + "/towns.csv"
            try Data(towns.utf8).write(to: URL(fileURLWithPath: path))
            try compiler.addGeolonia(file: path)
        }
        let dictionary = try AddressDictionary(bytes: compiled.bytes)
        var failed: [String] = []
        for row in rows {
            let match = dictionary.match(row.input, within: nil)
            let found = [match.prefecture, match.city, match.town, match.number]
            if found != row.expected { failed.append("\(row.input): \(found)") }
        }
        #expect(rows.count > 50)
        #expect(failed.isEmpty, "\(failed)")
    }
}
