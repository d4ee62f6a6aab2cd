import Glibc

/// Numbers as decimal digits, without locale and without exponent.
package enum DecimalText {
    /// A finite value's text with exactly so many decimals (0…17), rounded half away from zero (`135.1651967`).
    package static func fixed(_ value: Double, decimals: Int) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        append(value, decimals: decimals, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends an integer.
    static func append(_ value: UInt64, to bytes: inout [UInt8], minimumDigits: Int = 1) {
        var digits = 1
        var rest = value / 10
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        let length = max(digits, minimumDigits)
        let start = bytes.count
        for _ in 0..<length { bytes.append(UInt8(ascii: "0")) }
        var index = start + length
        rest = value
        while rest > 0 {
            index -= 1
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            rest = quotient
        }
    }

    /// Appends a finite double's exact value rounded to `decimals` places (0…17), ties away from zero.
    package static func append(_ value: Double, decimals: Int, to bytes: inout [UInt8]) {
        let decimals = min(max(decimals, 0), 17)
        guard value.magnitude < 0x1p63 else {
            appendLarge(value, decimals: decimals, to: &bytes)
            return
        }
        // value = significand × 2^−shift exactly.
        let significand =
            value.magnitude.isNormal ? value.significandBitPattern | 1 << 52 : value.significandBitPattern
        let shift = 1075 - Int(max(value.exponentBitPattern, 1))
        var whole: UInt64
        var fraction: UInt64 = 0
        if shift <= 0 {
            whole = significand << UInt64(-shift)
        } else {
            whole = shift < 64 ? significand >> UInt64(shift) : 0
            let remainder = shift < 64 ? significand & (1 << UInt64(shift) - 1) : significand
            // Below 2^53 × 10^17 < 2^110, so beyond 111 places to the right even half a unit is out of reach.
            if shift <= 111 {
                let scaled = UInt128(remainder) * UInt128(powersOfTen[decimals])
                let half = UInt128(1) << UInt128(shift - 1)
                fraction = UInt64(truncatingIfNeeded: (scaled + half) >> UInt128(shift))
            }
            if fraction == powersOfTen[decimals] {
                whole += 1
                fraction = 0
            }
        }
        if value < 0, whole != 0 || fraction != 0 { bytes.append(UInt8(ascii: "-")) }
        append(whole, to: &bytes)
        guard decimals > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        append(fraction, to: &bytes, minimumDigits: decimals)
    }

    /// From 2^63 on every double is an integer of up to 309 digits, which the C library prints exactly.
    private static func appendLarge(_ value: Double, decimals: Int, to bytes: inout [UInt8]) {
        var text = [CChar](repeating: 0, count: 320)
        let length = withVaList([value]) { vsnprintf(&text, text.count, "%.0f", $0) }
        for index in 0..<min(max(Int(length), 0), text.count - 1) { bytes.append(UInt8(bitPattern: text[index])) }
        guard decimals > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        for _ in 0..<decimals { bytes.append(UInt8(ascii: "0")) }
    }

    private static let powersOfTen: [UInt64] = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000,
    ]
}
