import Foundation
import Residents
import Testing

@testable import SupportScoring

@Suite struct DefaultPolicyTests {
    private func personal(_ age: Int?, _ needs: Need...) throws -> Points {
        let engine = try Fixtures.engine()
        let person = PersonFacts(ageYears: age, relationship: try Relationship("世帯主"), needs: needs)
        let score = try engine.score([person, Fixtures.helper()])
        // With a helper at home there is no factor, so the household's score is the person's.
        #expect(score.score == score.persons[0].score)
        return score.persons[0].score
    }

    @Test(arguments: [0, 4, 10, 40, 64, 65, 74, 75, 84, 85, 100, nil] as [Int?])
    func separatesCareLevel3AndAboveAtEveryAge(age: Int?) throws {
        let threshold = try ScoringPolicy.shipped().thresholdA
        for level in NeedLevel.levels(of: .careLevel) {
            let score = try personal(age, Fixtures.need(.careLevel, level))
            #expect(
                (score >= threshold) == [.care3, .care4, .care5].contains(level),
                "\(level) at \(String(describing: age))")
        }
    }

    @Test(arguments: [0, 4, 6, 40, 64, 65, 75, 85, 100, nil] as [Int?])
    func separatesPhysicalGrades1And2AtEveryAge(age: Int?) throws {
        let threshold = try ScoringPolicy.shipped().thresholdA
        for level in NeedLevel.levels(of: .physicalDisability) {
            let score = try personal(age, Fixtures.need(.physicalDisability, level))
            #expect(
                (score >= threshold) == [.grade1, .grade2].contains(level), "\(level) at \(String(describing: age))")
        }
    }

    @Test func passesTheOtherPublishedListRules() throws {
        let threshold = try ScoringPolicy.shipped().thresholdA
        for level in [NeedLevel.a, .a1, .a2, .circledA, .profound, .severe, .degree1, .degree2] {
            #expect(try personal(30, Fixtures.need(.intellectualDisability, level)) >= threshold)
        }
        for level in [NeedLevel.b, .b1, .b2, .c, .moderate, .mild, .degree3, .degree4] {
            #expect(try personal(30, Fixtures.need(.intellectualDisability, level)) < threshold)
        }
        #expect(try personal(30, Fixtures.need(.mentalDisability, .grade1)) >= threshold)
        #expect(try personal(30, Fixtures.need(.mentalDisability, .grade2)) < threshold)
        #expect(try personal(30, Fixtures.need(.mentalDisability, .grade3)) < threshold)
    }

    @Test func liftsMentalGrade2LivingAloneOverTheThreshold() throws {
        let engine = try Fixtures.engine()
        let score = try engine.score([Fixtures.person(45, "世帯主", Fixtures.need(.mentalDisability, .grade2))])
        #expect(score.score.text == "66")
        #expect(score.band == .a)
        #expect(score.persons[0].score.text == "44")
        #expect(score.persons[0].band == .b)
        #expect(try engine.score([Fixtures.person(45, "世帯主", Fixtures.need(.mentalDisability, .grade3))]).band == .b)
    }

    @Test func carriesTheOfficialScales() throws {
        let expected: [(NeedKind, NeedLevel, String)] = [
            (.careLevel, .support1, "25"), (.careLevel, .support2, "32"), (.careLevel, .care1, "32"),
            (.careLevel, .care2, "50"), (.careLevel, .care3, "70"), (.careLevel, .care4, "90"),
            (.careLevel, .care5, "110"),
            (.physicalDisability, .grade1, "110"), (.physicalDisability, .grade2, "67"),
            (.physicalDisability, .grade3, "43"), (.physicalDisability, .grade4, "24"),
            (.physicalDisability, .grade5, "12"), (.physicalDisability, .grade6, "6"),
            (.physicalDisability, .grade7, "3"),
            (.intellectualDisability, .a, "67"), (.intellectualDisability, .b, "43"),
            (.intellectualDisability, .b2, "24"),
            (.mentalDisability, .grade1, "67"), (.mentalDisability, .grade2, "44"), (.mentalDisability, .grade3, "24"),
            (.medicalCare, .ventilator, "110"), (.medicalCare, .oxygen, "88"),
            (.medicalCare, .nasopharyngealAirway, "55"),
            (.medicalCare, .nebuliser, "33"), (.wheelchair, .unspecified, "67"),
            (.designatedDisease, .unspecified, "24"),
            (.pregnancy, .unspecified, "32"), (.foreignResident, .unspecified, "12"),
            (.powerDependence, .unspecified, "88"),
        ]
        for (kind, level, points) in expected {
            #expect(try personal(30, Fixtures.need(kind, level)).text == points, "\(kind) \(level)")
        }
        // index × 6.11, rounded to whole points: 18, 11, 7, 4, 2, 1, 0.5.
        for (index, points) in [
            (18_000, 110), (11_000, 67), (7_000, 43), (4_000, 24), (2_000, 12), (1_000, 6), (500, 3),
        ] {
            #expect((index * 611 / 100 + 500) / 1_000 == points)
        }
        for (age, points) in [
            (0, "32"), (2, "32"), (3, "25"), (5, "25"), (6, "0"), (64, "0"), (65, "2"), (74, "2"),
            (75, "9"), (84, "9"), (85, "32"), (120, "32"),
        ] {
            #expect(try personal(age).text == points)
        }
        #expect(try personal(nil).text == "32")
    }

    @Test func givesEveryGradeThatCountsARule() throws {
        for kind in NeedKind.allCases {
            for level in NeedLevel.levels(of: kind) {
                let person = try Fixtures.person(40, "世帯主", Fixtures.need(kind, level))
                let score = try Fixtures.engine().score([person]).persons[0]
                #expect(score.uncounted.isEmpty == level.counts, "\(kind) \(level)")
            }
        }
    }

    @Test func takesTheLargerScaleInFullAndAQuarterOfTheOthers() throws {
        // 70 + 67/4 + 24/4 = 92.75
        let score = try personal(
            30, Fixtures.need(.careLevel, .care3), Fixtures.need(.physicalDisability, .grade2, line: 3),
            Fixtures.need(.designatedDisease, line: 4))
        #expect(score.text == "92.75")
    }

    @Test func addsNoShareOfAgeToALargerCertificate() throws {
        #expect(try personal(90, Fixtures.need(.careLevel, .care2)).text == "50")
        // The expected need stands where the certificate is smaller: 32 + 6/4.
        #expect(try personal(90, Fixtures.need(.physicalDisability, .grade6)).text == "33.5")
        #expect(try personal(90, Fixtures.need(.careLevel, .support1)).text == "38.25")
    }

    @Test func isTheFileThatItSaysItIs() throws {
        let policy = try ScoringPolicy.shipped()
        #expect(policy.title == "標準配点表")
        #expect(policy.version == "1.1")
        #expect(policy.sourceBytes == PackageResources.default_policy_yaml)
        #expect(try ScoringPolicy.parse(policy.sourceBytes).ruleIDs == policy.ruleIDs)
        let used = Set(
            policy.groups.flatMap { $0.rules.map(\.source) } + policy.overrides.map(\.trigger.source)
                + policy.household.away.map(\.source) + policy.household.factors.map(\.source)
                + [policy.household.large?.source, policy.household.daytime?.source].compactMap(\.self))
        #expect(used == Set(policy.sources.map(\.key) + [ScoringPolicy.choice]), "every source is used")
    }

    @Test func isDocumentedRuleByRule() throws {
        var folder = URL(fileURLWithPath: #filePath)
        while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path), folder.path != "/"
        {
            folder.deleteLastPathComponent()
        }
        let document = try String(contentsOf: folder.appending(path: "Docs/scoring.md"), encoding: .utf8)
        let policy = try ScoringPolicy.shipped()
        for id in policy.ruleIDs + HouseholdLine.ownIDs {
            #expect(document.contains("`\(id)`"), "Docs/scoring.md does not mention \(id)")
        }
        for rule in policy.groups.flatMap(\.rules) {
            let row = document.split(separator: "\n").first { $0.hasPrefix("| `\(rule.id)` |") }
            #expect(row?.contains("| \(rule.points.text) |") == true, "the row of \(rule.id) shows its points")
        }
        for key in ScoringCondition.keys {
            #expect(document.contains("`\(key)`"), "Docs/scoring.md does not mention \(key)")
        }
    }
}
