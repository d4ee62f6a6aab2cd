import Glibc

/// Numbers as decimal digits, without locale and without exponent.
///
/// Digits are written where they are to stand: a long list has a million numbers, and a text or an array for each took longer than
/// its digits. They are made and stored eight at a time, so what is written may reach up to seven bytes behind the number's end; the
/// room that is asked for holds that too.
package enum DecimalText {
    /// A finite value's text with exactly so many decimals (0…17), rounded half away from zero (`135.1651967`).
    package static func fixed(_ value: Double, decimals: Int) -> String {
        String(unsafeUninitializedCapacity: mostBytes) { text in
            text.baseAddress.map { write(value, decimals: decimals, to: $0) } ?? 0
        }
    }

    /// A number of thousandths without needless zeros: `82.5`, `165`, `-0.125`.
    package static func text(thousandths: Int) -> String {
        String(unsafeUninitializedCapacity: mostThousandthsBytes) { text in
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
    /// Room for the longest integer with its sign.
    static let mostIntegerBytes = 1 + mostDigits
    /// Room for the longest number of thousandths: a sign, 16 digits, a point and three decimals, which are stored as eight.
    static let mostThousandthsBytes = 1 + 16 + 1 + 8
    /// Room for the longest number: a sign, 309 digits, a point and 17 decimals.
    static let mostBytes = 330

    /// Writes an integer.
    ///
    /// - Returns: how many bytes; and so the others.
    static func write(_ value: UInt64, to place: UnsafeMutablePointer<UInt8>) -> Int {
        if value < 1_000 { return writeShort(value, to: place) }
        let length = digitCount(value)
        write(value, digits: length, to: place)
        return length
    }

    /// Writes an integer below 1,000: whole degrees, points, members.
    @inline(__always)
    private static func writeShort(_ value: UInt64, to place: UnsafeMutablePointer<UInt8>) -> Int {
        // 205 ÷ 2¹¹ is a tenth, exact enough below 1,000.
        let tens = (value &* 205) >> 11
        let last = UInt8(truncatingIfNeeded: value &- 10 &* tens) | 0x30
        if tens == 0 {
            place[0] = last
            return 1
        }
        let hundreds = (tens &* 205) >> 11
        let middle = UInt8(truncatingIfNeeded: tens &- 10 &* hundreds) | 0x30
        if hundreds == 0 {
            (place[0], place[1]) = (middle, last)
            return 2
        }
        (place[0], place[1], place[2]) = (UInt8(truncatingIfNeeded: hundreds) | 0x30, middle, last)
        return 3
    }

    /// Writes the last digits (1…20) of an integer, with zeros in front.
    @inline(__always)
    private static func write(_ value: UInt64, digits: Int, to place: UnsafeMutablePointer<UInt8>) {
        guard digits <= 8 else { return writeLong(value, digits: digits, to: place) }
        // The zeros in front are moved out below the first byte.
        store(eightDigits(value) >> UInt64(truncatingIfNeeded: 8 &* (8 &- digits)), at: place)
    }

    @inline(never)
    private static func writeLong(_ value: UInt64, digits: Int, to place: UnsafeMutablePointer<UInt8>) {
        let (rest, last) = value.quotientAndRemainder(dividingBy: 100_000_000)
        digits > 16 ? writeLong(rest, digits: digits - 8, to: place) : write(rest, digits: digits - 8, to: place)
        store(eightDigits(last), at: place + digits - 8)
    }

    @inline(__always)
    private static func store(_ text: UInt64, at place: UnsafeMutablePointer<UInt8>) {
        UnsafeMutableRawPointer(place).storeBytes(of: text.littleEndian, as: UInt64.self)
    }

    /// The eight digits of a number below 10⁸ as text, the first in the lowest byte: halves, then pairs, then digits side by side.
    @inline(__always)
    private static func eightDigits(_ value: UInt64) -> UInt64 {
        let (first, last) = value.quotientAndRemainder(dividingBy: 10_000)
        let fours = last << 32 | first
        // 10,486 ÷ 2²⁰ is a hundredth and 103 ÷ 2¹⁰ a tenth, exact enough below 10,000 and 100.
        let hundreds = (fours &* 10_486) >> 20 & 0x7F_0000_007F
        let pairs = (fours &- 100 &* hundreds) << 16 &+ hundreds
        let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
        return tens &+ (pairs &- 10 &* tens) << 8 &+ 0x3030_3030_3030_3030
    }

    @inline(__always)
    private static func digitCount(_ value: UInt64) -> Int {
        // Zero has a digit too. 1,233 ÷ 2¹² is the logarithm of two.
        let value = value | 1
        let below = ((64 - value.leadingZeroBitCount) &* 1_233) >> 12
        return value >= powersOfTen[below] ? below + 1 : below
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
        write(UInt64(rest), digits: 3, to: place + length + 1)
        length += 4
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
        write(fraction, digits: decimals, to: place + length + 1)
        return length + 1 + decimals
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
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]
}
