import Interchange

/// Everything that is wrong with a policy file, and what its author should look at although it is valid.
package struct PolicyCheck: Sendable {
    /// The most faults that are looked for.
    package static let maximumFaults = 20

    /// The policy, or nil when anything is wrong.
    package let policy: ScoringPolicy?
    /// What is wrong, in the order in which the file is read; empty for a valid policy.
    package let faults: [ScoringPolicyError]
    /// What to look at in a valid policy, in the order of ``PolicyWarning``'s cases, then of the file.
    package let warnings: [PolicyWarning]

    /// Checks a file.
    ///
    /// Behind a fault the check goes on without the rule, key or part that has it. Only a text that is no YAML, and a fault of
    /// `sources` or of the list of groups as a whole, end it.
    /// - Complexity: O(faults × n) in the bytes.
    package init(_ yaml: [UInt8]) {
        var faults: [ScoringPolicyError] = []
        do {
            let document = try ScoringPolicy.document(yaml)
            var root: YAMLNode? = document
            while let node = root, faults.count < Self.maximumFaults {
                do {
                    let policy = try ScoringPolicy.read(node, sourceBytes: yaml)
                    guard faults.isEmpty else { break }
                    self.policy = policy
                    self.faults = []
                    warnings = PolicyWarning.all(policy, document)
                    return
                } catch {
                    // A part that was put in place of a wrong one has no fault; to meet a place twice would be one of this check.
                    guard !faults.contains(error) else { break }
                    faults.append(error)
                    root = FaultyPolicy(node).without(error)
                }
            }
        } catch {
            faults = [error]
        }
        policy = nil
        self.faults = faults
        warnings = []
    }
}

/// A policy's tree, of which the part with a fault can be left out.
private struct FaultyPolicy {
    private let root: YAMLNode

    init(_ root: YAMLNode) { self.root = root }

    /// Lists whose elements stand for themselves.
    private static let lists = ["groups", "rules", "overrides", "away", "factors"]
    private static let optionalLists = ["overrides", "away", "factors"]
    /// Stands in for parts of the frame that are wrong or missing.
    private static let frame = """
        title: x
        version: x
        author: x
        date: 2000-01-01
        unit: {ja: x, en: x}
        person: {combine: maximum}
        household: {helper: {age: {from: 0}, max_score: 0}}
        bands: {A: 2, B: 1}
        """

    private enum Removal {
        case elsewhere
        /// The fault is in this part as a whole.
        case here
        case done(YAMLNode)
    }

    /// The tree without the smallest part that has the fault, or nil when nothing is left to check.
    func without(_ error: ScoringPolicyError) -> YAMLNode? {
        guard let place = error.position, let entries = root.mapping else { return nil }
        switch error {
        case .missingKey(let key, _, _) where place == (root.line, root.column) && root[key] == nil:
            guard let substitute = Self.substitute(key) else { return nil }
            return node(root, entries + [substitute])
        case .unknownKey(_, _, let nearest):
            if case .done(let node) = removal(root, place, key: .some(nearest)) { return node }
            return nil
        // Every rule behind the limit would be told.
        case .tooManyRules: return nil
        default: break
        }
        for (index, entry) in entries.enumerated() {
            switch removal(entry.value, place, key: nil, list: entry.key.text) {
            case .elsewhere: continue
            case .done(let value):
                return node(root, entries, replacing: index, by: YAMLNode.Entry(key: entry.key, value: value))
            case .here:
                if Self.optionalLists.contains(entry.key.text ?? "") { return node(root, entries, removing: index) }
                guard let substitute = Self.substitute(entry.key.text ?? "") else { return nil }
                return node(root, entries, replacing: index, by: substitute)
            }
        }
        return nil
    }

    private static func substitute(_ key: String) -> YAMLNode.Entry? {
        let template = try? YAMLDocument.parse(Array(frame.utf8))
        return template?.mapping?.first { $0.key.text == key }
    }

    /// - Parameters:
    ///   - key: not nil when a key is wrong and not a value; then the word that is meant, if one is near.
    ///   - list: the key under which the part stands.
    private func removal(
        _ part: YAMLNode, _ place: (line: Int, column: Int), key: String??, list: String? = nil
    ) -> Removal {
        if key == nil, (part.line, part.column) == place { return .here }
        if let entries = part.mapping {
            for (index, entry) in entries.enumerated() {
                if (entry.key.line, entry.key.column) == place { return replacing(key: key, of: part, entries, index) }
                switch removal(entry.value, place, key: key, list: entry.key.text) {
                case .elsewhere: continue
                case .here:
                    guard Self.optionalLists.contains(entry.key.text ?? "") else { return .here }
                    return .done(node(part, entries, removing: index))
                case .done(let value):
                    return .done(
                        node(part, entries, replacing: index, by: YAMLNode.Entry(key: entry.key, value: value)))
                }
            }
        }
        var elements = part.sequence ?? []
        for (index, element) in elements.enumerated() {
            switch removal(element, place, key: key) {
            case .elsewhere: continue
            case .here:
                guard let list, Self.lists.contains(list), elements.count > 1 else { return .here }
                elements.remove(at: index)
            case .done(let element): elements[index] = element
            }
            return .done(YAMLNode(kind: .sequence(elements), line: part.line, column: part.column))
        }
        return .elsewhere
    }

    /// The part with the word that was meant, or without the entry; a part of nothing else is removed as a whole.
    private func replacing(
        key: String??, of part: YAMLNode, _ entries: [YAMLNode.Entry], _ index: Int
    ) -> Removal {
        guard let nearest = key else { return .here }
        let entry = entries[index]
        if let nearest, part[nearest] == nil {
            let meant = YAMLNode(
                kind: .scalar(text: nearest, isQuoted: false), line: entry.key.line, column: entry.key.column)
            return .done(
                node(part, entries, replacing: index, by: YAMLNode.Entry(key: meant, value: entry.value)))
        }
        return entries.count > 1 ? .done(node(part, entries, removing: index)) : .here
    }

    private func node(_ part: YAMLNode, _ entries: [YAMLNode.Entry]) -> YAMLNode {
        YAMLNode(kind: .mapping(entries), line: part.line, column: part.column)
    }

    private func node(_ part: YAMLNode, _ entries: [YAMLNode.Entry], removing index: Int) -> YAMLNode {
        var entries = entries
        entries.remove(at: index)
        return node(part, entries)
    }

    private func node(
        _ part: YAMLNode, _ entries: [YAMLNode.Entry], replacing index: Int, by entry: YAMLNode.Entry
    ) -> YAMLNode {
        var entries = entries
        entries[index] = entry
        return node(part, entries)
    }
}
