import Foundation
import Registry
import Residents
import Testing

@testable import VictimSupport

/// How old the facts behind a list are.
@Suite struct FreshnessTests {
    private static let registerText = """
        宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
        1,1,試験,1950-01-01,男,世帯主,試験町1,135.1,34.2

        """

    private static func city() throws -> TestCity {
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("r.csv", registerText))
        _ = try city.importer.needs(
            file: city.write("n.csv", "宛名番号,区分,程度,有効期間終了\n1,要介護,要介護3,2026-06-20\n1,身体,1級,2026-05-31\n"))
        return city
    }

    private static func freshness(_ city: TestCity, after days: Int) throws -> Freshness {
        let day = try #require(city.moment.today.adding(days: days))
        return Freshness(try RegistryReader(city.paths).read { try $0.receivedFacts() }, on: day)
    }

    @Test func countsDaysFromTheImport() throws {
        let city = try Self.city()
        let today = try Self.freshness(city, after: 0)
        #expect(today.register?.file == ReceivedFile(name: "r.csv", receivedOn: city.moment.today, rows: 1))
        #expect(today.register?.ageDays == 0)
        #expect(today.needs.map(\.file.name) == ["n.csv"])
        #expect(today.needs.map(\.file.rows) == [2])
        #expect(today.expiredNeeds == 1 && today.expiringNeeds == 1)
        #expect(today.warnings == [])
        // A day before the import: nothing is younger than new.
        #expect(try Self.freshness(city, after: -5).register?.ageDays == 0)
    }

    @Test(arguments: [
        (35, [StatusWarning]()), (36, [.registerOld]), (100, [.registerOld]), (101, [.registerOld, .needsOld]),
    ])
    func warnsBeyondTheLimits(days: Int, warnings: [StatusWarning]) throws {
        let city = try Self.city()
        #expect(try Self.freshness(city, after: days).warnings == warnings)
        let later = Moment(utc: "2026-12-01T00:00:00Z", today: try #require(city.moment.today.adding(days: days)))
        let status = try WorkspaceStatus(city.paths, moment: later)
        #expect(status.warnings.filter { [.registerOld, .needsOld].contains($0) } == warnings)
    }

    @Test func everyNeedsFileHasItsOwnAge() throws {
        let city = try Self.city()
        let later = Moment(utc: "2026-07-01T00:00:00Z", today: try CalendarDate(year: 2026, month: 7, day: 1))
        var options = ImportOptions()
        options.coverage = .partial
        _ = try NeedsImport(city.paths, moment: later, options: options).needs(
            file: city.write("k.csv", "宛名番号,区分,程度\n1,要介護,要介護4\n"))
        let facts = try RegistryReader(city.paths).read { try $0.receivedFacts() }
        #expect(facts.needs.map(\.name) == ["n.csv", "k.csv"])
        #expect(facts.needs.map(\.rows) == [1, 1])
        #expect(facts.needs.map { $0.receivedOn?.iso } == ["2026-06-01", "2026-07-01"])
        #expect(Freshness(facts, on: later.today).oldestNeeds?.ageDays == 30)
    }

    @Test func aRestoredRegisterIsAsOldAsItWas() throws {
        let city = try Self.city()
        let later = Moment(utc: "2026-09-01T00:00:00Z", today: try CalendarDate(year: 2026, month: 9, day: 1))
        let other = Self.registerText + "2,2,試験,1960-01-01,女,世帯主,試験町2,135.1,34.2\n"
        _ = try RegisterImport(city.paths, moment: later, options: ImportOptions()).residents(
            file: city.write("r2.csv", other))
        #expect(try RegistryReader(city.paths).read { try $0.receivedFacts().register?.receivedOn } == later.today)
        let restored = try GenerationKeeping.restore(city.paths, generation: 3, moment: later, isDryRun: false)
        #expect(
            try RegistryReader(city.paths).read { try $0.receivedFacts().register?.receivedOn } == city.moment.today)
        // And so is one that is brought back from a state that was brought back.
        _ = try GenerationKeeping.restore(
            city.paths, generation: try #require(restored.generation), moment: later, isDryRun: false)
        let facts = try RegistryReader(city.paths).read { try $0.receivedFacts() }
        #expect(facts.register?.receivedOn == city.moment.today)
        #expect(facts.needs.map { $0.receivedOn?.iso } == ["2026-06-01"])
    }
}
