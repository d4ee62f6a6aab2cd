import Foundation
import Interchange
import Registry
import Residents
import Testing
import VictimSupport

/// Files of differences, and the list of what an import changes.
@Suite struct PartialRegisterTests {
    private static let header = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"

    private static func row(
        _ number: String, _ household: String, _ name: String = "試験", _ relationship: String = "世帯主",
        _ place: String = "試験町,135,34"
    ) -> String {
        "\(number),\(household),\(name),1950-01-01,男,\(relationship),\(place)\n"
    }

    private static let whole =
        header + row("1", "A") + row("2", "A", "試験", "妻") + row("3", "B") + row("4", "C") + row("X-5", "D")

    /// Household and resident numbers of everybody, in stored order.
    private static func people(_ city: TestCity) throws -> [String] {
        try RegistryReader(city.paths).rehearse { transaction in
            var people: [String] = []
            let register = try transaction.register(at: transaction.generation, city.paths)
            try register.forEachHousehold { members in
                people += members.map { person in
                    [ResidentRecord.Text.householdNumber, .residentNumber, .name]
                        .map { person.text($0).map { String(decoding: $0, as: UTF8.self) } ?? "" }
                        .joined(separator: " ")
                }
            }
            return people
        }
    }

    @Test func whoIsNotInAFileOfDifferencesStaysAsTheyAre() throws {
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("1.csv", Self.whole))
        // 2 leaves for a household of her own, 4 gets another name, 6 is new.
        let changes =
            Self.header + Self.row("2", "AA") + Self.row("4", "C", "改名") + Self.row("6", "B", "試験", "子")
        let partial = city.importer { $0.isPartialRegister = true }
        let report = try partial.residents(file: city.write("2.csv", changes))
        let counts = try #require(report.residentChanges)
        #expect(counts.unchanged == 3)
        #expect(counts.changed == 2)
        #expect(counts.added == 1)
        #expect(counts.gone == 0)
        #expect(try Self.people(city) == ["A 1 試験", "AA 2 試験", "B 3 試験", "B 6 試験", "C 4 改名", "D X-5 試験"])
        // Those who stayed are as old as the first import.
        let held = try RegistryReader(city.paths).rehearse { try $0.differences(from: 2, to: 3) }
        #expect(held.onlyBefore.map(\.residentNumber.text).sorted() == ["2", "4"])
        #expect(held.onlyAfter.map(\.residentNumber.text).sorted() == ["2", "4", "6"])
        let again = try partial.residents(file: city.write("2.csv", changes))
        #expect(again.generation == nil)
        #expect(again.changesNothing)
    }

    @Test func aFileOfDifferencesAndTheWholeFileGiveTheSameRegister() throws {
        let whole = try TestCity()
        _ = try whole.importer.residents(file: whole.write("1.csv", Self.whole))
        let after = Self.whole.replacingOccurrences(of: "3,B,試験", with: "3,B,改名")
        _ = try whole.importer.residents(file: whole.write("2.csv", after))
        let parts = try TestCity()
        _ = try parts.importer.residents(file: parts.write("1.csv", Self.whole))
        _ = try parts.importer { $0.isPartialRegister = true }
            .residents(file: parts.write("2.csv", Self.header + Self.row("3", "B", "改名")))
        #expect(try Self.people(parts) == Self.people(whole))
    }

    private static let states =
        "宛名番号,世帯番号,氏名,生年月日,性別,続柄1,住所_町字,住所_都道府県,住所_市区町村,住所_番地号,続柄2,続柄3,続柄4,履歴番号,住民状態\n"

    @Test func whoMovedOutOrDiedInAFileOfDifferencesIsGone() throws {
        func row(_ number: String, _ household: String, _ state: String) -> String {
            "\(number),\(household),試験,昭和10年1月2日,1,01,試験町,県,市,1番,,,,1,\(state)\n"
        }
        let city = try TestCity()
        let importer = try city.importer {
            $0.profile = try ImportProfile.named("residents-standard")
            $0.shrinkLimitPercent = 60
        }
        _ = try importer.residents(
            file: city.write(
                "1.csv", Self.states + row("1", "A", "1") + row("2", "B", "1") + row("3", "C", "1") + row("4", "D", "1")
            ))
        var partial = importer
        partial.options.isPartialRegister = true
        // A file in which nobody comes is a file of differences too.
        let report = try partial.residents(
            file: city.write("2.csv", Self.states + row("2", "B", "2") + row("4", "D", "3")))
        #expect(report.residentChanges.map { [$0.departed, $0.deceased, $0.unchanged] } == [1, 1, 2])
        #expect(try Self.people(city) == ["A 1 試験", "C 3 試験"])
    }

    @Test func theCauseOfAChangeTellsWhoIsGone() throws {
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("1.csv", Self.whole))
        let profile = try ImportProfile.parse(
            Array(
                """
                title: 異動分
                version: "1"
                kind: residents
                state: {column: 異動事由, registered: [国内転入, 出生, 転居, 世帯変更], departed: [国内転出, 国外転出], deceased: [死亡]}
                """.utf8))
        let importer = city.importer {
            $0.profile = profile
            $0.isPartialRegister = true
            $0.shrinkLimitPercent = 50
        }
        func row(_ number: String, _ household: String, _ cause: String) -> String {
            "\(number),\(household),試験,1950-01-01,男,世帯主,新町,135,34,\(cause)\n"
        }
        let header = Self.header.dropLast() + ",異動事由\n"
        let report = try importer.residents(
            file: city.write(
                "2.csv",
                header + row("1", "A", "転居") + row("3", "B", "国内転出") + row("4", "C", "死亡") + row("9", "F", "出生")))
        #expect(
            report.residentChanges.map { [$0.added, $0.moved, $0.departed, $0.deceased, $0.unchanged] } == [
                1, 1, 1, 1, 2,
            ])
        let unknown = try city.write("3.csv", header + row("1", "A", "不明な異動"))
        #expect(throws: VictimSupportError.self) { try importer.residents(file: unknown) }
    }

    @Test func aFileOfDifferencesMayNotEmptyTheRegisterEither() throws {
        let city = try TestCity()
        let importer = try city.importer { $0.profile = try ImportProfile.named("residents-standard") }
        func row(_ number: String, _ state: String) -> String {
            "\(number),\(number),試験,昭和10年1月2日,1,01,試験町,県,市,1番,,,,1,\(state)\n"
        }
        _ = try importer.residents(file: city.write("1.csv", Self.states + row("1", "1") + row("2", "1")))
        var partial = importer
        partial.options.isPartialRegister = true
        let file = try city.write("2.csv", Self.states + row("1", "2") + row("2", "2"))
        #expect(throws: VictimSupportError.shrinks(file: "2.csv", before: 2, after: 0, limitPercent: 10)) {
            try partial.residents(file: file)
        }
        #expect(try Self.people(city).count == 2)
    }

    /// An import that lists what it changes, and the lines of that list.
    private static func listing(
        _ city: TestCity, _ importer: TestCity.Importer, as name: String = "list.csv"
    ) throws -> (TestCity.Importer, () throws -> [String]) {
        let path = city.folder.appendingPathComponent(name).path
        var importer = importer
        importer.options.changes = ChangeListTarget(
            release: ListRelease(verb: "import residents", operatorName: "tester", moment: city.moment, format: "csv"),
            language: .english, file: try AtomicFileWriter(path: path))
        return (
            importer,
            {
                let text = try String(contentsOfFile: path, encoding: .utf8)
                return text.split(separator: "\r\n").dropFirst().map(String.init)
            }
        )
    }

    @Test func anImportListsWhomItChanges() throws {
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("1.csv", Self.whole))
        let after =
            Self.header + Self.row("1", "A") + Self.row("2", "B", "試験", "子", "別町,135,34")
            + Self.row("3", "B", "試験", "世帯主", "試験町,135.5,34") + Self.row("4", "C", "改名") + Self.row("9", "E")
        let file = try city.write("2.csv", after)
        let anyway = city.importer { $0.shrinkLimitPercent = 100 }
        var (rehearsal, told) = try Self.listing(city, anyway, as: "told.csv")
        rehearsal.options.isDryRun = true
        _ = try rehearsal.residents(file: file)
        let toldLines = try told()
        #expect(
            toldLines == [
                "moved,B,2,,2,,訓練", "moved,B,3,,2,,訓練", "changed,C,4,,2,,訓練", "gone,D,X-5,,2,,訓練", "new,E,9,,2,,訓練",
            ])
        let (importer, list) = try Self.listing(city, anyway)
        _ = try importer.residents(file: file)
        #expect(try list() == toldLines.map { $0.replacingOccurrences(of: ",2,,訓練", with: ",2,3,訓練") })
        let audit = try String(contentsOfFile: city.paths.audit, encoding: .utf8)
        #expect(audit.split(separator: "\n").count { $0.contains(#""event":"release""#) } == 2)
        #expect(!audit.contains("X-5"))
    }

    @Test func aFirstRegisterListsNobody() throws {
        let city = try TestCity()
        let (importer, list) = try Self.listing(city, city.importer)
        #expect(try importer.residents(file: city.write("1.csv", Self.whole)).residentChanges?.added == 5)
        #expect(try list().isEmpty)
    }

    @Test func anImportOfNeedsListsThoseThatBeginAndEnd() throws {
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("1.csv", Self.whole))
        let full = city.importer { $0.coverage = .full }
        _ = try full.needs(file: city.write("n1.csv", "宛名番号,区分,程度\n1,要介護,要介護5\n3,身体,1級\n"))
        var (importer, list) = try Self.listing(city, full)
        importer.options.shrinkLimitPercent = 100
        _ = try importer.needs(file: city.write("n2.csv", "宛名番号,区分,程度\n3,身体,1級\n7,療育,A\n"))
        let lines = try list()
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("need-new,,7,"))
        #expect(lines[1].hasPrefix("need-ended,A,1,"))
    }

    @Test func whoStandsInAWrongRowOfAFileOfDifferencesStaysToo() throws {
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("1.csv", Self.whole))
        let file = try city.write(
            "2.csv", Self.header + "3,B,改名,平成40年1月1日,男,世帯主,試験町,135,34\n" + Self.row("6", "E"))
        var partial = try city.importer {
            $0.isPartialRegister = true
            $0.rejectLimit = 1
            $0.rejects = try AtomicFileWriter(path: city.folder.appendingPathComponent("rejects.csv").path)
        }
        let report = try partial.residents(file: file)
        #expect(report.residentChanges.map { [$0.added, $0.unchanged, $0.gone, $0.changed] } == [1, 5, 0, 0])
        #expect(try Self.people(city).contains("B 3 試験"))
        partial.options.rejects = nil
    }

    @Test func warningsAreOfTheFileThatCameAndOfNoEarlierOne() throws {
        let city = try TestCity()
        let unknown = Self.whole + "7,F,試験,不詳,男,世帯主,試験町,135,34\n"
        let first = try city.importer.residents(file: city.write("1.csv", unknown))
        #expect(first.warnings[.unknownBirthDate] == 1)
        let partial = city.importer { $0.isPartialRegister = true }
        let report = try partial.residents(
            file: city.write("2.csv", Self.header + "8,G,試験,不詳,男,世帯主,試験町,135,34\n"))
        #expect(report.warnings[.unknownBirthDate] == 1)
        #expect(report.warnings.firstLines(of: .unknownBirthDate) == [2])
    }

    @Test func theSameFileListsNothingAndNamesNoGenerationThatIsNotThere() throws {
        let city = try TestCity()
        let file = try city.write("1.csv", Self.whole)
        _ = try city.importer.residents(file: file)
        let (importer, list) = try Self.listing(city, city.importer)
        #expect(try importer.residents(file: file).generation == nil)
        #expect(try list().isEmpty)
        let generation = try RegistryReader(city.paths).read { try $0.generation() }
        #expect(try AuditLog(city.paths).lastGeneration() == generation)
    }
}
