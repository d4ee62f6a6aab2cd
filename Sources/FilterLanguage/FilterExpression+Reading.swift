package import Interchange

extension FilterExpression {
    /// Reads CQL2 text.
    ///
    /// - Parameters:
    ///   - vocabulary: what it may name.
    ///   - system: the reference system of its shapes.
    /// - Throws: ``FilterError`` with the character.
    /// - Complexity: O(n) in the characters.
    package init(text: String, vocabulary: FilterVocabulary, system: FilterSystem = .degrees) throws(FilterError) {
        var parser = try FilterTextParser(text, system: system)
        self = try FilterCheck(vocabulary: vocabulary).expression(try parser.filter(), depth: 0)
    }

    /// Reads CQL2 JSON.
    ///
    /// - Throws: ``FilterError`` with the way to the value.
    package init(json: JSONValue, vocabulary: FilterVocabulary, system: FilterSystem = .degrees) throws(FilterError) {
        var reader = FilterJSONReader(system: system)
        self = try FilterCheck(vocabulary: vocabulary).expression(
            try reader.node(json, at: .member("")), depth: 0)
    }

    /// Reads the text of CQL2 JSON.
    ///
    /// - Throws: ``FilterError`` with line and column where it is no JSON, and with the way to the value else.
    package init(
        jsonText: String, vocabulary: FilterVocabulary, system: FilterSystem = .degrees
    ) throws(FilterError) {
        let value: JSONValue
        do throws(InterchangeError) {
            value = try JSONParser.parse(Array(jsonText.utf8), sizeLimit: FilterLimit.characters.most * 4)
        } catch {
            guard case .invalidJSON(let line, let column, let reason) = error else {
                throw FilterError(.expected(.operation), at: .line(1, column: 1))
            }
            throw FilterError(.invalidJSON(reason), at: .line(line, column: column))
        }
        try self.init(json: value, vocabulary: vocabulary, system: system)
    }

    /// One property that is a value, as `name=value` in an address asks.
    ///
    /// The text is read as the property's kind: a number, `true` or `false`, a day, a moment, or itself; of a set, one element.
    /// - Throws: ``FilterError``.
    package init(property name: String, is text: String, vocabulary: FilterVocabulary) throws(FilterError) {
        let place = FilterPlace.member("")
        func fault(_ fault: FilterFault) -> FilterError { FilterError(fault, at: place) }
        let value: FilterValue?
        switch vocabulary.kind(of: name) {
        case .text: value = .text(text)
        case .number: value = PlainNumber.read(text).map(FilterValue.number)
        case .bool: value = text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
        case .day: value = FilterDay(text).map(FilterValue.day)
        case .instant: value = FilterInstant(text).map(FilterValue.instant)
        case .texts:
            self = .array(.property(name), .contains, .values([text]))
            return
        case .geometry, nil:
            throw fault(.unknownProperty(nearest: NearestWord.find(name, among: vocabulary.names)))
        }
        guard let value else { throw fault(.wrongKind(expected: vocabulary.kind(of: name) ?? .text)) }
        self = .comparison(.property(name), .equal, .value(value))
    }

    /// All of some questions; nil for none.
    package static func all(_ terms: [FilterExpression]) -> FilterExpression? {
        terms.count < 2 ? terms.first : .and(terms.flatMap(\.conjuncts))
    }

    /// What an `and` is made of; anything else is its own only part.
    var conjuncts: [FilterExpression] { if case .and(let terms) = self { terms } else { [self] } }

    /// What an `or` is made of; anything else is its own only part.
    var disjuncts: [FilterExpression] { if case .or(let terms) = self { terms } else { [self] } }
}

/// Numbers as CQL2 writes them.
enum PlainNumber {
    /// The number, or nil when the text is anything else, such as `nan`.
    static func read(_ text: String) -> Double? {
        guard let tokens = try? FilterTokens(text), case .number(let number) = tokens.token else { return nil }
        var rest = tokens
        guard (try? rest.advance()) != nil, rest.token == .end else { return nil }
        return number
    }
}
