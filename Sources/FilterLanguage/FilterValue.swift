/// One value that features have and filters name.
package enum FilterValue: Sendable {
    /// A text; compared byte by byte, as names are everywhere.
    case text(String)
    /// A number.
    case number(Double)
    /// True or false.
    case bool(Bool)
    /// A day.
    case day(FilterDay)
    /// A moment.
    case instant(FilterInstant)

    /// What kind of value it is.
    package var kind: FilterKind {
        switch self {
        case .text: .text
        case .number: .number
        case .bool: .bool
        case .day: .day
        case .instant: .instant
        }
    }

    /// Whether two values compare so; nil when they are of different kinds, or of one that has no order and is asked for it.
    package func compares(_ comparison: FilterExpression.Comparison, to other: FilterValue) -> Bool? {
        switch (self, other) {
        case (.text(let left), .text(let right)):
            switch comparison {
            case .equal: left.utf8.elementsEqual(right.utf8)
            case .unequal: !left.utf8.elementsEqual(right.utf8)
            case .less: left.utf8.lexicographicallyPrecedes(right.utf8)
            case .lessOrEqual: !right.utf8.lexicographicallyPrecedes(left.utf8)
            case .greater: right.utf8.lexicographicallyPrecedes(left.utf8)
            case .greaterOrEqual: !left.utf8.lexicographicallyPrecedes(right.utf8)
            }
        case (.number(let left), .number(let right)): Self.compare(left, comparison, right)
        case (.day(let left), .day(let right)): Self.compare(left, comparison, right)
        case (.instant(let left), .instant(let right)): Self.compare(left, comparison, right)
        case (.bool(let left), .bool(let right)): comparison.isOrder ? nil : (left == right) == (comparison == .equal)
        default: nil
        }
    }

    private static func compare<Value: Comparable>(
        _ left: Value, _ comparison: FilterExpression.Comparison, _ right: Value
    ) -> Bool {
        switch comparison {
        case .equal: left == right
        case .unequal: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}

extension FilterValue: Hashable {
    /// Whether they are the same; texts to the byte.
    package static func == (left: FilterValue, right: FilterValue) -> Bool { left.compares(.equal, to: right) == true }

    /// By what ``==(_:_:)`` compares.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .text(let text): for byte in text.utf8 { hasher.combine(byte) }
        case .number(let number): hasher.combine(number)
        case .bool(let bool): hasher.combine(bool)
        case .day(let day): hasher.combine(day)
        case .instant(let instant): hasher.combine(instant)
        }
    }
}

/// The kinds of values; only values of one kind are compared.
package enum FilterKind: String, CaseIterable, Sendable {
    /// A text.
    case text
    /// A number, whole or not.
    case number
    /// True or false.
    case bool
    /// A day: `DATE('2026-06-01')`.
    case day
    /// A moment: `TIMESTAMP('2026-06-01T00:00:00Z')`.
    case instant
    /// A set of texts.
    case texts
    /// The geometry.
    case geometry

    /// Whether one value of the kind can come before another.
    var hasOrder: Bool { self != .bool }
    /// Whether it is one value.
    var isScalar: Bool { self != .texts && self != .geometry }
}
