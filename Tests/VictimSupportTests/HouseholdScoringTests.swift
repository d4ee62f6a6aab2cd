import Disclosure
import Registry
import Residents
import SupportScoring
import TestSupport
import Testing

@testable import VictimSupport

/// Households as registers have them, through import, score and list.
@Suite struct HouseholdScoringTests {
    private static let header = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度,階,建築年,構造\n"
    private static let area =
        #"{"type":"Polygon","coordinates":[[[135,34],[136,34],[136,35],[135,35],[135,34]]]}"#

    private static func row(
        _ number: String, _ household: String, _ born: String, _ kin: String, house: String = ",,"
    ) -> String {
        "\(number),\(household),試験,\(born),女,\(kin),試験町1,135.2,34.2,\(house)\n"
    }

    private static func city(_ rows: [String], needs: [String] = []) throws -> TestCity {
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("r.csv", header + rows.joined()))
        if !needs.isEmpty {
            let text = "宛名番号,区分,程度\n" + needs.map { $0 + "\n" }.joined()
            _ = try city.importer { $0.coverage = .full }.needs(file: city.write("n.csv", text))
        }
        return city
    }

    private static func answer(_ city: TestCity, _ time: ScoringTime, limit: Int? = nil) throws -> (
        AreaAnswer, [ListedHousehold]
    ) {
        let area = try QueryArea(file: city.write("area.geojson", area))
        return try RegistryReader(city.paths).read { snapshot in
            let answer = try AreaQuery(area: area, limit: limit, time: time).answer(
                in: snapshot, for: DisclosureRequest(time: city.moment.utc))
            var listed: [ListedHousehold] = []
            let release = ListRelease(verb: "list", operatorName: "tester", moment: city.moment, format: "json")
            try answer.release(release, from: snapshot, to: AuditLog(city.paths)) { listed.append($0) }
            return (answer, listed)
        }
    }

    @Test func twinsAreTwoPersons() throws {
        let city = try Self.city([
            Self.row("3", "H", "2025-05-05", "子"), Self.row("1", "H", "1990-05-05", "世帯主"),
            Self.row("2", "H", "2025-05-05", "子"),
        ])
        let members = try city.members(household: "H")
        #expect(members.map(\.residentNumber) == ["1", "2", "3"])
        #expect(members.map { $0.score?.text } == ["0", "32", "32"])
        #expect(try Self.answer(city, .night).1.map { $0.household.score?.text } == ["64"])
    }

    @Test func aHomeOf500IsOneHouseholdAmongOthers() throws {
        var rows = (0..<500).map { index in
            Self.row("1\(1_000 + index)", "HOME", "1935-01-01", index == 0 ? "世帯主" : "同居人")
        }
        rows.append(Self.row("2", "ALONE", "1935-01-01", "世帯主"))
        let needs = (0..<500).map { "1\(1_000 + $0),要介護,要介護3" } + ["2,要介護,要介護5"]
        var city: TestCity?
        let seconds = try ThreadClock.seconds { city = try Self.city(rows, needs: needs) }
        let (_, listed) = try Self.answer(try #require(city), .night)
        // 110 alone stands before 70 without a helper, five hundred times over or not.
        #expect(listed.map { $0.household.householdNumber } == ["ALONE", "HOME"])
        #expect(listed.map { $0.household.score?.text } == ["165", "105"])
        #expect(listed[1].household.members.count == 500)
        #expect(seconds < 20)
    }

    @Test func theDaytimeHasAnOrderOfItsOwn() throws {
        let city = try Self.city(
            [
                // A grandmother with her working daughter, and a couple of pensioners.
                Self.row("1", "H1", "1980-01-01", "世帯主"), Self.row("2", "H1", "1946-01-01", "母"),
                Self.row("3", "H2", "1980-01-01", "世帯主"), Self.row("4", "H2", "1979-01-01", "妻"),
                Self.row("5", "H2", "2024-01-01", "子"),
            ], needs: ["2,要介護,要介護1", "4,身体,4級", "3,身体,5級"])
        let (night, usual) = try Self.answer(city, .night)
        #expect(usual.map { $0.household.householdNumber } == ["H2", "H1"])
        #expect(usual.map { $0.household.score?.text } == ["68", "32"])
        #expect(night.time == .night)
        let (day, daytime) = try Self.answer(city, .daytime)
        #expect(daytime.map { $0.household.householdNumber } == ["H2", "H1"])
        // 24 + 32 without a helper or company; the grandmother alone.
        #expect(daytime.map { $0.household.daytimeScore?.text } == ["84", "48"])
        #expect(day.time == .daytime)
        #expect(day.counts.byBand == [.a: 1, .b: 1])
        #expect(daytime.map(\.hit.score) == [84_000, 48_000])
        #expect(try Self.answer(city, .daytime, limit: 1).1.map { $0.household.householdNumber } == ["H2"])
    }

    @Test func withoutARuleThereIsNoDaytime() throws {
        let city = try Self.city([Self.row("1", "H", "1940-01-01", "世帯主")])
        _ = try Rescoring.run(city.paths, policyFile: "shipped:sayama", asOf: city.moment.today, moment: city.moment)
        #expect(throws: VictimSupportError.noDaytimeScores) { try Self.answer(city, .daytime) }
        let (_, usual) = try Self.answer(city, .night)
        #expect(usual.map { $0.household.score?.text } == ["1"])
        #expect(usual.map { $0.household.daytimeScore } == [nil])
    }

    @Test func factsOfTheHouseReachTheScore() throws {
        let city = try Self.city([
            Self.row("1", "H1", "1980-01-01", "世帯主", house: "5,1975,木造"),
            Self.row("2", "H2", "1980-01-01", "世帯主", house: ",2010,鉄筋コンクリート造"),
        ])
        let policy = """
            title: 家
            version: "1"
            date: 2026-01-01
            sources: {}
            unit: {ja: 点, en: points}
            person: {combine: sum}
            groups:
              - id: house
                ja: 家
                en: house
                combine: sum
                rules:
                  - {id: high, when: {floor: {from: 3}}, points: 1, source: choice, ja: 高い, en: high}
                  - {id: unknown-floor, when: {floor: unknown}, points: 2, source: choice, ja: 不明, en: unknown}
                  - {id: old, when: {build_year: {to: 1981}, structure: wooden}, points: 4, source: choice, ja: 古い, en: old}
                  - {id: strong, when: {structure: reinforced_concrete}, points: 8, source: choice, ja: RC, en: rc}
            household: {helper: {age: {from: 18, to: 64}, max_score: 100}}
            bands: {A: 65, B: 25}

            """
        let path = try city.write("house.yaml", policy)
        _ = try Rescoring.run(city.paths, policyFile: path, asOf: city.moment.today, moment: city.moment)
        let (_, listed) = try Self.answer(city, .night)
        #expect(listed.map { $0.household.score?.text } == ["10", "5"])
        #expect(listed.map { $0.household.householdNumber } == ["H2", "H1"])
    }

    @Test func aPolicyThatIsRefusedLeavesTheWorkspaceItsOwn() throws {
        let city = try Self.city([Self.row("1", "H", "1940-01-01", "世帯主")])
        func state() throws -> ([UInt8], Int64) {
            try RegistryReader(city.paths).read { (try $0.policyYAML(), try $0.generation()) }
        }
        let before = try state()
        let cycle = try city.write("cycle.yaml", "a: &a\n  b: *a\n")
        #expect(throws: ScoringPolicyError.self) {
            try Rescoring.run(city.paths, policyFile: cycle, asOf: city.moment.today, moment: city.moment)
        }
        #expect(throws: ScoringPolicyError.unknownShippedPolicy(nearest: nil, known: ["default", "sayama"])) {
            try Rescoring.run(
                city.paths, policyFile: "shipped:tokorozawa", asOf: city.moment.today, moment: city.moment)
        }
        #expect(try state() == before)
    }
}
