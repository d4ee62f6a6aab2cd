import Geospatial

extension FilterTextParser {
    /// The shape that a word begins, which was passed over; nil when it begins none.
    ///
    /// - Source: OGC 21-065r2, rule `geomLiteral`; OGC 06-103r4, section 7.
    mutating func shape(_ word: String, _ place: FilterPlace) throws(FilterError) -> FilterShape? {
        guard Self.shapes.contains(word), tokens.token == .sign("(") || isShapeWord else { return nil }
        var parts = ShapeParts()
        try add(word, to: &parts, place, depth: 0)
        return try parts.shape(at: place)
    }

    private static let shapes: Set<String> = [
        "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION", "BBOX",
    ]

    /// Whether a word that belongs to shapes stands here.
    private var isShapeWord: Bool { ["Z", "M", "ZM", "EMPTY"].contains { tokens.isKeyword($0) } }

    private mutating func add(
        _ word: String, to parts: inout ShapeParts, _ place: FilterPlace, depth: Int
    ) throws(FilterError) {
        guard depth < FilterLimit.nesting.most else { throw FilterError(.beyondLimit(.nesting), at: place) }
        for dimension in ["Z", "M", "ZM"] where try tokens.takes(dimension) { break }
        if tokens.isKeyword("EMPTY") { throw tokens.failure(.emptyShape) }
        switch word {
        case "POINT": parts.points += try positions(place)
        case "LINESTRING": parts.add(line: try positions(place))
        case "POLYGON": try addPolygon(to: &parts, place)
        case "MULTIPOINT":
            try list { (parser) throws(FilterError) in
                // Brackets around each are usual and left out by many.
                let isOpen = try parser.tokens.takes(sign: "(")
                parts.points += try parser.project([try parser.position()], place)
                if isOpen { try parser.tokens.expect(")", .closing) }
            }
        case "MULTILINESTRING":
            try list { (parser) throws(FilterError) in parts.add(line: try parser.positions(place)) }
        case "MULTIPOLYGON":
            try list { (parser) throws(FilterError) in try parser.addPolygon(to: &parts, place) }
        case "BBOX":
            var numbers: [Double] = []
            try list { (parser) throws(FilterError) in numbers.append(try parser.number()) }
            try parts.add(box: numbers, system, place)
        default:
            try list { (parser) throws(FilterError) in
                let inner = parser.tokens.place
                guard case .word(let name) = parser.tokens.token, name.uppercased() != "BBOX",
                    Self.shapes.contains(name.uppercased())
                else { throw parser.tokens.failure(.expected(.shape)) }
                try parser.tokens.advance()
                try parser.add(name.uppercased(), to: &parts, inner, depth: depth + 1)
            }
        }
    }

    private mutating func addPolygon(to parts: inout ShapeParts, _ place: FilterPlace) throws(FilterError) {
        var rings: [[Coordinate]] = []
        try list { (parser) throws(FilterError) in rings.append(try parser.positions(place)) }
        try parts.add(rings: rings, place)
    }

    /// Positions in brackets, in degrees.
    private mutating func positions(_ place: FilterPlace) throws(FilterError) -> [Coordinate] {
        var points: [PlanePoint] = []
        try list { (parser) throws(FilterError) in points.append(try parser.position()) }
        return try project(points, place)
    }

    private func project(_ points: [PlanePoint], _ place: FilterPlace) throws(FilterError) -> [Coordinate] {
        guard let positions = system.positions(points) else { throw FilterError(.positionOutOfRange, at: place) }
        return positions
    }

    /// Two to four numbers, of which the first two count.
    private mutating func position() throws(FilterError) -> PlanePoint {
        try budget.takePosition(at: tokens.place)
        let point = PlanePoint(x: try number(), y: try number())
        for _ in 0..<2 { if case .number = tokens.token { try tokens.advance() } }
        return point
    }

    private mutating func number() throws(FilterError) -> Double {
        guard case .number(let number) = tokens.token else { throw tokens.failure(.expected(.number)) }
        try tokens.advance()
        return number
    }

    /// A list in brackets, each element by `element`.
    private mutating func list(
        _ element: (inout FilterTextParser) throws(FilterError) -> Void
    ) throws(FilterError) {
        if tokens.isKeyword("EMPTY") { throw tokens.failure(.emptyShape) }
        try tokens.expect("(", .opening)
        repeat { try element(&self) } while try tokens.takes(sign: ",")
        try tokens.expect(")", .closing)
    }
}
