/// Steps through the tokens of a JSON text whose bytes are known to be UTF-8.
///
/// White space is passed over after a token, so that `at` always stands on the next token or at the end.
struct JSONScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var at: Int

    /// Checks the whole text for UTF-8 and passes over a byte order mark.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(InterchangeError) {
        self.bytes = bytes
        at = 0
        if let offset = UTF8Validation.firstInvalidOffset(in: bytes) { throw failure(.invalidUTF8, at: offset) }
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
    }

    /// The byte at the current place; 0, which begins no token, at the end.
    var peek: UInt8 {
        @inline(__always) get { at < bytes.count ? bytes[at] : 0 }
    }

    @inline(__always)
    mutating func skipWhiteSpace() {
        while at < bytes.count {
            let byte = bytes[at]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            at &+= 1
        }
    }

    /// Passes over the bracket that opens an array or object; false when it closes at once.
    mutating func open(_ opening: UInt8, _ closing: UInt8) throws(InterchangeError) -> Bool {
        guard peek == opening else { throw failure(unexpected) }
        at += 1
        skipWhiteSpace()
        guard peek == closing else { return true }
        at += 1
        skipWhiteSpace()
        return false
    }

    /// Passes over the comma before a further element, or over the closing bracket and gives false.
    @inline(__always)
    mutating func next(_ closing: UInt8) throws(InterchangeError) -> Bool {
        let byte = peek
        guard byte == UInt8(ascii: ",") || byte == closing else { throw failure(unexpected) }
        at &+= 1
        skipWhiteSpace()
        return byte != closing
    }

    /// The name of a member; the colon after it is passed over.
    mutating func name() throws(InterchangeError) -> String {
        guard peek == UInt8(ascii: "\"") else { throw failure(unexpected) }
        let name = try string()
        try colon()
        return name
    }

    /// Passes over the colon after a name.
    mutating func colon() throws(InterchangeError) {
        guard peek == UInt8(ascii: ":") else { throw failure(unexpected) }
        at += 1
        skipWhiteSpace()
    }

    /// Passes over `true`, `false` or `null`.
    mutating func literal(_ word: StaticString) throws(InterchangeError) {
        let length = word.utf8CodeUnitCount
        for index in 0..<length {
            guard at + index < bytes.count else { throw failure(.unexpectedEnd, at: bytes.count) }
            guard bytes[at + index] == word.utf8Start[index] else { throw failure(.unexpectedCharacter) }
        }
        at += length
        skipWhiteSpace()
    }

    /// Checks that nothing but white space is left.
    func expectEnd() throws(InterchangeError) {
        if at < bytes.count { throw failure(.trailingContent) }
    }

    /// Passes over any value, checking its syntax, `depth` arrays and objects deep.
    mutating func skipValue(depth: Int) throws(InterchangeError) {
        switch peek {
        case UInt8(ascii: "{"):
            guard depth < JSONParser.depthLimit else { throw failure(.tooDeep(limit: JSONParser.depthLimit)) }
            var more = try open(UInt8(ascii: "{"), UInt8(ascii: "}"))
            while more {
                guard peek == UInt8(ascii: "\"") else { throw failure(unexpected) }
                try skipString()
                try colon()
                try skipValue(depth: depth + 1)
                more = try next(UInt8(ascii: "}"))
            }
        case UInt8(ascii: "["):
            guard depth < JSONParser.depthLimit else { throw failure(.tooDeep(limit: JSONParser.depthLimit)) }
            var more = try open(UInt8(ascii: "["), UInt8(ascii: "]"))
            while more {
                try skipValue(depth: depth + 1)
                more = try next(UInt8(ascii: "]"))
            }
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        default: _ = try number()
        }
    }

    /// What to say about a byte that fits nowhere.
    var unexpected: JSONSyntaxReason { at < bytes.count ? .unexpectedCharacter : .unexpectedEnd }

    /// The error for the current place or the given byte offset.
    func failure(_ reason: JSONSyntaxReason, at offset: Int? = nil) -> InterchangeError {
        let offset = min(offset ?? at, bytes.count)
        var line = 1
        var lineStart = 0
        for index in 0..<offset {
            let byte = bytes[index]
            if byte == 0x0A || byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A) {
                line += 1
                lineStart = index + 1
            }
        }
        // Continuation bytes belong to the character before them.
        var column = 1
        for index in lineStart..<offset where bytes[index] & 0xC0 != 0x80 { column += 1 }
        return .invalidJSON(line: line, column: column, reason: reason)
    }
}
