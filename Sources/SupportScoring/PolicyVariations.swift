import Interchange

/// A policy with each of its numbers raised or lowered, one at a time.
///
/// The number is changed in the tree that was read and the policy is read anew, so every number of the language can be varied
/// and a value that the language forbids is none.
package struct PolicyVariations: Sendable {
    /// One number of the policy that decides about scores or bands.
    package struct Weight: Hashable, Sendable {
        /// A rule's or factor's identifier, or a path such as `person.share`, `bands.A` or `care.cap`; unique in a policy.
        package let name: String
        /// The rule whose points it is; nil for every other number.
        package let ruleID: String?
        /// The number in thousandths.
        package let thousandths: Int
        /// The line where it stands, from 1.
        package let line: Int
        /// The column where it starts, from 1.
        package let column: Int
    }

    /// The numbers, in the order of the file.
    package let weights: [Weight]
    private let root: YAMLNode
    private let sourceBytes: [UInt8]

    /// The keys whose values are weights, wherever they stand.
    private static let keys = ["points", "share", "cap", "factor", "max_score"]

    /// Finds the numbers of a valid policy.
    ///
    /// - Throws: ``ScoringPolicyError``, when the policy's text is none.
    package init(_ policy: ScoringPolicy) throws(ScoringPolicyError) {
        sourceBytes = policy.sourceBytes
        root = try ScoringPolicy.document(sourceBytes)
        var weights: [Weight] = []
        Self.find(root, path: [], id: nil, in: &weights)
        self.weights = weights
    }

    private static func find(_ node: YAMLNode, path: [String], id: String?, in weights: inout [Weight]) {
        let id = node["id"]?.text ?? id
        for entry in node.mapping ?? [] {
            guard let key = entry.key.text else { continue }
            let isThreshold = path == ["bands"]
            if keys.contains(key) || isThreshold, let text = entry.value.text, let number = ScaledNumber.parse(text) {
                let name =
                    switch (id, key) {
                    case (let id?, "points"), (let id?, "factor"): id
                    case (let id?, _): "\(id).\(key)"
                    case (nil, _): (path + [key]).joined(separator: ".")
                    }
                weights.append(
                    Weight(
                        name: name, ruleID: key == "points" ? id : nil, thousandths: number, line: entry.value.line,
                        column: entry.value.column))
            } else {
                find(entry.value, path: path + [key], id: id, in: &weights)
            }
        }
        for element in node.sequence ?? [] { find(element, path: path, id: id, in: &weights) }
    }

    /// The number changed by so many percent, rounded half up to a thousandth.
    package static func value(of weight: Weight, changedBy percent: Int) -> Points {
        Points(thousandths: (weight.thousandths * (100 + percent) + 50) / 100)
    }

    /// The policy with one number changed; nil when the number stays what it was, or the language does not allow the other.
    ///
    /// - Parameter percent: -100 or more.
    package func policy(changing weight: Weight, by percent: Int) -> ScoringPolicy? {
        let value = Self.value(of: weight, changedBy: percent)
        guard value.thousandths != weight.thousandths else { return nil }
        let changed = Self.replacing(weight, by: value.text, in: root)
        return try? ScoringPolicy.read(changed, sourceBytes: sourceBytes)
    }

    private static func replacing(_ weight: Weight, by text: String, in node: YAMLNode) -> YAMLNode {
        let kind: YAMLNode.Kind
        switch node.kind {
        case .scalar:
            guard (node.line, node.column) == (weight.line, weight.column) else { return node }
            kind = .scalar(text: text, isQuoted: false)
        case .sequence(let elements): kind = .sequence(elements.map { replacing(weight, by: text, in: $0) })
        case .mapping(let entries):
            // A key never stands where a number does.
            kind = .mapping(
                entries.map { YAMLNode.Entry(key: $0.key, value: replacing(weight, by: text, in: $0.value)) })
        }
        return YAMLNode(kind: kind, line: node.line, column: node.column)
    }
}

extension ScoringEngine {
    /// Calls the body with the place, among all rules in the order of the file, of every rule that applies to somebody of the
    /// household; the same place may come more than once.
    ///
    /// Whether a rule applies does not depend on its points: only these households can change with them.
    package func forEachRule(applyingTo household: [PersonFacts], _ body: (Int) -> Void) {
        withPass(over: table(household)) { pass in
            let members = pass.members(of: 0)
            let home = pass.view.numbers.asksForHousehold ? pass.composition(members) : HomeComposition()
            for index in members {
                pass.match(index, home)
                pass.matched.takeAll { if $0 < pass.view.numbers.ruleCount { body($0) } }
            }
        }
    }
}
