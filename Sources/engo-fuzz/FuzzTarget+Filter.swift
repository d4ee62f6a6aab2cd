import FilterLanguage
import Geospatial
import Interchange
import VictimSupport

extension FuzzTarget {
    /// CQL2: JSON where the first byte is a brace or bracket, else text.
    package static let cql2 = FuzzTarget(name: "cql2", longest: 1 << 14, tokens: filterTokens) {
        (input: [UInt8]) throws(BrokenPromise) -> String in
        let text = String(decoding: input, as: UTF8.self)
        let isJSON = input.first == UInt8(ascii: "{") || input.first == UInt8(ascii: "[")
        let filter: FilterExpression
        do throws(FilterError) {
            filter =
                isJSON
                ? try FilterExpression(jsonText: text, vocabulary: HouseholdQueryable.vocabulary)
                : try FilterExpression(text: text, vocabulary: HouseholdQueryable.vocabulary)
        } catch {
            switch error.place {
            case .character(let character):
                try BrokenPromise.unless(
                    character >= 1 && character <= text.unicodeScalars.count + 1, "a fault stands in the text")
            case .line(let line, let column):
                try BrokenPromise.unless(line >= 1 && column >= 1, "places count from 1")
            case .member(let path):
                try BrokenPromise.unless(
                    path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a way holds nothing of what was written")
            }
            return BrokenPromise.caseName(error.fault)
        }
        try check(filter)
        return "read \(min(filter.properties.count, 4)) \(min(filter.spatialTests.count, 3))"
    }

    private static func check(_ filter: FilterExpression) throws(BrokenPromise) {
        let written = filter.text
        // What is written is longer than what was read, so only the limit of its length may be in the way.
        let again: FilterExpression
        do throws(FilterError) {
            again = try FilterExpression(text: written, vocabulary: HouseholdQueryable.vocabulary)
        } catch {
            try BrokenPromise.unless(
                error.fault == .beyondLimit(.characters) || error.fault == .beyondLimit(.terms),
                "what is written reads back")
            return
        }
        try BrokenPromise.unless(again == filter && again.text == written, "what is written reads back the same")
        let row = FuzzedHousehold()
        let answer = filter.value(for: row)
        try BrokenPromise.unless(
            FilterExpression.not(filter).value(for: row) == answer.map { !$0 },
            "the opposite of a filter holds when it does not")
        guard let truth = try? filter.truth(over: FuzzedColumns()) else { throw BrokenPromise("columns answer") }
        try BrokenPromise.unless(truth.value(0) == answer, "columns answer as the feature by itself")
    }

    private static let filterTokens: [[UInt8]] = [
        "score", "band", "\"needs\"", "help", "geometry", "has_position", "town", "member_count", " AND ", " OR ",
        "NOT ", " = ",
        "<>", "<=", ">=", "<", ">", " IS NULL", " IS NOT NULL", " BETWEEN ", " NOT IN (", " LIKE ", "'%a_\\%'", "''",
        "\\'",
        "'A'", "CASEI(", "(", ")", ",", "[", "]", "TRUE", "false", "1", "-1.5e3", ".5", "DATE('2026-06-01')",
        "TIMESTAMP('2026-06-01T00:00:00.5Z')", "INTERVAL(", "A_OVERLAPS(needs,('wheelchair'))", "a_equals(",
        "S_INTERSECTS(geometry,", "S_WITHIN(", "S_DWITHIN(geometry,POINT(135 34),500,'m')", "POINT(135 34)",
        "BBOX(135,34,136,35)", "POLYGON((0 0,1 0,1 1,0 0))", "MULTIPOINT(", "GEOMETRYCOLLECTION(", " Z ", "EMPTY",
        "\u{3000}",
        "{\"op\":\"and\",\"args\":[", "{\"op\":\"=\",\"args\":[{\"property\":\"band\"},\"A\"]}", "{\"property\":",
        "\"args\":[",
        "{\"bbox\":[1,2,3,4]}", "{\"type\":\"Point\",\"coordinates\":[1,2]}", "{\"date\":\"2026-06-01\"}", "null", "}",
        "\\u0000",
        "1e999", "nan", "\u{0}", "か\u{3099}",
    ].map { Array($0.utf8) }
}

/// One household as filters see it.
private struct FuzzedHousehold: FilterSubject {
    func value(_ property: String) -> FilterValue? {
        switch HouseholdQueryable(rawValue: property)?.kind {
        case .text: property == "band" ? .text("A") : nil
        case .number: property == "score" ? .number(80.5) : .number(2)
        case .bool: .bool(true)
        default: nil
        }
    }

    func texts(_ property: String) -> [String]? { property == "needs" ? ["wheelchair"] : nil }
    var hasGeometry: Bool { true }
    func holds(_ test: SpatialTest) -> Bool? { test.relation == .intersects }
}

/// The same household in columns.
private struct FuzzedColumns: FilterColumns {
    let rowCount = 1

    func column(_ property: String) -> FilterColumn {
        let row = FuzzedHousehold()
        return switch HouseholdQueryable(rawValue: property)?.kind {
        case .number: property == "score" ? .thousandths([80_500]) : .whole([2])
        case .texts: property == "needs" ? .sets([2], ["care_level", "wheelchair"]) : .missing
        case nil, .geometry: .missing
        default: .few([0], [row.value(property)])
        }
    }

    func truth(_ test: SpatialTest) -> FilterTruth { FilterTruth(FuzzedHousehold().holds(test), count: 1) }
    func hasGeometry() -> FilterTruth { FilterTruth(true, count: 1) }
}
