import Residents
import TestSupport

@testable import SupportScoring

/// Seeded people and policies that reach every corner of the engine.
struct GeneratedCases {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func pick<T>(_ values: [T]) throws -> T {
        guard let value = values.randomElement(using: &random) else { throw EmptyChoice() }
        return value
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func shuffled<T>(_ values: [T]) -> [T] { values.shuffled(using: &random) }

    mutating func need(line: Int, exposureToo: Bool = true) throws -> Need {
        let kind = try pick(NeedKind.allCases.filter { exposureToo || !$0.lessensExposure })
        var level = try pick(NeedLevel.levels(of: kind))
        if chance(3) { level = .unrecognised }
        func day(_ iso: String) -> CalendarDate? { CalendarDate(iso: iso) }
        let from: CalendarDate? = try pick([nil, nil, nil, day("2020-04-01"), Fixtures.asOf, day("2026-06-02")])
        let until: CalendarDate? = try pick([nil, nil, nil, day("2026-05-31"), Fixtures.asOf, day("2030-03-31")])
        return Need(
            residentNumber: try ResidentNumber("7"), kind: kind, grade: NeedGrade(level), validFrom: from,
            validUntil: until, sourceLine: line)
    }

    mutating func person(isFirst: Bool) throws -> PersonFacts {
        let age: Int? = chance(5) ? nil : number(0...135)
        let count = chance(55) ? 0 : number(1...5)
        var needs: [Need] = []
        for index in 0..<count { needs.append(try need(line: 2 + index, exposureToo: chance(30))) }
        let relationship = isFirst ? "世帯主" : try pick(["妻", "子", "父", "子の子", "同居人", "友人", "兄", "父の母"])
        return PersonFacts(
            ageYears: age, relationship: try Relationship(relationship), house: try house(), needs: needs)
    }

    private mutating func house() throws -> HouseFacts {
        HouseFacts(
            floor: chance(40) ? nil : number(-1...14), buildYear: chance(40) ? nil : number(1950...2026),
            structure: try pick(BuildingStructure.allCases))
    }

    mutating func people() throws -> [PersonFacts] {
        let size = chance(2) ? number(40...80) : chance(40) ? number(1...2) : number(1...5)
        return try (0..<size).map { try person(isFirst: $0 == 0) }
    }

    /// A valid policy with groups, shares, caps, overrides, conditions and household rules of every sort.
    mutating func policy() throws -> ScoringPolicy { try ScoringPolicy.parse(Array(policyText().utf8)) }

    /// The text of one.
    mutating func policyText() throws -> String {
        var rules = 0
        func id() -> String {
            rules += 1
            return "rule-\(rules)"
        }
        var yaml = """
            title: 生成
            version: "1"
            date: 2026-01-01
            sources: {law: a law}
            unit: {ja: 点, en: points}
            person: \(combination(cap: chance(20)))
            groups:

            """
        for group in 0..<number(1...8) {
            yaml += "  - id: group-\(group)\n    ja: 群\n    en: group\n"
            yaml += lines(combination(cap: chance(20)), indent: "    ")
            if chance(30) { yaml += "    enters: maximum-only\n" }
            yaml += "    rules:\n"
            for _ in 0..<number(1...9) {
                let when = try condition()
                yaml +=
                    "      - {id: \(id()), when: {\(when)}, points: \(decimal(0...150_000)), source: law, ja: 規則, en: rule}\n"
            }
        }
        if chance(70) {
            yaml += "overrides:\n"
            for band in ["A", "B"] {
                let when = try condition()
                yaml += "  - {id: \(id()), when: {\(when)}, band: \(band), source: choice, ja: 優先, en: first}\n"
            }
        }
        yaml += try household(id)
        yaml += "bands: {A: \(decimal(50_000...90_000)), B: \(decimal(1...49_999))}\n"
        return yaml
    }

