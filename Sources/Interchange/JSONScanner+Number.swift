extension JSONScanner {
    /// The number at the current place as the nearest double, ties to even.
    ///
    /// - Throws: `malformedNumber` for what RFC 8259 does not allow, `numberOutOfRange` beyond the largest double.
    /// - Complexity: O(n) in the digits; no allocation up to 19 significant digits and moderate exponents.
    @inline(__always)
    mutating func number() throws(InterchangeError) -> Double {
        let count = bytes.count
        let start = at
        var index = at
        var isNegative = false
        if index < count, bytes[index] == UInt8(ascii: "-") {
            isNegative = true
            index &+= 1
        }
        guard index < count, Self.isDigit(bytes[index]) else { throw numberFailure(start, index) }
        // The digits without the point; wraps around beyond 19 of them, and is not used then.
        var mantissa: UInt64 = 0
        let integerStart = index
        while index < count, Self.isDigit(bytes[index]) {
            mantissa = mantissa &* 10 &+ UInt64(bytes[index] &- 0x30)
            index &+= 1
        }
        if index &- integerStart > 1, bytes[integerStart] == 0x30 { throw failure(.malformedNumber, at: start) }
        var digits = index &- integerStart
        var exponent = 0
        if index < count, bytes[index] == UInt8(ascii: ".") {
            index &+= 1
            let fractionStart = index
            while index < count, Self.isDigit(bytes[index]) {
                mantissa = mantissa &* 10 &+ UInt64(bytes[index] &- 0x30)
                index &+= 1
            }
            let fraction = index &- fractionStart
            guard fraction > 0 else { throw numberFailure(start, index) }
            digits &+= fraction
            exponent = -fraction
        }
        if index < count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            exponent += try writtenExponent(from: start, &index)
        }
        if index < count, Self.continuesNumber(bytes[index]) { throw failure(.malformedNumber, at: start) }
        at = index
        skipWhiteSpace()
        let magnitude: Double
        if digits <= 19, let exact = DecimalConversion.double(mantissa, exponent: exponent) {
            magnitude = exact
        } else {
            magnitude = DecimalConversion.double(
                digits: UnsafeBufferPointer(rebasing: bytes[integerStart..<index]), exponent: exponent)
            guard magnitude.isFinite else { throw failure(.numberOutOfRange, at: start) }
        }
        return isNegative ? -magnitude : magnitude
    }

    /// The exponent after `e`, cut to a size that cannot overflow.
    private func writtenExponent(from start: Int, _ index: inout Int) throws(InterchangeError) -> Int {
        var isNegative = false
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        guard index < bytes.count, Self.isDigit(bytes[index]) else { throw numberFailure(start, index) }
        var value = 0
        while index < bytes.count, Self.isDigit(bytes[index]) {
            value = min(value * 10 + Int(bytes[index] - 0x30), 1_000_000_000_000)
            index += 1
        }
        return isNegative ? -value : value
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Bytes that cannot follow a number and show that one was meant, as in `0x10` or `1.2.3`.
    @inline(__always)
    private static func continuesNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0x20, 0x0A, 0x0D, 0x09: false
        default: true
        }
    }

    /// The error for a number that breaks off at `index`.
    private func numberFailure(_ start: Int, _ index: Int) -> InterchangeError {
        if index >= bytes.count { return failure(.unexpectedEnd, at: bytes.count) }
        let first = bytes[start]
        let looksNumeric =
            Self.isDigit(first) || first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
            || first == UInt8(ascii: ".")
        return failure(looksNumeric ? .malformedNumber : .unexpectedCharacter, at: start)
    }
}
