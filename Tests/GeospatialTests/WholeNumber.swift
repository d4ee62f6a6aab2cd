/// Schoolbook arithmetic on integers of any size: the slow, obvious side of the exactness tests.
struct WholeNumber: Equatable {
    private(set) var isNegative: Bool
    /// Base 2³², least significant first, no leading zero.
    private var digits: [UInt32]

    /// x × 2¹⁰⁷⁴, which is a whole number for every finite double.
    init(scaling x: Double) {
        isNegative = x < 0
        let significand = x.exponentBitPattern == 0 ? x.significandBitPattern : x.significandBitPattern | 1 << 52
        let shift = x.exponentBitPattern == 0 ? 0 : Int(x.exponentBitPattern) - 1
        digits = [UInt32](repeating: 0, count: shift / 32 + 3)
        for bit in 0..<53 where significand >> UInt64(bit) & 1 == 1 {
            digits[(shift + bit) / 32] |= 1 << UInt32((shift + bit) % 32)
        }
        trim()
    }

    private init(isNegative: Bool, digits: [UInt32]) {
        self.isNegative = isNegative
        self.digits = digits
        trim()
    }

    var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    static func * (a: WholeNumber, b: WholeNumber) -> WholeNumber {
        var digits = [UInt32](repeating: 0, count: a.digits.count + b.digits.count)
        for (i, x) in a.digits.enumerated() {
            var carry: UInt64 = 0
            for (j, y) in b.digits.enumerated() {
                let sum = UInt64(x) * UInt64(y) + UInt64(digits[i + j]) + carry
                digits[i + j] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
            }
            digits[i + b.digits.count] = UInt32(carry)
        }
        return WholeNumber(isNegative: a.isNegative != b.isNegative, digits: digits)
    }

    static func - (a: WholeNumber, b: WholeNumber) -> WholeNumber {
        if a.isNegative != b.isNegative {
            return WholeNumber(isNegative: a.isNegative, digits: sum(a.digits, b.digits))
        }
        return isSmaller(a.digits, b.digits)
            ? WholeNumber(isNegative: !a.isNegative, digits: difference(b.digits, a.digits))
            : WholeNumber(isNegative: a.isNegative, digits: difference(a.digits, b.digits))
    }

    private mutating func trim() {
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { isNegative = false }
    }

    private static func isSmaller(_ a: [UInt32], _ b: [UInt32]) -> Bool {
        a.count == b.count ? a.reversed().lexicographicallyPrecedes(b.reversed()) : a.count < b.count
    }

    private static func sum(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var carry: UInt64 = 0
        var result: [UInt32] = []
        for index in 0..<max(a.count, b.count) {
            let sum = (index < a.count ? UInt64(a[index]) : 0) + (index < b.count ? UInt64(b[index]) : 0) + carry
            result.append(UInt32(truncatingIfNeeded: sum))
            carry = sum >> 32
        }
        return result + [UInt32(carry)]
    }

    /// a − b for a not smaller than b.
    private static func difference(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var borrow: Int64 = 0
        return a.indices.map { index in
            let difference = Int64(a[index]) - (index < b.count ? Int64(b[index]) : 0) - borrow
            borrow = difference < 0 ? 1 : 0
            return UInt32(truncatingIfNeeded: difference)
        }
    }
}
