import FilterLanguage
import Geospatial
import Testing

/// What CQL2 text means; the names begin with the requirements class that they hold.
@Suite struct FilterTextTests {
    private func canonical(_ text: String) throws -> String { try Words.filter(text).text }

    @Test(arguments: [
        ("band = 'A'", "\"band\" = 'A'"), ("\"band\"<>'A'", "\"band\" <> 'A'"), ("score>=80.5", "\"score\" >= 80.5"),
        ("-1<score", "-1.0 < \"score\""), ("score <= +2e1", "\"score\" <= 20.0"), ("score > .5", "\"score\" > 0.5"),
        ("has_position = true", "\"has_position\" = TRUE"),
        ("opened < DATE('2026-06-01')", "\"opened\" < DATE('2026-06-01')"),
        ("seen = timestamp('2026-06-01T00:00:00Z')", "\"seen\" = TIMESTAMP('2026-06-01T00:00:00Z')"),
        ("town IS NULL", "\"town\" IS NULL"), ("town is not null", "NOT \"town\" IS NULL"),
        ("geometry IS NULL", "\"geometry\" IS NULL"), ("TRUE", "TRUE"), ("not false", "NOT FALSE"),
        ("members = score", "\"members\" = \"score\""),
    ])
    func basicCQL2ReadsComparisonsNullAndBooleans(text: String, expected: String) throws {
        #expect(try canonical(text) == expected)
    }

    @Test(arguments: [
        ("NOT band='A' AND score>1 OR members=1", "NOT \"band\" = 'A' AND \"score\" > 1.0 OR \"members\" = 1.0"),
        ("NOT (band='A' AND score>1)", "NOT (\"band\" = 'A' AND \"score\" > 1.0)"),
        ("band='A' AND (score>1 OR members=1)", "\"band\" = 'A' AND (\"score\" > 1.0 OR \"members\" = 1.0)"),
        ("(((band='A')))", "\"band\" = 'A'"), ("NOT NOT TRUE", "NOT (NOT TRUE)"),
        ("TRUE AND (FALSE AND TRUE)", "TRUE AND FALSE AND TRUE"),
    ])
    func basicCQL2BindsNotBeforeAndBeforeOr(text: String, expected: String) throws {
        #expect(try canonical(text) == expected)
    }

    @Test(arguments: [
        ("score BETWEEN 1 AND 2 AND band='A'", "\"score\" BETWEEN 1.0 AND 2.0 AND \"band\" = 'A'"),
        ("score NOT BETWEEN 1 AND members", "NOT \"score\" BETWEEN 1.0 AND \"members\""),
        ("band IN ('A','B')", "\"band\" IN ('A','B')"), ("band not in ('A')", "NOT \"band\" IN ('A')"),
        ("town LIKE '西%'", "\"town\" LIKE '西%'"), ("town NOT LIKE '50\\%\\\\_'", "NOT \"town\" LIKE '50\\%\\\\_'"),
    ])
    func advancedComparisonOperatorsAreBetweenInAndLike(text: String, expected: String) throws {
        #expect(try canonical(text) == expected)
    }

    @Test(arguments: [
        ("town = 'O''Hara'", "O'Hara"), ("town = 'O\\'Hara'", "O'Hara"), ("town = '\\t\\n\\\\'", "\t\n\\"),
        ("town = '\\a\\b\\v\\f\\r'", "\u{7}\u{8}\u{B}\u{C}\r"), ("town = ''", ""), ("town = '援護度'", "援護度"),
    ])
    func cql2TextEscapesInCharacterLiterals(text: String, expected: String) throws {
        #expect(try Words.filter(text) == .comparison(.property("town"), .equal, .value(.text(expected))))
    }

    @Test func caseInsensitiveComparisonFoldsBothSides() throws {
        #expect(try canonical("CASEI(band) = casei('A')") == "CASEI(\"band\") = 'a'")
        #expect(try canonical("casei(town) LIKE CASEI('STR%')") == "CASEI(\"town\") LIKE CASEI('str%')")
        let filter = try Words.filter("CASEI(town) IN (CASEI('STRASSE'), CASEI('STRAßE'))")
        #expect(filter.value(for: Row(town: "Straße")) == true)
    }

