import Disclosure
import Foundation
import Geospatial
import Interchange
import Places
import Registry
import Residents
import TestSupport
import Testing

@testable import VictimSupport

/// `engo import shelters`: both forms, whole or not at all, replaced as a whole.
@Suite struct ShelterImportTests {
    static let gsiHeader =
        "NO,共通ID,施設・場所名,住所,洪水,\"崖崩れ、土石流及び地滑り\",高潮,地震,津波,大規模な火事,内水氾濫,火山現象,指定避難所との住所同一,緯度,経度,備考"
    static let olderHeader =
        "市町村コード,都道府県名及び市町村名,NO,施設・場所名,住所,洪水,\"崖崩れ、土石流及び地滑り\",高潮,地震,津波,大規模な火事,内水氾濫,火山現象,指定避難所との住所同一,緯度,経度,備考"
    static let openDataHeader =
        "ID,名称,名称_カナ,名称_英字,所在地_全国地方公共団体コード,町字ID,所在地_連結表記,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下,建物名等(方書),緯度,経度,"
        + "標高,電話番号,災害種別_洪水,災害種別_崖崩れ、土石流及び地滑り,災害種別_高潮,災害種別_地震,災害種別_津波,災害種別_大規模な火事,災害種別_内水氾濫,"
        + "災害種別_火山現象,想定収容人数,対象となる町会・自治会"

    static func importer(
        _ city: TestCity, _ change: (inout ImportOptions) throws -> Void = { _ in }
    ) rethrows -> ShelterImport {
        var options = ImportOptions()
        try change(&options)
        return ShelterImport(city.paths, moment: city.moment, options: options)
    }

    static func shelters(_ city: TestCity) throws -> [Shelter] {
        try RegistryReader(city.paths).read { try $0.shelters() }
    }

    private static func gsi(_ rows: [String]) -> String { ([gsiHeader] + rows).joined(separator: "\r\n") + "\r\n" }

    private static func row(_ id: String, _ position: String = "34.25,135.15") -> String {
        "1,\(id),試験小学校,和歌山県和歌山市試験町1,1,,,1,,,,,1,\(position),"
    }

