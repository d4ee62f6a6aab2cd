import FilterLanguage
import Geospatial
import TestSupport

/// Expressions and rows by the seed.
struct RandomFilters {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

    mutating func pick<Element>(_ list: [Element]) -> Element {
        list[Int.random(in: 0..<list.count, using: &generator)]
    }

    mutating func expression(depth: Int = 0) throws -> FilterExpression {
        if depth < 4, chance(2) {
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: return .not(try expression(depth: depth + 1))
            case 1:
                let terms = try terms(depth)
                return FilterExpression.all(terms) ?? .constant(true)
            default:
                var parts: [FilterExpression] = []
                for term in try terms(depth) {
                    if case .or(let inner) = term { parts += inner } else { parts.append(term) }
                }
                return .or(parts)
            }
        }
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: return .constant(chance(2))
        case 1: return .isNull(pick(Words.vocabulary.names))
        case 2:
            let written = pick(["%", "西_", "a%", "%\\%%", "_", "O'%", "S%e", "\\\\"])
            guard let pattern = LikePattern(written, isFolded: chance(2)) else { return .constant(false) }
            return .like(chance(3) ? .folded("town") : .property("town"), pattern)
        case 3:
            return .array(arrayOperand(), pick(FilterExpression.ArrayRelation.allCases), arrayOperand())
        case 4: return .spatial(try spatial())
        case 5:
            let (kind, operand) = (pick(Self.kinds), FilterOperand.value)
            return .between(property(kind), operand(value(kind)), operand(value(kind)))
        case 6:
            let kind = pick(Self.kinds + [.bool])
            return .isIn(property(kind), (0...Int.random(in: 0..<3, using: &generator)).map { _ in value(kind) })
        default:
            let kind = pick(Self.kinds + [.bool])
            let comparisons: [FilterExpression.Comparison] =
                kind == .bool ? [.equal, .unequal] : FilterExpression.Comparison.allCases
            return .comparison(operand(kind), pick(comparisons), operand(kind))
        }
    }

    private mutating func terms(_ depth: Int) throws -> [FilterExpression] {
        var terms: [FilterExpression] = []
        for _ in 0...Int.random(in: 1..<4, using: &generator) { terms.append(try expression(depth: depth + 1)) }
        return terms
    }

    private static let kinds: [FilterKind] = [.text, .number, .day, .instant]

    private mutating func operand(_ kind: FilterKind) -> FilterOperand {
        chance(3) ? .value(value(kind)) : property(kind)
    }

    private mutating func property(_ kind: FilterKind) -> FilterOperand {
        switch kind {
        case .text: chance(4) ? .folded(pick(["band", "town"])) : .property(pick(["band", "town"]))
        case .number: .property(pick(["score", "members"]))
        case .bool: .property("has_position")
        case .day: .property("opened")
        default: .property("seen")
        }
    }

    private mutating func value(_ kind: FilterKind) -> FilterValue {
        switch kind {
        case .text: .text(pick(Words.bands + Words.towns + ["a", "", "\t\n\\'\"", "straße", "が"]))
        case .number: .number(pick([0, -1, 1, 2, 80.5, 1e-7, 1e300, 0.001, 12.345]))
        case .bool: .bool(chance(2))
        case .day: FilterDay(pick(Words.days)).map(FilterValue.day) ?? .bool(false)
        default: FilterInstant(pick(Words.instants)).map(FilterValue.instant) ?? .bool(false)
        }
    }

    private mutating func arrayOperand() -> ArrayOperand {
        if chance(3) { return .property(pick(["needs", "needs", "help"])) }
        return .values((Words.needs + ["x'y"]).filter { _ in chance(2) }.sorted())
    }

    mutating func coordinate() throws -> Coordinate {
        try Coordinate(
            longitude: Double(Int.random(in: 0..<4, using: &generator)) + 135,
            latitude: Double(Int.random(in: 0..<4, using: &generator)) + 34)
    }

    private mutating func spatial() throws -> SpatialTest {
        let (a, b, c) = (try coordinate(), try coordinate(), try coordinate())
        let polygon = Polygon(exterior: try Ring([a, b, c, a]), holes: chance(3) ? [try Ring([b, a, c, b])] : [])
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: return SpatialTest(.withinDistance(metres: pick([1, 150_000])), FilterShape(points: [a]))
        case 1: return SpatialTest(.within, FilterShape(points: [a, b]))
        case 2: return SpatialTest(.disjoint, FilterShape(polygons: [polygon]))
        case 3: return SpatialTest(.intersects, FilterShape(lines: [[a, b], [b, c, a]]))
        default:
            return SpatialTest(.intersects, FilterShape(points: [c], lines: [[a, b]], polygons: [polygon, polygon]))
        }
    }

    mutating func rows(_ count: Int) throws -> [Row] {
        let isScored = chance(5) == false
        var rows: [Row] = []
        for _ in 0..<count {
            var row = Row()
            if chance(4) == false { row.band = pick(Words.bands) }
            if chance(4) == false { row.town = pick(Words.towns) }
            if isScored { row.score = pick([0, 1, -5, 12_345, 80_500, 200_000_000]) }
            row.members = pick([1, 2, 7, 4_000_000_000])
            if chance(4) == false { row.hasPosition = chance(2) }
            if chance(4) == false { row.opened = pick(Words.days) }
            if chance(4) == false { row.seen = pick(Words.instants) }
            row.needs = Set(Words.needs.filter { _ in chance(2) })
            if chance(3) == false { row.place = try coordinate() }
            rows.append(row)
        }
        return rows
    }
}