    @Test(arguments: [
        ("A_OVERLAPS(needs, ('wheelchair','care_level'))", "A_OVERLAPS(\"needs\",('care_level','wheelchair'))"),
        ("a_contains(needs,['wheelchair'])", "A_CONTAINS(\"needs\",('wheelchair'))"),
        ("A_CONTAINEDBY(('x','x'),needs)", "A_CONTAINEDBY(('x'),\"needs\")"),
        ("A_EQUALS(needs,())", "A_EQUALS(\"needs\",())"),
    ])
    func arrayFunctionsTakeSetsInBrackets(text: String, expected: String) throws {
        #expect(try canonical(text) == expected)
    }

    @Test(arguments: [
        ("S_INTERSECTS(geometry, POINT(135 34))", "S_INTERSECTS(geometry,POINT(135.0 34.0))"),
        (
            "s_intersects(\"geometry\",BBOX(135,34,136,35))",
            "S_INTERSECTS(geometry,POLYGON((135.0 34.0,136.0 34.0,136.0 35.0,135.0 35.0,135.0 34.0)))"
        ),
        (
            "S_INTERSECTS(BBOX(135,34,0,136,35,9),geometry)",
            "S_INTERSECTS(geometry,POLYGON((135.0 34.0,136.0 34.0,136.0 35.0,135.0 35.0,135.0 34.0)))"
        ),
    ])
    func basicSpatialFunctionsIntersectPointsAndBoxes(text: String, expected: String) throws {
        #expect(try canonical(text) == expected)
    }

    @Test(arguments: [
        "POINT Z (1 2 3)", "LINESTRING(1 2,3 4)", "POLYGON((0 0,1 0,1 1,0 0),(0 0,1 0,1 1,0 0))", "MULTIPOINT(1 2,3 4)",
        "MULTIPOINT((1 2),(3 4))", "MULTILINESTRING((1 2,3 4),(5 6,7 8))",
        "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((2 2,3 2,3 3,2 2)))", "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4))",
        "polygon zm ((0 0 1 1,1 0 1 1,1 1 1 1,0 0 1 1))",
    ])
    func basicSpatialFunctionsPlusTakesEveryShape(shape: String) throws {
        let filter = try Words.filter("S_INTERSECTS(geometry,\(shape))")
        #expect(filter.properties == ["geometry"] && filter.spatialTests.count == 1)
    }

    @Test func withinAndItsReverseAreOneQuestion() throws {
        let box = "BBOX(135,34,136,35)"
        #expect(
            try Words.filter("S_WITHIN(geometry,\(box))") == Words.filter("S_CONTAINS(\(box),geometry)"))
        #expect(try canonical("NOT S_DISJOINT(geometry,POINT(1 2))") == "NOT S_DISJOINT(geometry,POINT(1.0 2.0))")
    }

    @Test(arguments: [
        ("S_DWITHIN(geometry,POINT(135 34),500)", 500.0), ("S_DWITHIN(geometry,POINT(135 34),1.5,'km')", 1500),
        ("S_DWITHIN(POINT(135 34),geometry,2,meters)", 2),
    ])
    func aDistanceIsInMetresOrSaysItsUnit(text: String, metres: Double) throws {
        guard case .spatial(let test) = try Words.filter(text) else {
            Issue.record("no spatial question")
            return
        }
        #expect(test.relation == .withinDistance(metres: metres))
    }

    @Test func propertiesAreFoundInEveryPlace() throws {
        let filter = try Words.filter(
            "NOT (band='A' OR CASEI(town) LIKE 'x' AND score BETWEEN members AND 2) AND has_position IN (TRUE) "
                + "AND opened IS NULL AND A_EQUALS((),needs) AND S_WITHIN(geometry,POINT(1 2)) AND DATE('2026-01-01')<opened"
        )
        #expect(
            filter.properties
                == ["band", "town", "score", "members", "has_position", "opened", "needs", "geometry"])
    }

    @Test func theAuditLogGetsNoCoordinates() throws {
        let text = try Words.filter("S_WITHIN(geometry,POINT(135.25 34.75)) AND band='A'").auditText
        #expect(text.hasPrefix("S_WITHIN(geometry,SHAPE(crc32 ") && text.hasSuffix(")) AND \"band\" = 'A'"))
        #expect(!text.contains("135") || !text.contains("."))
        let long = try Words.filter("town IN (\((0..<900).map { "'\($0)'" }.joined(separator: ",")))").auditText
        #expect(long.contains("… crc32 ") && long.unicodeScalars.count < 1_020)
    }
}
