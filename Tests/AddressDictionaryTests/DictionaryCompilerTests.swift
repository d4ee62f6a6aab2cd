import Foundation
import Geospatial
import Interchange
import Testing

@testable import AddressDictionary

@Suite struct DictionaryCompilerTests {
    @Test func countsWhatItReadAndWhatItLeftOut() throws {
        let report = try InventedCity.compile(InventedCity.files).report
        #expect(report.townCount == InventedCity.towns.count)
        #expect(report.residenceCount == InventedCity.residences.count)
        #expect(report.parcelCount == InventedCity.parcels.count)
        #expect(report.parcelsWithoutPoint == InventedCity.parcels.count - 1)
        #expect(report.townsWithoutPoint == 1)
        #expect(report.refusedCounts == [.abolished: 1, .pointWithoutRecord: 1])
        #expect(report.refusals.map(\.line) == [13, 4])
    }

    @Test func refusesAPointFarFromItsMunicipality() throws {
        let report = try InventedCity.compile(InventedCity.files).report
        #expect(report.refusedPointCount == 1)
        let outlier = try #require(report.outliers.first)
        #expect(outlier.file == "mt_parcel_pos_city112992.csv")
        #expect(outlier.line == 3)
        #expect(outlier.isRefused && outlier.distanceMetres > 100_000)
        let match = try AddressDictionary(bytes: InventedCity.compile(InventedCity.files).bytes)
            .match("青波市鵜ノ木5-10", within: nil)
        #expect(match.matchLevel == .parcel)
        #expect(match.coordinateLevel == .town)
    }

