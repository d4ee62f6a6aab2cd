import Interchange
import Residents

extension ScoringCondition {
    /// The keys of a condition: every kind of need, `age` and `relationship`.
    static let keys = NeedKind.allCases.map(\.snakeCase) + ["age", "relationship"]

    /// The names of the 続柄 ranks.
    static let relationshipWords: [(word: String, rank: RelationshipRank)] = [
        ("head", .head), ("spouse", .spouse), ("child", .child), ("childs_spouse", .childsSpouse),
        ("grandchild", .grandchild), ("grandchilds_family", .grandchildsFamily), ("parent", .parent),
        ("sibling", .sibling), ("grandparent", .grandparent), ("other_relative", .otherRelative),
        ("connected", .connected), ("lodger", .lodger), ("unrecognised", .unrecognised),
    ]

    /// Reads a condition; `isAway` says that only facts that take a person out of the home may be named, else none of them.
    init(_ node: YAMLNode, isAway: Bool) throws(ScoringPolicyError) {
        _ = try PolicyMapping(node, required: [], optional: Self.keys)
        let entries = node.mapping ?? []
        guard !entries.isEmpty else { throw node.wrong(.mapping) }
        var needs: [NeedCondition] = []
        var age: AgeCondition?
        var relationships: [RelationshipRank] = []
        for entry in entries {
            if let kind = NeedKind.allCases.first(where: { $0.snakeCase == entry.key.text }) {
                guard kind.lessensExposure == isAway else {
                    throw .factNotAllowedHere(line: entry.key.line, column: entry.key.column)
                }
                needs.append(try NeedCondition(kind, entry.value))
            } else if entry.key.text == "age" {
                age = try AgeCondition(entry.value)
            } else {
                relationships = try Self.relationships(entry.value)
            }
        }
        guard !isAway || !needs.isEmpty else { throw .factNotAllowedHere(line: node.line, column: node.column) }
        self.init(needs: needs, age: age, relationships: relationships)
    }

    private static func relationships(_ node: YAMLNode) throws(ScoringPolicyError) -> [RelationshipRank] {
        var ranks: Set<RelationshipRank> = []
        for (word, node) in try node.policyWords() {
            guard let rank = relationshipWords.first(where: { $0.word == word })?.rank else {
                throw node.unknownWord(word, allowed: relationshipWords.map(\.word))
            }
            ranks.insert(rank)
        }
        return ranks.sorted()
    }
}

extension NeedCondition {
    /// The word for every grade of a kind that counts.
    static let anyGrade = "any"

    init(_ kind: NeedKind, _ node: YAMLNode) throws(ScoringPolicyError) {
        let countable = NeedLevel.levels(of: kind).filter(\.counts)
        let allowed = [Self.anyGrade] + countable.map(\.code).filter { !$0.isEmpty }
        var levels: Set<NeedLevel> = []
        for (word, node) in try node.policyWords() {
            if word == Self.anyGrade {
                levels.formUnion(countable)
            } else if let level = NeedLevel(code: word), countable.contains(level) {
                levels.insert(level)
            } else {
                throw node.unknownWord(word, allowed: allowed)
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
            return
        }
        let mapping = try PolicyMapping(node, required: [], optional: ["from", "to"])
        guard mapping["from"] != nil || mapping["to"] != nil else { throw node.wrong(.range) }
        let ages = 0...Self.highestAge
        let from = try mapping["from"]?.policyWholeNumber(in: ages) ?? ages.lowerBound
        let to = try mapping["to"]?.policyWholeNumber(in: ages) ?? ages.upperBound
        guard from <= to else { throw node.wrong(.range) }
        self = .years(from...to)
    }
}
