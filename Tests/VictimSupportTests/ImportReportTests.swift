import Foundation
import Interchange
import Registry
import Testing
import VictimSupport

/// Rows that are set aside, warnings with their lines, and characters that only one city's fonts can draw.
@Suite struct ImportReportTests {
    private static let header = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所\n"
    private static let good = header + "1,A,試験,1950-01-01,男,世帯主,試験町\n2,A,試験,1950-01-01,女,妻,試験町\n"
    private static let bad = good + "3,B,\"試験, 三\",平成40年1月1日,男,世帯主,試験町\n4,C,試験\n"

    @Test func rowsAreSetAsideOnlyUpToTheLimit() throws {
        let city = try TestCity()
        let file = try city.write("r.csv", Self.bad)
        let rejects = city.folder.appendingPathComponent("rejects.csv")
        let tooFew = try city.importer {
            $0.rejectLimit = 1
            $0.rejects = try AtomicFileWriter(path: rejects.path)
        }
        #expect(throws: VictimSupportError.self) { _ = try tooFew.residents(file: file) }
        #expect(!FileManager.default.fileExists(atPath: rejects.path))
        let enough = try city.importer {
            $0.rejectLimit = 2
            $0.rejects = try AtomicFileWriter(path: rejects.path)
        }
        let report = try enough.residents(file: file)
        #expect(report.faults.count == 2)
        #expect(report.faults.byCode == [.badDate: 1, .wrongFieldCount: 1])
        #expect(report.households == 1)
        let written = String(decoding: try Data(contentsOf: rejects).dropFirst(3), as: UTF8.self)
        let expected = """
            行 line,誤り code,宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所
            4,bad-date,3,B,"試験, 三",平成40年1月1日,男,世帯主,試験町
            5,wrong-field-count,4,C,試験

            """
        #expect(written == expected.replacingOccurrences(of: "\n", with: "\r\n"))
        let mode = try FileManager.default.attributesOfItem(atPath: rejects.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aFaultThatHidesWhereRowsEndIsNeverSetAside() throws {
        let city = try TestCity()
        let file = try city.write("r.csv", Self.good + "3,B,\"試験,1950-01-01,男,世帯主,試験町\n4,C,試験\n")
        let importer = city.importer { $0.rejectLimit = 100 }
        #expect(throws: VictimSupportError.self) { _ = try importer.residents(file: file) }
    }

    @Test func manyFaultsAreCountedAndTheFirstThousandKept() throws {
        let city = try TestCity()
        let file = try city.write("r.csv", Self.good + String(repeating: "9,C,試験\n", count: 2_500))
        do {
            _ = try city.importer.residents(file: file)
            Issue.record("accepted")
        } catch VictimSupportError.badRows(_, let faults) {
            #expect(faults.count == 2_500)
            #expect(faults.first.count == 1_000)
            #expect(faults.first.map(\.line) == Array(4..<1_004))
            #expect(faults.byCode == [.wrongFieldCount: 2_500])
        }
    }

    @Test(arguments: [
        ("1,A,試験,1950-01-01,男,子,試験町", ImportWarning.noHead),
        ("1,A,試験,2023-01-01,男,世帯主,試験町", .youngHead), ("1,A,試験,1895-01-01,男,世帯主,試験町", .implausibleAge),
        ("1,A,試験,2027-01-01,男,世帯主,試験町", .futureBirthDate), ("1,A,試験,不詳,男,世帯主,試験町", .unknownBirthDate),
        ("125,A,試験,1950-01-01,男,世帯主,試験町", .wrongCheckDigit), ("1,A,試験,1950-01-01,男,飼い主,試験町", .unrecognisedRelationship),
        ("1,A,試験,1950-01-01,男,世帯主,試験町\n2,A,試験,1950-01-01,男,世帯主,試験町", .severalHeads),
        ("1,A,試験,1950-01-01,男,世帯主,試験町\n2,A,試験,1950-01-01,男,子,別町", .differentAddresses),
    ])
    func whatShouldBeLookedAtIsCountedWithItsLine(rows: String, warning: ImportWarning) throws {
        let city = try TestCity()
        let report = try city.importer { $0.isDryRun = true }.residents(
            file: city.write("r.csv", Self.header + rows + "\n"))
        #expect(report.warnings[warning] == 1)
        #expect(report.warnings.firstLines(of: warning) == [2])
    }

    @Test func aSoundRegisterHasNoWarning() throws {
        let city = try TestCity()
        let report = try city.importer { $0.isDryRun = true }.residents(file: city.write("r.csv", Self.good))
        for warning in ImportWarning.allCases { #expect(report.warnings[warning] == nil) }
    }

    @Test func privateUseCharactersAreKeptAndListed() throws {
        let city = try TestCity()
        let name = "\u{E000}\u{E001}\u{E000}\u{F8FF}\u{F0000}\u{10FFFD}神\u{FA19}𠮷葛\u{E0100}ﾔ"
        let text = Self.header + "1,A,\(name),1950-01-01,男,世帯主,試験町\n"
        let report = try city.importer.residents(file: city.write("r.csv", text))
        #expect(report.privateUse.entries.map(\.scalar.value) == [0xE000, 0xE001, 0xF8FF, 0xF0000, 0x10FFFD])
        #expect(report.privateUse.entries.map(\.count) == [2, 1, 1, 1, 1])
        #expect(report.privateUse.entries.allSatisfy { $0.firstLine == 2 })
        #expect(try city.members(household: "A").first?.name.map { Array($0.utf8) } == Array(name.utf8))
    }

    @Test func theEndOfFileOfAHostSystemIsNoRow() throws {
        let city = try TestCity()
        #expect(try city.importer.residents(file: city.write("r.csv", Self.good + "\u{1A}")).rows == 2)
        // Elsewhere it is a control character like any other.
        #expect(throws: VictimSupportError.self) {
            try city.importer.residents(file: city.write("s.csv", Self.good.dropLast() + "\u{1A}"))
        }
    }

    @Test func aNightWithoutAWrongRowLeavesNoOldRejects() throws {
        let city = try TestCity()
        let path = try city.write("rejects.csv", "行 line,誤り code\n4,bad-date,\n")
        _ = try city.importer {
            $0.rejectLimit = 5
            $0.rejects = try AtomicFileWriter(path: path)
        }.residents(file: city.write("r.csv", Self.good))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.split(separator: "\r\n").count == 1)
        #expect(!text.contains("bad-date"))
    }
}
