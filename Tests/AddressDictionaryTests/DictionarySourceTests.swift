import Foundation
import Geospatial
import Reprojection
import Testing

@testable import AddressDictionary

/// Sources as they come: other reference systems, wrong declarations, other forms, and where each point is from.
@Suite struct DictionarySourceTests {
    /// The invented city with a house survey of the given text.
    private func withSurvey(
        _ text: String, crs: String? = nil
    ) throws -> (dictionary: AddressDictionary, report: CompilationReport) {
        let result = try InventedCity.compile(InventedCity.files) { compiler, folder in
            let path = folder + "/houses.csv"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            try compiler.addPoints(file: path, crs: crs)
        }
        return (try AddressDictionary(bytes: result.bytes), result.report)
    }

    private static let surveyed = ["入間川1-23-5", "入間川1-1-1", "根岸1-2-3", "根岸2-2-3", "広瀬東2-30-1"]

    /// The surveyed addresses at their registered points, in another system.
    private func survey(
        in code: String, _ header: String, northFirst: Bool = false, declaredAs crs: String? = nil
    ) throws -> (dictionary: AddressDictionary, report: CompilationReport) {
        let registered = try InventedCity.dictionary.get()
        let reprojector = try Reprojector(from: "EPSG:6668", to: code)
        var text = header + "\n"
        for address in Self.surveyed {
            let position = try #require(registered.match("青波市" + address, within: nil).position)
            let moved = try reprojector.transform(x: position.longitude, y: position.latitude)
            let pair = northFirst ? [moved.y, moved.x] : [moved.x, moved.y]
            text += "青波市\(address),\(pair[0]),\(pair[1])\n"
        }
        return try withSurvey(text, crs: crs)
    }

    @Test(arguments: ["x,y", "easting,northing"])
    func takesPlaneCoordinatesEastFirst(_ columns: String) throws {
        let (dictionary, report) = try survey(in: "EPSG:6677", "address,\(columns)", declaredAs: "EPSG:6677")
        try expectRegisteredPlaces(dictionary)
        #expect(report.operations.contains { $0.from == "EPSG:6677" })
    }

    /// In Japanese surveying X is north and Y is east.
    @Test func takesTheJapaneseAxesNorthFirst() throws {
        try expectRegisteredPlaces(
            survey(in: "EPSG:6677", "住所,Ｘ座標,Ｙ座標", northFirst: true, declaredAs: "EPSG:6677").dictionary)
    }

    @Test func takesAnySystemThatProjKnows() throws {
        try expectRegisteredPlaces(survey(in: "EPSG:3857", "address,x,y", declaredAs: "EPSG:3857").dictionary)
        try expectRegisteredPlaces(
            survey(in: "EPSG:4301", "address,longitude,latitude", declaredAs: "EPSG:4301").dictionary)
    }

    private func expectRegisteredPlaces(_ dictionary: AddressDictionary) throws {
        let registered = try InventedCity.dictionary.get()
        for address in Self.surveyed {
            let match = dictionary.match("青波市" + address, within: nil)
            let known = try #require(registered.match("青波市" + address, within: nil).position)
            let position = try #require(match.position)
            #expect(match.coordinateLevel == .survey)
            #expect(match.pointSource == "家屋調査 houses.csv")
            #expect(abs(position.longitude - known.longitude) < 1e-7)
            #expect(abs(position.latitude - known.latitude) < 1e-7)
        }
    }

