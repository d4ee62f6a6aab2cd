import Interchange
import Testing

@testable import VictimSupport

@Suite struct AreaConditionTests {
    private static let feature = JSONValue.object([
        JSONValue.Member(name: "A31a_205", value: .number(3)), JSONValue.Member(name: "code", value: .string("12")),
        JSONValue.Member(name: "河川名", value: .string("紀の川")), JSONValue.Member(name: "ok", value: .bool(true)),
        JSONValue.Member(name: "none", value: .null), JSONValue.Member(name: "two words", value: .string("it's")),
    ])

    @Test(
        arguments: [
            ("A31a_205 = 3", true), ("A31a_205=3.0", true), ("A31a_205 != 3", false), ("A31a_205 <> 4", true),
            ("A31a_205 < 3", false), ("A31a_205 <= 3", true), ("A31a_205 > 2", true), ("A31a_205 >= 3.5", false),
            ("A31a_205 > -1", true), ("A31a_205 in (1, 2, 3)", true), ("A31a_205 not in (1,2)", true),
            ("A31a_205 = '3'", true),
            ("code > 9", true), ("code < '9'", true), ("code in ('12')", true), ("河川名 = '紀の川'", true),
            ("河川名 >= '紀'", true),
            ("ok = true", true), ("ok = FALSE", false), ("\"two words\" = 'it''s'", true),
            ("not A31a_205 = 3 or ok = true and code = 12", true),
            ("not (A31a_205 = 3 or ok = true) and code = 12", false),
            ("A31a_205 = 1 OR A31a_205 = 2 or A31a_205 = 3 AND NOT ok = false", true),
            // What is unknown decides nothing, but need not decide.
            ("none = 1", nil), ("not none = 1", nil), ("none in (1,2)", nil), ("missing = 1", nil), ("河川名 > 1", nil),
            ("ok = 1", nil), ("none = 1 or ok = true", true), ("none = 1 and ok = true", nil),
            ("none = 1 and ok = false", false),
            ("not (none = 1 or ok = false)", nil),
        ] as [(String, Bool?)])
    func decides(text: String, expected: Bool?) throws {
        let condition = try AreaCondition(text)
        #expect(condition.holds(Self.feature) == expected)
        #expect(condition.text == text)
    }

    @Test(arguments: [
        ("", 1), ("A31a_205", 9), ("A31a_205 =", 11), ("A31a_205 = x", 12), ("A31a_205 == 3", 11), ("= 3", 1),
        ("3 = 3", 1),
        ("a = 1 b = 2", 7), ("(a = 1", 7), ("a = 1)", 6), ("a in 1", 6), ("a in ()", 7), ("a in (1,)", 9),
        ("a in (1", 8),
        ("a not 1", 7), ("a = 'x", 5), ("a = 0x10", 6), ("a = nan", 5), ("a = 1 and", 10), ("a = 1.2.3", 5),
        ("\"a = 1", 1),
        ("not", 4), ("河川名 ＝ 1", 5),
    ])
    func refusesWithTheCharacter(text: String, column: Int) {
        #expect(throws: AreaError.invalidCondition(column: column)) { try AreaCondition(text) }
    }

    @Test func refusesWhatIsTooLongOrTooDeep() {
        #expect(throws: AreaError.self) { try AreaCondition(String(repeating: "(", count: 3_000)) }
        #expect(throws: AreaError.self) { try AreaCondition(String(repeating: "not ", count: 900) + "a = 1") }
        #expect(throws: AreaError.invalidCondition(column: 4_000)) {
            try AreaCondition("a = '" + String(repeating: "x", count: 10_000) + "'")
        }
    }

    @Test func namesTheNearestAttribute() throws {
        #expect(
            throws: AreaError.unknownAttribute(
                source: "f", nearest: "A31a_205", known: ["A31a_205", "code", "河川名", "ok", "none", "two words"])
        ) { try AreaCondition("ok = true and A31a_250 = 3").check([.null, Self.feature], source: "f") }
        #expect(throws: AreaError.incomparableAttribute(source: "f", name: "河川名")) {
            try AreaCondition("河川名 > 3").check([Self.feature], source: "f")
        }
        // Without any value nothing is of a wrong kind.
        try AreaCondition("none > 3 or code = 'x'").check([Self.feature], source: "f")
    }
}
