import Interchange
import Residents

extension ScoringPolicy {
    /// Reads and checks a policy file.
    ///
    /// - Throws: ``ScoringPolicyError`` with the place of the first fault.
    /// - Complexity: O(n) in the bytes.
    package static func parse(_ yaml: [UInt8]) throws(ScoringPolicyError) -> ScoringPolicy {
        try read(document(yaml), sourceBytes: yaml)
    }

    /// The tree of a policy file, of which nothing but the form of YAML is known.
    static func document(_ yaml: [UInt8]) throws(ScoringPolicyError) -> YAMLNode {
        do {
            return try YAMLDocument.parse(yaml)
        } catch {
            throw .notYAML(error)
        }
    }

    /// Checks a tree as a policy; the bytes are what it came from.
    static func read(_ root: YAMLNode, sourceBytes: [UInt8]) throws(ScoringPolicyError) -> ScoringPolicy {
        var parser = PolicyParser()
        return try parser.policy(root, sourceBytes: sourceBytes)
    }
}

/// One reading of a policy; remembers the identifiers and sources seen so far.
private struct PolicyParser {
    private var sources: [(key: String, reference: String)] = []
    private var ruleLines: [String: Int] = [:]
    private var groupLines: [String: Int] = [:]

    private static let ruleKeys = ["id", "when", "points", "ja", "en", "source"]
    private static let triggerKeys = ["id", "when", "ja", "en", "source"]

    mutating func policy(_ root: YAMLNode, sourceBytes: [UInt8]) throws(ScoringPolicyError) -> ScoringPolicy {
        let mapping = try PolicyMapping(
            root,
            required: ["title", "version", "date", "sources", "unit", "person", "groups", "household", "bands"],
            optional: ["author", "overrides"])
        try readSources(try mapping.required("sources"))
        let unit = try PolicyMapping(try mapping.required("unit"), required: ["ja", "en"])
        var groups: [ScoringGroup] = []
        for node in try mapping.required("groups").policyList() { groups.append(try group(node)) }
        var overrides: [BandOverride] = []
        if let nodes = try mapping["overrides"]?.policyList() {
            for node in nodes { overrides.append(try override(node)) }
        }
        let household = try self.household(try mapping.required("household"))
        let bands = try PolicyMapping(try mapping.required("bands"), required: ["A", "B"])
        let highestScore = 1_000_000_000
        let thresholdA = try bands.number("A", in: 1...highestScore)
        let thresholdB = try bands.number("B", in: 1...highestScore)
        guard thresholdB < thresholdA else { throw bands.node.wrong(.descendingThresholds) }
        return ScoringPolicy(
            title: try mapping.text("title"), version: try mapping.text("version"),
            author: try mapping["author"]?.policyText(), date: try mapping.required("date").policyDate(),
            unit: try text(unit), sources: sources,
            combination: try combination(
                try PolicyMapping(
                    try mapping.required("person"), required: ["combine"], optional: ["share", "cap"])),
            groups: groups, overrides: overrides, household: household,
            thresholdA: Points(thousandths: thresholdA), thresholdB: Points(thousandths: thresholdB),
            sourceBytes: sourceBytes)
    }

    private mutating func readSources(_ node: YAMLNode) throws(ScoringPolicyError) {
        guard let entries = node.mapping else { throw node.wrong(.mapping) }
        guard entries.count <= ScoringPolicy.maximumSources else { throw node.wrong(.sources) }
        for entry in entries {
            sources.append((try entry.key.policyIdentifier(), try entry.value.policyText()))
        }
    }

    private mutating func group(_ node: YAMLNode) throws(ScoringPolicyError) -> ScoringGroup {
        let mapping = try PolicyMapping(
            node, required: ["id", "ja", "en", "combine", "rules"], optional: ["share", "cap", "enters"])
        let id = try mapping.required("id")
        try Self.register(id, in: &groupLines)
        let entry = try mapping["enters"]?.policyWord(among: GroupEntry.allCases.map(\.rawValue))
        var rules: [ScoringRule] = []
        for node in try mapping.required("rules").policyList() { rules.append(try rule(node)) }
        return ScoringGroup(
            id: try id.policyIdentifier(), text: try text(mapping), combination: try combination(mapping),
            enters: entry.flatMap(GroupEntry.init(rawValue:)) ?? .maximumAndShare, rules: rules)
    }

    private mutating func rule(_ node: YAMLNode) throws(ScoringPolicyError) -> ScoringRule {
        let mapping = try PolicyMapping(node, required: Self.ruleKeys)
        return ScoringRule(
            id: try ruleID(mapping), condition: try ScoringCondition(try mapping.required("when"), isAway: false),
            points: Points(thousandths: try mapping.number("points", in: 0...1_000_000)), text: try text(mapping),
            source: try source(mapping))
    }

