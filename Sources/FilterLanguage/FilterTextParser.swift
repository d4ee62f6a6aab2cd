import Geospatial

/// Reads CQL2 text into a tree, by the precedence of its grammar: `NOT` before `AND` before `OR`.
struct FilterTextParser {
    var tokens: FilterTokens
    var budget = FilterBudget()
    let system: FilterSystem

    /// Brackets and `NOT`s inside each other: more than the tree may have, because brackets leave nothing in it.
    static let depthLimit = 4 * FilterLimit.nesting.most

    init(_ text: String, system: FilterSystem) throws(FilterError) {
        tokens = try FilterTokens(text)
        self.system = system
    }

    /// The whole text.
    ///
    /// - Throws: ``FilterError``.
    mutating func filter() throws(FilterError) -> FilterNode {
        let node = try either(depth: 0)
        guard tokens.token == .end else { throw tokens.failure(.expected(.end)) }
        return node
    }

    private mutating func either(depth: Int) throws(FilterError) -> FilterNode {
        var terms = [try both(depth: depth)]
        while try tokens.takes("OR") { terms.append(try both(depth: depth)) }
        return terms.count == 1 ? terms[0] : FilterNode(tree: .call(.or, terms), place: terms[0].place)
    }

    private mutating func both(depth: Int) throws(FilterError) -> FilterNode {
        var terms = [try single(depth: depth)]
        while try tokens.takes("AND") { terms.append(try single(depth: depth)) }
        return terms.count == 1 ? terms[0] : FilterNode(tree: .call(.and, terms), place: terms[0].place)
    }

    private mutating func single(depth: Int) throws(FilterError) -> FilterNode {
        let place = tokens.place
        guard depth < Self.depthLimit else { throw tokens.failure(.beyondLimit(.nesting)) }
        if try tokens.takes("NOT") {
            return FilterNode(tree: .call(.not, [try single(depth: depth + 1)]), place: place)
        }
        if try tokens.takes(sign: "(") {
            let node = try either(depth: depth + 1)
            try tokens.expect(")", .closing)
            return node
        }
        return try predicate(depth: depth)
    }

    /// A function that is true or false, or an operand with what is asked of it.
    private mutating func predicate(depth: Int) throws(FilterError) -> FilterNode {
        let place = tokens.place
        let operand = try operand(depth: depth, .predicate)
        if case .call(let function, _) = operand.tree, function != .casei { return operand }
        for comparison in [FilterOperator.lessOrEqual, .greaterOrEqual, .unequal, .equal, .less, .greater]
        where try tokens.takes(sign: comparison.rawValue) {
            try budget.take(at: place)
            let other = try self.operand(depth: depth, .operand)
            return FilterNode(tree: .call(comparison, [operand, other]), place: place)
        }
        if try tokens.takes("IS") {
            let isNot = try tokens.takes("NOT")
            guard try tokens.takes("NULL") else { throw tokens.failure(.expected(.null)) }
            return negated(isNot, FilterNode(tree: .call(.isNull, [operand]), place: place))
        }
        let isNot = try tokens.takes("NOT")
        if try tokens.takes("LIKE") {
            let pattern = try self.operand(depth: depth, .text)
            return negated(isNot, FilterNode(tree: .call(.like, [operand, pattern]), place: place))
        }
        if try tokens.takes("BETWEEN") {
            let low = try self.operand(depth: depth, .operand)
            guard try tokens.takes("AND") else { throw tokens.failure(.expected(.and)) }
            let high = try self.operand(depth: depth, .operand)
            return negated(isNot, FilterNode(tree: .call(.between, [operand, low, high]), place: place))
        }
        if try tokens.takes("IN") {
            let list = tokens.place
            try tokens.expect("(", .opening)
            let values = try values(depth: depth, closing: ")")
            let node = FilterNode(tree: .list(values), place: list)
            return negated(isNot, FilterNode(tree: .call(.isIn, [operand, node]), place: place))
        }
        if !isNot, case .bool = operand.tree { return operand }
        if case .sign(let sign) = tokens.token, ["+", "-", "*", "/", "^", "%"].contains(sign) {
            throw tokens.failure(.unsupported)
        }
        throw tokens.failure(.expected(.comparison))
    }

    private func negated(_ isNot: Bool, _ node: FilterNode) -> FilterNode {
        isNot ? FilterNode(tree: .call(.not, [node]), place: node.place) : node
    }

