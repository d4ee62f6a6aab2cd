extension FilterExpression {
    /// The answers for all rows, column by column: the same as ``value(for:)`` of each row.
    ///
    /// - Throws: what the columns throw.
    /// - Complexity: O(terms × rows); per row and term a load, or a comparison of numbers; texts and patterns are looked at once for
    ///   each value that occurs.
    package func truth(over columns: some FilterColumns) throws -> FilterTruth {
        var known: [String: FilterColumn] = [:]
        for name in properties where name != FilterVocabulary.geometryName { known[name] = try columns.column(name) }
        return try truth(over: columns, known)
    }

    private func truth(
        over columns: some FilterColumns, _ known: [String: FilterColumn]
    ) throws -> FilterTruth {
        let count = columns.rowCount
        func column(_ name: String) -> FilterColumn { known[name] ?? .missing }
        switch self {
        case .and(let terms):
            var result = FilterTruth(true, count: count)
            for term in terms { result.formAnd(try term.truth(over: columns, known)) }
            return result
        case .or(let terms):
            var result = FilterTruth(false, count: count)
            for term in terms { result.formOr(try term.truth(over: columns, known)) }
            return result
        case .not(let term): return try term.truth(over: columns, known).negated
        case .constant(let bool): return FilterTruth(bool, count: count)
        case .comparison(let left, let comparison, let right):
            return Self.truth([left, right], known, count) { Self.compare($0[0], comparison, $0[1]) }
        case .between(let value, let low, let high):
            return Self.truth([value, low, high], known, count) { Self.lies($0[0], from: $0[1], to: $0[2]) }
        case .isIn(let value, let values):
            let set = Set(values)
            return Self.truth([value], known, count) { $0[0].map(set.contains) }
        case .like(let value, let pattern):
            return Self.truth([value], known, count) { Self.matches($0[0], pattern) }
        case .isNull(let name):
            if name == FilterVocabulary.geometryName { return try columns.hasGeometry().isKnown.negated }
            if case .sets = column(name) { return FilterTruth(false, count: count) }
            return Self.truth([.property(name)], known, count) { $0[0] == nil }
        case .array(let left, let relation, let right):
            return Self.truth(left, relation, right, known, count)
        case .spatial(let test):
            return test.relation == .disjoint
                ? try columns.truth(SpatialTest(.intersects, test.shape)).negated : try columns.truth(test)
        }
    }

    /// Answers by the values of some operands.
    ///
    /// Nearly every question has one property, and then it is asked once for each of few values, or of each number.
    private static func truth(
        _ operands: [FilterOperand], _ known: [String: FilterColumn], _ count: Int,
        _ answer: ([FilterValue?]) -> Bool?
    ) -> FilterTruth {
        let values: [FilterValue?] = operands.map { if case .value(let value) = $0 { value } else { nil } }
        let places = operands.indices.filter { operands[$0].name != nil }
        guard let place = places.first else { return FilterTruth(answer(values), count: count) }
        func shown(_ value: FilterValue?, at place: Int) -> FilterValue? {
            if case .folded = operands[place] { value?.folded } else { value }
        }
        func column(at place: Int) -> FilterColumn { operands[place].name.flatMap { known[$0] } ?? .missing }
        var given = values
        func answerFor(_ value: FilterValue?) -> Bool? {
            given[place] = shown(value, at: place)
            return answer(given)
        }
        guard places.count == 1 else {
            return FilterTruth(count: count) { row in
                for place in places { given[place] = shown(column(at: place).value(row), at: place) }
                return answer(given)
            }
        }
        switch column(at: place) {
        case .missing, .sets: return FilterTruth(answerFor(nil), count: count)
        case .few(let codes, let list):
            let answers = list.map(answerFor)
            return FilterTruth(count: count) { answers[Int(codes[$0])] }
        case .many(let codes, let list):
            let answers = list.map(answerFor)
            return FilterTruth(count: count) { answers[Int(codes[$0])] }
        case .thousandths(let numbers):
            return remembering(numbers, count) { answerFor(.number(Double($0) / 1000)) }
        case .whole(let numbers): return remembering(numbers, count) { answerFor(.number(Double($0))) }
        }
    }

    /// Asks once for each number that occurs: scores and counts of a register are few.
    private static func remembering<Number: FixedWidthInteger>(
        _ numbers: [Number], _ count: Int, _ answer: (Number) -> Bool?
    ) -> FilterTruth {
        // 0 not asked yet, 1 unknown, 2 false, 3 true.
        var answers = [UInt8](repeating: 0, count: 1 << 17)
        func ask(_ number: Number) -> UInt8 { answer(number).map { $0 ? 3 : 2 } ?? 1 }
        return FilterTruth(count: count) { row in
            let number = numbers[row]
            var code: UInt8
            if number >= 0, Int(number) < answers.count {
                code = answers[Int(number)]
                if code == 0 {
                    code = ask(number)
                    answers[Int(number)] = code
                }
            } else {
                code = ask(number)
            }
            return code == 1 ? nil : code == 3
        }
    }

    private static func truth(
        _ left: ArrayOperand, _ relation: ArrayRelation, _ right: ArrayOperand, _ known: [String: FilterColumn],
        _ count: Int
    ) -> FilterTruth {
        func column(_ name: String) -> FilterColumn { known[name] ?? .missing }
        switch (left, right) {
        case (.values(let first), .values(let second)):
            return FilterTruth(relates(first, relation, second), count: count)
        case (.property(let one), .property(let other)):
            let (first, second) = (column(one), column(other))
            return FilterTruth(count: count) { relates(first.texts($0), relation, second.texts($0)) }
        case (.property(let name), .values(let values)):
            return truth(column(name), relation, values, count)
        case (.values(let values), .property(let name)):
            let flipped: ArrayRelation =
                relation == .contains ? .containedBy : relation == .containedBy ? .contains : relation
            return truth(column(name), flipped, values, count)
        }
    }

    private static func truth(
        _ column: FilterColumn, _ relation: ArrayRelation, _ values: [String], _ count: Int
    ) -> FilterTruth {
        guard case .sets(let sets, let names) = column else { return FilterTruth(nil, count: count) }
        let wanted = Set(values.map(FilterValue.text))
        var mask: UInt64 = 0
        for (bit, name) in names.enumerated() where wanted.contains(.text(name)) { mask |= 1 << UInt64(bit) }
        // A value that no row can have makes some relations false for all.
        let hasOthers = mask.nonzeroBitCount < wanted.count
        return FilterTruth(count: count) { row in
            let set = sets[row]
            return switch relation {
            case .equals: !hasOthers && set == mask
            case .contains: !hasOthers && set & mask == mask
            case .containedBy: set & ~mask == 0
            case .overlaps: set & mask != 0
            }
        }
    }
}
