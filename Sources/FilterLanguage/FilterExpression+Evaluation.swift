/// Something that filters ask about.
package protocol FilterSubject {
    /// The value of a property; nil when it has none.
    func value(_ property: String) -> FilterValue?
    /// The set of texts of a property; nil when it has none.
    func texts(_ property: String) -> [String]?
    /// Whether the geometry lies so to a shape; nil without a geometry. Never asked for `disjoint`.
    func holds(_ test: SpatialTest) -> Bool?
    /// Whether it has a geometry.
    var hasGeometry: Bool { get }
}

extension FilterExpression {
    /// The answer for one feature; nil for unknown.
    ///
    /// Three-valued: what is asked of something that is not there is unknown, `NOT` of unknown is unknown, an `AND` with one false
    /// part is false and an `OR` with one true part is true whatever else is unknown.
    /// - Complexity: O(terms).
    package func value(for subject: some FilterSubject) -> Bool? {
        switch self {
        case .and(let terms): Self.all(terms.lazy.map { $0.value(for: subject) })
        case .or(let terms): Self.any(terms.lazy.map { $0.value(for: subject) })
        case .not(let term): term.value(for: subject).map { !$0 }
        case .constant(let bool): bool
        case .comparison(let left, let comparison, let right):
            Self.compare(left.value(for: subject), comparison, right.value(for: subject))
        case .between(let value, let low, let high):
            Self.lies(value.value(for: subject), from: low.value(for: subject), to: high.value(for: subject))
        case .isIn(let value, let values): value.value(for: subject).map(values.contains)
        case .like(let value, let pattern): Self.matches(value.value(for: subject), pattern)
        case .isNull(let name):
            name == FilterVocabulary.geometryName
                ? !subject.hasGeometry : subject.value(name) == nil && subject.texts(name) == nil
        case .array(let left, let relation, let right):
            Self.relates(left.texts(for: subject), relation, right.texts(for: subject))
        case .spatial(let test):
            test.relation == .disjoint
                ? subject.holds(SpatialTest(.intersects, test.shape)).map { !$0 } : subject.holds(test)
        }
    }

    private static func all(_ values: some Sequence<Bool?>) -> Bool? {
        var isKnown = true
        for value in values {
            if value == false { return false }
            if value == nil { isKnown = false }
        }
        return isKnown ? true : nil
    }

    private static func any(_ values: some Sequence<Bool?>) -> Bool? {
        var isKnown = true
        for value in values {
            if value == true { return true }
            if value == nil { isKnown = false }
        }
        return isKnown ? false : nil
    }

    /// Whether two values compare so; unknown where one is missing.
    static func compare(_ left: FilterValue?, _ comparison: Comparison, _ right: FilterValue?) -> Bool? {
        guard let left, let right else { return nil }
        return left.compares(comparison, to: right)
    }

    /// Whether a value is neither below one nor above another: two comparisons that both hold.
    static func lies(_ value: FilterValue?, from low: FilterValue?, to high: FilterValue?) -> Bool? {
        all([compare(value, .greaterOrEqual, low), compare(value, .lessOrEqual, high)])
    }

    /// Whether a text is like a pattern; unknown for what is no text.
    static func matches(_ value: FilterValue?, _ pattern: LikePattern) -> Bool? {
        guard case .text(let text)? = value else { return nil }
        return pattern.matches(text)
    }

    /// Whether two sets relate so; unknown where one is missing.
    static func relates(_ left: [String]?, _ relation: ArrayRelation, _ right: [String]?) -> Bool? {
        guard let left, let right else { return nil }
        let first = Set(left.map(FilterValue.text))
        let second = Set(right.map(FilterValue.text))
        return switch relation {
        case .equals: first == second
        case .contains: first.isSuperset(of: second)
        case .containedBy: first.isSubset(of: second)
        case .overlaps: !first.isDisjoint(with: second)
        }
    }
}

extension FilterOperand {
    fileprivate func value(for subject: some FilterSubject) -> FilterValue? {
        switch self {
        case .property(let name): subject.value(name)
        case .folded(let name): subject.value(name)?.folded
        case .value(let value): value
        }
    }
}

extension FilterValue {
    /// A text in small letters; anything else as it is.
    var folded: FilterValue { if case .text(let text) = self { .text(LikePattern.folded(text)) } else { self } }
}

extension ArrayOperand {
    fileprivate func texts(for subject: some FilterSubject) -> [String]? {
        switch self {
        case .property(let name): subject.texts(name)
        case .values(let values): values
        }
    }
}
