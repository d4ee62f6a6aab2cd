import AddressDictionary
import Foundation
import Registry
import Residents
import Testing
import VictimSupport

/// What an import tells about the register before it, and what it refuses.
@Suite struct RegisterChangeTests {
    private static let header = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"

    private static func register(_ numbers: ClosedRange<Int>, address: (Int) -> String = { _ in "試験町,135,34" })
        -> String
    {
        header + numbers.map { "\($0),H\($0),試験,1950-01-01,男,世帯主,\(address($0))\n" }.joined()
    }

    private static func generation(_ city: TestCity) throws -> Int64 {
        try RegistryReader(city.paths).read { try $0.generation() }
    }

    @Test func everyPersonIsCountedOnce() throws {
        let city = try TestCity()
        let importer = city.importer { $0.shrinkLimitPercent = 100 }
        let first = try importer.residents(file: city.write("1.csv", Self.register(1...10)))
        #expect(first.residentChanges.map { [$0.added, $0.before, $0.after] } == [10, 0, 10])
        // 1…3 stay, 4 and 5 move (one by its surveyed point alone), 6 gets another name, 7…10 are gone, 11 is new.
        var text = Self.register(1...6) { number in
            switch number {
            case 4: "別町,135,34"
            case 5: "試験町,135.1,34"
            default: "試験町,135,34"
            }
        }
        text = text.replacingOccurrences(of: "6,H6,試験,", with: "6,H6,改名,") + "11,H11,試験,1950-01-01,男,世帯主,試験町,135,34\n"
        let report = try importer.residents(file: city.write("2.csv", text))
        let changes = try #require(report.residentChanges)
        #expect(changes.unchanged == 3)
        #expect(changes.moved == 2)
        #expect(changes.changed == 1)
        #expect(changes.missing == 4)
        #expect(changes.added == 1)
        #expect(changes.before == 10)
        #expect(changes.after == 7)
    }

    @Test func namesThatUnicodeCallsEqualAreTwo() throws {
        let city = try TestCity()
        let importer = city.importer
        _ = try importer.residents(file: city.write("1.csv", Self.header + "1,A,\u{FA19}田,1950-01-01,男,世帯主,試験町,,\n"))
        let report = try importer.residents(
            file: city.write("2.csv", Self.header + "1,A,\u{795E}田,1950-01-01,男,世帯主,試験町,,\n"))
        #expect(report.residentChanges?.changed == 1)
        #expect(try city.members(household: "A").first?.name.map { Array($0.utf8) } == Array("\u{795E}田".utf8))
    }

