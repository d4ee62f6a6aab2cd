import FilterLanguage
import Interchange
import Testing

/// Every fault has its place and tells nothing of what was written.
@Suite struct FilterErrorTests {
    private static let faults: [(String, Int, FilterFault)] = [
        ("", 1, .expected(.predicate)), ("band", 5, .expected(.comparison)), ("band =", 7, .expected(.operand)),
        ("band = 'A' band", 12, .expected(.end)), ("(band='A'", 10, .expected(.closing)),
        ("band='A", 6, .unterminatedText),
        ("\"band='A'", 1, .unterminatedText), ("band = 'A\\x'", 10, .invalidEscape),
        ("band = 'A\\%'", 8, .invalidEscape),
        ("score = 1.2.3", 9, .invalidNumber), ("score = 1e999", 9, .invalidNumber), ("score = 1x", 9, .invalidNumber),
        ("opened = DATE('2026-02-30')", 15, .invalidTime), ("opened = DATE(2026)", 15, .expected(.text)),
        ("seen < TIMESTAMP('2026-06-01T00:00:00+09:00')", 18, .invalidTime),
        ("bnad = 'A'", 1, .unknownProperty(nearest: "band")), ("山田花子 = 'A'", 1, .unknownProperty(nearest: nil)),
        ("band = 1", 8, .wrongKind(expected: .text)), ("score = 'A'", 9, .wrongKind(expected: .number)),
        ("needs = 'A'", 1, .wrongKind(expected: .text)), ("has_position < TRUE", 1, .noOrder(.bool)),
        ("band IN ()", 9, .expected(.list)), ("band IN ('A', 1)", 15, .wrongKind(expected: .text)),
        ("band IN (town)", 10, .expected(.value)), ("score LIKE 'a'", 1, .wrongKind(expected: .text)),
        ("band LIKE town", 11, .expected(.text)), ("band LIKE 'a\\'", 11, .unterminatedText),
        ("band IS 'A'", 9, .expected(.null)), ("score BETWEEN 1 OR 2", 17, .expected(.and)),
        ("band NOT = 'A'", 10, .expected(.comparison)), ("score + 1 = 2", 7, .unsupported),
        ("score = - 1", 9, .unsupported),
        ("avg(score) = 1", 1, .unknownOperator), ("ACCENTI(band) = 'A'", 1, .unsupported),
        ("T_AFTER(seen, TIMESTAMP('2026-06-01T00:00:00Z'))", 1, .unsupported),
        ("seen = INTERVAL('..','..')", 8, .unsupported), ("S_TOUCHES(geometry,POINT(1 2))", 1, .unsupported),
        ("S_INTERSECTS(geometry)", 1, .argumentCount(expected: 2)),
        ("S_INTERSECTS(band,POINT(1 2))", 14, .wrongKind(expected: .geometry)),
        ("S_INTERSECTS(geometry,geometry)", 23, .expected(.shape)),
        ("S_CONTAINS(geometry,POINT(1 2))", 1, .unsupported),
        ("S_INTERSECTS(geometry,POINT(200 2))", 23, .positionOutOfRange),
        ("S_INTERSECTS(geometry,POINT EMPTY)", 29, .emptyShape),
        ("S_INTERSECTS(geometry,POINT(1))", 30, .expected(.number)),
        ("S_INTERSECTS(geometry,POLYGON((0 0,1 1,0 0)))", 23, .invalidRing),
        ("S_INTERSECTS(geometry,BBOX(3,2,1,4))", 23, .positionOutOfRange),
        ("S_INTERSECTS(geometry,BBOX(1,2,3))", 23, .argumentCount(expected: 4)),
        ("S_DWITHIN(geometry,BBOX(1,2,3,4),5)", 20, .unsupported),
        ("S_DWITHIN(geometry,POINT(1 2),0)", 31, .invalidDistance),
        ("S_DWITHIN(geometry,POINT(1 2),5,'miles')", 33, .invalidDistance),
        ("A_OVERLAPS(band,('A'))", 12, .wrongKind(expected: .texts)),
        ("A_OVERLAPS(needs,(1))", 19, .wrongKind(expected: .text)),
        ("A_OVERLAPS(needs,'A')", 18, .expected(.list)), ("'A' IS NULL", 1, .expected(.property)),
        ("casei(band)", 12, .expected(.comparison)), ("band = 'A' AND", 15, .expected(.predicate)),
        ("AND", 1, .expected(.predicate)), ("band = NULL", 8, .expected(.operand)),
        ("band == 'A'", 7, .expected(.operand)),
    ]

