import Foundation
import Residents
import Testing

@testable import SupportScoring

/// Everything that is wrong with a policy at once, and what deserves a look.
@Suite struct PolicyCheckTests {
    private static func check(_ replacements: [(String, String)]) -> PolicyCheck {
        var text = Fixtures.minimalPolicy
        for (old, new) in replacements { text = text.replacingOccurrences(of: old, with: new) }
        return PolicyCheck(Array(text.utf8))
    }

    @Test func everyFaultIsToldInOneGo() throws {
        let rule =
            "      - {id: care-3, when: {care_level: care3}, points: 70, source: law, ja: 要介護3, en: care level 3}"
        let check = Self.check([
            (
                rule,
                """
                \(rule)
                      - {id: care-4, when: {care_levle: care4}, points: 90, source: law, ja: 要介護4, en: care level 4}
                      - {id: care-5, when: {care_level: care6}, points: 110, source: law, ja: 要介護5, en: care level 5}
                      - {id: care-3, when: {care_level: care2}, points: 50, source: lwa, ja: 要介護2, en: care level 2}
                      - {id: care-1, when: {care_level: care1}, points: 2000, source: law, ja: 要介護1, en: care level 1}
                """
            ),
            ("factor: 1.5", "factor: half"), ("bands: {A: 65, B: 25}", "bands: {A: 25, B: 65}"),
            ("version: \"1\"\n", ""),
        ])
        #expect(check.policy == nil)
        let positions = check.faults.compactMap { $0.position?.line }
        #expect(positions == [1, 13, 14, 15, 16, 20, 21])
        #expect(check.faults.count == 7)
        #expect(check.faults.contains { if case .missingKey("version", _, _) = $0 { true } else { false } })
        #expect(
            check.faults.contains {
                if case .unknownKey(_, _, nearest: "care_level") = $0 { true } else { false }
            })
    }

    @Test func theShippedPolicyHasNoFaultAndNoWarning() throws {
        for shipped in ShippedPolicy.all {
            let check = PolicyCheck(shipped.yaml)
            #expect(check.faults == [])
            // Sayama's list is for certificates, care and age, and heeds nothing else.
            let odd = check.warnings.filter { warning in
                switch warning {
                case .kindWithoutRule, .gradesWithoutRule: shipped.name == "default"
                default: true
                }
            }
            #expect(odd == [], "\(shipped.name)")
            #expect(check.policy?.hash == PolicyHash(of: shipped.yaml))
        }
    }

    @Test func warnsOfWhatIsValidAndOdd() throws {
        let check = Self.check([
            ("sources: {law: a law}", "sources: {law: a law, old: an older law}"),
            (
                "ja: 要介護3, en: care level 3}",
                """
                ja: 要介護3, en: care level 3}
                      - {id: again, when: {care_level: care3}, points: 0, source: law, ja: 要介護3, en: care level 3}
                """
            ),
        ])
        let codes = check.warnings.map(\.code)
        #expect(codes.first == "unused-source")
        #expect(check.warnings.first?.position.map { [$0.line, $0.column] } == [4, 23])
        #expect(codes.filter { $0 == "no-points" || $0 == "same-condition" } == ["no-points", "same-condition"])
        #expect(check.warnings.contains(.kindWithoutRule(.medicalCare)))
        #expect(
            check.warnings.contains {
                if case .gradesWithoutRule(.careLevel, let grades) = $0 { grades.contains("care5") } else { false }
            })
        #expect(codes.last == "unknown-age-without-rule")
    }

    @Test func aMisspeltKeyIsToldOnce() {
        let check = Self.check([
            ("title:", "titel:"), ("points: 70", "piont: 70"), ("combine: maximum-plus", "combin: maximum-plus"),
        ])
        #expect(check.faults.count == 3)
        #expect(check.faults.allSatisfy { if case .unknownKey = $0 { true } else { false } })
    }

    @Test func aFaultOfTheListOfGroupsEndsTheCheck() {
        let check = Self.check([("groups:\n", "groups: none\nx:\n")])
        #expect(check.policy == nil)
        #expect(!check.faults.isEmpty)
    }

    /// Files that are made to cost time: aliases that stand for billions, rules by the thousand, all wrong.
    @Test func hostileFilesAreRefusedWithinASecond() throws {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
        let letters = ["a", "b", "c", "d", "e", "f", "g", "h"]
        for (previous, letter) in zip(letters, letters.dropFirst()) {
            bomb +=
                "\(letter): &\(letter) [" + Array(repeating: "*\(previous)", count: 9).joined(separator: ", ") + "]\n"
        }
        let rule = { (number: Int, points: String) in
            "      - {id: r\(number), when: {care_level: care3}, points: \(points), source: law, ja: 規則, en: rule}\n"
        }
        let marker = "    rules:\n"
        let good = Fixtures.minimalPolicy
        let parts = good.components(separatedBy: marker)
        let many = parts[0] + marker + (0..<8_000).map { rule($0, "1") }.joined() + parts[1]
        let wrong = parts[0] + marker + (0..<1_900).map { rule($0, "lots") }.joined() + parts[1]
        let cycle = good.replacingOccurrences(of: "unit: {", with: "unit: &u {ja: *u, ")
        for text in [
            bomb, many, wrong, cycle, String(repeating: "[", count: 100_000), String(repeating: "?\n", count: 100_000),
        ] {
            let clock = ContinuousClock()
            var faults = 0
            let time = clock.measure { faults = PolicyCheck(Array(text.utf8)).faults.count }
            #expect(faults > 0)
            #expect(time < .seconds(5), "a debug build takes a few times as long as the program")
            let cases = clock.measure {
                #expect(throws: ScoringPolicyError.self) { try PolicyCases.parse(Array(text.utf8)) }
            }
            #expect(cases < .seconds(5))
        }
    }
}
