/// Reads the language of ``AreaCondition``.
struct AreaConditionParser {
    /// The longest condition, in characters.
    static let lengthLimit = 4_000
    /// The deepest nesting of brackets and `not`.
    private static let depthLimit = 64

    private let characters: [Unicode.Scalar]
    private var at = 0

    init(_ text: String) { characters = Array(text.unicodeScalars.prefix(Self.lengthLimit + 1)) }

    mutating func condition() throws(AreaError) -> AreaCondition.Term {
        guard characters.count <= Self.lengthLimit else { throw .invalidCondition(column: Self.lengthLimit) }
        skipBlank()
        let term = try either(depth: 0)
        guard at == characters.count else { throw failure() }
        return term
    }

    private func failure() -> AreaError { .invalidCondition(column: at + 1) }

    private mutating func either(depth: Int) throws(AreaError) -> AreaCondition.Term {
        var term = try both(depth: depth)
        while takes("or") { term = .or(term, try both(depth: depth)) }
        return term
    }

    private mutating func both(depth: Int) throws(AreaError) -> AreaCondition.Term {
        var term = try single(depth: depth)
        while takes("and") { term = .and(term, try single(depth: depth)) }
        return term
    }

    private mutating func single(depth: Int) throws(AreaError) -> AreaCondition.Term {
        guard depth < Self.depthLimit else { throw failure() }
        if takes("not") { return .not(try single(depth: depth + 1)) }
        if takes(sign: "(") {
            let term = try either(depth: depth + 1)
            guard takes(sign: ")") else { throw failure() }
            return term
        }
        let name = try attribute()
        if takes("not") {
            guard takes("in") else { throw failure() }
            return .not(.isOneOf(name: name, try list()))
        }
        if takes("in") { return .isOneOf(name: name, try list()) }
        for comparison in ["<=", ">=", "!=", "<>", "=", "<", ">"] where takes(sign: comparison) {
            let known = AreaCondition.Comparison(rawValue: comparison == "<>" ? "!=" : comparison)
            guard let known else { throw failure() }
            return .compare(name: name, known, try literal())
        }
        throw failure()
    }

    private mutating func list() throws(AreaError) -> [AreaCondition.Literal] {
        guard takes(sign: "(") else { throw failure() }
        var literals = [try literal()]
        while takes(sign: ",") { literals.append(try literal()) }
        guard takes(sign: ")") else { throw failure() }
        return literals
    }

    /// A name of letters, digits and underlines, or of anything in double quotes.
    private mutating func attribute() throws(AreaError) -> String {
        if at < characters.count, characters[at] == "\"" { return try quoted("\"") }
        let start = at
        while at < characters.count, Self.isName(characters[at]) { at += 1 }
        guard at > start, !("0"..."9").contains(characters[start]) else {
            at = start
            throw failure()
        }
        let name = text(start..<at)
        skipBlank()
        return name
    }

    private mutating func literal() throws(AreaError) -> AreaCondition.Literal {
        if at < characters.count, characters[at] == "'" { return .text(try quoted("'")) }
        if takes("true") { return .bool(true) }
        if takes("false") { return .bool(false) }
        let start = at
        while at < characters.count,
            ("0"..."9").contains(characters[at]) || characters[at] == "." || characters[at] == "-"
        {
            at += 1
        }
        guard let number = PlainDecimal.parse(text(start..<at)) else {
            at = start
            throw failure()
        }
        skipBlank()
        return .number(number)
    }

    /// What stands between two marks; a doubled mark stands for one.
    private mutating func quoted(_ mark: Unicode.Scalar) throws(AreaError) -> String {
        let start = at
        var result = String.UnicodeScalarView()
        at += 1
        while at < characters.count {
            if characters[at] == mark {
                at += 1
                guard at < characters.count, characters[at] == mark else {
                    skipBlank()
                    return String(result)
                }
            }
            result.append(characters[at])
            at += 1
        }
        at = start
        throw failure()
    }

    /// Passes over a word in any case, unless it is the beginning of a longer one.
    private mutating func takes(_ word: String) -> Bool {
        let end = at + word.unicodeScalars.count
        guard end <= characters.count, text(at..<end).lowercased() == word,
            end == characters.count || !Self.isName(characters[end])
        else { return false }
        at = end
        skipBlank()
        return true
    }

    private mutating func takes(sign: String) -> Bool {
        let end = at + sign.unicodeScalars.count
        guard end <= characters.count, text(at..<end) == sign else { return false }
        at = end
        skipBlank()
        return true
    }

    private mutating func skipBlank() {
        while at < characters.count, characters[at].properties.isWhitespace { at += 1 }
    }

    private func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(characters[range])) }

    private static func isName(_ character: Unicode.Scalar) -> Bool {
        character == "_" || character.properties.isAlphabetic || ("0"..."9").contains(character)
            || character.properties.numericType != nil
    }
}
