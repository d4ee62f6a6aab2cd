import Crypto
import Interchange

extension DisclosureRules {
    /// Reads rules strictly: unknown keys and values are errors with their place, and so is what the law rules out.
    ///
    /// What a profile does not name is withheld.
    /// - Throws: ``DisclosureRulesError``.
    package static func parse(_ bytes: [UInt8]) throws(DisclosureRulesError) -> DisclosureRules {
        let root: YAMLNode
        do {
            root = try YAMLDocument.parse(bytes)
        } catch {
            throw .notYAML(error)
        }
        let keys = try entries(root, required: ["title", "version", "audiences"])
        var profiles: [DisclosureProfile] = []
        for entry in try mapping(keys["audiences"] ?? root) {
            guard let audience = entry.key.text.flatMap(Audience.init(rawValue:)) else { throw wrong(entry.key) }
            profiles.append(try profile(audience, entry.value, at: entry.key))
        }
        guard let headquarters = profiles.first(where: { $0.audience == .headquarters }),
            headquarters.fields == .all, headquarters.seesProtected,
            headquarters.dataSets.count == DataSet.allCases.count,
            headquarters.bases[.internalUse] == .everyone, headquarters.bases[.drill] == .everyone
        else { throw fault(.headquartersIncomplete, keys["audiences"] ?? root) }
        return DisclosureRules(
            title: try name(keys["title"] ?? root), version: try text(keys["version"] ?? root), profiles: profiles,
            sourceBytes: bytes,
            hash: SHA256.hash(data: bytes).map { byte in
                String(byte >> 4, radix: 16) + String(byte & 0xF, radix: 16)
            }.joined())
    }

    private static func profile(
        _ audience: Audience, _ node: YAMLNode, at key: YAMLNode
    ) throws(DisclosureRulesError) -> DisclosureProfile {
        let keys = try entries(
            node, required: ["name", "bases", "data"],
            optional: ["protected", "fields", "counts", "reason", "reserved_for"])
        var bases: [LegalBasis: PeopleRule] = [:]
        for entry in try mapping(keys["bases"] ?? node) {
            let basis: LegalBasis = try choice(entry.key)
            let people: PeopleRule = try choice(entry.value)
            guard basis.allows(people) else { throw fault(.peopleBeyondBasis, entry.value) }
            bases[basis] = people
        }
        var dataSets: Set<DataSet> = []
        guard let list = keys["data"], let elements = list.sequence else { throw wrong(keys["data"] ?? node) }
        for element in elements { dataSets.insert(try choice(element)) }
        let profile = DisclosureProfile(
            audience: audience, name: try name(keys["name"] ?? node), bases: bases, dataSets: dataSets,
            seesProtected: try word(keys["protected"], among: ["withheld", "marked"]) == "marked",
            fields: try fields(keys["fields"]), countMinimum: try minimum(keys["counts"]),
            needsReason: try word(keys["reason"], among: ["optional", "required"]) == "required",
            reservedFor: try keys["reserved_for"].map { (node) throws(DisclosureRulesError) in try choice(node) })
        if let fault = profile.fault { throw Self.fault(fault, key) }
        return profile
    }

    private static func fields(_ node: YAMLNode?) throws(DisclosureRulesError) -> DisclosedFields {
        var fields: DisclosedFields = []
        guard let node else { return fields }
        for entry in try mapping(node) {
            guard let field = entry.key.text.flatMap(DisclosureField.init(rawValue:)) else {
                throw unknown(entry.key, among: DisclosureField.allCases.map(\.rawValue))
            }
            let forms = field.forms
            let word = try word(entry.value, among: forms.map(\.name) + [DisclosureField.withheld])
            if let form = forms.first(where: { $0.name == word }) { fields.formUnion(form.fields) }
        }
        return fields
    }

    /// `exact`, or the smallest number that may be told.
    private static func minimum(_ node: YAMLNode?) throws(DisclosureRulesError) -> Int? {
        guard let node, node.text != "exact" else { return nil }
        guard let number = node.text.flatMap(Int.init), (3...1000).contains(number) else { throw wrong(node) }
        return number
    }

    private static func name(_ node: YAMLNode) throws(DisclosureRulesError) -> AudienceName {
        let keys = try entries(node, required: ["ja", "en"])
        return AudienceName(japanese: try text(keys["ja"] ?? node), english: try text(keys["en"] ?? node))
    }

    private static func text(_ node: YAMLNode) throws(DisclosureRulesError) -> String {
        guard let text = node.text, !node.isNull, (1...200).contains(text.unicodeScalars.count),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw wrong(node) }
        return text
    }

    private static func choice<Value: RawRepresentable & CaseIterable>(
        _ node: YAMLNode
    ) throws(DisclosureRulesError) -> Value where Value.RawValue == String {
        guard let value = node.text.flatMap(Value.init(rawValue:)) else {
            throw .wrongValue(line: node.line, column: node.column, allowed: Value.allCases.map(\.rawValue))
        }
        return value
    }

    /// One of some words; the first when there is none.
    private static func word(_ node: YAMLNode?, among words: [String]) throws(DisclosureRulesError) -> String {
        guard let node else { return words[0] }
        guard let text = node.text, words.contains(text) else {
            throw .wrongValue(line: node.line, column: node.column, allowed: words)
        }
        return text
    }

    private static func mapping(_ node: YAMLNode) throws(DisclosureRulesError) -> [YAMLNode.Entry] {
        guard let entries = node.mapping, !entries.isEmpty else { throw wrong(node) }
        return entries
    }

    private static func entries(
        _ node: YAMLNode, required: [String], optional: [String] = []
    ) throws(DisclosureRulesError) -> [String: YAMLNode] {
        var result: [String: YAMLNode] = [:]
        for entry in try mapping(node) {
            let key = entry.key.text ?? ""
            guard (required + optional).contains(key) else { throw unknown(entry.key, among: required + optional) }
            result[key] = entry.value
        }
        for key in required where result[key] == nil {
            throw .missingKey(key, line: node.line, column: node.column)
        }
        return result
    }

    private static func unknown(_ node: YAMLNode, among allowed: [String]) -> DisclosureRulesError {
        .unknownKey(
            line: node.line, column: node.column, nearest: NearestWord.find(node.text ?? "", among: allowed),
            allowed: allowed)
    }

    private static func wrong(_ node: YAMLNode) -> DisclosureRulesError {
        .wrongValue(line: node.line, column: node.column, allowed: [])
    }

    private static func fault(_ fault: DisclosureRulesFault, _ node: YAMLNode) -> DisclosureRulesError {
        .notAllowed(fault, line: node.line, column: node.column)
    }
}

extension DisclosureProfile {
    /// What the profile says against the law or against itself; nil when nothing.
    fileprivate var fault: DisclosureRulesFault? {
        if seesProtected, bases.keys.contains(where: { !$0.isInternal }) { return .protectedOutside }
        if !seesProtected, dataSets.contains(where: \.isUndivided) { return .undividedData }
        if bases.values.contains(where: { $0 != .everyone }) {
            if !fields.isDisjoint(with: [.scores, .band, .reasons, .floor]) { return .householdFieldOfSome }
            if dataSets.contains(.explanations) { return .explanationOfSome }
        }
        if fields.contains(.reasons), !fields.isSuperset(of: .facts) { return .reasonsWithoutFacts }
        if countMinimum != nil, dataSets != [.counts] { return .roundedBesideNames }
        return nil
    }
}
