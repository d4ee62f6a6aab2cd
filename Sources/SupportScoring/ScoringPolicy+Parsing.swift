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
struct PolicyParser {
    private var sources: [(key: String, reference: String)] = []
    private var sourceKeys: Set<String> = []
    private var ruleLines: [String: Int] = [:]
    private var groupLines: [String: Int] = [:]

    mutating func policy(_ root: YAMLNode, sourceBytes: [UInt8]) throws(ScoringPolicyError) -> ScoringPolicy {
        let mapping = try PolicyMapping(root, PolicyKeys.root)
        try readSources(try mapping.required("sources"))
        let unit = try PolicyMapping(try mapping.required("unit"), PolicyKeys.text)
        var groups: [ScoringGroup] = []
        for node in try mapping.required("groups").policyList() { groups.append(try group(node)) }
        var overrides: [BandOverride] = []
        if let nodes = try mapping["overrides"]?.policyList() {
            for node in nodes { overrides.append(try override(node)) }
        }
        let household = try self.household(try mapping.required("household"))
        let bands = try PolicyMapping(try mapping.required("bands"), PolicyKeys.bands)
        let highestScore = 1_000_000_000
        let thresholdA = try bands.number("A", in: 1...highestScore)
        let thresholdB = try bands.number("B", in: 1...highestScore)
        guard thresholdB < thresholdA else { throw bands.node.wrong(.descendingThresholds) }
        return ScoringPolicy(
            title: try mapping.text("title"), version: try mapping.text("version"),
            author: try mapping["author"]?.policyText(), date: try mapping.required("date").policyDate(),
            unit: try text(unit), sources: sources,
            combination: try combination(
                try PolicyMapping(try mapping.required("person"), PolicyKeys.combination)),
            groups: groups, overrides: overrides, household: household,
            thresholdA: Points(thousandths: thresholdA), thresholdB: Points(thousandths: thresholdB),
            sourceBytes: sourceBytes)
    }

    private mutating func readSources(_ node: YAMLNode) throws(ScoringPolicyError) {
        guard let entries = node.mapping else { throw node.wrong(.mapping) }
        guard entries.count <= ScoringPolicy.maximumSources else { throw node.wrong(.sources) }
        for entry in entries {
            let key = try entry.key.policyIdentifier()
            sources.append((key, try entry.value.policyText()))
            sourceKeys.insert(key)
        }
    }

    private mutating func group(_ node: YAMLNode) throws(ScoringPolicyError) -> ScoringGroup {
        let mapping = try PolicyMapping(node, PolicyKeys.group)
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
        let mapping = try PolicyMapping(node, PolicyKeys.rule)
        return ScoringRule(
            id: try ruleID(mapping), condition: try ScoringCondition(try mapping.required("when"), isAway: false),
            points: Points(thousandths: try mapping.number("points", in: 0...1_000_000)), text: try text(mapping),
            source: try source(mapping))
    }

    mutating func trigger(_ mapping: PolicyMapping, isAway: Bool) throws(ScoringPolicyError) -> ScoringTrigger {
        ScoringTrigger(
            id: try ruleID(mapping), condition: try ScoringCondition(try mapping.required("when"), isAway: isAway),
            text: try text(mapping), source: try source(mapping))
    }

    private mutating func override(_ node: YAMLNode) throws(ScoringPolicyError) -> BandOverride {
        let mapping = try PolicyMapping(node, PolicyKeys.override)
        let word = try mapping.required("band").policyWord(among: PolicyKeys.overrideBands)
        return BandOverride(trigger: try trigger(mapping, isAway: false), band: word == "A" ? .a : .b)
    }

    func combination(_ mapping: PolicyMapping) throws(ScoringPolicyError) -> ScoringCombination {
        let word = try mapping.required("combine").policyWord(among: PolicyKeys.combinationWords)
        let cap = try mapping["cap"]?.policyNumber(in: 0...1_000_000_000)
        let share: Int
        switch word {
        case "maximum-plus-share":
            share = try mapping.number("share", in: 0...1_000)
        default:
            try mapping.refuse("share")
            share = word == "sum" ? 1_000 : 0
        }
        return ScoringCombination(share: share, cap: cap.map { Points(thousandths: $0) })
    }

    func text(_ mapping: PolicyMapping) throws(ScoringPolicyError) -> BilingualText {
        BilingualText(japanese: try mapping.text("ja"), english: try mapping.text("en"))
    }

    func source(_ mapping: PolicyMapping) throws(ScoringPolicyError) -> String {
        let node = try mapping.required("source")
        let word = try node.policyText()
        guard word == ScoringPolicy.choice || sourceKeys.contains(word) else {
            throw .unknownSource(
                line: node.line, column: node.column,
                nearest: NearestWord.find(word, among: [ScoringPolicy.choice] + sources.map(\.key)))
        }
        return word
    }

    mutating func ruleID(_ mapping: PolicyMapping) throws(ScoringPolicyError) -> String {
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
