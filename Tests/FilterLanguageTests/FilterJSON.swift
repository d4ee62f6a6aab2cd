import FilterLanguage
import Geospatial
import Interchange

/// Writes expressions as CQL2 JSON, as a client would.
enum FilterJSON {
    static func text(_ expression: FilterExpression) -> String {
        var json = JSONWriter()
        write(expression, &json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func operation(_ name: String, _ json: inout JSONWriter, _ arguments: (inout JSONWriter) -> Void) {
        json.beginObject()
        json.member("op", name)
        json.name("args")
        json.beginArray()
        arguments(&json)
        json.endArray()
        json.endObject()
    }

    private static func write(_ expression: FilterExpression, _ json: inout JSONWriter) {
        switch expression {
        case .and(let terms): operation("and", &json) { for term in terms { write(term, &$0) } }
        case .or(let terms): operation("or", &json) { for term in terms { write(term, &$0) } }
        case .not(let term): operation("not", &json) { write(term, &$0) }
        case .constant(let bool): json.bool(bool)
        case .comparison(let left, let comparison, let right):
            operation(comparison.rawValue, &json) { for operand in [left, right] { write(operand, &$0) } }
        case .between(let value, let low, let high):
            operation("between", &json) { for operand in [value, low, high] { write(operand, &$0) } }
        case .isIn(let value, let values):
            operation("in", &json) { json in
                write(value, &json)
                json.beginArray()
                for value in values { write(.value(value), &json) }
                json.endArray()
            }
        case .like(let value, let pattern):
            operation("like", &json) { json in
                write(value, &json)
                if pattern.isFolded {
                    operation("casei", &json) { $0.string(written(pattern)) }
                } else {
                    json.string(written(pattern))
                }
            }
        case .isNull(let name): operation("isNull", &json) { property(name, &$0) }
        case .array(let left, let relation, let right):
            operation(relation.rawValue, &json) { json in
                for operand in [left, right] {
                    switch operand {
                    case .property(let name): property(name, &json)
                    case .values(let values):
                        json.beginArray()
                        for value in values { json.string(value) }
                        json.endArray()
                    }
                }
            }
        case .spatial(let test): write(test, &json)
        }
    }

    private static func write(_ test: SpatialTest, _ json: inout JSONWriter) {
        let name =
            switch test.relation {
            case .intersects: "s_intersects"
            case .disjoint: "s_disjoint"
            case .within: "s_within"
            case .withinDistance: "s_dwithin"
            }
        operation(name, &json) { json in
            property("geometry", &json)
            shape(test.shape, &json)
            if case .withinDistance(let metres) = test.relation { json.rawNumber("\(metres)") }
        }
    }

    private static func property(_ name: String, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("property", name)
        json.endObject()
    }

    private static func write(_ operand: FilterOperand, _ json: inout JSONWriter) {
        switch operand {
        case .property(let name): property(name, &json)
        case .folded(let name): operation("casei", &json) { property(name, &$0) }
        case .value(.text(let text)): json.string(text)
        case .value(.number(let number)): json.rawNumber("\(number)")
        case .value(.bool(let bool)): json.bool(bool)
        case .value(.day(let day)): time("date", day.text, &json)
        case .value(.instant(let instant)): time("timestamp", instant.text, &json)
        }
    }

    private static func time(_ name: String, _ text: String, _ json: inout JSONWriter) {
        json.beginObject()
        json.member(name, text)
        json.endObject()
    }

    /// The pattern as it was before it was read: what its text says between the quotes, without the escapes of text.
    private static func written(_ pattern: LikePattern) -> String {
        let text = FilterExpression.like(.property("town"), pattern).text
        let from = text.unicodeScalars.firstIndex(of: "'").map { text.unicodeScalars.index(after: $0) }
        let to = text.unicodeScalars.lastIndex(of: "'")
        guard let from, let to else { return "" }
        return String(text.unicodeScalars[from..<to]).split(separator: "''", omittingEmptySubsequences: false)
            .joined(separator: "'")
    }

    private static func shape(_ shape: FilterShape, _ json: inout JSONWriter) {
        json.beginObject()
        json.member("type", "GeometryCollection")
        json.name("geometries")
        json.beginArray()
        func geometry(_ type: String, _ coordinates: (inout JSONWriter) -> Void) {
            json.beginObject()
            json.member("type", type)
            json.name("coordinates")
            coordinates(&json)
            json.endObject()
        }
        for point in shape.points { geometry("Point") { position(point, &$0) } }
        if !shape.lines.isEmpty { geometry("MultiLineString") { list(shape.lines, &$0) { line($0, &$1) } } }
        for polygon in shape.polygons {
            geometry("Polygon") { list([polygon.exterior] + polygon.holes, &$0) { line($0.coordinates, &$1) } }
        }
        json.endArray()
        json.endObject()
    }

    private static func list<Element>(
        _ elements: [Element], _ json: inout JSONWriter, _ write: (Element, inout JSONWriter) -> Void
    ) {
        json.beginArray()
        for element in elements { write(element, &json) }
        json.endArray()
    }

    private static func line(_ positions: [Coordinate], _ json: inout JSONWriter) {
        list(positions, &json) { position($0, &$1) }
    }

    private static func position(_ position: Coordinate, _ json: inout JSONWriter) {
        list([position.longitude, position.latitude], &json) { $1.rawNumber("\($0)") }
    }
}