    /// A property, a value, a shape, an array or a function.
    mutating func operand(depth: Int, _ expectation: FilterExpectation) throws(FilterError) -> FilterNode {
        let place = tokens.place
        guard depth < Self.depthLimit else { throw tokens.failure(.beyondLimit(.nesting)) }
        try budget.take(at: place)
        let tree: FilterTree
        switch tokens.token {
        case .text(let value, let pattern): tree = .text(value: value, pattern: pattern)
        case .number(let number): tree = .number(number)
        case .quoted(let name): tree = .property(name)
        case .word(let word):
            try tokens.advance()
            return try named(word, place, depth: depth, expectation)
        case .sign("+"), .sign("-"): throw tokens.failure(.unsupported)
        case .sign, .end: throw tokens.failure(.expected(expectation))
        }
        try tokens.advance()
        return FilterNode(tree: tree, place: place)
    }

    /// What a word stands for, which was passed over.
    private mutating func named(
        _ word: String, _ place: FilterPlace, depth: Int, _ expectation: FilterExpectation
    ) throws(FilterError) -> FilterNode {
        let upper = word.uppercased()
        switch upper {
        case "TRUE", "FALSE": return FilterNode(tree: .bool(upper == "TRUE"), place: place)
        case "DATE", "TIMESTAMP", "INTERVAL":
            if tokens.token == .sign("(") { return try time(upper, place) }
        case "AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL":
            throw FilterError(.expected(expectation), at: place)
        default: break
        }
        if let shape = try shape(upper, place) { return FilterNode(tree: .shape(shape), place: place) }
        guard tokens.token == .sign("(") else { return FilterNode(tree: .property(word), place: place) }
        guard let function = FilterOperator(function: word) else { throw FilterError(.unknownOperator, at: place) }
        guard function != .unsupported else { throw FilterError(.unsupported, at: place) }
        try tokens.advance()
        var arguments: [FilterNode] = []
        repeat {
            let list = tokens.place
            if try tokens.takes(sign: "(") {
                arguments.append(FilterNode(tree: .list(try values(depth: depth + 1, closing: ")")), place: list))
            } else if try tokens.takes(sign: "[") {
                arguments.append(FilterNode(tree: .list(try values(depth: depth + 1, closing: "]")), place: list))
            } else {
                arguments.append(try operand(depth: depth + 1, .operand))
            }
        } while try tokens.takes(sign: ",")
        try tokens.expect(")", .closing)
        return FilterNode(tree: .call(function, arguments), place: place)
    }

    /// Values between commas up to a bracket; the opening one was passed over.
    private mutating func values(depth: Int, closing: String) throws(FilterError) -> [FilterNode] {
        var values: [FilterNode] = []
        if try tokens.takes(sign: closing) { return values }
        repeat { values.append(try operand(depth: depth + 1, .value)) } while try tokens.takes(sign: ",")
        try tokens.expect(closing, .closing)
        return values
    }

    /// The text of a day or moment, in brackets.
    private mutating func time(_ word: String, _ place: FilterPlace) throws(FilterError) -> FilterNode {
        guard word != "INTERVAL" else { throw FilterError(.unsupported, at: place) }
        try tokens.advance()
        guard case .text(let value?, _) = tokens.token else { throw tokens.failure(.expected(.text)) }
        let tree: FilterTree? =
            word == "DATE" ? FilterDay(value).map(FilterTree.day) : FilterInstant(value).map(FilterTree.instant)
        guard let tree else { throw tokens.failure(.invalidTime) }
        try tokens.advance()
        try tokens.expect(")", .closing)
        return FilterNode(tree: tree, place: place)
    }
}

/// What a filter may still hold.
struct FilterBudget {
    private var terms = FilterLimit.terms.most
    private var positions = FilterLimit.positions.most

    /// Takes one property, value or operator.
    mutating func take(at place: FilterPlace) throws(FilterError) {
        guard terms > 0 else { throw FilterError(.beyondLimit(.terms), at: place) }
        terms -= 1
    }

    /// Takes one position of a shape.
    mutating func takePosition(at place: FilterPlace) throws(FilterError) {
        guard positions > 0 else { throw FilterError(.beyondLimit(.positions), at: place) }
        positions -= 1
    }
}
