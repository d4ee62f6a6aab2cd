import Residents
import Testing

@testable import SupportScoring

@Suite struct ScoringEngineTests {
    @Test func pilesUpTheMembersScores() throws {
        let score = try Fixtures.engine().score([
            Fixtures.person(80, "世帯主", Fixtures.need(.careLevel, .care3)),
            Fixtures.person(78, "妻", Fixtures.need(.careLevel, .support1)), Fixtures.helper(),
        ])
        // 70 and 25: the need expected from age is not added to a larger certificate.
        #expect(score.persons.map(\.score.text) == ["70", "25", "0"])
        #expect(score.score.text == "95")
        #expect(score.lines.map(\.ruleID) == [HouseholdLine.sumID])
    }

    @Test func multipliesOnceWhenAloneOrWithoutHelper() throws {
        let engine = try Fixtures.engine()
        let alone = try engine.score([Fixtures.person(80, "世帯主", Fixtures.need(.careLevel, .care2))])
        #expect(alone.score.text == "75")
        #expect(alone.lines.map(\.ruleID) == [HouseholdLine.sumID, "living-alone"])
        #expect(alone.lines.map(\.points.text) == ["50", "25"])
        let couple = try engine.score([
            Fixtures.person(80, "世帯主", Fixtures.need(.careLevel, .care2)), Fixtures.person(79, "妻"),
        ])
        #expect(couple.score.text == "88.5")
        #expect(couple.lines.map(\.ruleID) == [HouseholdLine.sumID, "no-able-helper"])
    }

    @Test(arguments: [(17, "75"), (18, "50"), (64, "50"), (65, "78")])
    func takesAdultsTo64ForHelpers(age: Int, score: String) throws {
        let household = try [Fixtures.person(70, "世帯主", Fixtures.need(.careLevel, .care2)), Fixtures.person(age, "子")]
        #expect(try Fixtures.engine().score(household).score.text == score)
    }

