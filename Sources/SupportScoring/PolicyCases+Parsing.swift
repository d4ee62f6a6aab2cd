import Interchange
import Residents

extension PolicyCases {
    /// Reads and checks a file of cases.
    ///
    /// - Throws: ``ScoringPolicyError`` with the place of the first fault.
    /// - Complexity: O(n) in the bytes.
    package static func parse(_ yaml: [UInt8]) throws(ScoringPolicyError) -> PolicyCases {
        let root = try PolicyMapping(try ScoringPolicy.document(yaml), required: ["as_of", "cases"])
        let asOf = try root.required("as_of").policyDate()
        let nodes = try root.required("cases").policyList()
        guard nodes.count <= maximumCases else {
            let first = nodes[maximumCases]
            throw .tooManyRules(limit: maximumCases, line: first.line, column: first.column)
        }
        var cases: [Case] = []
        for node in nodes { cases.append(try Case(node, asOf: asOf)) }
        return PolicyCases(asOf: asOf, cases: cases)
    }
}

extension PolicyCases.Case {
    init(_ node: YAMLNode, asOf: CalendarDate) throws(ScoringPolicyError) {
        let mapping = try PolicyMapping(node, required: ["name", "persons", "expect"], optional: ["daytime"])
        name = try mapping.text("name")
        line = node.line
        let nodes = try mapping.required("persons").policyList()
        guard nodes.count <= PolicyCases.maximumPersons else {
            let first = nodes[PolicyCases.maximumPersons]
            throw .tooManyRules(limit: PolicyCases.maximumPersons, line: first.line, column: first.column)
        }
        var persons: [PersonFacts] = []
        var expectations: [PolicyCases.Expectation] = []
        for (index, node) in nodes.enumerated() {
            let person = try PolicyMapping(
                node, required: ["age"] + (index > 0 ? ["relationship"] : []),
                optional: ["needs", "expect", "relationship", "floor", "build_year", "structure"])
            persons.append(try Self.facts(person, asOf: asOf))
            expectations.append(try PolicyCases.Expectation(person["expect"], of: node))
        }
        self.persons = persons
        expectedOfPersons = expectations
        expected = try PolicyCases.Expectation(mapping.required("expect"), of: node)
        expectedInDaytime = try mapping["daytime"].map { (node) throws(ScoringPolicyError) in
            try PolicyCases.Expectation(node, of: node)
        }
    }

    private static func facts(_ mapping: PolicyMapping, asOf: CalendarDate) throws(ScoringPolicyError) -> PersonFacts {
        let relationship = try mapping["relationship"]?.policyText() ?? "世帯主"
        guard let relationship = try? Relationship(relationship) else {
            throw (mapping["relationship"] ?? mapping.node).wrong(.text)
        }
        var needs: [Need] = []
        if let list = mapping["needs"] {
            for node in try list.policyList() { needs.append(try need(node)) }
        }
        return PersonFacts(
            ageYears: try age(mapping, asOf: asOf), relationship: relationship, house: try house(mapping), needs: needs)
    }

    /// What is known of the house; what the case does not say is unknown.
    private static func house(_ mapping: PolicyMapping) throws(ScoringPolicyError) -> HouseFacts {
        let word = try mapping["structure"]?.policyWord(among: BuildingStructure.allCases.map(\.rawValue))
        return HouseFacts(
            floor: try mapping["floor"]?.policyWholeNumber(in: HouseFacts.floors),
            buildYear: try mapping["build_year"]?.policyWholeNumber(in: HouseFacts.buildYears),
            structure: word.flatMap(BuildingStructure.init(rawValue:)) ?? .unknown)
    }

    /// Completed years as a number, as the date of birth, or `unknown`.
    private static func age(_ mapping: PolicyMapping, asOf: CalendarDate) throws(ScoringPolicyError) -> Int? {
        let node = try mapping.required("age")
        if node.text == AgeCondition.unknownWord { return nil }
        if let text = node.text, let born = CalendarDate(iso: text) {
            return Age.completedYears(born: born, asOf: asOf)
        }
        return try node.policyWholeNumber(in: 0...AgeCondition.highestAge)
    }

    /// A kind of need with its grade, as conditions spell them, and the days between which it holds.
    private static func need(_ node: YAMLNode) throws(ScoringPolicyError) -> Need {
        let kinds = NeedKind.allCases.map(\.snakeCase)
        let mapping = try PolicyMapping(node, required: [], optional: kinds + ["from", "until"])
        let named = (node.mapping ?? []).filter { kinds.contains($0.key.text ?? "") }
        guard named.count == 1, let entry = named.first,
            let kind = NeedKind.allCases.first(where: { $0.snakeCase == entry.key.text }),
            let number = try? ResidentNumber("1")
        else { throw node.wrong(.mapping) }
        let levels = NeedLevel.levels(of: kind)
        let allowed =
            levels.map { $0 == .unspecified ? NeedCondition.anyGrade : $0.code } + [NeedLevel.unrecognised.code]
        let word = try entry.value.policyWord(among: allowed)
        let level = word == NeedCondition.anyGrade ? .unspecified : NeedLevel(code: word) ?? .unrecognised
        let from = try mapping["from"]?.policyDate()
        let until = try mapping["until"]?.policyDate()
        if let from, let until, until < from { throw node.wrong(.range) }
        return Need(
            residentNumber: number, kind: kind, grade: NeedGrade(level), validFrom: from, validUntil: until,
            sourceLine: node.line)
    }
}

extension PolicyCases.Expectation {
    /// Reads what is expected; nothing when the node is nil.
    init(_ node: YAMLNode?, of subject: YAMLNode) throws(ScoringPolicyError) {
        line = (node ?? subject).line
        guard let node else {
            (score, band, rules) = (nil, nil, nil)
            return
        }
        let mapping = try PolicyMapping(node, required: [], optional: ["score", "band", "rules"])
        score = try mapping["score"]?.policyNumber(in: 0...1_000_000_000).asPoints
        let word = try mapping["band"]?.policyWord(among: SupportBand.allCases.map(\.label))
        band = word.flatMap { SupportBand(label: $0) }
        guard let list = mapping["rules"] else {
            rules = nil
            return
        }
        var ids: Set<String> = []
        // An empty list says that nothing gives a line.
        for node in list.sequence ?? [list] { ids.insert(try node.policyIdentifier()) }
        rules = ids.sorted()
    }
}

extension Int {
    fileprivate var asPoints: Points { Points(thousandths: self) }
}
