import Glibc

/// Decimal digits to the nearest double, ties to even.
enum DecimalConversion {
    /// `mantissa` × 10^`exponent`, or nil when the exponent is outside −27…22 or the product is not exact enough
    /// here.
    ///
    /// Small products and quotients of exact doubles are rounded once by the hardware. Other quotients divide 128
    /// bits by a power of five exactly and round the quotient by its remainder.
    @inline(__always)
    static func double(_ mantissa: UInt64, exponent: Int) -> Double? {
        if mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
            let value = Double(mantissa)
            return exponent < 0 ? value / powersOfTen[-exponent] : value * powersOfTen[exponent]
        }
        if exponent == 0 { return Double(mantissa) }
        guard exponent < 0, exponent >= -27 else { return nil }
        return quotient(mantissa, by: -exponent)
    }

    /// `mantissa` ÷ 10^`power` for a mantissa above 0 and a power in 1…27.
    private static func quotient(_ mantissa: UInt64, by power: Int) -> Double? {
        guard mantissa != 0, power >= 1, power <= 27 else { return mantissa == 0 ? 0 : nil }
        let divisor = powersOfFive[power]
        let mantissaShift = mantissa.leadingZeroBitCount
        let divisorShift = divisor.leadingZeroBitCount
        let numerator = mantissa << UInt64(mantissaShift)
        let denominator = divisor << UInt64(divisorShift)
        // Both have their top bit set, so the quotient of the halves or wholes fills exactly 64 bits.
        let isBelow = numerator < denominator
        let (quotient, remainder) =
            isBelow
            ? denominator.dividingFullWidth((numerator, 0))
            : denominator.dividingFullWidth((numerator >> 1, numerator << 63))
        let binaryExponent = (isBelow ? -64 : -63) + divisorShift - mantissaShift - power
        var significand = quotient >> 11
        let dropped = quotient & 0x7FF
        if dropped > 0x400 || dropped == 0x400 && (remainder != 0 || significand & 1 == 1) { significand += 1 }
        // Between 1e-27 and 2e19 no result is subnormal, so scaling by a power of two is exact.
        let scale = Double(sign: .plus, exponent: binaryExponent + 11, significand: 1)
        return Double(significand) * scale
    }

    /// The general case: the digits among the given bytes (a point among them is passed over, an `e` ends them) ×
    /// 10^`exponent`.
    ///
    /// Infinite beyond the largest double. A double is decided by at most 767 significant digits; of a longer
    /// number the rest is kept as one digit that says whether anything follows.
    static func double(digits: UnsafeBufferPointer<UInt8>, exponent: Int) -> Double {
        var text: [CChar] = []
        var isCut = false
        var cutDigits = 0
        for byte in digits {
            if byte | 0x20 == UInt8(ascii: "e") { break }
            if byte == UInt8(ascii: ".") || text.isEmpty && byte == UInt8(ascii: "0") { continue }
            if text.count < 800 {
                text.append(CChar(bitPattern: byte))
            } else {
                cutDigits += 1
                isCut = isCut || byte != UInt8(ascii: "0")
            }
        }
        if text.isEmpty { return 0 }
        var exponent = exponent + cutDigits
        if isCut {
            text.append(CChar(bitPattern: UInt8(ascii: "1")))
            exponent -= 1
        }
        // No decimal point is written, so no locale can change what it means.
        text.append(CChar(bitPattern: UInt8(ascii: "e")))
        for byte in String(exponent).utf8 { text.append(CChar(bitPattern: byte)) }
        text.append(0)
        return strtod(text, nil)
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20,
        1e21, 1e22,
    ]

    /// 5⁰…5²⁷, the last one that fits 64 bits.
    private static let powersOfFive: [UInt64] = (0...27).reduce(into: []) { powers, _ in
        powers.append((powers.last ?? 0) == 0 ? 1 : (powers.last ?? 0) * 5)
    }
}
