/// A fixed-point number long enough to hold any sum of a few products of finite doubles without losing a bit.
///
/// The product of two doubles is a multiple of 2⁻²¹⁴⁸ below 2²⁰⁴⁸ in size, so 4,224 bits in two's complement hold it with
/// room for carries.
///
/// - Source: U. Kulisch, *Computer Arithmetic and Validity*, de Gruyter 2013, https://doi.org/10.1515/9783110301793
///   (the exact scalar product by a long accumulator).
struct LongAccumulator {
    private static let limbCount = 66

    /// Least significant first; unit 2⁻²¹⁴⁸.
    private var limbs = [UInt64](repeating: 0, count: limbCount)

    /// −1, 0 or 1.
    var sign: Int {
        if limbs[Self.limbCount - 1] >> 63 == 1 { return -1 }
        return limbs.contains { $0 != 0 } ? 1 : 0
    }

    /// Adds the exact product of two finite numbers.
    mutating func add(_ x: Double, times y: Double) {
        accumulate(x, y, negated: false)
    }

    /// Subtracts the exact product of two finite numbers.
    mutating func subtract(_ x: Double, times y: Double) {
        accumulate(x, y, negated: true)
    }

    private mutating func accumulate(_ x: Double, _ y: Double, negated: Bool) {
        let (xDigits, xScale) = Self.integer(x)
        let (yDigits, yScale) = Self.integer(y)
        let digits = xDigits.multipliedFullWidth(by: yDigits)
        let limb = (xScale + yScale) / 64
        let shift = UInt64((xScale + yScale) % 64)
        // Swift's shifts by 64 or more give zero, so a shift of nothing needs no case of its own.
        let parts = (
            digits.low << shift,
            digits.high << shift | digits.low >> (64 - shift),
            digits.high >> (64 - shift)
        )
        if ((x < 0) != (y < 0)) != negated {
            subtract(parts, at: limb)
        } else {
            add(parts, at: limb)
        }
    }

    private mutating func add(_ parts: (UInt64, UInt64, UInt64), at limb: Int) {
        var carry = add(parts.0, to: limb)
        carry = add(parts.1, to: limb + 1, carry: carry)
        carry = add(parts.2, to: limb + 2, carry: carry)
        var next = limb + 3
        while carry, next < Self.limbCount {
            carry = add(0, to: next, carry: true)
            next += 1
        }
    }

    private mutating func subtract(_ parts: (UInt64, UInt64, UInt64), at limb: Int) {
        // x − y = x + ~y + 1, with the complement's ones running up to the last limb.
        var carry = add(~parts.0, to: limb, carry: true)
        carry = add(~parts.1, to: limb + 1, carry: carry)
        carry = add(~parts.2, to: limb + 2, carry: carry)
        for next in (limb + 3)..<max(limb + 3, Self.limbCount) {
            carry = add(~0, to: next, carry: carry)
        }
    }

    private mutating func add(_ value: UInt64, to limb: Int, carry: Bool = false) -> Bool {
        let (first, overflow) = limbs[limb].addingReportingOverflow(value)
        let (second, overflowOfCarry) = first.addingReportingOverflow(carry ? 1 : 0)
        limbs[limb] = second
        return overflow || overflowOfCarry
    }

    /// |x| as digits × 2^(scale − 1074).
    private static func integer(_ x: Double) -> (digits: UInt64, scale: Int) {
        x.exponentBitPattern == 0
            ? (x.significandBitPattern, 0)
            : (x.significandBitPattern | 1 << 52, Int(x.exponentBitPattern) - 1)
    }
}
