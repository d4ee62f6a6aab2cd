import Foundation
import Interchange
import Registry
import Residents
import Testing

@testable import VictimSupport

@Suite struct ImportProfileTests {
    private static func parse(_ yaml: String) throws(ImportProfileError) -> ImportProfile {
        try ImportProfile.parse(Array(yaml.utf8))
    }

    private static let head = "title: 試験\nversion: \"1\"\nkind: residents\n"

    @Test func everyShippedProfileIsValidAndNamedAfterItsKind() throws {
        #expect(ImportProfile.shipped.count == 5)
        for shipped in ImportProfile.shipped {
            let profile = try ImportProfile.parse(shipped.yaml)
            #expect(shipped.name.hasPrefix(profile.kind.rawValue))
        }
    }

    @Test(arguments: ["residents-usual", "needs-usual"])
    func theUsualProfilesNameEveryColumnThatTheImportKnows(name: String) throws {
        let profile = try ImportProfile.named(name)
        let usual = Dictionary(
            uniqueKeysWithValues: profile.kind.columns.map { ($0.field, ImportProfile.ColumnRule.anyOf($0.names)) })
        #expect(profile.columns == usual)
    }

    @Test(arguments: [
        (
            head + "colums: {}",
            ImportProfileError.unknownKey(
                line: 4, column: 1, nearest: "columns",
                allowed: ["title", "version", "kind", "note", "columns", "codes", "constants", "history", "state"])
        ),
        ("title: x\nkind: residents\n", .missingKey("version", line: 1, column: 1)),
        ("title: x\nversion: 1\nkind: shelter\n", .wrongForm(.kind, line: 3, column: 7)),
        (head + "columns: {name: [氏名, \"\"]}", .wrongForm(.text, line: 4, column: 22)),
        (head + "columns: {name: {with: x}}", .missingKey("join", line: 4, column: 17)),
        (head + "codes:\n  sex: {\"1\": 男性的}", .unreadableMeaning(field: "sex", line: 5, column: 14)),
        (
            head + "codes:\n  birth_date: {\"0\": 平成40年1月1日}",
            .unreadableMeaning(field: "birth_date", line: 5, column: 21)
        ),
        (
            head + "state: {column: s, registered: [\"1\"], departed: [\"1\"]}",
            .unreadableMeaning(field: "departed", line: 4, column: 49)
        ),
        (head + "state: {column: s}", .missingKey("registered", line: 4, column: 8)),
        (head + "constants: {kind: 要介護}", .unknownKey(line: 4, column: 13, nearest: nil, allowed: [])),
        (
            "title: x\nversion: 1\nkind: needs\nhistory: 履歴番号\n",
            .unknownKey(line: 4, column: 1, nearest: nil, allowed: [])
        ),
        (
            "title: x\nversion: 1\nkind: needs\nconstants: {kind: 要看護}\n",
            .unreadableMeaning(field: "kind", line: 4, column: 19)
        ),
    ])
    func aWrongProfileIsNamedByPlace(yaml: String, error: ImportProfileError) {
        #expect(throws: error) { try Self.parse(yaml) }
    }

    @Test func namesAndAddressesAreNeverReadAsCodes() {
        for field in ["name", "kana", "address", "building", "resident_number", "household_number", "phone"] {
            #expect(throws: ImportProfileError.self) { try Self.parse(Self.head + "codes: {\(field): {a: b}}") }
        }
    }

    private static let standard = """
        宛名番号,履歴番号,世帯番号,氏名,フリガナ,生年月日,性別,続柄1,続柄2,続柄3,続柄4,住所_都道府県,住所_市区町村,住所_町字,住所_番地号,住民状態
        1,1,A,試験 旧,,昭和10年1月2日,1,01,,,,試験県,試験市,試験町,1番,1
        1,2,A,試験 新,,昭和10年1月2日,1,01,,,,試験県,試験市,試験町,2番,1
        2,7,A,試験 孫,,平成30年1月2日,2,06,06,,,試験県,試験市,試験町,2番,住登者
        3,1,B,試験 去,,昭和10年1月2日,1,01,,,,試験県,試験市,試験町,3番,2
        4,1,B,試験 亡,,昭和10年1月2日,1,01,,,,試験県,試験市,試験町,3番,3

        """

    @Test func theStandardLayoutIsReadByItsShippedProfile() throws {
        let city = try TestCity()
        let importer = try city.importer { $0.profile = try ImportProfile.named("residents-standard") }
        let report = try importer.residents(file: city.write("r.csv", Self.standard))
        #expect(report.rows == 5)
        #expect(report.superseded == 1)
        #expect(report.households == 1)
        let members = try city.members(household: "A")
        #expect(members.map(\.name) == ["試験 新", "試験 孫"])
        #expect(members.map(\.relationship) == ["世帯主", "子の子"])
        #expect(members.map(\.sex) == [.male, .female])
    }