    @Test func readsTheNewerFormOf国土地理院() throws {
        let city = try TestCity()
        let file = try city.write(
            "gsi.csv",
            Self.gsi(["1,E3020100000001,試験小学校,和歌山県和歌山市試験町1,1,,1.0,○,,0,×,１,1,34.25,135.15,2階以上", Self.row("E2", ",")]))
        let report = try Self.importer(city).shelters(file: file)
        #expect(report.form == .gsi)
        #expect(report.changes.added == 2)
        #expect(report.warnings[.shelterWithoutPosition] == 1)
        #expect(report.warnings.firstLines(of: .shelterWithoutPosition) == [3])
        let shelters = try Self.shelters(city)
        #expect(
            shelters[0]
                == Shelter(
                    identifier: try StoredText("E3020100000001"), name: try StoredText("試験小学校"),
                    address: try StoredText("和歌山県和歌山市試験町1"),
                    position: try Coordinate(longitude: 135.15, latitude: 34.25),
                    disasters: [.flood, .stormSurge, .earthquake, .volcano], isDesignatedShelterToo: true,
                    note: try StoredText("2階以上"), sourceLine: 2))
        #expect(shelters[1].position == nil)
        let source = try RegistryReader(city.paths).read { try $0.shelterSource() }
        #expect(source?.file.name == "gsi.csv")
        #expect(source?.file.rowCount == 2)
        #expect(source?.receivedOn == city.moment.today)
        #expect(source?.generation == report.generation)
    }

    @Test func readsTheOlderFormWithNumbersThatRepeat() throws {
        let city = try TestCity()
        let row = "302015,和歌山県和歌山市,1,試験小学校,試験町1,,,,1,,,,,,34.25,135.15,"
        let file = try city.write("old.csv", [Self.olderHeader, row, row, row + "北"].joined(separator: "\n") + "\n")
        let report = try Self.importer(city).shelters(file: file)
        #expect(report.form == .gsi)
        #expect(report.changes.added == 3)
        #expect(try Self.shelters(city).map(\.municipalityCode) == ["302015", "302015", "302015"])
        #expect(try Self.importer(city).shelters(file: file).changes.unchanged == 3)
    }

    @Test func readsOpenDataWithItsDirt() throws {
        let city = try TestCity()
        let rows = [
            "A-1,試験体育館,シケン,Test,17202,,,石川県,石川県七尾市試験町1番地,,,,北緯34度15分,東経135度9分,3.1,,1.0,1.0,,1.0,,,,,屋内191人／屋外0人,自治会",
            "A-2,試験公園,,,92011,,,石川県,七尾市,試験町,2番地,,34.25,135.15,,,,,,,,,,,多数,",
        ]
        let file = try city.write("ods.csv", ([Self.openDataHeader] + rows).joined(separator: "\n") + "\n")
        let report = try Self.importer(city).shelters(file: file)
        #expect(report.form == .openData)
        #expect(report.warnings[.unreadCapacity] == 1)
        #expect(report.warnings[.shelterWithoutDisaster] == 1)
        #expect(report.warnings[.shelterElsewhere] == 2)
        let shelters = try Self.shelters(city)
        #expect(shelters.map(\.municipalityCode) == ["172022", "092011"])
        #expect(shelters.map(\.address?.text) == ["石川県七尾市試験町1番地", "石川県七尾市試験町2番地"])
        #expect(shelters.map(\.capacity?.persons) == [191, nil])
        #expect(shelters.map(\.capacity?.recorded.text) == ["屋内191人／屋外0人", "多数"])
        #expect(shelters[0].position == (try Coordinate(longitude: 135.15, latitude: 34.25)))
        #expect(shelters[0].disasters == [.flood, .landslide, .earthquake])
    }

    @Test(arguments: [TextEncoding.utf8, .utf8WithByteOrderMark, .cp932])
    func readsEveryEncodingToTheSameShelters(encoding: TextEncoding) throws {
        let city = try TestCity()
        _ = try Self.importer(city).shelters(file: try city.write("plain.csv", Self.gsi([Self.row("E1")])))
        var writer = try DelimitedWriter(encoding: encoding)
        for line in [Self.gsiHeader, Self.row("E1")] {
            writer.row(line.replacing("\"", with: "").components(separatedBy: ","))
        }
        var bytes: [UInt8] = []
        writer.drain { bytes += Array($0) }
        let file = city.folder.appendingPathComponent("other.csv")
        try Data(bytes).write(to: file)
        let again = try Self.importer(city).shelters(file: file.path)
        #expect(again.encoding == encoding.rawValue)
        #expect(again.changes.isNone && again.changes.unchanged == 1)
    }

    @Test(
        arguments: [
            ("1,E1,甲,乙,1,,,,,,,,,135.15,34.25,", "緯度", RowErrorCode.swappedCoordinate),
            ("1,E1,甲,乙,1,,,,,,,,,-190000,-60000,", "緯度", .metresCoordinate),
            ("1,E1,甲,乙,1,,,,,,,,,0,0,", "緯度", .badCoordinate), ("1,E1,甲,乙,1,,,,,,,,,51.5,-0.1,", "緯度", .badCoordinate),
            ("1,E1,甲,乙,1,,,,,,,,,34.25,,", "経度", .badCoordinate), ("1,E1,甲,乙,1,,,,,,,,,,135.15,", "緯度", .badCoordinate),
            ("1,E1,甲,乙,1,,,,,,,,,北緯およそ34度,135.15,", "緯度", .badCoordinate),
            ("1,E1,,乙,1,,,,,,,,,,,", "施設・場所名", .missingValue),
            ("1,E1,甲,乙,1,,△,,,,,,,,,", "高潮", .unknownFlag), ("1,E1,甲,乙,1,,,,,,,,はい,,,", "指定避難所との住所同一", .unknownFlag),
            ("1,E0,甲,乙,1,,,,,,,,,,,", "共通ID", .duplicateShelter),
            ("1,E1,甲\u{1}乙,乙,1,,,,,,,,,,,", "施設・場所名", .controlCharacter),
            ("1,E1,\"甲\n乙\",乙,1,,,,,,,,,,,", "施設・場所名", .controlCharacter),
            ("1,E1,甲,乙,1", nil, .wrongFieldCount),
        ] as [(String, String?, RowErrorCode)])
    func aWrongRowStopsTheImport(row: String, column: String?, code: RowErrorCode) throws {
        let city = try TestCity()
        do {
            _ = try Self.importer(city).shelters(file: try city.write("s.csv", Self.gsi([Self.row("E0"), row])))
            Issue.record("accepted")
        } catch VictimSupportError.badRows(_, let faults) {
            #expect(faults.first == [RowError(line: 3, column: column, code: code)])
        }
        #expect(try Self.shelters(city).isEmpty)
        #expect(try RegistryReader(city.paths).read { try $0.generation() } == 1)
    }

    @Test func wrongRowsCanBeSetAside() throws {
        let city = try TestCity()
        let rejects = city.folder.appendingPathComponent("rejects.csv")
        let file = try city.write("s.csv", Self.gsi([Self.row("E0"), Self.row("E0"), Self.row("E1")]))
        let report = try Self.importer(city) { options in
            options.rejectLimit = 1
            options.rejects = try AtomicFileWriter(path: rejects.path)
        }.shelters(file: file)
        #expect(report.faults.byCode == [.duplicateShelter: 1])
        #expect(report.changes.after == 2)
        #expect(try String(decoding: Data(contentsOf: rejects), as: UTF8.self).contains("duplicate-shelter"))
    }

    @Test func aFileReplacesAllAndTheSameAgainChangesNothing() throws {
        let city = try TestCity()
        let first = try city.write("1.csv", Self.gsi((1...20).map { Self.row("E\($0)") }))
        #expect(try Self.importer(city).shelters(file: first).generation == 2)
        // Another order and another name of the file tell nothing new.
        let shuffled = try city.write("2.csv", Self.gsi((1...20).reversed().map { Self.row("E\($0)") }))
        let again = try Self.importer(city).shelters(file: shuffled)
        #expect(again.generation == nil && again.changes.isNone && again.changes.unchanged == 20)
        let third = try city.write(
            "3.csv", Self.gsi([Self.row("E21"), Self.row("E2", "34.3,135.15")] + (3...20).map { Self.row("E\($0)") }))
        let dry = try Self.importer(city) { $0.isDryRun = true }.shelters(file: third)
        #expect(dry.generation == nil)
        #expect(try Self.shelters(city).count == 20)
        let report = try Self.importer(city).shelters(file: third)
        #expect(report.changes == dry.changes)
        #expect(report.changes.added == 1 && report.changes.changed == 1)
        #expect(report.changes.removed == 1 && report.changes.unchanged == 18)
        #expect(try Self.shelters(city).first?.identifier?.text == "E21")
        let generations = try RegistryReader(city.paths).read { try $0.generations() }
        #expect(generations.first?.cause == .shelters)
        #expect(generations.first?.sourceName == "3.csv")
    }

    /// 神 (U+FA19) and 神 (U+795E) are two names to a register, and one to Unicode.
    @Test func aNameIsComparedByItsBytes() throws {
        let city = try TestCity()
        let row = Self.row("E1")
        _ = try Self.importer(city).shelters(
            file: city.write("1.csv", Self.gsi([row.replacing("試験小", with: "\u{795E}小")])))
        let report = try Self.importer(city).shelters(
            file: city.write("2.csv", Self.gsi([row.replacing("試験小", with: "\u{FA19}小")])))
        #expect(report.changes.changed == 1)
        #expect(Array(try Self.shelters(city)[0].name.text.utf8) == Array("\u{FA19}小学校".utf8))
    }

    @Test func aFileThatWasCutShortIsRefused() throws {
        let city = try TestCity()
        _ = try Self.importer(city).shelters(file: city.write("1.csv", Self.gsi((1...20).map { Self.row("E\($0)") })))
        let short = try city.write("2.csv", Self.gsi((1...17).map { Self.row("E\($0)") }))
        #expect(throws: VictimSupportError.shrinks(file: "2.csv", before: 20, after: 17, limitPercent: 10)) {
            try Self.importer(city).shelters(file: short)
        }
        #expect(try Self.shelters(city).count == 20)
        #expect(try Self.importer(city) { $0.shrinkLimitPercent = 100 }.shelters(file: short).changes.removed == 3)
        #expect(throws: VictimSupportError.noRows(file: "3.csv")) {
            try Self.importer(city).shelters(file: city.write("3.csv", Self.gsi([])))
        }
    }

    @Test func anotherHeaderIsRefused() throws {
        let city = try TestCity()
        #expect(throws: VictimSupportError.unknownShelterForm(file: "r.csv")) {
            try Self.importer(city).shelters(file: city.write("r.csv", "宛名番号,氏名,住所\n1,甲,乙\n"))
        }
        #expect(throws: VictimSupportError.missingColumns(file: "h.csv", columns: ["経度", "津波"])) {
            let header = Self.gsiHeader.replacing("経度,", with: "").replacing("津波,", with: "")
            _ = try Self.importer(city).shelters(file: city.write("h.csv", header + "\n1,2\n"))
        }
    }

    @Test(arguments: [WorkspaceMode.drill, .real])
    func theFictionalCitysOwnSheltersAreRead(mode: WorkspaceMode) throws {
        let city = try TestCity(mode: mode)
        let file = Checkout.root.appendingPathComponent("GeoData/shiose/shelters.csv").path
        let report = try Self.importer(city).shelters(file: file)
        #expect(report.form == .openData && report.faults.count == 0)
        let shelters = try Self.shelters(city)
        #expect(shelters.count == report.rows && shelters.count >= 4)
        #expect(
            shelters.allSatisfy { $0.position != nil && $0.capacity?.persons != nil && $0.municipalityCode == "992011" }
        )
        #expect(shelters[0].identifier?.text == "992011-0001")
        #expect(shelters[0].position == (try Coordinate(longitude: 137.195239, latitude: 33.197010)))
        #expect(shelters[0].disasters == [.flood, .landslide, .stormSurge, .earthquake, .largeFire, .inlandFlood])
        #expect(try RegistryReader(city.paths).read { try $0.info().mode } == mode)
    }
}