    @Test func refusesWhatIsDeclaredAsSomethingElse() throws {
        func fault(_ fault: CoordinateFault) -> AddressDictionaryError {
            .wrongCoordinates(file: "houses.csv", line: 2, count: Self.surveyed.count, fault)
        }
        let degrees = "address,longitude,latitude"
        #expect(throws: fault(.metresAsDegrees)) { try survey(in: "EPSG:6677", degrees) }
        #expect(throws: fault(.swappedAxes)) { try survey(in: "EPSG:6668", degrees, northFirst: true) }
        #expect(throws: fault(.degreesAsMetres)) { try survey(in: "EPSG:6668", "address,x,y", declaredAs: "EPSG:6677") }
        // Another zone than it is: 90 kilometres away.
        #expect(throws: fault(.farFromAddresses)) {
            try survey(in: "EPSG:6677", "address,x,y", declaredAs: "EPSG:6676")
        }
        // X and Y exchanged.
        #expect(throws: fault(.farFromAddresses)) {
            try survey(in: "EPSG:6677", "address,x,y", northFirst: true, declaredAs: "EPSG:6677")
        }
        #expect(throws: AddressDictionaryError.missingReferenceSystem(file: "houses.csv")) {
            try survey(in: "EPSG:6677", "address,x,y")
        }
        #expect(throws: AddressDictionaryError.wrongReferenceSystem(file: "houses.csv", code: "EPSG:6677")) {
            try survey(in: "EPSG:6677", degrees, declaredAs: "EPSG:6677")
        }
        #expect(throws: AddressDictionaryError.unsupportedReferenceSystem(file: "houses.csv", line: 1, code: "EPSG:1"))
        {
            try survey(in: "EPSG:6677", "address,x,y", declaredAs: "EPSG:1")
        }
    }

    @Test func refusesTheTokyoDatumDeclaredAsJGD() throws {
        for declared in [nil, "EPSG:6668", "EPSG:4612"] {
            #expect {
                try survey(in: "EPSG:4301", "address,longitude,latitude", declaredAs: declared)
            } throws: { error in
                guard case .tokyoDatum("houses.csv", 4, let metres)? = error as? AddressDictionaryError else {
                    return false
                }
                return (400...480).contains(metres)
            }
        }
    }

    /// Twenty towns of one file against their points in another.
    @Test func refusesTownsInTheTokyoDatum() throws {
        let reprojector = try Reprojector(from: "EPSG:6668", to: "EPSG:4301")
        func towns(shifted: Bool) throws -> String {
            var text = "pref,city,town,koaza,lat,lng\n"
            for (index, town) in InventedCity.towns.enumerated()
            where town.code == InventedCity.code && !town.oaza.isEmpty && town.koaza.isEmpty && town.id != "0009000" {
                // A hundred metres this way or that, as two sources differ.
                let longitude = 139.3 + Double(index % 8) / 100 + Double(index * 7 % 5 - 2) * 0.0006
                let latitude = 35.8 + Double(index / 8) / 100 + Double(index * 11 % 5 - 2) * 0.0005
                let point = shifted ? try reprojector.transform(x: longitude, y: latitude) : (x: longitude, y: latitude)
                text += "埼玉県,青波市,\(town.oaza)\(TownKeys.chome(town.chome)),,\(point.y),\(point.x)\n"
            }
            return text
        }
        func compile(_ text: String) throws {
            _ = try InventedCity.compile(InventedCity.files) { compiler, folder in
                let path = folder + "/towns.csv"
                try Data(text.utf8).write(to: URL(fileURLWithPath: path))
                try compiler.addGeolonia(file: path)
            }
        }
        try compile(towns(shifted: false))
        #expect {
            try compile(towns(shifted: true))
        } throws: { error in
            guard case .tokyoDatum("towns.csv", _, _)? = error as? AddressDictionaryError else { return false }
            return true
        }
    }

    @Test func oneFarHouseIsLeftOutAndListed() throws {
        let (dictionary, report) = try withSurvey(
            """
            address,longitude,latitude
            青波市入間川1-23-5,139.4101,35.8601
            青波市入間川1-1-1,139.4102,35.8602
            青波市根岸1-2-3,140.41,35.86

            """)
        #expect(report.surveyPointCount == 2)
        #expect(report.outliers.contains { $0.file == "houses.csv" && $0.line == 4 && $0.isRefused })
        #expect(dictionary.match("青波市根岸1-2-3", within: nil).coordinateLevel == .residence)
    }

    @Test func namesTheSourceOfEveryPoint() throws {
        let result = try InventedCity.compile(InventedCity.files) { compiler, folder in
            let path = folder + "/towns.csv"
            try Data("pref,city,town,koaza,lat,lng\n埼玉県,青波市,中之島,,35.84,139.39\n".utf8)
                .write(to: URL(fileURLWithPath: path))
            try compiler.addGeolonia(file: path)
        }
        let dictionary = try AddressDictionary(bytes: result.bytes)
        func source(_ address: String) -> String { dictionary.match(address, within: nil).pointSource }
        #expect(source("青波市中之嶋99") == "Geolonia 住所データ（株式会社 Geolonia）")
        for address in ["入間川1-23-5", "入間川1-23-99", "入間川3155-1", "六浦町9", ""] {
            #expect(source("青波市" + address) == "アドレス・ベース・レジストリ（デジタル庁）")
        }
        #expect(source("どこか") == "")
    }

    @Test func takesOneMunicipalityOrAFolderOfJSON() throws {
        let table = """
            pref,city,town,koaza,lat,lng
            埼玉県,遠波市,寺山,,35.2,139.2
            埼玉県,遠波市,寺山,下,,
            埼玉県,遠波市,本町三丁目,,35.21,139.21

            """
        let json = """
            [{"town":"寺山","lat":35.2,"lng":139.2},{"town":"寺山","koaza":"下","lat":null,"lng":null},
             {"town":"本町三丁目","koaza":"","lat":35.21,"lng":139.21}]
            """
        func compile(_ add: (inout DictionaryCompiler, String) throws -> Void) throws -> [AddressMatch] {
            let result = try InventedCity.compile(InventedCity.files, add: add)
            let dictionary = try AddressDictionary(bytes: result.bytes)
            return ["遠波市寺山1", "遠波市寺山字下1", "遠波市本町3-1-2", "遠波市"].map { dictionary.match($0, within: nil) }
        }
        let expected = try compile { compiler, folder in
            try Data(table.utf8).write(to: URL(fileURLWithPath: folder + "/towns.csv"))
            try compiler.addGeolonia(file: folder + "/towns.csv")
        }
        #expect(expected.map(\.matchLevel) == [.town, .koaza, .town, .city])
        for isFolder in [false, true] {
            let found = try compile { compiler, folder in
                let path = folder + "/ja/埼玉県"
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
                try Data(json.utf8).write(to: URL(fileURLWithPath: path + "/遠波市.json"))
                try compiler.addGeolonia(file: isFolder ? folder + "/ja" : path + "/遠波市.json")
            }
            #expect(found == expected)
        }
        for wrong in ["[1,2]", "[{\"city\":1}]", "{\"埼玉県\":3}", "[{"] {
            #expect(throws: AddressDictionaryError.self) {
                _ = try compile { compiler, folder in
                    try FileManager.default.createDirectory(atPath: folder + "/埼玉県", withIntermediateDirectories: true)
                    try Data(wrong.utf8).write(to: URL(fileURLWithPath: folder + "/埼玉県/遠波市.json"))
                    try compiler.addGeolonia(file: folder + "/埼玉県/遠波市.json")
                }
            }
        }
    }

    /// The full set of 2026 has fourteen more columns before the remarks; its other names lead to the registered one.
    @Test func readsTheFullSetWithItsOtherNames() throws {
        let more = [
            "oaza_cho_uncmn_reg", "oaza_cho_uncmn_mj", "oaza_cho_uncmn_type", "oaza_cho_uncmn_code", "koaza_uncmn_reg",
            "koaza_uncmn_mj", "koaza_uncmn_type", "koaza_uncmn_code", "alias_oaza", "alias_oaza_kana",
            "alias_oaza_roma",
            "alias_koaza", "alias_koaza_kana", "alias_koaza_roma",
        ]
        var files = InventedCity.files
        var lines = InventedCity.townFile.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        lines[0] = lines[0].replacingOccurrences(of: ",remarks", with: "," + more.joined(separator: ",") + ",remarks")
        for index in lines.indices.dropFirst() {
            var fields = Array(repeating: "", count: more.count)
            if lines[index].contains(",六浦町,") { fields[8] = "むつら町" }
            lines[index] = lines[index].dropLast() + "," + fields.joined(separator: ",") + ","
            if lines[index].split(separator: ",", omittingEmptySubsequences: false).count
                != lines[0].split(separator: ",", omittingEmptySubsequences: false).count
            {
                lines[index].removeLast()
            }
        }
        files["mt_town_pref11.csv"] = lines.joined(separator: "\n") + "\n"
        let dictionary = try AddressDictionary(bytes: InventedCity.compile(files).bytes)
        let before = try InventedCity.dictionary.get()
        for row in InventedCity.towns {
            let city = InventedCity.townName(row.code)
            let address = city.county + city.city + city.ward + row.oaza + row.chome + row.koaza
            let match = dictionary.match(address, within: nil)
            #expect(match.machiazaID == row.id || match == before.match(address, within: nil))
        }
        let match = dictionary.match("青波市むつら町12番地", within: nil)
        #expect(match.town == "六浦町")
        #expect(match.number == "12")
        #expect(match.rules.contains("town.alias"))
        #expect(dictionary.match("青波市六浦町12番地", within: nil).rules.contains("town.exact"))
    }

    @Test func leavesOutRowsThatNoAddressHas() throws {
        var files = InventedCity.files
        files["mt_town_pref11.csv"]? += "112992,0090000,2,埼玉県,,青波市,,悪\u{7}町,,,0,1947-04-17,,\n112992,0091000,2,埼玉県\n"
        let report = try InventedCity.compile(files).report
        #expect(report.refusedCounts[.controlCharacter] == 1)
        #expect(report.refusedCounts[.malformed] == 1)
        #expect(report.refusals.map(\.reason.code).contains("control-character"))
    }

    /// A house in one corner of the city that claims to stand in another block's street.
    @Test func flagsAHouseFarFromItsBlockAndATownFarFromItsHouses() throws {
        var files = InventedCity.files
        let name = "mt_rsdtdsp_rsdt_pos_pref11.csv"
        let point = InventedCity.residencePosition(1)
        files[name] = files[name]?.replacingOccurrences(
            of: "\(point.longitude),\(point.latitude)", with: "139.4400000,35.8600000")
        let outliers = try InventedCity.compile(files).report.outliers
        #expect(outliers.contains { $0.file == name && $0.line == 3 && !$0.isRefused && $0.distanceMetres > 2500 })
    }
}
