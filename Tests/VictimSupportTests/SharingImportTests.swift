import Foundation
import GRDB
import Registry
import Residents
import Testing
import VictimSupport

/// Consent to sharing in peacetime, and protected persons.
@Suite struct SharingImportTests {
    private static func city() throws -> TestCity {
        let city = try TestCity()
        _ = try city.importer.residents(
            file: city.write(
                "r.csv",
                """
                宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所
                1,A,試験 一,昭和10年1月2日,男,世帯主,試験町
                2,A,試験 二,昭和12年1月2日,女,妻,試験町
                3,B,試験 三,昭和12年1月2日,女,世帯主,試験町

                """))
        return city
    }

    private static func sharing(_ city: TestCity, isDryRun: Bool = false) -> SharingImport {
        SharingImport(city.paths, moment: city.moment, encoding: nil, isDryRun: isDryRun)
    }

    private static func status(_ city: TestCity) throws -> WorkspaceStatus {
        try WorkspaceStatus(city.paths, moment: city.moment)
    }

    @Test func theLastAnswerCountsAndEarlierOnesAreKept() throws {
        let city = try Self.city()
        let sharing = Self.sharing(city)
        let first = try sharing.consent(
            file: city.write("1.csv", "宛名番号,同意,同意日\n1,○,令和7年4月1日\n2,不同意,\n9,同意,\n"), isFull: false)
        #expect(first.new == 3)
        #expect(first.withoutResident == 1)
        let second = try sharing.consent(file: city.write("2.csv", "宛名番号,同意,同意日\n1,×,2026-05-01\n"), isFull: false)
        #expect(second.new == 1)
        #expect(try Self.status(city).sharing.consents == [.refused: 2])
        let rows = try DatabaseQueue(path: city.paths.database).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM consent_record")
        }
        #expect(rows == 4)
    }

    @Test func theSameFileMakesNoGenerationAndADryRunNothing() throws {
        let city = try Self.city()
        let file = try city.write("1.csv", "宛名番号,同意\n1,同意\n")
        #expect(try Self.sharing(city, isDryRun: true).consent(file: file, isFull: false).new == 1)
        #expect(try Self.status(city).sharing.consents.isEmpty)
        #expect(try Self.sharing(city).consent(file: file, isFull: false).generation != nil)
        #expect(try Self.sharing(city).consent(file: file, isFull: false).generation == nil)
    }

    @Test func onlyAFullFileTakesAnswersBack() throws {
        let city = try Self.city()
        let sharing = Self.sharing(city)
        _ = try sharing.consent(file: city.write("1.csv", "宛名番号,同意\n1,同意\n2,同意\n"), isFull: false)
        let file = try city.write("2.csv", "宛名番号,同意\n2,同意\n")
        #expect(try sharing.consent(file: file, isFull: false).generation == nil)
        #expect(try Self.status(city).sharing.consents == [.agreed: 2])
        let full = try sharing.consent(file: file, isFull: true)
        #expect(full.ended == 1)
        #expect(try Self.status(city).sharing.consents == [.agreed: 1, .unanswered: 1])
    }

    @Test func answersOutliveTheRegister() throws {
        let city = try Self.city()
        _ = try Self.sharing(city).consent(file: city.write("1.csv", "宛名番号,同意\n1,同意\n"), isFull: false)
        _ = try Self.sharing(city).protection(file: city.write("p.csv", "宛名番号,措置\n2,DV\n"))
        _ = try city.importer { $0.shrinkLimitPercent = 100 }.residents(
            file: city.write(
                "r2.csv", "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所\n1,A,試験,昭和10年1月2日,男,世帯主,別町\n"))
        let counts = try Self.status(city).sharing
        #expect(counts.consents == [.agreed: 1])
        #expect(counts.protectedResidents == 0)
        #expect(counts.protectedWithoutResident == 1)
    }

    @Test func onlyAWordLiftsAProtection() throws {
        let city = try Self.city()
        let sharing = Self.sharing(city)
        _ = try sharing.protection(
            file: city.write(
                "1.csv", "宛名番号,措置,状態,開始日,終了日\n1,ＤＶ等支援措置,,2025-05-01,2026-05-01\n2,抑止,有効,,\n"))
        var counts = try Self.status(city).sharing
        #expect(counts.protectedResidents == 2)
        #expect(counts.protectedHouseholds == 1)
        #expect(counts.protectionsPastTheirDate == 1)
        #expect(try Self.status(city).warnings.contains(.protectionsPastTheirDate))
        // A file without them, and one without the column, change nothing.
        _ = try sharing.protection(file: city.write("2.csv", "宛名番号,措置\n3,支援措置\n"))
        counts = try Self.status(city).sharing
        #expect(counts.protectedResidents == 3)
        // 抑止 is lifted, DV is not.
        let lifted = try sharing.protection(
            file: city.write("3.csv", "宛名番号,措置,状態\n2,抑止,解除\n1,抑止,解除\n"))
        #expect(lifted.ended == 1)
        counts = try Self.status(city).sharing
        #expect(counts.protectedResidents == 2)
        #expect(counts.protectedHouseholds == 2)
    }

    @Test(arguments: [
        ("1,DV,たぶん", "状態", RowErrorCode.unknownState), ("1,秘密,", "措置", .unknownProtection),
        ("1,,", "措置", .missingValue), (",DV,", "宛名番号", .missingValue),
        ("2,DV,解除", "宛名番号", .conflictingRow),
    ])
    func nothingIsGuessedAboutAProtection(row: String, column: String, code: RowErrorCode) throws {
        let city = try Self.city()
        do {
            _ = try Self.sharing(city).protection(file: city.write("p.csv", "宛名番号,措置,状態\n2,DV,\n" + row + "\n"))
            Issue.record("accepted")
        } catch VictimSupportError.badRows(_, let faults) {
            #expect(faults.first == [RowError(line: 3, column: column, code: code)])
        }
        #expect(try Self.status(city).sharing.protectedResidents == 0)
    }

    @Test func anAnswerThatCannotBeReadRefusesTheFile() throws {
        let city = try Self.city()
        #expect(throws: VictimSupportError.self) {
            _ = try Self.sharing(city).consent(file: city.write("c.csv", "宛名番号,同意\n1,同意\n2,たぶん\n"), isFull: false)
        }
        #expect(try Self.status(city).sharing.consents.isEmpty)
    }

    @Test(arguments: ["consent_record", "protection_record"])
    func theHistoryCannotBeChanged(table: String) throws {
        let city = try Self.city()
        _ = try Self.sharing(city).consent(file: city.write("1.csv", "宛名番号,同意\n1,同意\n"), isFull: false)
        _ = try Self.sharing(city).protection(file: city.write("p.csv", "宛名番号,措置\n2,DV\n"))
        let queue = try DatabaseQueue(path: city.paths.database)
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: "DELETE FROM \(table)") } }
        #expect(throws: DatabaseError.self) {
            try queue.write { try $0.execute(sql: "UPDATE \(table) SET resident_number = '7'") }
        }
    }
}
