import Foundation
import Registry
import Residents
import Testing
import VictimSupport

/// Needs that end, have ended or cannot be read, on every answer.
@Suite struct NeedsWithTimeTests {
    private static func city() throws -> TestCity {
        let city = try TestCity()
        _ = try city.importer.residents(
            file: city.write(
                "r.csv",
                """
                宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度
                1,A,試験 一,昭和45年1月2日,男,世帯主,試験町,135,34
                2,A,試験 二,昭和47年1月2日,女,妻,試験町,135,34

                """))
        return city
    }

    @Test func endedAndUnknownNeedsStandOnTheListMarkedAndScoreNothing() throws {
        let city = try Self.city()
        let before = try city.members(household: "A").map(\.score)
        _ = try city.importer.needs(
            file: city.write(
                "n.csv",
                """
                宛名番号,区分,程度,有効期間開始,有効期間終了
                1,要介護,要介護5,,2026-05-31
                2,施設入所,あいまい,,

                """))
        let members = try city.members(household: "A")
        #expect(members.map { $0.needLabels(.japanese) }.map(\.count) == [1, 1])
        #expect(members[0].needLabels(.japanese) == ["要介護5（期限切れ）"])
        #expect(members[0].needLabels(.english).first?.hasSuffix(" (expired)") == true)
        #expect(members[1].needLabels(.japanese).first?.hasSuffix("（程度不明）") == true)
        #expect(members.map(\.score) == before)
    }

    @Test func aNeedThatEndsSoonCountsAndSaysSo() throws {
        let city = try Self.city()
        let before = try #require(city.members(household: "A")[0].score)
        _ = try city.importer.needs(
            file: city.write("n.csv", "宛名番号,区分,程度,有効期間開始,有効期間終了\n1,要介護,要介護5,,2026-06-30\n"))
        let member = try city.members(household: "A")[0]
        #expect(member.needLabels(.japanese) == ["要介護5（まもなく期限）"])
        #expect(try #require(member.score) > before)
        let status = try WorkspaceStatus(city.paths, moment: city.moment)
        #expect(status.counts.needsByState == [.expiring: 1])
        #expect(status.warnings.contains(.needsExpiring))
        #expect(!status.warnings.contains(.needsExpired))
    }

    @Test func everyNeedKnowsItsFileAndDay() throws {
        let city = try Self.city()
        _ = try city.importer.needs(file: city.write("kaigo.csv", "宛名番号,区分,程度\n1,要介護,要介護5\n"))
        let later = Moment(utc: "2026-06-09T00:00:00Z", today: try CalendarDate(year: 2026, month: 6, day: 9))
        var options = ImportOptions()
        options.coverage = .partial
        _ = try NeedsImport(city.paths, moment: later, options: options)
            .needs(file: city.write("techo.csv", "宛名番号,区分,程度\n2,身体,1級\n1,身体,2級\n"))
        let sources = try RegistryReader(city.paths).rehearse { try $0.needs() }
            .map {
                "\($0.residentNumber.text) \($0.source?.name ?? "") \($0.source?.receivedOn.iso ?? "") \($0.sourceLine)"
            }
        #expect(
            sources == ["1 kaigo.csv 2026-06-01 2", "2 techo.csv 2026-06-09 2", "1 techo.csv 2026-06-09 3"])
    }
}