    @Test(arguments: faults)
    func cql2TextNamesTheCharacter(text: String, character: Int, fault: FilterFault) {
        let error = #expect(throws: FilterError.self) { try Words.filter(text) }
        #expect(error?.place == .character(character))
        #expect(error?.fault == fault)
    }

    private static let jsonFaults: [(String, FilterPlace, FilterFault)] = [
        ("{", .line(1, column: 2), .invalidJSON(.unexpectedEnd)), ("1", .member(""), .expected(.predicate)),
        ("null", .member(""), .expected(.operand)),
        (#"{"op":"=","args":[{"property":"bnad"},"A"]}"#, .member("args[0]"), .unknownProperty(nearest: "band")),
        (
            #"{"op":"and","args":[true,{"op":"=","args":[{"property":"band"},1]}]}"#, .member("args[1].args[1]"),
            .wrongKind(expected: .text)
        ),
        (#"{"op":"and","args":[true]}"#, .member(""), .argumentCount(expected: 2)),
        (#"{"op":"avg","args":[]}"#, .member("op"), .unknownOperator),
        (#"{"op":"t_after","args":[]}"#, .member("op"), .unsupported),
        (#"{"op":"=","args":[],"x":1}"#, .member(""), .expected(.operation)),
        (#"{"property":1}"#, .member(""), .expected(.property)),
        (#"{"op":"in","args":[{"property":"band"},["A",1]]}"#, .member("args[1][1]"), .wrongKind(expected: .text)),
        (
            #"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":["x",1]}]}"#,
            .member("args[1]"), .expected(.number)
        ),
        (
            #"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[1,2],"crs":{}}]}"#,
            .member("args[1]"), .expected(.shape)
        ),
        (#"{"op":"<","args":[{"property":"opened"},{"date":"2026-13-01"}]}"#, .member("args[1]"), .invalidTime),
        (#"{"op":"like","args":[{"property":"band"},"a\\"]}"#, .member("args[1]"), .invalidEscape),
    ]

    @Test(arguments: jsonFaults)
    func cql2JSONNamesTheMember(json: String, place: FilterPlace, fault: FilterFault) {
        let error = #expect(throws: FilterError.self) {
            try FilterExpression(jsonText: json, vocabulary: Words.vocabulary)
        }
        #expect(error?.place == place)
        #expect(error?.fault == fault)
    }

    @Test func whatIsTooMuchIsRefused() {
        func limit(_ text: String) -> FilterFault? {
            do throws(FilterError) { _ = try Words.filter(text) } catch { return error.fault }
            return nil
        }
        func deep(_ count: Int) -> String { String(repeating: "NOT ", count: count) + "TRUE" }
        #expect(limit(deep(31)) == nil)
        #expect(limit(deep(32)) == .beyondLimit(.nesting))
        #expect(limit(deep(50_000 / 4)) == .beyondLimit(.nesting))
        func brackets(_ count: Int) -> String {
            String(repeating: "(", count: count) + "TRUE" + String(repeating: ")", count: count)
        }
        #expect(limit(brackets(127)) == nil)
        #expect(limit(brackets(40_000)) == .beyondLimit(.nesting))
        #expect(limit("A_EQUALS(needs," + String(repeating: "casei(", count: 10_000)) == .beyondLimit(.nesting))
        #expect(limit("town = '" + String(repeating: "x", count: 100_000) + "'") == .beyondLimit(.characters))
        let many = (0..<5_000).map { "'\($0)'" }.joined(separator: ",")
        #expect(limit("band IN (\(many))") == .beyondLimit(.terms))
        let line = (0..<20_001).map { "\($0 % 9) 1" }.joined(separator: ",")
        #expect(limit("S_INTERSECTS(geometry,LINESTRING(\(line)))") == .beyondLimit(.positions))
        #expect(limit("town LIKE '" + String(repeating: "_", count: 501) + "'") == .beyondLimit(.pattern))
    }

    @Test func aPropertyInAnAddressIsReadAsItsKind() throws {
        func read(_ name: String, _ text: String) throws -> String {
            try FilterExpression(property: name, is: text, vocabulary: Words.vocabulary).text
        }
        #expect(try read("band", "A") == "\"band\" = 'A'")
        #expect(try read("score", "80.5") == "\"score\" = 80.5")
        #expect(try read("has_position", "true") == "\"has_position\" = TRUE")
        #expect(try read("needs", "wheelchair") == "A_CONTAINS(\"needs\",('wheelchair'))")
        for (name, text) in [
            ("score", "nan"), ("score", "1 OR 1"), ("has_position", "yes"), ("opened", "2026"), ("x", "1"),
            ("geometry", "1"),
        ] {
            #expect(throws: FilterError.self) { try read(name, text) }
        }
    }
}