    @Test func letsAForeignResidentHelpButNotAPersonInNeed() throws {
        let engine = try Fixtures.engine()
        let cared = try Fixtures.person(70, "世帯主", Fixtures.need(.careLevel, .care2))
        #expect(
            try engine.score([cared, Fixtures.person(40, "妻", Fixtures.need(.foreignResident))]).score.text == "62")
        #expect(try engine.score([cared, Fixtures.person(40, "妻", Fixtures.need(.pregnancy))]).score.text == "123")
    }

    @Test(arguments: [NeedKind.institution, .hospitalStay])
    func leavesOutWhoIsNotAtHome(kind: NeedKind) throws {
        let engine = try Fixtures.engine()
        let away = try Fixtures.person(
            85, "母", Fixtures.need(.careLevel, .care5), Fixtures.need(kind, from: "2026-01-01", line: 3))
        let score = try engine.score([Fixtures.helper(), away])
        #expect(score.score == .zero)
        #expect(score.band == .c)
        #expect(score.persons[1].score.text == "110")
        #expect(!score.persons[1].isAtHome)
        let line = try #require(score.persons[1].lines.first { $0.role == .away })
        #expect(line.need?.kind == kind)
        #expect(line.japanese.contains("世帯の援護度に入れない"))
        #expect(score.lines.count == 3, "sum, factor and the person away")
    }

    @Test func countsAgainWhenTheStayIsOver() throws {
        let back = try Fixtures.person(
            85, "母", Fixtures.need(.careLevel, .care5), Fixtures.need(.hospitalStay, until: "2026-05-31", line: 3))
        let score = try Fixtures.engine().score([back, Fixtures.helper()])
        #expect(score.score.text == "110")
        #expect(score.persons[0].uncounted.map(\.reason) == [.expired])
    }

    @Test func takesTheOnlyOneLeftAtHomeAsAlone() throws {
        let away = try Fixtures.person(50, "妻", Fixtures.need(.hospitalStay))
        let home = try Fixtures.person(52, "世帯主", Fixtures.need(.mentalDisability, .grade2))
        let score = try Fixtures.engine().score([home, away])
        #expect(score.score.text == "66")
        #expect(score.lines.map(\.ruleID) == [HouseholdLine.sumID, "living-alone", "away-hospital"])
    }

    @Test func givesNoFactorWhenNobodyIsAtHome() throws {
        let score = try Fixtures.engine().score([Fixtures.person(90, "世帯主", Fixtures.need(.institution))])
        #expect(score.score == .zero)
        #expect(score.lines.map(\.ruleID) == [HouseholdLine.sumID, "away-institution"])
        #expect(try Fixtures.engine().score([]).score == .zero)
    }

    @Test func putsPowerDependenceFirstWhateverTheSum() throws {
        let engine = try Fixtures.engine()
        for need in try [Fixtures.need(.powerDependence), Fixtures.need(.medicalCare, .ventilator)] {
            let score = try engine.score([Fixtures.person(10, "子", need), Fixtures.helper()])
            #expect(score.band == .a)
            #expect(score.persons.map(\.band) == [.a, .c])
            #expect(score.persons[0].lines.contains { $0.role == .bandOverride && $0.need == need })
            let inHospital = try Fixtures.person(10, "子", need, Fixtures.need(.hospitalStay, line: 3))
            #expect(try engine.score([inHospital, Fixtures.helper()]).band == .c)
        }
    }

    @Test func overridesTheBandOfASmallSum() throws {
        let yaml =
            Fixtures.minimalPolicy + """
                overrides:
                  - {id: first, when: {power_dependence: any}, band: A, source: choice, ja: 電源, en: power}
                """
        let engine = ScoringEngine(policy: try ScoringPolicy.parse(Array(yaml.utf8)), asOf: Fixtures.asOf)
        let person = try Fixtures.person(40, "世帯主", Fixtures.need(.powerDependence))
        let score = try engine.score([person, Fixtures.person(85, "母", Fixtures.need(.careLevel, .care3, line: 3))])
        #expect(score.persons.map(\.band) == [.a, .a])
        #expect(score.persons[0].score == .zero)
        #expect(score.persons[0].uncounted.isEmpty)
        #expect(score.lines.map(\.ruleID) == [HouseholdLine.sumID, "first"])
    }

    @Test func setsTheBandsAtTheirThresholds() throws {
        let policy = try ScoringPolicy.shipped()
        #expect(policy.band(of: Points(thousandths: 65_000)) == .a)
        #expect(policy.band(of: Points(thousandths: 64_999)) == .b)
        #expect(policy.band(of: Points(thousandths: 25_000)) == .b)
        #expect(policy.band(of: Points(thousandths: 24_999)) == .c)
        #expect(policy.band(of: .zero) == .c)
    }

    @Test func takesUnknownAgesOnTheSafeSideAndSaysSo() throws {
        let score = try Fixtures.engine().score([
            Fixtures.person(70, "世帯主", Fixtures.need(.careLevel, .care2)), Fixtures.person(nil, "子"),
        ])
        #expect(score.persons[1].score.text == "32")
        #expect(score.persons[1].lines.map(\.ruleID) == ["age-unknown"])
        #expect(score.score.text == "123")
        #expect(score.lines.map(\.ruleID) == [HouseholdLine.sumID, "no-able-helper", HouseholdLine.unknownAgeID])
    }

    @Test func scoresACareHomeOf500() throws {
        let home = try (0..<500).map { index in
            try Fixtures.person(85, index == 0 ? "世帯主" : "同居人", Fixtures.need(.careLevel, .care4))
        }
        let score = try Fixtures.engine().score(home)
        // The greatest of the scores instead of their sum, which would be 45,000, and nobody to help.
        #expect(score.score.text == "135")
        #expect(score.lines.map(\.ruleID) == ["large-household", "no-able-helper"])
        #expect(score.lines[0].points.text == "90")
        #expect(score.lines[0].japanese == "30人以上の世帯（寮・施設など）：在宅 500 人の個人援護度の最大値")
        #expect(try Fixtures.engine().score(Array(home.prefix(30))).score.text == "135")
        #expect(try Fixtures.engine().score(Array(home.prefix(29))).score.text == "3915")
    }

    @Test func worksOutAgesByLaw() throws {
        let relationship = try Relationship("世帯主")
        let dayBefore = PersonFacts(
            birthDate: try RecordedDate.parse("1961-06-02"), relationship: relationship, needs: [], asOf: Fixtures.asOf)
        #expect(dayBefore.ageYears == 65)
        let unknown = PersonFacts(
            birthDate: try RecordedDate.parse("不詳"), relationship: relationship, needs: [], asOf: Fixtures.asOf)
        #expect(unknown.ageYears == nil)
        let unborn = PersonFacts(
            birthDate: try RecordedDate.parse("2026-12-01"), relationship: relationship, needs: [], asOf: Fixtures.asOf)
        #expect(unborn.ageYears == 0)
    }
}
