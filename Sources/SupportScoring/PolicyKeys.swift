import Interchange

/// The keys and words of the policy language, as the parser takes them; `Docs/scoring-policy.schema.json` says the same.
enum PolicyKeys {
    /// The keys of one mapping.
    struct Mapping {
        let required: [String]
        let optional: [String]
    }

    static let root = Mapping(
        required: ["title", "version", "date", "sources", "unit", "person", "groups", "household", "bands"],
        optional: ["author", "overrides"])
    static let text = Mapping(required: ["ja", "en"], optional: [])
    static let combination = Mapping(required: ["combine"], optional: ["share", "cap"])
    static let group = Mapping(
        required: ["id", "ja", "en", "combine", "rules"], optional: ["share", "cap", "enters"])
    static let rule = Mapping(required: ["id", "when", "points", "ja", "en", "source"], optional: [])
    static let away = Mapping(required: ["id", "when", "ja", "en", "source"], optional: [])
    static let override = Mapping(required: away.required + ["band"], optional: [])
    static let condition = Mapping(required: [], optional: ScoringCondition.keys)
    static let range = Mapping(required: [], optional: ["from", "to"])
    static let householdCondition = Mapping(required: [], optional: ["members", "everybody"])
    static let everybody = Mapping(required: [], optional: ["age", "relationship"])
    static let household = Mapping(
        required: ["helper"], optional: ["combine", "share", "cap", "away", "large", "factors", "daytime"])
    static let helper = Mapping(required: ["age", "max_score"], optional: ["except_relationship"])
    static let large = Mapping(
        required: ["id", "from", "combine", "ja", "en", "source"], optional: ["share", "cap"])
    static let factor = Mapping(required: ["id", "when", "factor", "ja", "en", "source"], optional: ["age"])
    static let daytime = Mapping(required: ["id", "age", "max_score", "ja", "en", "source"], optional: [])
    static let bands = Mapping(required: ["A", "B"], optional: [])

    static let combinationWords = ["maximum", "sum", "maximum-plus-share"]
    // A household without points is in C already, so only A and B can be set.
    static let overrideBands = ["A", "B"]
}

extension PolicyMapping {
    /// Checks that the node is a mapping with these keys.
    init(_ node: YAMLNode, _ keys: PolicyKeys.Mapping) throws(ScoringPolicyError) {
        try self.init(node, required: keys.required, optional: keys.optional)
    }
}
