extension JSONScanner {
    /// The string at the current place, which is a quote.
    mutating func string() throws(InterchangeError) -> String {
        let start = at + 1
        guard let escape = try plainRun(from: start) else {
            let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<(at - 1)]), as: UTF8.self)
            skipWhiteSpace()
            return text
        }
        var decoded = Array(bytes[start..<escape])
        at = escape
        while true {
            try appendEscape(to: &decoded)
            let runStart = at
            if let escape = try plainRun(from: runStart) {
                decoded.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<escape]))
                at = escape
            } else {
                decoded.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<(at - 1)]))
                skipWhiteSpace()
                return String(decoding: decoded, as: UTF8.self)
            }
        }
    }

    /// Passes over the string at the current place, which is a quote, checking its escapes.
    mutating func skipString() throws(InterchangeError) {
        var start = at + 1
        var ignored: [UInt8] = []
        while let escape = try plainRun(from: start) {
            at = escape
            try appendEscape(to: &ignored)
            ignored.removeAll(keepingCapacity: true)
            start = at
        }
        skipWhiteSpace()
    }

    /// Runs from `start` to the closing quote and passes over it, or gives the place of the first backslash.
    private mutating func plainRun(from start: Int) throws(InterchangeError) -> Int? {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                at = index + 1
                return nil
            }
            if byte == UInt8(ascii: "\\") { return index }
            if byte < 0x20 { throw failure(.controlCharacter, at: index) }
            index &+= 1
        }
        throw failure(.unexpectedEnd, at: bytes.count)
    }

    /// Passes over the escape sequence at the current place and appends its character.
    private mutating func appendEscape(to decoded: inout [UInt8]) throws(InterchangeError) {
        guard at + 1 < bytes.count else { throw failure(.unexpectedEnd, at: bytes.count) }
        let byte: UInt8
        switch bytes[at + 1] {
        case UInt8(ascii: "\""): byte = 0x22
        case UInt8(ascii: "\\"): byte = 0x5C
        case UInt8(ascii: "/"): byte = 0x2F
        case UInt8(ascii: "b"): byte = 0x08
        case UInt8(ascii: "f"): byte = 0x0C
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "u"): return try appendUnicodeEscape(to: &decoded)
        default: throw failure(.malformedEscape)
        }
        decoded.append(byte)
        at += 2
    }

    private mutating func appendUnicodeEscape(to decoded: inout [UInt8]) throws(InterchangeError) {
        let start = at
        var value = UInt32(try hexadecimalUnit(at: at + 2))
        at += 6
        if value >= 0xD800, value < 0xE000 {
            guard value < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
                bytes[at + 1] == UInt8(ascii: "u")
            else { throw failure(.loneSurrogate, at: start) }
            let low = UInt32(try hexadecimalUnit(at: at + 2))
            guard low >= 0xDC00, low < 0xE000 else { throw failure(.loneSurrogate, at: start) }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            at += 6
        }
        guard let scalar = Unicode.Scalar(value) else { throw failure(.loneSurrogate, at: start) }
        decoded.append(contentsOf: String(scalar).utf8)
    }

    private func hexadecimalUnit(at start: Int) throws(InterchangeError) -> UInt16 {
        var value: UInt16 = 0
        for index in start..<(start + 4) {
            guard index < bytes.count else { throw failure(.unexpectedEnd, at: bytes.count) }
            let digit: UInt8
            switch bytes[index] {
            case let byte where byte >= 0x30 && byte <= 0x39: digit = byte - 0x30
            case let byte where byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66: digit = (byte | 0x20) - 0x61 + 10
            default: throw failure(.malformedEscape)
            }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
