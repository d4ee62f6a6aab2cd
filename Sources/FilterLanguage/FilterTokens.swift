/// Steps through the words, signs and texts of CQL2 text.
struct FilterTokens {
    /// One of them.
    enum Token: Equatable {
        /// A word that is no text: a keyword, a function or a property.
        case word(String)
        /// A property in double quotes.
        case quoted(String)
        /// A text in single quotes, as a value and as a pattern.
        case text(value: String?, pattern: String)
        case number(Double)
        case sign(String)
        case end
    }

    private let characters: [Unicode.Scalar]
    private var at = 0
    /// The token at the current place.
    private(set) var token = Token.end
    /// Where it begins.
    private(set) var start = 0

    /// - Throws: ``FilterError``.
    init(_ text: String) throws(FilterError) {
        let limit = FilterLimit.characters
        // A text of more bytes than four for each character is too long without a look at it.
        characters = Array(text.unicodeScalars.prefix(limit.most + 1))
        guard characters.count <= limit.most else {
            throw FilterError(.beyondLimit(limit), at: .character(limit.most + 1))
        }
        try advance()
    }

    /// The place of the current token.
    var place: FilterPlace { .character(start + 1) }

    /// The error for the current token.
    func failure(_ fault: FilterFault) -> FilterError { FilterError(fault, at: place) }

    /// Whether the current token is a keyword, in any case.
    func isKeyword(_ keyword: String) -> Bool {
        guard case .word(let word) = token else { return false }
        return word.uppercased() == keyword
    }

    /// Passes over a keyword if it stands here.
    mutating func takes(_ keyword: String) throws(FilterError) -> Bool {
        guard isKeyword(keyword) else { return false }
        try advance()
        return true
    }

    /// Passes over a sign if it stands here.
    mutating func takes(sign: String) throws(FilterError) -> Bool {
        guard token == .sign(sign) else { return false }
        try advance()
        return true
    }

    /// Passes over a sign.
    mutating func expect(_ sign: String, _ expectation: FilterExpectation) throws(FilterError) {
        guard try takes(sign: sign) else { throw failure(.expected(expectation)) }
    }

    /// Goes to the next token.
    mutating func advance() throws(FilterError) {
        while at < characters.count, characters[at].properties.isWhitespace { at += 1 }
        start = at
        guard at < characters.count else {
            token = .end
            return
        }
        switch characters[at] {
        case "'": token = try text()
        case "\"": token = .quoted(try quotedName())
        case "<":
            at += 1
            if at < characters.count, characters[at] == ">" || characters[at] == "=" { at += 1 }
            token = .sign(written)
        case ">":
            at += 1
            if at < characters.count, characters[at] == "=" { at += 1 }
            token = .sign(written)
        case "0"..."9", ".": token = .number(try number())
        case "+", "-":
            // A sign of a number stands right before it; anything else is arithmetic.
            if at + 1 < characters.count, Self.isDigit(characters[at + 1]) || characters[at + 1] == "." {
                token = .number(try number())
            } else {
                at += 1
                token = .sign(written)
            }
        case let first where Self.startsName(first):
            while at < characters.count, Self.continuesName(characters[at]) { at += 1 }
            token = .word(written)
        default:
            at += 1
            token = .sign(written)
        }
    }

    private var written: String { String(String.UnicodeScalarView(characters[start..<at])) }

    private mutating func text() throws(FilterError) -> Token {
        var value: String.UnicodeScalarView? = String.UnicodeScalarView()
        var pattern = String.UnicodeScalarView()
        func keep(_ scalar: Unicode.Scalar, _ value: inout String.UnicodeScalarView?) {
            value?.append(scalar)
            pattern.append(scalar)
        }
        at += 1
        while at < characters.count {
            let next = at + 1 < characters.count ? characters[at + 1] : nil
            switch characters[at] {
            case "'":
                guard next == "'" else {
                    at += 1
                    return .text(value: value.map { String($0) }, pattern: String(pattern))
                }
                keep("'", &value)
                at += 2
            case "\\":
                guard let next else { throw failure(.unterminatedText) }
                if let plain = Self.escapes[next] {
                    keep(plain, &value)
                } else {
                    // What patterns understand stays as it is for them; a value has no wildcard to escape.
                    guard next == "\\" || next == "%" || next == "_" else {
                        throw FilterError(.invalidEscape, at: .character(at + 1))
                    }
                    pattern.append("\\")
                    pattern.append(next)
                    if next == "\\" { value?.append("\\") } else { value = nil }
                }
                at += 2
            default:
                keep(characters[at], &value)
                at += 1
            }
        }
        throw failure(.unterminatedText)
    }

    /// - Source: OGC 21-065r2, /req/cql2-text/escaping.
    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "'": "'", "a": "\u{7}", "b": "\u{8}", "t": "\t", "n": "\n", "v": "\u{B}", "f": "\u{C}", "r": "\r",
    ]

    private mutating func quotedName() throws(FilterError) -> String {
        var name = String.UnicodeScalarView()
        at += 1
        while at < characters.count {
            if characters[at] == "\"" {
                at += 1
                guard at < characters.count, characters[at] == "\"" else { return String(name) }
            }
            name.append(characters[at])
            at += 1
        }
        throw failure(.unterminatedText)
    }

    private mutating func number() throws(FilterError) -> Double {
        if characters[at] == "+" || characters[at] == "-" { at += 1 }
        let digits = at
        while at < characters.count {
            let isExponentSign =
                (characters[at] == "+" || characters[at] == "-")
                && (characters[at - 1] == "e" || characters[at - 1] == "E")
            guard Self.isDigit(characters[at]) || ".eE".unicodeScalars.contains(characters[at]) || isExponentSign else {
                break
            }
            at += 1
        }
        // Words such as inf and nan cannot get here; a number that runs into a name is none.
        guard at - digits <= 400, at == characters.count || !Self.continuesName(characters[at]),
            let number = Double(written), number.isFinite
        else { throw failure(.invalidNumber) }
        return number
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// - Source: OGC 21-065r2, rule `identifierStart`.
    private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3A, 0x5F, 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
            0x37F...0x1FFE, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
            0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            true
        default: false
        }
    }

    private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E, 0x30...0x39, 0x300...0x36F, 0x203F...0x2040: true
        default: startsName(scalar)
        }
    }
}
