package import Interchange

/// A condition on the attributes of features: `A31a_205 >= 3 and not 河川名 = '紀の川'`.
///
/// Comparisons are `=`, `!=`, `<`, `<=`, `>`, `>=` and `in (…)`, joined by `and`, `or` and `not` (in this order: `not` binds
/// most) and brackets. A number is compared with numbers, and with texts that are plain numbers, since files write codes
/// either way; a text in single quotes with texts, byte by byte, and with numbers when it is one; `true` and `false` with
/// logicals. An attribute that is missing or of another kind decides nothing: neither a condition nor its opposite holds.
package struct AreaCondition: Hashable, Sendable {
    /// The condition as written.
    package let text: String
    private let root: Term

    /// A part of a condition.
    indirect enum Term: Hashable, Sendable {
        case compare(name: String, Comparison, Literal)
        case isOneOf(name: String, [Literal])
        case not(Term)
        case and(Term, Term)
        case or(Term, Term)
    }

    /// How an attribute and a value are compared.
    enum Comparison: String, Sendable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    /// A value that stands in a condition.
    enum Literal: Hashable, Sendable {
        case number(Double)
        case text(String)
        case bool(Bool)
    }

    /// Reads a condition.
    ///
    /// - Throws: ``AreaError/invalidCondition(column:)``.
    package init(_ text: String) throws(AreaError) {
        self.text = text
        var parser = AreaConditionParser(text)
        root = try parser.condition()
    }

    /// Whether the condition holds for a feature; nil when its attributes do not tell.
    package func holds(_ properties: JSONValue) -> Bool? { Self.holds(root, properties) }

    private static func holds(_ term: Term, _ properties: JSONValue) -> Bool? {
        switch term {
        case .compare(let name, let comparison, let literal):
            return compare(properties[name], literal).map { comparison.holds($0) }
        case .isOneOf(let name, let literals):
            let results = literals.map { compare(properties[name], $0) }
            if results.contains(0) { return true }
            return results.contains(nil) && !results.contains { $0 != nil } ? nil : false
        case .not(let inner): return holds(inner, properties).map { !$0 }
        case .and(let left, let right):
            let (left, right) = (holds(left, properties), holds(right, properties))
            if left == false || right == false { return false }
            return left == nil || right == nil ? nil : true
        case .or(let left, let right):
            let (left, right) = (holds(left, properties), holds(right, properties))
            if left == true || right == true { return true }
            return left == nil || right == nil ? nil : false
        }
    }

    /// The order of an attribute and a value: negative, 0 or positive; nil when they cannot be compared.
    private static func compare(_ value: JSONValue?, _ literal: Literal) -> Int? {
        switch (value, literal) {
        case (.number(let a), .number(let b)): return a < b ? -1 : a > b ? 1 : 0
        case (.number(let a), .text(let text)):
            return PlainDecimal.parse(text).map { a < $0 ? -1 : a > $0 ? 1 : 0 }
        case (.string(let text), .number(let b)):
            return PlainDecimal.parse(text).map { $0 < b ? -1 : $0 > b ? 1 : 0 }
        case (.string(let a), .text(let b)):
            return a.utf8.elementsEqual(b.utf8) ? 0 : a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
        case (.bool(let a), .bool(let b)): return a == b ? 0 : a ? 1 : -1
        default: return nil
        }
    }

    /// Refuses attributes that no feature has, or that are never of the kind that they are compared with.
    ///
    /// - Throws: ``AreaError/unknownAttribute(source:nearest:known:)``,
    ///   ``AreaError/incomparableAttribute(source:name:)``.
    func check(_ properties: [JSONValue], source: String) throws(AreaError) {
        var known: [String] = []
        var seen: Set<[UInt8]> = []
        for object in properties {
            guard case .object(let members) = object else { continue }
            for member in members where seen.insert(Array(member.name.utf8)).inserted { known.append(member.name) }
        }
        for (name, literals) in Self.comparisons(root) {
            guard seen.contains(Array(name.utf8)) else {
                throw .unknownAttribute(
                    source: source, nearest: NearestWord.find(name, among: known), known: Array(known.prefix(30)))
            }
            let values = properties.compactMap { $0[name] }.filter { $0 != .null }
            let isComparable = literals.contains { literal in values.contains { Self.compare($0, literal) != nil } }
            guard values.isEmpty || isComparable else { throw .incomparableAttribute(source: source, name: name) }
        }
    }

    private static func comparisons(_ term: Term) -> [(name: String, literals: [Literal])] {
        switch term {
        case .compare(let name, _, let literal): [(name, [literal])]
        case .isOneOf(let name, let literals): [(name, literals)]
        case .not(let inner): comparisons(inner)
        case .and(let left, let right), .or(let left, let right): comparisons(left) + comparisons(right)
        }
    }
}

extension AreaCondition.Comparison {
    /// Whether the comparison holds for an order.
    fileprivate func holds(_ order: Int) -> Bool {
        switch self {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }
}
