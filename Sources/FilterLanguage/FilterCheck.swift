import Interchange

/// Makes an expression of a tree: whatever it may mean is decided here, for text and JSON alike.
struct FilterCheck {
    let vocabulary: FilterVocabulary

    /// The expression of a node, which is a question.
    ///
    /// - Throws: ``FilterError``.
    func expression(_ node: FilterNode, depth: Int) throws(FilterError) -> FilterExpression {
        guard depth < FilterLimit.nesting.most else { throw FilterError(.beyondLimit(.nesting), at: node.place) }
        switch node.tree {
        case .bool(let bool): return .constant(bool)
        case .call(let function, let arguments):
            return try call(function, arguments, at: node.place, depth: depth)
        case .property, .text, .number, .day, .instant, .list, .shape:
            throw FilterError(.expected(.predicate), at: node.place)
        }
    }

    private func call(
        _ function: FilterOperator, _ arguments: [FilterNode], at place: FilterPlace, depth: Int
    ) throws(FilterError) -> FilterExpression {
        switch function {
        case .and, .or:
            guard arguments.count >= 2 else { throw FilterError(.argumentCount(expected: 2), at: place) }
            var terms: [FilterExpression] = []
            for argument in arguments {
                let term = try expression(argument, depth: depth + 1)
                terms += function == .and ? term.conjuncts : term.disjuncts
            }
            return function == .and ? .and(terms) : .or(terms)
        case .not:
            try expect(1, arguments, place)
            return .not(try expression(arguments[0], depth: depth + 1))
        case .isNull:
            try expect(1, arguments, place)
            return .isNull(try property(arguments[0]).name)
        case .like:
            try expect(2, arguments, place)
            let value = try operand(arguments[0])
            guard value.kind == .text else { throw FilterError(.wrongKind(expected: .text), at: arguments[0].place) }
            return .like(value.operand, try pattern(arguments[1], isFolded: false))
        case .between:
            try expect(3, arguments, place)
            let operands = try alike(arguments)
            try expectOrder(operands[0].kind, arguments[0].place)
            return .between(operands[0].operand, operands[1].operand, operands[2].operand)
        case .isIn:
            try expect(2, arguments, place)
            return try oneOf(arguments[0], arguments[1])
        case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual:
            try expect(2, arguments, place)
            guard let comparison = FilterExpression.Comparison(rawValue: function.rawValue) else {
                throw FilterError(.unknownOperator, at: place)
            }
            let operands = try alike(arguments)
            if comparison.isOrder { try expectOrder(operands[0].kind, arguments[0].place) }
            return .comparison(operands[0].operand, comparison, operands[1].operand)
        case .arrayEquals, .arrayContains, .arrayContainedBy, .arrayOverlaps:
            try expect(2, arguments, place)
            guard let relation = FilterExpression.ArrayRelation(rawValue: function.rawValue) else {
                throw FilterError(.unknownOperator, at: place)
            }
            return .array(try array(arguments[0]), relation, try array(arguments[1]))
        case .intersects, .disjoint, .within, .contains, .withinDistance:
            return try spatial(function, arguments, at: place)
        case .casei, .unsupported: throw FilterError(.expected(.predicate), at: place)
        }
    }

    // MARK: Operands

    private func oneOf(_ value: FilterNode, _ list: FilterNode) throws(FilterError) -> FilterExpression {
        guard case .list(let nodes) = list.tree, !nodes.isEmpty else {
            throw FilterError(.expected(.list), at: list.place)
        }
        let operand = try operand(value)
        var values: [FilterValue] = []
        for node in nodes {
            let (element, kind) = try self.operand(node)
            guard case .value(let value) = element else { throw FilterError(.expected(.value), at: node.place) }
            guard kind == operand.kind else { throw FilterError(.wrongKind(expected: operand.kind), at: node.place) }
            values.append(value)
        }
        return .isIn(operand.operand, values)
    }

    /// Operands that must be of one kind.
    private func alike(
        _ nodes: [FilterNode]
    ) throws(FilterError) -> [(operand: FilterOperand, kind: FilterKind)] {
        var operands: [(operand: FilterOperand, kind: FilterKind)] = []
        for node in nodes {
            let operand = try operand(node)
            if let first = operands.first, operand.kind != first.kind {
                throw FilterError(.wrongKind(expected: first.kind), at: node.place)
            }
            operands.append(operand)
        }
        return operands
    }

    /// A property or value that stands for one value.
    func operand(_ node: FilterNode) throws(FilterError) -> (operand: FilterOperand, kind: FilterKind) {
        switch node.tree {
        case .property:
            let (name, kind) = try property(node)
            guard kind.isScalar else { throw FilterError(.wrongKind(expected: .text), at: node.place) }
            return (.property(name), kind)
        case .text(let value?, _): return (.value(.text(value)), .text)
        case .text(nil, _): throw FilterError(.invalidEscape, at: node.place)
        case .number(let number): return (.value(.number(number)), .number)
        case .bool(let bool): return (.value(.bool(bool)), .bool)
        case .day(let day): return (.value(.day(day)), .day)
        case .instant(let instant): return (.value(.instant(instant)), .instant)
        case .call(.casei, let arguments):
            try expect(1, arguments, node.place)
            let (operand, kind) = try operand(arguments[0])
            guard kind == .text else { throw FilterError(.wrongKind(expected: .text), at: arguments[0].place) }
            switch operand {
            case .property(let name), .folded(let name): return (.folded(name), .text)
            case .value(.text(let text)): return (.value(.text(LikePattern.folded(text))), .text)
            case .value: throw FilterError(.wrongKind(expected: .text), at: arguments[0].place)
            }
        case .call, .list, .shape: throw FilterError(.expected(.operand), at: node.place)
        }
    }

    private func pattern(_ node: FilterNode, isFolded: Bool) throws(FilterError) -> LikePattern {
        switch node.tree {
        case .text(_, let pattern):
            guard pattern.unicodeScalars.count <= FilterLimit.pattern.most else {
                throw FilterError(.beyondLimit(.pattern), at: node.place)
            }
            guard let pattern = LikePattern(pattern, isFolded: isFolded) else {
                throw FilterError(.invalidEscape, at: node.place)
            }
            return pattern
        case .call(.casei, let arguments):
            try expect(1, arguments, node.place)
            return try pattern(arguments[0], isFolded: true)
        default: throw FilterError(.expected(.text), at: node.place)
        }
    }

    /// The name as the vocabulary has it, and its kind.
    func property(_ node: FilterNode) throws(FilterError) -> (name: String, kind: FilterKind) {
        guard case .property(let name) = node.tree else { throw FilterError(.expected(.property), at: node.place) }
        guard let kind = vocabulary.kind(of: name) else {
            throw FilterError(
                .unknownProperty(nearest: NearestWord.find(name, among: vocabulary.names)), at: node.place)
        }
        return (name, kind)
    }

    func expect(_ count: Int, _ arguments: [FilterNode], _ place: FilterPlace) throws(FilterError) {
        guard arguments.count == count else { throw FilterError(.argumentCount(expected: count), at: place) }
    }

    private func expectOrder(_ kind: FilterKind, _ place: FilterPlace) throws(FilterError) {
        guard kind.hasOrder else { throw FilterError(.noOrder(kind), at: place) }
    }
}
