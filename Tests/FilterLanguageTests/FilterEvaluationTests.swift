import FilterLanguage
import Testing

/// What expressions answer, three-valued.
@Suite struct FilterEvaluationTests {
    private func answer(_ text: String, _ row: Row = Row()) throws -> Bool? { try Words.filter(text).value(for: row) }

    @Test func basicCQL2IsUnknownWhereSomethingIsMissing() throws {
        for text in [
            "band = 'A'", "band <> 'A'", "NOT band = 'A'", "score > 1", "score BETWEEN 1 AND 2", "band IN ('A')",
            "band LIKE '%'", "S_INTERSECTS(geometry,POINT(1 2))", "S_DISJOINT(geometry,POINT(1 2))",
            "A_EQUALS(help,())", "band = town",
        ] {
            #expect(try answer(text) == nil, "\(text)")
        }
        #expect(try answer("band IS NULL") == true)
        #expect(try answer("geometry IS NULL AND help IS NULL") == true)
        #expect(try answer("members IS NULL OR needs IS NULL") == false)
    }

    @Test(
        arguments: [
            ("TRUE AND score > 1", nil), ("FALSE AND score > 1", false), ("TRUE OR score > 1", true),
            ("FALSE OR score > 1", nil),
            ("score > 1 AND FALSE", false), ("score > 1 OR TRUE", true), ("NOT (score > 1)", nil),
        ] as [(String, Bool?)])
    func basicCQL2FollowsTheTablesOfKleene(text: String, expected: Bool?) throws {
        #expect(try answer(text) == expected)
    }

    /// A range with one end missing is false where the other end alone rules a value out.
    @Test func advancedComparisonOperatorsLookAtBothEnds() throws {
        let row = Row(score: 5_000, members: 3)
        #expect(try answer("score BETWEEN 5 AND 5", row) == true)
        #expect(try answer("members BETWEEN 4 AND score", row) == false)
        #expect(try answer("members BETWEEN 4 AND score", Row(members: 3)) == false)
        #expect(try answer("members BETWEEN 2 AND score", Row(members: 3)) == nil)
        #expect(try answer("score NOT IN (5, 6)", row) == false)
    }

    @Test func textsAreComparedByteByByte() throws {
        #expect(try answer("town = 'が'", Row(town: "か\u{3099}")) == false)
        #expect(try answer("band < 'B'", Row(band: "A")) == true)
        #expect(try answer("band <= 'A'", Row(band: "A")) == true)
        #expect(try answer("band > 'A'", Row(band: "A")) == false)
    }

    @Test(arguments: [
        ("%", "", true), ("_", "", false), ("_", "西", true), ("西%", "西浜", true), ("%浜", "西浜", true),
        ("%西%浜%", "大西北浜", true),
        ("a%b%c", "aXbYbZc", true), ("a%b%c", "aXbYbZ", false), ("50\\%", "50%", true), ("50\\%", "500", false),
        ("\\_", "_", true), ("\\_", "x", false), ("a_c", "abc", true), ("A%", "abc", false), ("", "", true),
        ("", "a", false),
    ])
    func advancedComparisonOperatorsMatchPatterns(pattern: String, text: String, expected: Bool) throws {
        #expect(try #require(LikePattern(pattern, isFolded: false)).matches(text) == expected)
    }

    @Test func aPatternThatBacktracksEverywhereStaysQuick() throws {
        let pattern = try #require(LikePattern(String(repeating: "%a", count: 200) + "b", isFolded: false))
        #expect(!pattern.matches(String(repeating: "a", count: 4_000)))
    }

    @Test func arrayFunctionsCompareSets() throws {
        let row = Row(needs: ["wheelchair", "care_level"])
        #expect(try answer("A_EQUALS(needs,('care_level','wheelchair','care_level'))", row) == true)
        #expect(try answer("A_CONTAINS(needs,('wheelchair'))", row) == true)
        #expect(try answer("A_CONTAINS(('wheelchair'),needs)", row) == false)
        #expect(try answer("A_CONTAINEDBY(needs,('wheelchair','care_level','x'))", row) == true)
        #expect(try answer("A_OVERLAPS(needs,('x','power_dependence'))", row) == false)
        #expect(try answer("A_OVERLAPS(needs,())", row) == false)
        #expect(try answer("A_CONTAINS(needs,())", Row()) == true)
    }

    @Test func momentsAreTheSameHoweverTheyAreWritten() throws {
        let row = Row(opened: "2024-02-29", seen: "2026-06-01T00:00:00.5Z")
        #expect(try answer("seen = TIMESTAMP('2026-06-01T00:00:00.500Z')", row) == true)
        #expect(try answer("seen > TIMESTAMP('2026-05-31T23:59:59Z')", row) == true)
        #expect(try answer("opened BETWEEN DATE('2024-02-28') AND DATE('2024-03-01')", row) == true)
        for text in ["2023-02-29", "2026-6-1", "2026-06-01 ", "0000-01-01", "2026-13-01", "2100-02-29"] {
            #expect(FilterDay(text) == nil)
        }
        for text in ["2026-06-01T24:00:00Z", "2026-06-01T00:00:00", "2026-06-01T00:00:00.Z", "2026-06-01t00:00:00Z"] {
            #expect(FilterInstant(text) == nil)
        }
    }
}
