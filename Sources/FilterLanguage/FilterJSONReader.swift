import Geospatial
import Interchange

/// Reads CQL2 JSON into a tree.
struct FilterJSONReader {
    var budget = FilterBudget()
    let system: FilterSystem

    /// The operation, property or value that a JSON value stands for.
    ///
    /// As deep as the JSON is, which its own reader limits.
    /// - Throws: ``FilterError``.
    mutating func node(_ value: JSONValue, at place: FilterPlace, depth: Int = 0) throws(FilterError) -> FilterNode {
        guard depth <= FilterTextParser.depthLimit else { throw FilterError(.beyondLimit(.nesting), at: place) }
        try budget.take(at: place)
        switch value {
        case .bool(let bool): return FilterNode(tree: .bool(bool), place: place)
        case .number(let number): return FilterNode(tree: .number(number), place: place)
        case .string(let text): return FilterNode(tree: .text(value: text, pattern: text), place: place)
        case .null: throw FilterError(.expected(.operand), at: place)
        case .array(let values):
            var nodes: [FilterNode] = []
            for (index, value) in values.enumerated() {
                nodes.append(try node(value, at: place.element(index), depth: depth + 1))
            }
            return FilterNode(tree: .list(nodes), place: place)
        case .object(let members): return try object(members, at: place, depth: depth)
        }
    }

    private mutating func object(
        _ members: [JSONValue.Member], at place: FilterPlace, depth: Int
    ) throws(FilterError) -> FilterNode {
        let value = JSONValue.object(members)
        switch members.map(\.name).sorted() {
        case ["args", "op"]:
            guard let name = value["op"]?.string, let arguments = value["args"]?.array else {
                throw FilterError(.expected(.operation), at: place)
            }
            guard let function = FilterOperator(json: name) else {
                throw FilterError(.unknownOperator, at: place.within("op"))
            }
            guard function != .unsupported else { throw FilterError(.unsupported, at: place.within("op")) }
            var nodes: [FilterNode] = []
            for (index, argument) in arguments.enumerated() {
                nodes.append(try node(argument, at: place.argument(index), depth: depth + 1))
            }
            return FilterNode(tree: .call(function, nodes), place: place)
        case ["property"]:
            guard let name = value["property"]?.string else { throw FilterError(.expected(.property), at: place) }
            return FilterNode(tree: .property(name), place: place)
        case ["date"]:
            guard let day = value["date"]?.string.flatMap(FilterDay.init) else {
                throw FilterError(.invalidTime, at: place)
            }
            return FilterNode(tree: .day(day), place: place)
        case ["timestamp"]:
            guard let instant = value["timestamp"]?.string.flatMap(FilterInstant.init) else {
                throw FilterError(.invalidTime, at: place)
            }
            return FilterNode(tree: .instant(instant), place: place)
        case ["interval"]: throw FilterError(.unsupported, at: place)
        case ["bbox"]:
            guard let numbers = value["bbox"]?.array?.map(\.number), !numbers.contains(nil) else {
                throw FilterError(.expected(.number), at: place)
            }
            var parts = ShapeParts()
            try parts.add(box: numbers.compactMap(\.self), system, place)
            return FilterNode(tree: .shape(try parts.shape(at: place)), place: place)
        default:
            guard value["type"] != nil else { throw FilterError(.expected(.operation), at: place) }
            var parts = ShapeParts()
            try add(value, to: &parts, place)
            return FilterNode(tree: .shape(try parts.shape(at: place)), place: place)
        }
    }

    /// Adds a geometry of GeoJSON.
    private mutating func add(
        _ value: JSONValue, to parts: inout ShapeParts, _ place: FilterPlace
    ) throws(FilterError) {
        guard case .object(let members) = value, let type = value["type"]?.string,
            members.allSatisfy({ ["type", "coordinates", "geometries", "bbox"].contains($0.name) })
        else { throw FilterError(.expected(.shape), at: place) }
        if type == "GeometryCollection" {
            for (index, inner) in try array(value["geometries"], place).enumerated() {
                try add(inner, to: &parts, place.within("geometries[\(index)]"))
            }
            return
        }
        let content = try array(value["coordinates"], place)
        switch type {
        case "Point": parts.points += try project([try point(.array(content), place)], place)
        case "MultiPoint": for value in content { parts.points += try project([try point(value, place)], place) }
        case "LineString": parts.add(line: try line(.array(content), place))
        case "MultiLineString": for value in content { parts.add(line: try line(value, place)) }
        case "Polygon": try add(rings: content, to: &parts, place)
        case "MultiPolygon": for value in content { try add(rings: try array(value, place), to: &parts, place) }
        default: throw FilterError(.expected(.shape), at: place)
        }
    }

    private mutating func add(
        rings: [JSONValue], to parts: inout ShapeParts, _ place: FilterPlace
    ) throws(FilterError) {
        var made: [[Coordinate]] = []
        for ring in rings { made.append(try line(ring, place)) }
        try parts.add(rings: made, place)
    }

    private mutating func line(_ value: JSONValue, _ place: FilterPlace) throws(FilterError) -> [Coordinate] {
        var points: [PlanePoint] = []
        for position in try array(value, place) { points.append(try point(position, place)) }
        return try project(points, place)
    }

    private mutating func point(_ value: JSONValue, _ place: FilterPlace) throws(FilterError) -> PlanePoint {
        try budget.takePosition(at: place)
        let numbers = try array(value, place).map(\.number)
        guard (2...4).contains(numbers.count), let x = numbers[0], let y = numbers[1] else {
            throw FilterError(.expected(.number), at: place)
        }
        return PlanePoint(x: x, y: y)
    }

    private func array(_ value: JSONValue?, _ place: FilterPlace) throws(FilterError) -> [JSONValue] {
        guard let values = value?.array else { throw FilterError(.expected(.shape), at: place) }
        return values
    }

    private func project(_ points: [PlanePoint], _ place: FilterPlace) throws(FilterError) -> [Coordinate] {
        guard let positions = system.positions(points) else { throw FilterError(.positionOutOfRange, at: place) }
        return positions
    }
}
