import AddressDictionary
import Foundation
import Registry
import Testing
import VictimSupport

@Suite struct CorrectionFileTests {
    private static func city() throws -> TestCity {
        let city = try TestCity()
        try city.buildDictionary()
        try city.importHouseholds([("A", "試験市本街1-1-3", ""), ("B", "試験市浜辺5", ""), ("C", "試験市浜辺6", "")])
        return city
    }

    private static func teach(_ city: TestCity, _ text: String) throws -> CorrectionReport {
        let file = try city.write("c.csv", text)
        return try CorrectionTeaching(city.paths, moment: city.moment, operatorName: "tester", isDryRun: false)
            .teach(file: file, encoding: nil)
    }

    @Test func teachesEveryFilledRow() throws {
        let city = try Self.city()
        let report = try Self.teach(
            city,
            """
            世帯番号,住所,正しい住所,経度,緯度,備考
            A,試験市本街1-1-3,試験市本町1-1-3,,,誤記
            B,試験市浜辺5,,135.151,34.201,
            C,試験市浜辺6,,,,未調査
            D,試験市浜辺５,,135.151,34.201,同じ住所

            """)
        #expect(report.taught == 2 && report.blankRows == 1)
        #expect(report.matchingHouseholds == 2 && report.changedHouseholds == 2)
        #expect(try RegistryReader(city.paths).read { try $0.correctionRowCount() } == 2)
    }

    @Test func acceptsEnglishHeadings() throws {
        let city = try Self.city()
        let report = try Self.teach(
            city, "latitude,longitude,address,corrected_address,note\n34.201,135.151,試験市浜辺5,,\n")
        #expect(report.taught == 1)
    }

    @Test func readsCP932() throws {
        let city = try Self.city()
        let text = "住所,正しい住所\r\n試験市本街1-1-3,試験市本町1-1-3\r\n"
        let bytes = try #require(text.data(using: .shiftJIS))
        let url = city.folder.appendingPathComponent("cp932.csv")
        try bytes.write(to: url)
        let report = try CorrectionTeaching(
            city.paths, moment: city.moment, operatorName: "tester", isDryRun: false
        ).teach(file: url.path, encoding: nil)
        #expect(report.matchingHouseholds == 1)
    }

    @Test func namesEveryWrongRowAndTeachesNone() throws {
        let city = try Self.city()
        let expected: [(Int, String, RowErrorCode)] = [
            (2, "正しい住所", .correctionNotFound), (3, "経度", .swappedCoordinate), (4, "経度", .metresCoordinate),
            (5, "経度", .farFromMunicipality), (6, "緯度", .badCoordinate), (7, "住所", .missingValue),
            (8, "住所", .unreadableAddress), (9, "正しい住所", .otherMunicipality), (11, "住所", .conflictingCorrection),
            (12, "正しい住所", .correctionUnchanged),
        ]
        do {
            _ = try Self.teach(
                city,
                """
                住所,正しい住所,経度,緯度,備考
                試験市甲1,試験市どこか,,,
                試験市乙1,,34.2,135.1,
                試験市丙1,,-60000,-190000,
                試験市丁1,,139.7,35.7,
                試験市戊1,,135.1,,
                ,試験市本町1-1-3,,,
                　,試験市本町1-1-3,,,
                試験市己1,隣市東町1,,,
                試験市庚1,試験市本町1-1-3,,,
                試験市庚１,試験市本町1-1-4,,,
                試験市辛1,試験市　辛１,,,

                """)
            Issue.record("accepted")
        } catch VictimSupportError.badRows(let file, let faults) {
            #expect(file == "c.csv")
            #expect(faults.first.map(\.line) == expected.map(\.0))
            #expect(faults.first.map(\.column) == expected.map(\.1))
            #expect(faults.first.map(\.code) == expected.map(\.2))
        }
        #expect(try RegistryReader(city.paths).read { try $0.correctionRowCount() } == 0)
    }

    @Test func aFileThatTeachesNothingIsTold() throws {
        let city = try Self.city()
        #expect(throws: VictimSupportError.nothingToTeach(file: "c.csv")) {
            try Self.teach(city, "住所,正しい住所,経度,緯度\n試験市浜辺5,,,\n")
        }
    }

    @Test func aRegisterIsNoFileOfCorrections() throws {
        let city = try Self.city()
        #expect(throws: VictimSupportError.missingColumns(file: "c.csv", columns: ["正しい住所"])) {
            try Self.teach(city, "世帯番号,住所,経度,緯度\nA,試験市浜辺5,135.1,34.2\n")
        }
    }

    @Test func theSameFileTwiceTeachesOnce() throws {
        let city = try Self.city()
        let text = "住所,正しい住所\n試験市本街1-1-3,試験市本町1-1-3\n"
        _ = try Self.teach(city, text)
        let again = try Self.teach(city, text)
        #expect(again.taught == 0 && again.unchanged == 1)
        #expect(try RegistryReader(city.paths).read { try $0.correctionRowCount() } == 1)
    }
}
