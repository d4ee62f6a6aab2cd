import Interchange

/// A mapping of the policy file whose keys are known to be valid.
struct PolicyMapping {
    let node: YAMLNode

    /// Checks that the node is a mapping with all required and no unknown keys.
    init(_ node: YAMLNode, required: [String], optional: [String] = []) throws(ScoringPolicyError) {
        guard let entries = node.mapping else { throw .wrongForm(.mapping, line: node.line, column: node.column) }
        for entry in entries {
            let key = entry.key.text ?? ""
            guard (required + optional).contains(key) else {
                throw .unknownKey(
                    line: entry.key.line, column: entry.key.column,
                    nearest: NearestWord.find(key, among: required + optional))
            }
        }
        self.node = node
        for key in required { _ = try self.required(key) }
    }

    subscript(key: String) -> YAMLNode? { node[key] }

    /// Refuses a key that does not belong beside what the mapping says.
    func refuse(_ key: String) throws(ScoringPolicyError) {
        guard let node = node.mapping?.first(where: { $0.key.text == key })?.key else { return }
        throw .unknownKey(line: node.line, column: node.column, nearest: nil)
    }

    func required(_ key: String) throws(ScoringPolicyError) -> YAMLNode {
        guard let value = node[key] else { throw .missingKey(key, line: node.line, column: node.column) }
        return value
    }

    func text(_ key: String) throws(ScoringPolicyError) -> String { try required(key).policyText() }

    /// A number in thousandths within the range.
    func number(_ key: String, in range: ClosedRange<Int>) throws(ScoringPolicyError) -> Int {
        try required(key).policyNumber(in: range)
    }
}
