import Interchange
package import Residents

/// What the author of a valid policy should look at; lines and columns count from 1.
package enum PolicyWarning: Hashable, Sendable {
    /// A key of `sources` that no rule names.
    case unusedSource(key: String, line: Int, column: Int)
    /// A rule that gives no points.
    case noPoints(ruleID: String, line: Int, column: Int)
    /// A rule whose condition is that of an earlier rule of the same group.
    case sameCondition(ruleID: String, as: String, line: Int, column: Int)
    /// A kind of need that nothing in the policy looks at.
    case kindWithoutRule(NeedKind)
    /// Grades of a kind of need that no rule looks at, while other grades of it have rules.
    case gradesWithoutRule(NeedKind, grades: [String])
    /// Nothing gives points to somebody of unknown age.
    case unknownAgeWithoutRule

    /// A stable name, for machines.
    package var code: String {
        switch self {
        case .unusedSource: "unused-source"
        case .noPoints: "no-points"
        case .sameCondition: "same-condition"
        case .kindWithoutRule: "kind-without-rule"
        case .gradesWithoutRule: "grades-without-rule"
        case .unknownAgeWithoutRule: "unknown-age-without-rule"
        }
    }

    /// Where to look, when it has a place.
    package var position: (line: Int, column: Int)? {
        switch self {
        case .unusedSource(_, let line, let column), .noPoints(_, let line, let column),
            .sameCondition(_, _, let line, let column):
            (line, column)
        case .kindWithoutRule, .gradesWithoutRule, .unknownAgeWithoutRule: nil
        }
    }

    /// Every warning, in the order of the cases, then of the file.
    static func all(_ policy: ScoringPolicy, _ root: YAMLNode) -> [PolicyWarning] {
        unusedSources(policy, root) + weakRules(policy, places(of: root)) + uncovered(policy)
    }

    private static func unusedSources(_ policy: ScoringPolicy, _ root: YAMLNode) -> [PolicyWarning] {
        var used = Set(policy.groups.flatMap(\.rules).map(\.source))
        used.formUnion(policy.overrides.map(\.trigger.source))
        used.formUnion(policy.household.away.map(\.source))
        used.formUnion(policy.household.factors.map(\.source))
        used.formUnion([policy.household.large?.source, policy.household.daytime?.source].compactMap(\.self))
        return (root["sources"]?.mapping ?? []).compactMap { entry in
            guard let key = entry.key.text, !used.contains(key) else { return nil }
            return .unusedSource(key: key, line: entry.key.line, column: entry.key.column)
        }
    }

    private static func weakRules(
        _ policy: ScoringPolicy, _ places: [String: (line: Int, column: Int)]
    ) -> [PolicyWarning] {
        var pointless: [PolicyWarning] = []
        var repeated: [PolicyWarning] = []
        for group in policy.groups {
            var first: [ScoringCondition: String] = [:]
            for rule in group.rules {
                let place = places[rule.id] ?? (1, 1)
                if rule.points == .zero {
                    pointless.append(.noPoints(ruleID: rule.id, line: place.line, column: place.column))
                }
                if let earlier = first[rule.condition] {
                    repeated.append(
                        .sameCondition(ruleID: rule.id, as: earlier, line: place.line, column: place.column))
                } else {
                    first[rule.condition] = rule.id
                }
            }
        }
        return pointless + repeated
    }

    private static func uncovered(_ policy: ScoringPolicy) -> [PolicyWarning] {
        let rules = policy.groups.flatMap(\.rules).map(\.condition)
        let conditions = rules + policy.overrides.map(\.trigger.condition) + policy.household.away.map(\.condition)
        var covered: [NeedKind: Set<NeedLevel>] = [:]
        for need in conditions.flatMap(\.needs) { covered[need.kind, default: []].formUnion(need.levels) }
        var result = NeedKind.allCases.filter { covered[$0] == nil }.map(PolicyWarning.kindWithoutRule)
        for kind in NeedKind.allCases {
            guard let levels = covered[kind] else { continue }
            let lacking = NeedLevel.levels(of: kind).filter { $0.counts && !levels.contains($0) && !$0.code.isEmpty }
            if !lacking.isEmpty { result.append(.gradesWithoutRule(kind, grades: lacking.map(\.code))) }
        }
        if !rules.contains(where: { $0.age == .unknown }) { result.append(.unknownAgeWithoutRule) }
        return result
    }

    /// Where each `id` stands.
    static func places(of root: YAMLNode) -> [String: (line: Int, column: Int)] {
        var result: [String: (line: Int, column: Int)] = [:]
        func visit(_ node: YAMLNode) {
            if let id = node["id"], let text = id.text { result[text] = (id.line, id.column) }
            for entry in node.mapping ?? [] { visit(entry.value) }
            for element in node.sequence ?? [] { visit(element) }
        }
        visit(root)
        return result
    }
}
