import Interchange
import Residents

extension ImportProfile {
    /// Reads a profile strictly: unknown keys, fields and meanings are errors with their place.
    ///
    /// - Throws: ``ImportProfileError``.
    package static func parse(_ bytes: [UInt8]) throws(ImportProfileError) -> ImportProfile {
        let root: YAMLNode
        do {
            root = try YAMLDocument.parse(bytes)
        } catch {
            throw .notYAML(error)
        }
        try check(
            root, required: ["title", "version", "kind"],
            optional: ["note", "columns", "codes", "constants", "history", "state"])
        guard let kindNode = root["kind"], let kind = kindNode.text.flatMap(ImportKind.init(rawValue:)) else {
            throw wrong(.kind, root["kind"] ?? root)
        }
        if kind == .needs { try refuse(["history", "state"], in: root) }
        let fields = kind.columns.map(\.field)
        var columns: [String: ColumnRule] = [:]
        for (field, node) in try entries(root["columns"], among: fields) { columns[field] = try columnRule(node) }
        var codes: [String: [String: String]] = [:]
        for (field, node) in try entries(root["codes"], among: kind.codedFields) {
            codes[field] = try meanings(node, field: field)
        }
        var constants: [String: String] = [:]
        for (field, node) in try entries(root["constants"], among: kind.constantFields) {
            let text = try text(node)
            guard isReadable(text, field: field) else {
                throw .unreadableMeaning(field: field, line: node.line, column: node.column)
            }
            constants[field] = text
        }
        return ImportProfile(
            title: try text(root["title"] ?? root), version: try text(root["version"] ?? root), kind: kind,
            columns: columns, codes: codes, constants: constants,
            history: try root["history"].map(text), state: try root["state"].map(residenceState))
    }

    private static func wrong(_ form: ImportProfileForm, _ node: YAMLNode) -> ImportProfileError {
        .wrongForm(form, line: node.line, column: node.column)
    }

    private static func check(
        _ node: YAMLNode, required: [String], optional: [String]
    ) throws(ImportProfileError) {
        _ = try entries(node, among: required + optional)
        for key in required where node[key] == nil { throw .missingKey(key, line: node.line, column: node.column) }
    }

    /// The keys and values of a mapping whose keys are all allowed; none when the node is absent.
    private static func entries(
        _ node: YAMLNode?, among allowed: [String]
    ) throws(ImportProfileError) -> [(key: String, value: YAMLNode)] {
        guard let node else { return [] }
        guard let entries = node.mapping else { throw wrong(.mapping, node) }
        var result: [(String, YAMLNode)] = []
        for entry in entries {
            let key = entry.key.text ?? ""
            guard allowed.contains(key) else {
                throw .unknownKey(
                    line: entry.key.line, column: entry.key.column, nearest: NearestWord.find(key, among: allowed),
                    allowed: allowed)
            }
            result.append((key, entry.value))
        }
        return result
    }

    private static func refuse(_ keys: [String], in root: YAMLNode) throws(ImportProfileError) {
        for entry in root.mapping ?? [] where keys.contains(entry.key.text ?? "") {
            throw .unknownKey(line: entry.key.line, column: entry.key.column, nearest: nil, allowed: [])
        }
    }

    private static func text(_ node: YAMLNode) throws(ImportProfileError) -> String {
        guard let text = node.text, !node.isNull, (1...500).contains(text.unicodeScalars.count),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw wrong(.text, node) }
        return text
    }

    private static func texts(_ node: YAMLNode) throws(ImportProfileError) -> [String] {
        guard let sequence = node.sequence, !sequence.isEmpty else { throw wrong(.list, node) }
        var result: [String] = []
        for element in sequence { result.append(try text(element)) }
        return result
    }

    private static func columnRule(_ node: YAMLNode) throws(ImportProfileError) -> ColumnRule {
        if node.text != nil { return .anyOf([try text(node)]) }
        if node.sequence != nil { return .anyOf(try texts(node)) }
        guard node.mapping != nil else { throw wrong(.headings, node) }
        try check(node, required: ["join"], optional: ["with"])
        guard let join = node["join"] else { throw wrong(.headings, node) }
        // Nothing between the parts is the usual case, and an empty text says so.
        var separator = ""
        if let with = node["with"] {
            guard let text = with.text, text.unicodeScalars.count <= 10 else { throw wrong(.text, with) }
            separator = text
        }
        return .joined(try texts(join), separator: separator)
    }

    private static func meanings(_ node: YAMLNode, field: String) throws(ImportProfileError) -> [String: String] {
        guard let entries = node.mapping, !entries.isEmpty else { throw wrong(.mapping, node) }
        var result: [String: String] = [:]
        for entry in entries {
            // An empty meaning takes the cell as blank.
            let meaning = entry.value.isNull || entry.value.text == "" ? "" : try text(entry.value)
            guard meaning.isEmpty || isReadable(meaning, field: field) else {
                throw .unreadableMeaning(field: field, line: entry.value.line, column: entry.value.column)
            }
            result[try text(entry.key)] = meaning
        }
        return result
    }

    /// Whether the import can read this text in this field; grades depend on the kind, so any that some kind knows will do.
    private static func isReadable(_ text: String, field: String) -> Bool {
        switch field {
        case "sex": (try? Sex(recorded: text)) != nil
        case "relationship": (try? Relationship(text))?.isRecognised ?? false
        case "birth_date", "valid_from", "valid_to": (try? RecordedDate.parse(text)) != nil
        case "kind": NeedKind(recorded: text) != nil
        case "grade": NeedKind.allCases.contains { (try? NeedGrade.parse(text, kind: $0)) != nil }
        case "floor", "build_year": Int(text) != nil
        default: true
        }
    }

    private static func residenceState(_ node: YAMLNode) throws(ImportProfileError) -> ResidenceState {
        let names = ResidenceState.Meaning.allCases.map(\.rawValue)
        try check(node, required: ["column", "registered"], optional: names)
        var meanings: [String: ResidenceState.Meaning] = [:]
        for meaning in ResidenceState.Meaning.allCases {
            guard let list = node[meaning.rawValue] else { continue }
            for text in try texts(list) {
                guard meanings.updateValue(meaning, forKey: text) == nil else {
                    throw .unreadableMeaning(field: meaning.rawValue, line: list.line, column: list.column)
                }
            }
        }
        return ResidenceState(heading: try text(node["column"] ?? node), meanings: meanings)
    }
}
