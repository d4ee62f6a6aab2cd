import Geospatial

extension FilterCheck {
    /// A set of texts: a property that holds one, or values.
    func array(_ node: FilterNode) throws(FilterError) -> ArrayOperand {
        guard case .list(let nodes) = node.tree else {
            guard case .property = node.tree else { throw FilterError(.expected(.list), at: node.place) }
            let (name, kind) = try property(node)
            guard kind == .texts else { throw FilterError(.wrongKind(expected: .texts), at: node.place) }
            return .property(name)
        }
        var values: Set<FilterValue> = []
        for node in nodes {
            let (operand, kind) = try operand(node)
            guard kind == .text else { throw FilterError(.wrongKind(expected: .text), at: node.place) }
            guard case .value(let value) = operand else { throw FilterError(.expected(.value), at: node.place) }
            values.insert(value)
        }
        let texts = values.compactMap { value in if case .text(let text) = value { text } else { nil } }
        return .values(texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    /// A question about the geometry, which stands on one side, with a shape on the other.
    func spatial(
        _ function: FilterOperator, _ arguments: [FilterNode], at place: FilterPlace
    ) throws(FilterError) -> FilterExpression {
        if function == .withinDistance {
            guard arguments.count == 3 || arguments.count == 4 else {
                throw FilterError(.argumentCount(expected: 3), at: place)
            }
        } else {
            try expect(2, arguments, place)
        }
        let isFlipped = if case .shape = arguments[0].tree { true } else { false }
        let (own, other) = isFlipped ? (arguments[1], arguments[0]) : (arguments[0], arguments[1])
        guard try property(own).kind == .geometry else {
            throw FilterError(.wrongKind(expected: .geometry), at: own.place)
        }
        guard case .shape(let shape) = other.tree else { throw FilterError(.expected(.shape), at: other.place) }
        switch function {
        case .intersects: return .spatial(SpatialTest(.intersects, shape))
        case .disjoint: return .spatial(SpatialTest(.disjoint, shape))
        case .within where !isFlipped, .contains where isFlipped: return .spatial(SpatialTest(.within, shape))
        case .withinDistance:
            // To a line or polygon the distance on the ellipsoid is another question than to a point.
            guard shape.onlyPoint != nil else { throw FilterError(.unsupported, at: other.place) }
            return .spatial(SpatialTest(.withinDistance(metres: try metres(Array(arguments[2...]))), shape))
        default: throw FilterError(.unsupported, at: place)
        }
    }

    /// A distance, in metres unless a unit says something else.
    private func metres(_ arguments: [FilterNode]) throws(FilterError) -> Double {
        guard case .number(let number) = arguments[0].tree else {
            throw FilterError(.expected(.number), at: arguments[0].place)
        }
        var factor = 1.0
        if arguments.count == 2 {
            let unit: String? =
                switch arguments[1].tree {
                case .text(let value, _): value
                // Unquoted, as older editions write it.
                case .property(let name): name
                default: nil
                }
            switch unit?.lowercased() {
            case "m", "metre", "metres", "meter", "meters": break
            case "km", "kilometre", "kilometres", "kilometer", "kilometers": factor = 1000
            default: throw FilterError(.invalidDistance, at: arguments[1].place)
            }
        }
        guard Self.distances.contains(number * factor) else {
            throw FilterError(.invalidDistance, at: arguments[0].place)
        }
        return number * factor
    }

    /// The distances that can be asked for, in metres.
    private static let distances = 1.0...200_000.0
}
