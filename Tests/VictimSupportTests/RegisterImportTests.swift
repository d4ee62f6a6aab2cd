import Foundation
import Registry
import Residents
import Testing
import VictimSupport

@Suite struct RegisterImportTests {
    private static let everywhere =
        #"{"type":"Polygon","coordinates":[[[122,20],[154,20],[154,46],[122,46],[122,20]]]}"#

    private static let japanese = """
        宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
        1,A,試験 一,昭和10年1月2日,男,世帯主,試験町,135,34
        2,A,試験 二,昭和12年1月2日,女,妻,試験町,135,34

        """

    @Test func acceptsEnglishHeadingsInAnyOrder() throws {
        let city = try TestCity()
        let file = try city.write(
            "r.csv",
            """
            latitude,longitude,address,relationship,sex,birth_date,name,household_number,resident_number,remark
            34,135,試験町,世帯主,male,1935-01-02,試験 一,A,1,x

            """)
        #expect(try city.importer.residents(file: file).rows == 1)
        #expect(try city.list(Self.everywhere).numbers == ["A"])
    }

    @Test func readsCP932AsItIs() throws {
        let city = try TestCity()
        // 髙 (NEC selected IBM extension) and half-width kana in CP932.
        var bytes = [UInt8]()
        for part in [
            Self.japanese.replacingOccurrences(of: "試験 一", with: "@")
        ] {
            bytes += try #require(part.data(using: .shiftJIS)).map { $0 == 0x40 ? 0x00 : $0 }
        }
        let at = try #require(bytes.firstIndex(of: 0))
        bytes.replaceSubrange(at...at, with: [0xFB, 0xFC, 0x20, 0xD4])
        let url = city.folder.appendingPathComponent("cp932.csv")
        try Data(bytes).write(to: url)
        let report = try city.importer.residents(file: url.path)
        #expect(report.encoding == "cp932")
        let (answer, _) = try city.list(Self.everywhere)
        let names = try RegistryReader(city.paths).read { snapshot in
            var names: [String] = []
            let release = ListRelease(verb: "list", operatorName: "tester", moment: city.moment, format: "json")
            try answer.release(release, from: snapshot, to: AuditLog(city.paths)) { listed in
                names += listed.household.members.compactMap(\.name)
            }
            return names
        }
        #expect(names.first.map { Array($0.utf8) } == Array("髙 ﾔ".utf8))
    }

    @Test func aNewRegisterReplacesTheOldOneAsAWhole() throws {
        let city = try TestCity()
        let first = try city.importer.residents(file: city.write("1.csv", Self.japanese))
        let other = Self.japanese.replacingOccurrences(of: ",A,", with: ",B,")
        let second = try city.importer.residents(file: city.write("2.csv", other))
        #expect(try city.list(Self.everywhere).numbers == ["B"])
        #expect(try #require(second.generation) > #require(first.generation))
    }

    @Test func needsAreScoredAtOnceAndKeptForTheNextRegister() throws {
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("r.csv", Self.japanese))
        let before = try city.list(Self.everywhere).answer.hits[0].score
        _ = try city.importer.needs(file: city.write("n.csv", "宛名番号,区分,程度\n1,要介護,要介護5\n"))
        let after = try city.list(Self.everywhere).answer.hits[0].score
        #expect(after > before)
        _ = try city.importer.residents(file: city.write("r.csv", Self.japanese))
        #expect(try city.list(Self.everywhere).answer.hits[0].score == after)
    }

    @Test func inputOrderChangesNothing() throws {
        let lines = Self.japanese.split(separator: "\n")
        let reversed = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
        var members: [[String]] = []
        for text in [Self.japanese, reversed] {
            let city = try TestCity()
            _ = try city.importer.residents(file: city.write("r.csv", text))
            let (answer, _) = try city.list(Self.everywhere)
            try RegistryReader(city.paths).read { snapshot in
                let release = ListRelease(verb: "list", operatorName: "tester", moment: city.moment, format: "json")
                try answer.release(release, from: snapshot, to: AuditLog(city.paths)) { listed in
                    members.append(listed.household.members.compactMap(\.residentNumber))
                }
            }
        }
        #expect(members == [["1", "2"], ["1", "2"]])
    }

    @Test func householdsWithoutAPositionAreCounted() throws {
        let city = try TestCity()
        let text = Self.japanese + "3,C,試験 三,2000-01-01,男,世帯主,どこか,,\n"
        let report = try city.importer.residents(file: city.write("r.csv", text))
        #expect(report.warnings[.noDictionary] == 1)
        let (answer, numbers) = try city.list(Self.everywhere)
        #expect(numbers == ["A"])
        #expect(answer.counts.unlocated == 1)
        #expect(answer.counts.registered == 2)
    }

    @Test(arguments: [
        ("3,C,試験,2000-01-01,男,世帯主,試験町,34.0,135.0", RowErrorCode.swappedCoordinate),
        ("3,C,試験,2000-01-01,男,世帯主,試験町,nan,34", .badCoordinate),
        ("3,C,試験,2000-01-01,男,世帯主,試験町,0x87,34", .badCoordinate),
        ("3,C,試験,2000-01-01,男,世帯主,試験町,135,", .badCoordinate),
        ("3,C,試験,平成40年1月1日,男,世帯主,試験町,,", .badDate),
        ("3,C,\"試\"験,2000-01-01,男,世帯主,試験町,,", .malformedQuoting),
        (",C,試験,2000-01-01,男,世帯主,試験町,,", .missingValue),
        ("1,C,試験,2000-01-01,男,世帯主,試験町,,", .duplicateResidentNumber),
    ])
    func aWrongRowIsNamedByLineAndCode(row: String, code: RowErrorCode) throws {
        let city = try TestCity()
        let file = try city.write("r.csv", Self.japanese + row + "\n")
        do {
            _ = try city.importer.residents(file: file)
            Issue.record("accepted")
        } catch VictimSupportError.badRows(_, let faults) {
            #expect(faults.first.map(\.line) == [4])
            #expect(faults.first.map(\.code) == [code])
        }
        #expect(try RegistryReader(city.paths).read { try $0.counts().households } == 0)
    }

    @Test(arguments: [
        ("1,看護,要介護3,,", RowErrorCode.unknownNeedKind), ("1,要介護,要介護9,,", .unknownNeedGrade),
        ("1,要介護,要介護3,2026-02-01,2026-01-01", .datesInWrongOrder), ("1,要介護,要介護3,昭和99年1月1日,", .badDate),
        (",要介護,要介護3,,", .missingValue),
    ])
    func aWrongNeedIsNamedByLineAndCode(row: String, code: RowErrorCode) throws {
        let city = try TestCity()
        let file = try city.write("n.csv", "宛名番号,区分,程度,有効期間開始,有効期間終了\n1,身体,1級,,\n" + row + "\n")
        do {
            _ = try city.importer.needs(file: file)
            Issue.record("accepted")
        } catch VictimSupportError.badRows(_, let faults) {
            #expect(faults.first.map(\.line) == [3])
            #expect(faults.first.map(\.code) == [code])
        }
    }
}
