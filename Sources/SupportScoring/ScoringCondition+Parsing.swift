import Interchange
import Residents

extension ScoringCondition {
    /// The keys of a condition: every kind of need, and the other facts.
    static let keys =
        NeedKind.allCases.map(\.snakeCase) + ["age", "relationship", "floor", "build_year", "structure", "household"]

    /// The names of the 続柄 ranks.
    static let relationshipWords: [(word: String, rank: RelationshipRank)] = [
        ("head", .head), ("spouse", .spouse), ("child", .child), ("childs_spouse", .childsSpouse),
        ("grandchild", .grandchild), ("grandchilds_family", .grandchildsFamily), ("parent", .parent),
        ("sibling", .sibling), ("grandparent", .grandparent), ("other_relative", .otherRelative),
        ("connected", .connected), ("lodger", .lodger), ("unrecognised", .unrecognised),
    ]

    /// Reads a condition; `isAway` says that only facts that take a person out of the home may be named, beside age and
    /// 続柄, else none of them.
    init(_ node: YAMLNode, isAway: Bool) throws(ScoringPolicyError) {
        _ = try PolicyMapping(node, PolicyKeys.condition)
        let entries = node.mapping ?? []
        guard !entries.isEmpty else { throw node.wrong(.mapping) }
        self.init()
        for entry in entries {
            try read(entry, isAway: isAway)
        }
        guard !isAway || !needs.isEmpty else { throw .factNotAllowedHere(line: node.line, column: node.column) }
    }

    private mutating func read(_ entry: YAMLNode.Entry, isAway: Bool) throws(ScoringPolicyError) {
        if let kind = NeedKind.allCases.first(where: { $0.snakeCase == entry.key.text }) {
            guard kind.lessensExposure == isAway else {
                throw .factNotAllowedHere(line: entry.key.line, column: entry.key.column)
            }
            needs.append(try NeedCondition(kind, entry.value))
            return
        }
        switch entry.key.text {
        case "age": age = try AgeCondition(entry.value)
        case "relationship": relationships = try Self.relationships(entry.value)
        // Who is at home is asked before anything else is known, of the house and of others least of all.
        case _ where isAway: throw .factNotAllowedHere(line: entry.key.line, column: entry.key.column)
        case "floor": floor = try NumberCondition(entry.value, in: HouseFacts.floors)
        case "build_year": buildYear = try NumberCondition(entry.value, in: HouseFacts.buildYears)
        case "structure": structures = try Self.structures(entry.value)
        default: household = try HouseholdCondition(entry.value)
        }
    }

    static func relationships(_ node: YAMLNode) throws(ScoringPolicyError) -> [RelationshipRank] {
        var ranks: Set<RelationshipRank> = []
        for (word, node) in try node.policyWords() {
            guard let rank = relationshipWords.first(where: { $0.word == word })?.rank else {
                throw node.unknownWord(word, allowed: relationshipWords.map(\.word))
            }
            ranks.insert(rank)
        }
        return ranks.sorted()
    }

    private static func structures(_ node: YAMLNode) throws(ScoringPolicyError) -> [BuildingStructure] {
        var structures: Set<BuildingStructure> = []
        for (word, node) in try node.policyWords() {
            guard let structure = BuildingStructure(rawValue: word) else {
                throw node.unknownWord(word, allowed: BuildingStructure.allCases.map(\.rawValue))
            }
            structures.insert(structure)
        }
        return BuildingStructure.allCases.filter(structures.contains)
    }
}

extension NeedCondition {
    /// The word for every grade of a kind that counts.
    static let anyGrade = "any"

    /// The words that a condition on a kind takes.
    static func words(of kind: NeedKind) -> [String] {
        [anyGrade] + NeedLevel.levels(of: kind).filter(\.counts).map(\.code).filter { !$0.isEmpty }
    }

    init(_ kind: NeedKind, _ node: YAMLNode) throws(ScoringPolicyError) {
        let countable = NeedLevel.levels(of: kind).filter(\.counts)
        var levels: Set<NeedLevel> = []
        for (word, node) in try node.policyWords() {
            if word == Self.anyGrade {
                levels.formUnion(countable)
            } else if let level = NeedLevel(code: word), countable.contains(level) {
                levels.insert(level)
            } else {
                throw node.unknownWord(word, allowed: Self.words(of: kind))
            }
        }
        self.init(kind: kind, levels: levels.sorted { $0.rawValue < $1.rawValue })
    }
}

extension AgeCondition {
    /// The word for an age that cannot be told.
    static let unknownWord = "unknown"

    init(_ node: YAMLNode) throws(ScoringPolicyError) {
        if node.text != nil {
            _ = try node.policyWord(among: [Self.unknownWord])
            self = .unknown
        } else {
            self = .years(try node.policyRange(in: 0...Self.highestAge))
        }
    }
}

extension NumberCondition {
    init(_ node: YAMLNode, in range: ClosedRange<Int>) throws(ScoringPolicyError) {
        if node.text != nil {
            _ = try node.policyWord(among: [AgeCondition.unknownWord])
            self = .unknown
        } else {
            self = .range(try node.policyRange(in: range))
        }
    }
}

extension HouseholdCondition {
    init(_ node: YAMLNode) throws(ScoringPolicyError) {
        let mapping = try PolicyMapping(node, PolicyKeys.householdCondition)
        let everybody = try mapping["everybody"].map { (node) throws(ScoringPolicyError) in
            let everybody = try PolicyMapping(node, PolicyKeys.everybody)
            guard everybody["age"] != nil || everybody["relationship"] != nil else { throw node.wrong(.mapping) }
            return everybody
        }
        guard mapping["members"] != nil || everybody != nil else { throw node.wrong(.mapping) }
        self.init(
            members: try mapping["members"]?.policyRange(in: 1...Self.highestMemberCount),
            ages: try everybody?["age"]?.policyRange(in: 0...AgeCondition.highestAge),
            relationships: try everybody?["relationship"].map { (node) throws(ScoringPolicyError) in
                try ScoringCondition.relationships(node)
            } ?? [])
    }
}