    @Test func makesTheSameBytesWhateverTheOrderOfRowsAndFiles() throws {
        let first = try InventedCity.compile(InventedCity.files)
        var shuffled: [String: String] = [:]
        for (name, text) in InventedCity.files {
            var lines = text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
            let header = lines.removeFirst()
            shuffled[name] = ([header] + lines.reversed()).joined(separator: "\n") + "\n"
        }
        // The towns in two files.
        let towns = (shuffled.removeValue(forKey: "mt_town_pref11.csv") ?? "").split(separator: "\n").map(String.init)
        shuffled["mt_town_b.csv"] = towns[..<9].joined(separator: "\n") + "\n"
        shuffled["mt_town_a.csv"] = ([towns[0]] + towns[9...]).joined(separator: "\n") + "\n"
        let second = try InventedCity.compile(shuffled)
        let files = { (bytes: [UInt8]) in try AddressDictionary(bytes: bytes) }
        #expect(first.report.residenceCount == second.report.residenceCount)
        let addresses = ["入間川1-23-5", "永田4021", "根岸1丁目A-12", "奥野8"]
        for address in addresses {
            let code = try LocalGovernmentCode(InventedCity.code)
            #expect(
                try files(first.bytes).match(address, within: code) == files(second.bytes).match(address, within: code))
        }
        #expect(try InventedCity.compile(InventedCity.files).bytes == first.bytes)
        #expect(try InventedCity.compile(shuffled).bytes == second.bytes)
    }

    @Test func namesMunicipalitiesThatOnlyTownsMention() throws {
        var files = InventedCity.files
        files["mt_city_all.csv"] = nil
        let dictionary = try AddressDictionary(bytes: InventedCity.compile(files).bytes)
        let match = dictionary.match("埼玉県青波市入間川1-23-5", within: nil)
        #expect(match.city == "青波市")
        #expect(match.lgCode == InventedCity.code)
        #expect(match.matchLevel == .residence)
    }

    @Test func namesTownsThatOnlyNumbersMention() throws {
        let files = InventedCity.files.filter { !$0.key.hasPrefix("mt_town") }
        let dictionary = try AddressDictionary(bytes: InventedCity.compile(files).bytes)
        let match = dictionary.match("埼玉県青波市入間川1-23-5", within: nil)
        #expect(match.town == "入間川一丁目")
        #expect(match.recordID == "023-005")
    }

    @Test(arguments: [
        ("mt_town_pref11.csv", "machiaza_id"), ("mt_city_all.csv", "city"), ("mt_town_pos_pref11.csv", "rep_lon"),
        ("mt_rsdtdsp_rsdt_pref11.csv", "rsdt_num"), ("mt_rsdtdsp_rsdt_pos_pref11.csv", "rep_lat"),
        ("mt_parcel_city112992.csv", "prc_num1"), ("mt_parcel_pos_city112992.csv", "prc_id"),
    ])
    func refusesAFileWithoutAColumnItNeeds(_ file: String, _ column: String) throws {
        var files = InventedCity.files
        files[file] = files[file]?.replacingOccurrences(of: column + ",", with: "other_" + column + ",")
        #expect(throws: AddressDictionaryError.missingColumn(file: file, column: column)) {
            try InventedCity.compile(files)
        }
    }

    @Test func toleratesColumnsItDoesNotKnow() throws {
        var files = InventedCity.files
        for (name, text) in files {
            files[name] =
                text.split(separator: "\n").map { "x," + $0 }.joined(separator: "\n")
                .replacingOccurrences(of: "x,lg_code", with: "alias_oaza,lg_code") + "\n"
        }
        #expect(try InventedCity.compile(files).report.residenceCount == InventedCity.residences.count)
    }

    @Test func refusesSwappedAxesAndMetres() throws {
        var files = InventedCity.files
        let name = "mt_rsdtdsp_rsdt_pos_pref11.csv"
        files[name] = files[name]?.replacingOccurrences(of: "rep_lon,rep_lat", with: "rep_lat,rep_lon")
        #expect(
            throws: AddressDictionaryError.wrongCoordinates(
                file: name, line: 2, count: InventedCity.residences.count, .swappedAxes)
        ) { try InventedCity.compile(files) }
        files = InventedCity.files
        files[name] = files[name]?.replacingOccurrences(of: "139.41", with: "-12345.")
        #expect(throws: AddressDictionaryError.self) { try InventedCity.compile(files) }
    }

    @Test func refusesUnknownReferenceSystems() throws {
        var files = InventedCity.files
        let name = "mt_parcel_pos_city112992.csv"
        files[name] = files[name]?.replacingOccurrences(of: "EPSG:6668", with: "EPSG:5773")
        #expect(throws: AddressDictionaryError.unsupportedReferenceSystem(file: name, line: 2, code: "EPSG:5773")) {
            try InventedCity.compile(files)
        }
    }

    @Test func movesPointsOfOtherReferenceSystems() throws {
        var files = InventedCity.files
        let name = "mt_parcel_pos_city112992.csv"
        // Zone IX: X is north, Y is east; PROJ takes east first, and so do the columns rep_lon and rep_lat.
        files[name] = """
            lg_code,machiaza_id,prc_id,rep_lon,rep_lat,rep_srid,rep_scale
            112992,0002000,031550000100000,-45000,-20500,EPSG:6677,500

            """
        let dictionary = try AddressDictionary(bytes: InventedCity.compile(files).bytes)
        let position = try #require(dictionary.match("青波市入間川3155-1", within: nil).position)
        #expect(abs(position.longitude - 139.3353) < 0.001)
        #expect(abs(position.latitude - 35.8146) < 0.001)
    }

    @Test func refusesEmptyAndMissingFolders() throws {
        #expect(throws: AddressDictionaryError.self) { try InventedCity.compile([:]) }
        var compiler = DictionaryCompiler()
        #expect(throws: AddressDictionaryError.noSourceFiles(directory: "/nowhere")) {
            try compiler.addABR(directory: "/nowhere")
        }
        #expect(throws: AddressDictionaryError.nothingToCompile(nil)) { try DictionaryCompiler().compiled() }
    }

    @Test func readsBothLevelsOfTheLocationReference() throws {
        let blocks = """
            "都道府県名","市区町村名","大字・丁目名","小字・通称名","街区符号・地番","座標系番号","Ｘ座標","Ｙ座標","緯度","経度",\
            "住居表示フラグ","代表フラグ","更新前履歴フラグ","更新後履歴フラグ"
            "埼玉県","青波市","入間川一丁目","","98","9","0","0","35.8612","139.4122","1","0","0","0"
            "埼玉県","青波市","入間川一丁目","","98","9","0","0","35.8611","139.4121","1","1","0","0"
            "埼玉県","青波市","入間川一丁目","","97","9","0","0","35.8611","139.4121","1","1","1","0"
            "埼玉県","青波市","新開","","12","9","0","0","35.8500","139.4000","0","1","0","0"

            """
        let towns = """
            "都道府県コード","都道府県名","市区町村コード","市区町村名","大字町丁目コード","大字町丁目名","緯度","経度","原典資料コード","大字・字・丁目区分コード"
            "11","埼玉県","11299","青波市","112990009000","中之嶋","35.8400","139.3900","0","1"
            "11","埼玉県","11299","青波市","112990077000","新町","35.8410","139.3910","0","1"

            """
        let result = try InventedCity.compile(InventedCity.files) { compiler, folder in
            for (name, text) in [("11_2023.csv", blocks), ("11_2023_oaza.csv", towns)] {
                let path = folder + "/" + name
                try Data(CP932.encode(text)).write(to: URL(fileURLWithPath: path))
                try compiler.addISJ(file: path)
            }
        }
        let dictionary = try AddressDictionary(bytes: result.bytes)
        #expect(result.report.refusedCounts[.superseded] == 1)
        let block = dictionary.match("青波市入間川1-98-5", within: nil)
        #expect(block.matchLevel == .block)
        #expect(block.coordinateLevel == .block)
        #expect(block.position.map { abs($0.longitude - 139.4121) < 1e-9 } == true)
        #expect(dictionary.match("青波市入間川1-97", within: nil).matchLevel == .town)
        #expect(dictionary.match("青波市新開12", within: nil).matchLevel == .block)
        let filled = dictionary.match("青波市中之嶋12", within: nil)
        #expect(filled.coordinateLevel == .town)
        #expect(filled.machiazaID == "0009000")
        #expect(dictionary.match("青波市新町1", within: nil).machiazaID == "0077000")
        #expect(dictionary.sources.count == 3)
    }

    @Test func putsTheHouseSurveyAboveEveryRegisteredPoint() throws {
        let points = """
            住所,経度,緯度
            埼玉県青波市入間川一丁目23番5号,139.4005,35.8605
            青波市入間川１－２３－６　アパートＡ,139.401,35.861
            青波市入間川１－２３－６　アパートＢ,139.402,35.862
            青波市どこにもない町１番地,139.403,35.863
            青波市六浦町12,139.404,35.864

            """
        let result = try InventedCity.compile(InventedCity.files) { compiler, folder in
            let path = folder + "/survey.csv"
            try Data(points.utf8).write(to: URL(fileURLWithPath: path))
            try compiler.addPoints(file: path)
        }
        #expect(result.report.surveyPointCount == 5)
        #expect(result.report.surveyPointsWithoutTown == 1)
        let dictionary = try AddressDictionary(bytes: result.bytes)
        func longitude(_ address: String) -> Double? {
            let match = dictionary.match(address, within: nil)
            return match.coordinateLevel == .survey ? match.position?.longitude : nil
        }
        #expect(longitude("青波市入間川1-23-5") == 139.4005)
        #expect(longitude("青波市入間川１丁目２３番５号 303") == 139.4005)
        #expect(longitude("青波市入間川1-23-6 アパートA") == 139.401)
        #expect(longitude("青波市入間川1-23-6 アパートB") == 139.402)
        #expect(longitude("青波市入間川1-23-6") == nil)
        #expect(longitude("埼玉県青波市どこにもない町１番地") == 139.403)
        #expect(longitude("青波市どこにもない町1") == 139.403)
        #expect(longitude("青波市六浦12番地") == 139.404)
        #expect(dictionary.match("青波市六浦町12", within: nil).isCertain)
    }

    @Test func fillsTownsFromGeolonia() throws {
        let towns = """
            pref,city,town,koaza,lat,lng
            埼玉県,青波市,中之島,,35.84,139.39
            埼玉県,青波市,新栄町三丁目,,35.842,139.392
            埼玉県,遠波市,（大字なし）,寺山,35.2,139.2

            """
        let result = try InventedCity.compile(InventedCity.files) { compiler, folder in
            let path = folder + "/towns.csv"
            try Data(towns.utf8).write(to: URL(fileURLWithPath: path))
            try compiler.addGeolonia(file: path)
        }
        let dictionary = try AddressDictionary(bytes: result.bytes)
        let known = dictionary.match("青波市中之島12", within: nil)
        #expect(known.town == "中之嶋")
        #expect(known.coordinateLevel == .town)
        #expect(dictionary.match("青波市新栄町3-4-5", within: nil).town == "新栄町三丁目")
        #expect(dictionary.match("青波市新栄町", within: nil).town == "新栄町")
        #expect(!dictionary.match("青波市新栄町", within: nil).isCertain)
        #expect(dictionary.match("遠波市寺山5", within: nil).koaza == "寺山")
    }

    @Test func replacesTheFileInOneStep() throws {
        try InventedCity.withFolder(InventedCity.files) { folder in
            let path = folder + "/out.dic"
            var compiler = DictionaryCompiler()
            try compiler.addABR(directory: folder)
            let report = try compiler.compile(to: path)
            let dictionary = try AddressDictionary(path: path)
            #expect(dictionary.edition == report.edition)
            #expect(dictionary.edition.utf8.count == 16)
            try dictionary.verify()
            #expect(dictionary.match("青波市入間川1-23-5", within: nil).matchLevel == .residence)
            var again = DictionaryCompiler()
            try again.addABR(directory: folder)
            #expect(throws: AddressDictionaryError.self) { try again.compile(to: folder + "/none/out.dic") }
        }
    }
}