    @Test func theSameFileChangesNothingAndSaysSo() throws {
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("r.csv", Self.register(1...10)))
        _ = try city.importer.needs(file: city.write("n.csv", "宛名番号,区分,程度\n1,要介護,要介護5\n2,身体,1級\n"))
        let before = try Data(contentsOf: URL(fileURLWithPath: city.paths.database))
        let generation = try Self.generation(city)
        let residents = try city.importer.residents(file: city.folder.appendingPathComponent("r.csv").path)
        let needs = try city.importer.needs(file: city.folder.appendingPathComponent("n.csv").path)
        for report in [residents, needs] {
            #expect(report.changesNothing)
            #expect(report.generation == nil)
        }
        #expect(try Self.generation(city) == generation)
        #expect(try Data(contentsOf: URL(fileURLWithPath: city.paths.database)) == before)
    }

    @Test func theSameRegisterIsLocatedWithANewDictionary() throws {
        let city = try TestCity()
        let text = Self.header + "1,A,試験,1950-01-01,男,世帯主,試験市本町1-1-3,,\n"
        _ = try city.importer.residents(file: city.write("r.csv", text))
        try city.buildDictionary()
        let report = try city.importer.residents(file: city.write("r.csv", text))
        #expect(report.changesNothing)
        #expect(report.generation != nil)
        #expect(report.byCoordinateLevel == [.residence: 1])
    }

    @Test(arguments: [(9, true), (8, false)])
    func aRegisterThatShrinksByMoreThanTheShareIsRefused(left: Int, isAccepted: Bool) throws {
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("1.csv", Self.register(1...10)))
        let generation = try Self.generation(city)
        let file = try city.write("2.csv", Self.register(1...left))
        if isAccepted {
            _ = try city.importer.residents(file: file)
        } else {
            let error = VictimSupportError.shrinks(file: "2.csv", before: 10, after: left, limitPercent: 10)
            #expect(throws: error) { _ = try city.importer.residents(file: file) }
            #expect(throws: error) { _ = try city.importer { $0.isDryRun = true }.residents(file: file) }
            #expect(try Self.generation(city) == generation)
            let confirmed = city.importer { $0.shrinkLimitPercent = 100 }
            #expect(try confirmed.residents(file: file).households == left)
        }
    }

    private static let needs = "宛名番号,区分,程度\n1,要介護,要介護5\n1,身体,1級\n2,身体,2級\n"

    private static func stored(_ city: TestCity) throws -> [String] {
        try RegistryReader(city.paths).rehearse { try $0.needs() }
            .map { "\($0.residentNumber.text) \($0.kind.rawValue) \($0.grade.code)" }.sorted()
    }

    @Test func needsNeverEndUnlessSomebodySaysThatTheFileIsFull() throws {
        let city = try TestCity()
        _ = try city.importer.needs(file: city.write("1.csv", Self.needs))
        let file = try city.write("2.csv", "宛名番号,区分,程度\n1,要介護,要介護3\n")
        #expect(throws: VictimSupportError.wouldClearNeeds(file: "2.csv", count: 3)) {
            _ = try city.importer.needs(file: file)
        }
        let partial = try city.importer { $0.coverage = .partial }.needs(file: file)
        #expect(partial.needChanges.map { [$0.added, $0.cleared, $0.unchanged] } == [1, 1, 2])
        #expect(
            try Self.stored(city) == [
                "1 careLevel care3", "1 physicalDisability grade1", "2 physicalDisability grade2",
            ])
        let full = city.importer {
            $0.coverage = .full
            $0.shrinkLimitPercent = 100
        }
        #expect(try full.needs(file: file).needChanges?.cleared == 2)
        #expect(try Self.stored(city) == ["1 careLevel care3"])
    }

    @Test func aFileThatOnlyAddsNeedsNoWord() throws {
        let city = try TestCity()
        _ = try city.importer.needs(file: city.write("1.csv", Self.needs))
        let report = try city.importer.needs(file: city.write("2.csv", Self.needs + "3,精神,1級\n"))
        #expect(report.needChanges.map { [$0.added, $0.cleared, $0.unchanged] } == [1, 0, 3])
    }

    @Test func aColumnThatWasRenamedTakesNothingFromAnybody() throws {
        let city = try TestCity()
        let with = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,方書,電話番号,経度,緯度\n"
        let row = "1,A,試験,1950-01-01,男,世帯主,試験町,棟1,090-1,135,34\n2,B,試験,1950-01-01,男,世帯主,試験町,,,,\n"
        _ = try city.importer.residents(file: city.write("1.csv", with + row))
        let before = try Self.generation(city)
        let renamed = with.replacingOccurrences(of: "方書", with: "方書名").replacingOccurrences(of: "経度", with: "Ｘ")
            .replacingOccurrences(of: "緯度", with: "Ｙ")
        let file = try city.write("2.csv", renamed + row)
        #expect(throws: VictimSupportError.fieldsVanish(file: "2.csv", fields: ["方書", "経度", "緯度"])) {
            try city.importer.residents(file: file)
        }
        #expect(try Self.generation(city) == before)
        // Who has looked and wants it says so.
        let report = try city.importer { $0.shrinkLimitPercent = 100 }.residents(file: file)
        #expect(report.residentChanges.map { [$0.moved, $0.unchanged] } == [1, 1])
    }
}