    private mutating func trigger(
        _ mapping: PolicyMapping, isAway: Bool
    ) throws(ScoringPolicyError) -> ScoringTrigger {
        ScoringTrigger(
            id: try ruleID(mapping), condition: try ScoringCondition(try mapping.required("when"), isAway: isAway),
            text: try text(mapping), source: try source(mapping))
    }

    private mutating func override(_ node: YAMLNode) throws(ScoringPolicyError) -> BandOverride {
        let mapping = try PolicyMapping(node, required: Self.triggerKeys + ["band"])
        // A household without points is in C already, so only A and B can be set.
        let word = try mapping.required("band").policyWord(among: ["A", "B"])
        return BandOverride(trigger: try trigger(mapping, isAway: false), band: word == "A" ? .a : .b)
    }

    private mutating func household(_ node: YAMLNode) throws(ScoringPolicyError) -> HouseholdPolicy {
        let mapping = try PolicyMapping(node, required: ["helper"], optional: ["away", "factors"])
        let helper = try PolicyMapping(try mapping.required("helper"), required: ["age", "max_score"])
        let age = try helper.required("age")
        guard case .years(let helperAges) = try AgeCondition(age) else { throw age.wrong(.range) }
        var away: [ScoringTrigger] = []
        if let nodes = try mapping["away"]?.policyList() {
            for node in nodes {
                away.append(try trigger(try PolicyMapping(node, required: Self.triggerKeys), isAway: true))
            }
        }
        var factors: [HouseholdFactor] = []
        if let nodes = try mapping["factors"]?.policyList() {
            for node in nodes { factors.append(try factor(node)) }
        }
        return HouseholdPolicy(
            helperAges: helperAges,
            helperMaximum: Points(thousandths: try helper.number("max_score", in: 0...1_000_000)),
            away: away, factors: factors)
    }

    private mutating func factor(_ node: YAMLNode) throws(ScoringPolicyError) -> HouseholdFactor {
        let mapping = try PolicyMapping(node, required: ["id", "when", "factor", "ja", "en", "source"])
        let allowed = HouseholdSituation.allCases.map(\.rawValue)
        let when = try mapping.required("when")
        guard let situation = HouseholdSituation(rawValue: try when.policyWord(among: allowed)) else {
            throw when.wrong(.words)
        }
        return HouseholdFactor(
            id: try ruleID(mapping), situation: situation,
            thousandths: try mapping.number("factor", in: 1_000...10_000),
            text: try text(mapping), source: try source(mapping))
    }

    private func combination(_ mapping: PolicyMapping) throws(ScoringPolicyError) -> ScoringCombination {
        let words = ["maximum", "sum", "maximum-plus-share"]
        let word = try mapping.required("combine").policyWord(among: words)
        let cap = try mapping["cap"]?.policyNumber(in: 0...1_000_000_000)
        let share: Int
        switch word {
        case "maximum-plus-share":
            share = try mapping.number("share", in: 0...1_000)
        default:
            if let node = mapping.keyNode("share") {
                throw .unknownKey(line: node.line, column: node.column, nearest: nil)
            }
            share = word == "sum" ? 1_000 : 0
        }
        return ScoringCombination(share: share, cap: cap.map { Points(thousandths: $0) })
    }

    private func text(_ mapping: PolicyMapping) throws(ScoringPolicyError) -> BilingualText {
        BilingualText(japanese: try mapping.text("ja"), english: try mapping.text("en"))
    }

    private func source(_ mapping: PolicyMapping) throws(ScoringPolicyError) -> String {
        let node = try mapping.required("source")
        let word = try node.policyText()
        guard word == ScoringPolicy.choice || sources.contains(where: { $0.key == word }) else {
            throw .unknownSource(
                line: node.line, column: node.column,
                nearest: NearestWord.find(word, among: [ScoringPolicy.choice] + sources.map(\.key)))
        }
        return word
    }

    private mutating func ruleID(_ mapping: PolicyMapping) throws(ScoringPolicyError) -> String {
        let node = try mapping.required("id")
        try Self.register(node, in: &ruleLines)
        guard ruleLines.count <= ScoringPolicy.maximumRules else {
            throw .tooManyRules(limit: ScoringPolicy.maximumRules, line: node.line, column: node.column)
        }
        return try node.policyIdentifier()
    }

    private static func register(_ node: YAMLNode, in lines: inout [String: Int]) throws(ScoringPolicyError) {
        let id = try node.policyIdentifier()
        if let first = lines[id] {
            throw .duplicateIdentifier(line: node.line, column: node.column, firstLine: first)
        }
        lines[id] = node.line
    }
}
