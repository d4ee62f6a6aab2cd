import Interchange
import Residents

extension PolicyParser {
    mutating func household(_ node: YAMLNode) throws(ScoringPolicyError) -> HouseholdPolicy {
        let mapping = try PolicyMapping(node, PolicyKeys.household)
        let helper = try PolicyMapping(try mapping.required("helper"), PolicyKeys.helper)
        let helperAges = try ages(try helper.required("age"))
        var away: [ScoringTrigger] = []
        if let nodes = try mapping["away"]?.policyList() {
            for node in nodes { away.append(try trigger(try PolicyMapping(node, PolicyKeys.away), isAway: true)) }
        }
        let large = try mapping["large"].map { (node) throws(ScoringPolicyError) in try self.large(node) }
        var factors: [HouseholdFactor] = []
        if let nodes = try mapping["factors"]?.policyList() {
            for node in nodes { factors.append(try factor(node)) }
        }
        let daytime = try mapping["daytime"].map { (node) throws(ScoringPolicyError) in try self.daytime(node) }
        return HouseholdPolicy(
            combination: try householdCombination(mapping), helperAges: helperAges,
            helperMaximum: Points(thousandths: try helper.number("max_score", in: 0...1_000_000)),
            helperExceptions: try helper["except_relationship"].map { (node) throws(ScoringPolicyError) in
                try ScoringCondition.relationships(node)
            } ?? [], away: away, large: large, factors: factors, daytime: daytime)
    }

    /// The sum, where nothing else is said.
    private func householdCombination(_ mapping: PolicyMapping) throws(ScoringPolicyError) -> ScoringCombination {
        guard mapping["combine"] == nil else { return try combination(mapping) }
        try mapping.refuse("share")
        try mapping.refuse("cap")
        return ScoringCombination(share: 1_000, cap: nil)
    }

    private mutating func large(_ node: YAMLNode) throws(ScoringPolicyError) -> LargeHouseholdRule {
        let mapping = try PolicyMapping(node, PolicyKeys.large)
        return LargeHouseholdRule(
            id: try ruleID(mapping),
            from: try mapping.required("from").policyWholeNumber(in: 2...HouseholdCondition.highestMemberCount),
            combination: try combination(mapping), text: try text(mapping), source: try source(mapping))
    }

    private mutating func factor(_ node: YAMLNode) throws(ScoringPolicyError) -> HouseholdFactor {
        let mapping = try PolicyMapping(node, PolicyKeys.factor)
        let when = try mapping.required("when")
        guard
            let situation = HouseholdSituation(
                rawValue: try when.policyWord(among: HouseholdSituation.allCases.map(\.rawValue)))
        else { throw when.wrong(.words) }
        if !situation.asksForAges { try mapping.refuse("age") }
        return HouseholdFactor(
            id: try ruleID(mapping), situation: situation,
            ages: situation.asksForAges ? try ages(try mapping.required("age")) : nil,
            thousandths: try mapping.number("factor", in: 1_000...10_000),
            text: try text(mapping), source: try source(mapping))
    }

    private mutating func daytime(_ node: YAMLNode) throws(ScoringPolicyError) -> DaytimeRule {
        let mapping = try PolicyMapping(node, PolicyKeys.daytime)
        return DaytimeRule(
            id: try ruleID(mapping), ages: try ages(try mapping.required("age")),
            maximum: Points(thousandths: try mapping.number("max_score", in: 0...1_000_000)),
            text: try text(mapping), source: try source(mapping))
    }

    private func ages(_ node: YAMLNode) throws(ScoringPolicyError) -> ClosedRange<Int> {
        try node.policyRange(in: 0...AgeCondition.highestAge)
    }
}
