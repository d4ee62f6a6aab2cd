import Geospatial

/// What was written, before anybody asked whether it makes sense: text and JSON become the same tree.
struct FilterNode {
    /// What stands there.
    let tree: FilterTree
    /// Where.
    let place: FilterPlace
}

indirect enum FilterTree {
    case call(FilterOperator, [FilterNode])
    case property(String)
    /// A text: as a value, nil when it has an escape that only patterns have; and as a pattern.
    case text(value: String?, pattern: String)
    case number(Double)
    case bool(Bool)
    case day(FilterDay)
    case instant(FilterInstant)
    case list([FilterNode])
    case shape(FilterShape)
}

/// The operators and functions by their names in JSON; `unsupported` stands for those of CQL2 that are not here.
enum FilterOperator: String, CaseIterable {
    case and, or, not, like, between
    case isIn = "in"
    case isNull, casei
    case equal = "="
    case unequal = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case arrayEquals = "a_equals"
    case arrayContains = "a_contains"
    case arrayContainedBy = "a_containedby"
    case arrayOverlaps = "a_overlaps"
    case intersects = "s_intersects"
    case disjoint = "s_disjoint"
    case within = "s_within"
    case contains = "s_contains"
    case withinDistance = "s_dwithin"
    case unsupported

    /// What CQL2 has beside these, in small letters.
    private static let others: Set<String> = [
        "accenti", "s_equals", "s_touches", "s_overlaps", "s_crosses", "t_after", "t_before", "t_contains",
        "t_disjoint",
        "t_during", "t_equals", "t_finishedby", "t_finishes", "t_intersects", "t_meets", "t_metby", "t_overlappedby",
        "t_overlaps", "t_startedby", "t_starts", "+", "-", "*", "/", "^", "%", "div",
    ]

    /// The operator of a name in JSON; nil when CQL2 has none.
    init?(json name: String) {
        if let known = FilterOperator(rawValue: name), known != .unsupported {
            self = known
        } else if Self.others.contains(name.lowercased()) {
            self = .unsupported
        } else {
            return nil
        }
    }

    /// The function of a name in text, in any case; nil when CQL2 has none.
    init?(function name: String) {
        let name = name.lowercased()
        guard name == "casei" || name.dropFirst().first == "_" || Self.others.contains(name) else { return nil }
        self.init(json: name)
    }
}

extension FilterPlace {
    /// The place of an argument of an operation.
    func argument(_ index: Int) -> FilterPlace { within("args[\(index)]") }

    /// The place of an element of an array.
    func element(_ index: Int) -> FilterPlace {
        guard case .member(let path) = self else { return self }
        return .member("\(path)[\(index)]")
    }

    /// The place of a member; only names that the language gives go in.
    func within(_ member: String) -> FilterPlace {
        guard case .member(let path) = self else { return self }
        return .member(path.isEmpty ? member : path + "." + member)
    }
}
