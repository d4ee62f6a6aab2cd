/// A question about features that is true, false or unknown for each of them.
///
/// Made from CQL2 by ``init(text:vocabulary:system:)`` or ``init(json:vocabulary:system:)`` and checked there: every property is of
/// the vocabulary, and what is compared is of one kind. Unknown is what depends on something that a feature does not have; only
/// features for which the answer is true are meant.
///
/// - Source: OGC 21-065r2, Common Query Language (CQL2).
package indirect enum FilterExpression: Hashable, Sendable {
    /// All of them hold; at least two, none of them an `and` itself.
    case and([FilterExpression])
    /// At least one of them holds; at least two, none of them an `or` itself.
    case or([FilterExpression])
    /// It does not hold.
    case not(FilterExpression)
    /// Holds always or never.
    case constant(Bool)
    /// Two values of one kind compare so.
    case comparison(FilterOperand, Comparison, FilterOperand)
    /// A value lies between two others or is one of them.
    case between(FilterOperand, FilterOperand, FilterOperand)
    /// A value is one of a list that is not empty.
    case isIn(FilterOperand, [FilterValue])
    /// A text is like a pattern.
    case like(FilterOperand, LikePattern)
    /// A feature does not have a property.
    case isNull(String)
    /// Two sets of values relate so.
    case array(ArrayOperand, ArrayRelation, ArrayOperand)
    /// The feature's geometry relates so to a shape.
    case spatial(SpatialTest)

    /// How two values compare.
    package enum Comparison: String, CaseIterable, Sendable {
        /// Are the same.
        case equal = "="
        /// Differ.
        case unequal = "<>"
        /// The first comes before the second.
        case less = "<"
        /// The first does not come after the second.
        case lessOrEqual = "<="
        /// The first comes after the second.
        case greater = ">"
        /// The first does not come before the second.
        case greaterOrEqual = ">="

        /// Whether it asks for an order, not only for sameness.
        var isOrder: Bool { self != .equal && self != .unequal }
    }

    /// How two sets of values relate; order and repetition mean nothing.
    package enum ArrayRelation: String, CaseIterable, Sendable {
        /// Both hold the same.
        case equals = "a_equals"
        /// The first holds all of the second.
        case contains = "a_contains"
        /// The second holds all of the first.
        case containedBy = "a_containedby"
        /// They share something.
        case overlaps = "a_overlaps"
    }
}

/// One side of a comparison.
package enum FilterOperand: Hashable, Sendable {
    /// What a feature has under a name of the vocabulary.
    case property(String)
    /// The same as small letters: `CASEI`.
    case folded(String)
    /// A value.
    case value(FilterValue)
}

/// One side of a relation of sets.
package enum ArrayOperand: Hashable, Sendable {
    /// What a feature has under a name of the vocabulary.
    case property(String)
    /// Values, each once, in the order of their text.
    case values([String])
}

/// A question about a feature's geometry.
package struct SpatialTest: Hashable, Sendable {
    /// How a geometry may lie to a shape.
    package enum Relation: Hashable, Sendable {
        /// They share a position; the boundary belongs to a shape.
        case intersects
        /// They share no position.
        case disjoint
        /// The geometry lies in the shape, and not on its boundary alone.
        case within
        /// The geometry comes within so many metres of the shape, which is one point.
        case withinDistance(metres: Double)
    }

    /// How it must lie.
    package let relation: Relation
    /// To what.
    package let shape: FilterShape

    /// Takes the parts as they are.
    package init(_ relation: Relation, _ shape: FilterShape) {
        self.relation = relation
        self.shape = shape
    }
}

extension FilterExpression {
    /// The names of the vocabulary that the answer depends on, in any place, the geometry's among them.
    package var properties: Set<String> {
        var names: Set<String> = []
        forEachTerm { term in
            switch term {
            case .comparison(let left, _, let right): names.formUnion([left, right].compactMap(\.name))
            case .between(let value, let low, let high): names.formUnion([value, low, high].compactMap(\.name))
            case .isIn(let value, _), .like(let value, _): names.formUnion([value].compactMap(\.name))
            case .isNull(let name): names.insert(name)
            case .array(let left, _, let right): names.formUnion([left, right].compactMap(\.name))
            case .spatial: names.insert(FilterVocabulary.geometryName)
            case .and, .or, .not, .constant: break
            }
        }
        return names
    }

    /// The questions about the geometry, each once, in no order.
    package var spatialTests: Set<SpatialTest> {
        var tests: Set<SpatialTest> = []
        forEachTerm { if case .spatial(let test) = $0 { tests.insert(test) } }
        return tests
    }

    private func forEachTerm(_ body: (FilterExpression) -> Void) {
        switch self {
        case .and(let terms), .or(let terms): for term in terms { term.forEachTerm(body) }
        case .not(let term): term.forEachTerm(body)
        default: body(self)
        }
    }
}

extension FilterOperand {
    /// The property, if it is one.
    var name: String? {
        switch self {
        case .property(let name), .folded(let name): name
        case .value: nil
        }
    }
}

extension ArrayOperand {
    /// The property, if it is one.
    var name: String? { if case .property(let name) = self { name } else { nil } }
}
