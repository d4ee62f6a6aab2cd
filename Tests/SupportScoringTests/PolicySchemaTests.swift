import Foundation
import Residents
import TestSupport
import Testing

@testable import Interchange
@testable import SupportScoring

/// `Docs/scoring-policy.schema.json` against the parser, both ways.
@Suite struct PolicySchemaTests {
    private let schema: JSONValue
    private let check: SchemaCheck

    init() throws {
        schema = try JSONParser.parse(Array(Checkout.text("Docs/scoring-policy.schema.json").utf8))
        check = SchemaCheck(schema)
    }

    private func fault(in yaml: [UInt8]) throws -> String? {
        try check.fault(in: JSONValue(YAMLDocument.parse(yaml)))
    }

    private func isRefusedByTheParser(_ yaml: [UInt8]) -> Bool { (try? ScoringPolicy.parse(yaml)) == nil }

    @Test func acceptsEveryPolicyThatComesWithTheProgram() throws {
        #expect(ShippedPolicy.all.count == 2)
        for policy in ShippedPolicy.all { #expect(try fault(in: policy.yaml) == nil, "\(policy.name)") }
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func acceptsEveryGeneratedPolicy(seed: UInt64) throws {
        var cases = GeneratedCases(seed: seed)
        for _ in 0..<25 {
            let yaml = Array(try cases.policyText().utf8)
            _ = try ScoringPolicy.parse(yaml)
            #expect(try fault(in: yaml) == nil, "seed \(seed)")
        }
    }

    /// A rich policy, and one fault of form after the other put into it.
    private static let rich = """
        title: 試験
        version: "1"
        author: 課
        date: 2026-01-01
        sources: {law: a law}
        unit: {ja: 点, en: points}
        person: {combine: maximum-plus-share, share: 0.25, cap: 200}
        groups:
          - id: care
            ja: 介護
            en: care
            combine: maximum
            enters: maximum-only
            rules:
              - {id: care-3, when: {care_level: [care3, care4], age: {from: 10}}, points: 70, source: law, ja: 三, en: three}
              - {id: high, when: {floor: {from: -2}, build_year: {to: 1981}, structure: wooden}, points: 1, source: law, ja: 家, en: house}
              - {id: couple, when: {household: {members: {to: 2}, everybody: {age: {from: 65}, relationship: [head, spouse]}}}, points: 1, source: law, ja: 二, en: two}
        overrides:
          - {id: power, when: {power_dependence: any}, band: A, source: law, ja: 電源, en: power}
        household:
          combine: maximum-plus-share
          share: 0.5
          cap: 300
          helper: {age: {from: 18, to: 64}, max_score: 12, except_relationship: lodger}
          away:
            - {id: away, when: {institution: any, age: unknown}, source: choice, ja: 不在, en: away}
          large: {id: large, from: 30, combine: maximum, source: choice, ja: 大, en: large}
          factors:
            - {id: alone, when: living-alone, factor: 1.5, ja: 独居, en: alone, source: choice}
            - {id: old, when: elderly-only, age: {from: 75}, factor: 1.2, ja: 高齢, en: old, source: choice}
          daytime: {id: day, age: {from: 6, to: 64}, max_score: 12, source: choice, ja: 日中, en: day}
        bands: {A: 65, B: 25}

        """

    @Test func theRichPolicyIsAccepted() throws {
        #expect(try fault(in: Array(Self.rich.utf8)) == nil)
        #expect(try ScoringPolicy.parse(Array(Self.rich.utf8)).ruleIDs.count == 9)
    }

    @Test(arguments: [
        ("title: 試験\n", ""), ("author: 課", "authors: 課"), ("date: 2026-01-01", "date: tomorrow"),
        ("sources: {law: a law}", "sources: [law]"), ("sources: {law: a law}", "sources: {Law: a law}"),
        ("share: 0.25, cap", "share: 1.25, cap"), ("share: 0.25, ", ""),
        ("combine: maximum-plus-share, share: 0.25", "combine: maximum, share: 0.25"), ("cap: 200", "cap: -1"),
        ("enters: maximum-only", "enters: never"), ("combine: maximum\n    enters", "combine: largest\n    enters"),
        ("care4", "care9"), ("care_level: [care3, care4]", "care_level: []"), ("care_level", "carelevel"),
        ("when: {power_dependence: any}", "when: {}"), ("age: {from: 10}", "age: {from: 131}"),
        ("age: {from: 10}", "age: {}"), ("age: {from: 10}", "age: {since: 10}"), ("age: {from: 10}", "age: old"),
        ("age: {from: 10}", "age: {from: 1.5}"), ("points: 70", "points: 1001"), ("points: 70, ", ""),
        ("points: 70", "points: many"), ("id: care-3", "id: Care"), ("floor: {from: -2}", "floor: {from: -21}"),
        ("build_year: {to: 1981}", "build_year: 1981"), ("structure: wooden", "structure: straw"),
        ("members: {to: 2}", "members: {to: 0}"), ("members: {to: 2}", "members: 2"),
        ("everybody: {age: {from: 65}, relationship: [head, spouse]}", "everybody: {}"),
        ("everybody: {age: {from: 65}", "everybody: {age: unknown"), ("[head, spouse]", "[boss]"),
        ("household: {members: {to: 2}, everybody", "household: {somebody"), ("band: A, ", ""), ("band: A", "band: C"),
        ("when: {power_dependence: any}", "when: {institution: any}"),
        ("when: {institution: any, age: unknown}", "when: {age: unknown}"),
        ("when: {institution: any, age: unknown}", "when: {institution: any, floor: unknown}"),
        ("when: {institution: any, age: unknown}", "when: {institution: any, household: {members: {to: 1}}}"),
        ("  combine: maximum-plus-share\n", ""), ("  share: 0.5\n", ""), ("max_score: 12, except", "except"),
        ("except_relationship: lodger", "except_relationship: nobody"), ("from: 30", "from: 1"),
        ("from: 30, combine: maximum", "from: 30"), ("when: living-alone", "when: alone"),
        ("factor: 1.5", "factor: 0.5"),
        ("when: living-alone", "when: living-alone, age: {from: 1}"), ("age: {from: 75}, factor", "factor"),
        ("daytime: {id: day, age: {from: 6, to: 64}", "daytime: {id: day"), ("bands: {A: 65, B: 25}", "bands: {A: 65}"),
        ("bands: {A: 65, B: 25}", "bands: {A: 65, B: 0}"), ("unit: {ja: 点, en: points}", "unit: points"),
    ])
    func refusesWhatTheParserRefuses(part: String, replacement: String) throws {
        try #require(Self.rich.contains(part))
        let yaml = Array(Self.rich.replacing(part, with: replacement, maxReplacements: 1).utf8)
        #expect(isRefusedByTheParser(yaml))
        #expect(try fault(in: yaml) != nil)
    }

    private func properties(_ path: String...) throws -> JSONValue {
        var schema = schema
        for name in path { schema = try #require(schema[name]) }
        return schema
    }

    @Test func knowsEveryKeyOfTheParserAndNoOther() throws {
        func expect(_ schema: JSONValue, _ keys: PolicyKeys.Mapping) throws {
            guard case .object(let members)? = schema["properties"] else {
                Issue.record("no properties")
                return
            }
            #expect(Set(members.map(\.name)) == Set(keys.required + keys.optional))
            #expect(Set((schema["required"]?.array ?? []).compactMap(\.string)) == Set(keys.required))
            #expect(schema["additionalProperties"] == .bool(false))
        }
        try expect(schema, PolicyKeys.root)
        try expect(try properties("properties", "unit"), PolicyKeys.text)
        try expect(try properties("properties", "person"), PolicyKeys.combination)
        try expect(try properties("properties", "overrides", "items"), PolicyKeys.override)
        try expect(try properties("properties", "bands"), PolicyKeys.bands)
        try expect(try properties("$defs", "group"), PolicyKeys.group)
        try expect(try properties("$defs", "rule"), PolicyKeys.rule)
        try expect(try properties("$defs", "ages"), PolicyKeys.range)
        try expect(try properties("$defs", "householdCondition"), PolicyKeys.householdCondition)
        try expect(try properties("$defs", "householdCondition", "properties", "everybody"), PolicyKeys.everybody)
        try expect(try properties("$defs", "household"), PolicyKeys.household)
        let household = try properties("$defs", "household", "properties")
        try expect(try #require(household["helper"]), PolicyKeys.helper)
        try expect(try #require(household["large"]), PolicyKeys.large)
        try expect(try #require(household["daytime"]), PolicyKeys.daytime)
        try expect(try #require(household["away"]?["items"]), PolicyKeys.away)
        try expect(try properties("$defs", "factor"), PolicyKeys.factor)
        // Conditions stand in two forms, of which each leaves out what the other alone may name.
        let (rule, away) = (try names(of: "condition"), try names(of: "awayCondition"))
        #expect(rule.union(away) == Set(PolicyKeys.condition.optional))
        let exposure = Set(NeedKind.allCases.filter(\.lessensExposure).map(\.snakeCase))
        #expect(away == exposure.union(["age", "relationship"]))
        #expect(rule.isDisjoint(with: exposure))
    }

    private func names(of definition: String) throws -> Set<String> {
        guard case .object(let members) = try properties("$defs", definition, "properties") else { return [] }
        return Set(members.map(\.name))
    }

    @Test func knowsEveryWordOfTheParserAndNoOther() throws {
        func words(_ schema: JSONValue?) throws -> [String] {
            let single = try #require(schema?["enum"] ?? schema?["oneOf"]?.array?.first?["enum"])
            return (single.array ?? []).compactMap(\.string)
        }
        for kind in NeedKind.allCases {
            let form = kind.lessensExposure ? "awayCondition" : "condition"
            let found = try words(try properties("$defs", form, "properties", kind.snakeCase))
            #expect(Set(found) == Set(NeedCondition.words(of: kind)), "\(kind)")
        }
        #expect(
            try words(try properties("$defs", "relationships")) == ScoringCondition.relationshipWords.map(\.word))
        #expect(
            try words(try properties("$defs", "condition", "properties", "structure"))
                == BuildingStructure.allCases.map(\.rawValue))
        #expect(try words(try properties("$defs", "combine")) == PolicyKeys.combinationWords)
        #expect(
            try words(try properties("$defs", "group", "properties", "enters")) == GroupEntry.allCases.map(\.rawValue))
        #expect(
            try words(try properties("$defs", "factor", "properties", "when"))
                == HouseholdSituation.allCases.map(\.rawValue))
        #expect(
            try words(try properties("properties", "overrides", "items", "properties", "band"))
                == PolicyKeys.overrideBands)
    }

    @Test func aKeywordThatIsNotCheckedIsNoSilentPass() throws {
        let other = SchemaCheck(try JSONParser.parse(Array(#"{"uniqueItems": true}"#.utf8)))
        #expect(throws: SchemaCheck.UnknownKeyword.self) { try other.fault(in: .null) }
    }
}
