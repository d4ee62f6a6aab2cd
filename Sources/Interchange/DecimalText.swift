import Glibc

/// Numbers as decimal digits, without locale and without exponent.
///
/// Digits are written where they are to stand: a long list has a million numbers, and a text or an array for each took longer than
/// its digits.
package enum DecimalText {
    /// A finite value's text with exactly so many decimals (0…17), rounded half away from zero (`135.1651967`).
    package static func fixed(_ value: Double, decimals: Int) -> String {
        String(unsafeUninitializedCapacity: mostBytes) { text in
            text.baseAddress.map { write(value, decimals: decimals, to: $0) } ?? 0
        }
    }

    /// A number of thousandths without needless zeros: `82.5`, `165`, `-0.125`.
    package static func text(thousandths: Int) -> String {
        String(unsafeUninitializedCapacity: mostDigits + 5) { text in
            text.baseAddress.map { write(thousandths: thousandths, to: $0) } ?? 0
        }
    }

    /// Appends a finite double's exact value rounded to `decimals` places (0…17), ties away from zero.
    package static func append(_ value: Double, decimals: Int, to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: mostBytes) { digits in
            guard let start = digits.baseAddress else { return }
            bytes.append(
                contentsOf: UnsafeBufferPointer(rebasing: digits[..<write(value, decimals: decimals, to: start)]))
        }
    }

    /// Digits of the largest integer.
    static let mostDigits = 20
    /// Bytes of the longest number: a sign, 309 digits, a point and 17 decimals.
    static let mostBytes = 330

    /// Writes an integer, with zeros in front up to `minimumDigits`.
    ///
    /// - Returns: how many bytes, at most the larger of `minimumDigits` and ``mostDigits``; and so the others, up to ``mostBytes``.
    static func write(_ value: UInt64, minimumDigits: Int = 1, to place: UnsafeMutablePointer<UInt8>) -> Int {
        var digits = 1
        var power: UInt64 = 10
        while digits < mostDigits, value >= power {
            digits += 1
            power &*= 10
        }
        let length = max(digits, minimumDigits)
        var rest = value
        for index in stride(from: length - 1, through: 0, by: -1) {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            place[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            rest = quotient
        }
        return length
    }

    /// Writes an integer with its sign.
    static func write(_ value: Int, to place: UnsafeMutablePointer<UInt8>) -> Int {
        let sign = writeSign(value < 0, to: place)
        return sign + write(UInt64(value.magnitude), to: place + sign)
    }

    /// Writes a number of thousandths without needless zeros.
    static func write(thousandths: Int, to place: UnsafeMutablePointer<UInt8>) -> Int {
        let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1_000)
        var length = writeSign(thousandths < 0, to: place)
        length += write(UInt64(whole), to: place + length)
        if rest == 0 { return length }
        place[length] = UInt8(ascii: ".")
        length += 1 + write(UInt64(rest), minimumDigits: 3, to: place + length + 1)
        while place[length - 1] == UInt8(ascii: "0") { length -= 1 }
        return length
    }

    /// Writes a finite double's exact value rounded to `decimals` places (0…17), ties away from zero.
    static func write(_ value: Double, decimals: Int, to place: UnsafeMutablePointer<UInt8>) -> Int {
        let decimals = min(max(decimals, 0), 17)
        guard value.magnitude < 0x1p63 else { return writeLarge(value, decimals: decimals, to: place) }
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
            if shift < 64 {
                // The usual case, in two words.
                let (high, low) = remainder.multipliedFullWidth(by: powersOfTen[decimals])
                let (sum, carries) = low.addingReportingOverflow(1 << UInt64(shift - 1))
                fraction = (high + (carries ? 1 : 0)) << UInt64(64 - shift) | sum >> UInt64(shift)
            } else if shift <= 111 {
                // Below 2^53 × 10^17 < 2^110, so beyond 111 places to the right even half a unit is out of reach.
                let scaled = UInt128(remainder) * UInt128(powersOfTen[decimals])
                let half = UInt128(1) << UInt128(shift - 1)
                fraction = UInt64(truncatingIfNeeded: (scaled + half) >> UInt128(shift))
            }
            if fraction == powersOfTen[decimals] {
                whole += 1
                fraction = 0
            }
        }
        var length = writeSign(value < 0 && (whole != 0 || fraction != 0), to: place)
        length += write(whole, to: place + length)
        guard decimals > 0 else { return length }
        place[length] = UInt8(ascii: ".")
        return length + 1 + write(fraction, minimumDigits: decimals, to: place + length + 1)
    }

    private static func writeSign(_ isNegative: Bool, to place: UnsafeMutablePointer<UInt8>) -> Int {
        if isNegative { place.pointee = UInt8(ascii: "-") }
        return isNegative ? 1 : 0
    }

    /// From 2^63 on every double is an integer of up to 309 digits, which the C library prints exactly.
    private static func writeLarge(_ value: Double, decimals: Int, to place: UnsafeMutablePointer<UInt8>) -> Int {
        var text = [CChar](repeating: 0, count: 320)
        let length = min(max(Int(withVaList([value]) { vsnprintf(&text, text.count, "%.0f", $0) }), 0), text.count - 1)
        for index in 0..<length { place[index] = UInt8(bitPattern: text[index]) }
        guard decimals > 0 else { return length }
        place[length] = UInt8(ascii: ".")
        for index in 1...decimals { place[length + index] = UInt8(ascii: "0") }
        return length + 1 + decimals
    }

    private static let powersOfTen: [UInt64] = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000,
    ]
}