    @Test func whoMovedOutOrDiedIsCountedAgainstTheRegisterBefore() throws {
        let city = try TestCity()
        let before = Self.standard.replacingOccurrences(of: "3番,2", with: "3番,1")
            .replacingOccurrences(of: "3番,3", with: "3番,1")
        let importer = try city.importer {
            $0.profile = try ImportProfile.named("residents-standard")
            $0.shrinkLimitPercent = 50
        }
        _ = try importer.residents(file: city.write("1.csv", before))
        let report = try importer.residents(file: city.write("2.csv", Self.standard))
        let changes = try #require(report.residentChanges)
        #expect(changes.departed == 1)
        #expect(changes.deceased == 1)
        #expect(changes.unchanged == 2)
        #expect(changes.missing == 0)
    }

    @Test(arguments: [
        ("5,1,C,試験,,昭和10年1月2日,1,01,,,,県,市,町,3番,5", "住民状態", RowErrorCode.unknownState),
        ("5,1,C,試験,,昭和10年1月2日,1,01,,,,県,市,町,3番,", "住民状態", .unknownState),
        ("5,x,C,試験,,昭和10年1月2日,1,01,,,,県,市,町,3番,1", "履歴番号", .badNumber),
        ("2,7,A,試験,,昭和10年1月2日,1,01,,,,県,市,町,3番,1", "宛名番号", .duplicateResidentNumber),
    ])
    func nobodyVanishesByACellThatCannotBeRead(row: String, column: String, code: RowErrorCode) throws {
        let city = try TestCity()
        let importer = try city.importer { $0.profile = try ImportProfile.named("residents-standard") }
        do {
            _ = try importer.residents(file: city.write("r.csv", Self.standard + row + "\n"))
            Issue.record("accepted")
        } catch VictimSupportError.badRows(_, let faults) {
            #expect(faults.first == [RowError(line: 7, column: column, code: code)])
        }
    }

    @Test func aProfileColumnThatTheFileLacksIsNamed() throws {
        let city = try TestCity()
        let importer = try city.importer { $0.profile = try ImportProfile.named("residents-standard") }
        let file = try city.write("r.csv", Self.standard.replacingOccurrences(of: "履歴番号", with: "枝番"))
        #expect(throws: VictimSupportError.missingColumns(file: "r.csv", columns: ["履歴番号"])) {
            _ = try importer.residents(file: file)
        }
    }

    @Test func careLevelsComeFromTheirCodes() throws {
        let city = try TestCity()
        let importer = try city.importer { $0.profile = try ImportProfile.named("needs-care-level") }
        let file = try city.write(
            "n.csv", "宛名番号,要介護状態区分コード,認定有効期間開始年月日,認定有効期間終了年月日\n1,23,R080101,00000000\n2,99,,\n")
        #expect(try importer.needs(file: file).rows == 2)
        let needs = try RegistryReader(city.paths).rehearse { try $0.needs() }
        #expect(needs.map(\.grade.code) == ["care3", "none"])
        #expect(needs.map(\.kind) == [.careLevel, .careLevel])
        #expect(needs[0].validUntil == nil)
        #expect(needs[0].validFrom?.iso == "2026-01-01")
    }

    @Test func aProfileForAnotherKindIsRefused() throws {
        let city = try TestCity()
        let importer = try city.importer { $0.profile = try ImportProfile.named("needs-usual") }
        #expect(throws: ImportProfileError.otherKind(found: .needs)) {
            _ = try importer.residents(file: city.write("r.csv", Self.standard))
        }
    }

    @Test func checkingTellsWhatEachFieldIsReadFrom() throws {
        let city = try TestCity()
        let file = try city.write("r.csv", Self.standard + "9,1\n")
        let check = try ImportProfileCheck(ImportProfile.named("residents-standard"), file: file, encoding: nil)
        #expect(check.fields.first { $0.field == "relationship" }?.heading == "続柄1")
        #expect(check.fields.first { $0.field == "phone" }?.heading == nil)
        #expect(check.unusedHeadings.isEmpty)
        #expect(check.passedOver == 3)
        #expect(check.faults.first == [RowError(line: 7, column: nil, code: .wrongFieldCount)])
    }

    @Test(arguments: ["住所_番地号", "続柄3", "住所_町字"])
    func halfAJoinedFieldIsNone(heading: String) throws {
        let city = try TestCity()
        let importer = try city.importer { $0.profile = try ImportProfile.named("residents-standard") }
        let file = try city.write("r.csv", Self.standard.replacingOccurrences(of: heading, with: heading + "?"))
        #expect(throws: VictimSupportError.missingColumns(file: "r.csv", columns: [heading])) {
            try importer.residents(file: file)
        }
    }
}