    private mutating func household(_ id: () -> String) throws -> String {
        var yaml = "household:\n"
        if chance(60) { yaml += lines(combination(cap: chance(30)), indent: "  ") }
        let exceptions = chance(40) ? ", except_relationship: [lodger, \(try pick(["child", "unrecognised"]))]" : ""
        yaml +=
            "  helper: {age: {from: \(number(0...30)), to: \(number(40...90))}, max_score: \(decimal(0...40_000))\(exceptions)}\n"
        if chance(70) {
            yaml +=
                "  away:\n    - {id: \(id()), when: {institution: any, age: {from: 3}}, source: choice, ja: 不在, en: away}\n"
            yaml += "    - {id: \(id()), when: {hospital_stay: any}, source: choice, ja: 不在, en: away}\n"
        }
        if chance(40) {
            yaml +=
                "  large:\n    id: \(id())\n    from: \(number(2...40))\n    source: law\n    ja: 大人数\n    en: large\n"
            yaml += lines(combination(cap: chance(30)), indent: "    ")
        }
        if chance(80) {
            yaml += "  factors:\n"
            for situation in shuffled(HouseholdSituation.allCases).prefix(number(1...4)) {
                let ages = situation.asksForAges ? "age: {from: \(number(0...80))}, " : ""
                yaml +=
                    "    - {id: \(id()), when: \(situation.rawValue), \(ages)factor: \(decimal(1_000...3_000)), ja: 率, en: factor, source: law}\n"
            }
        }
        if chance(60) {
            yaml +=
                "  daytime: {id: \(id()), age: {from: \(number(0...20)), to: \(number(20...90))}, max_score: \(decimal(0...60_000)), ja: 不在, en: out, source: choice}\n"
        }
        return yaml
    }

    /// The entries of a flow mapping on lines of their own.
    private func lines(_ mapping: String, indent: String) -> String {
        mapping.dropFirst().dropLast().split(separator: ", ").map { "\(indent)\($0)\n" }.joined()
    }

    private mutating func decimal(_ range: ClosedRange<Int>) -> String { Points(thousandths: number(range)).text }

    private mutating func combination(cap: Bool) -> String {
        let cap = cap ? ", cap: \(decimal(0...200_000))" : ""
        switch number(0...2) {
        case 0: return "{combine: maximum\(cap)}"
        case 1: return "{combine: sum\(cap)}"
        default: return "{combine: maximum-plus-share, share: \(decimal(0...1_000))\(cap)}"
        }
    }

    private mutating func condition() throws -> String {
        var parts: [String] = []
        let kinds = shuffled(NeedKind.allCases.filter { !$0.lessensExposure }).prefix(number(0...2))
        for kind in kinds {
            let codes = NeedLevel.levels(of: kind).filter(\.counts).map(\.code).filter { !$0.isEmpty }
            let chosen = shuffled(codes).prefix(number(1...4))
            parts.append(
                "\(kind.snakeCase): " + (chosen.isEmpty || chance(40) ? "any" : "[\(chosen.joined(separator: ", "))]"))
        }
        if parts.isEmpty || chance(25) {
            let low = number(0...100)
            parts.append(chance(15) ? "age: unknown" : "age: {from: \(low), to: \(number(low...130))}")
        }
        if chance(15) { parts.append("relationship: [head, \(try pick(["spouse", "child", "unrecognised"]))]") }
        if chance(10) { parts.append("floor: \(range(-20...200, near: -2...12))") }
        if chance(10) { parts.append("build_year: \(range(1_000...2_200, near: 1_955...2_020))") }
        if chance(10) {
            let words = shuffled(BuildingStructure.allCases.map(\.rawValue)).prefix(number(1...4))
            parts.append("structure: [\(words.joined(separator: ", "))]")
        }
        if chance(20) { parts.append("household: {\(try householdCondition())}") }
        return parts.joined(separator: ", ")
    }

    private mutating func householdCondition() throws -> String {
        var parts: [String] = []
        if chance(50) { parts.append("members: \(range(1...100_000, near: 1...4, mayBeUnknown: false))") }
        if parts.isEmpty || chance(50) {
            var everybody: [String] = []
            if chance(70) { everybody.append("age: \(range(0...130, near: 20...80, mayBeUnknown: false))") }
            if everybody.isEmpty || chance(30) {
                everybody.append("relationship: [head, spouse, \(try pick(["child", "parent", "lodger"]))]")
            }
            parts.append("everybody: {\(everybody.joined(separator: ", "))}")
        }
        return parts.joined(separator: ", ")
    }

    /// A range with one or both ends, most often around the figures that people have.
    private mutating func range(
        _ all: ClosedRange<Int>, near: ClosedRange<Int>, mayBeUnknown: Bool = true
    ) -> String {
        if mayBeUnknown, chance(15) { return "unknown" }
        let from = number(near)
        switch number(0...2) {
        case 0: return "{from: \(from)}"
        case 1: return "{to: \(number(near))}"
        default: return "{from: \(from), to: \(number(from...all.upperBound))}"
        }
    }
}

private struct EmptyChoice: Error {}
