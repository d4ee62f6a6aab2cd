/// A fixed-point number long enough to hold any sum of a few products of finite doubles without losing a bit.
///
/// The product of two doubles is a multiple of 2⁻²¹⁴⁸ below 2²⁰⁴⁸ in size, so 4,224 bits hold it with room for carries. What
/// is added and what is subtracted is summed apart, so that no carry runs far, and compared at the end. Nothing is allocated.
///
/// - Source: U. Kulisch, *Computer Arithmetic and Validity*, de Gruyter 2013, https://doi.org/10.1515/9783110301793
///   (the exact scalar product by a long accumulator).
struct LongAccumulator {
    /// Least significant first; unit 2⁻²¹⁴⁸.
    private typealias Limbs = InlineArray<66, UInt64>

    private var positive = Limbs(repeating: 0)
    private var negative = Limbs(repeating: 0)

    /// −1, 0 or 1.
    var sign: Int {
        var limb = positive.count - 1
        while limb >= 0 {
            if positive[limb] != negative[limb] { return positive[limb] > negative[limb] ? 1 : -1 }
            limb -= 1
        }
        return 0
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
            Self.add(parts, at: limb, of: &negative)
        } else {
            Self.add(parts, at: limb, of: &positive)
        }
    }

    private static func add(_ parts: (UInt64, UInt64, UInt64), at limb: Int, of limbs: inout Limbs) {
        var carry = add(parts.0, to: &limbs[limb], carry: false)
        carry = add(parts.1, to: &limbs[limb + 1], carry: carry)
        carry = add(parts.2, to: &limbs[limb + 2], carry: carry)
        var next = limb + 3
        // The last limb never overflows.
        while carry, next < limbs.count {
            carry = add(0, to: &limbs[next], carry: true)
            next += 1
        }
    }

    private static func add(_ value: UInt64, to limb: inout UInt64, carry: Bool) -> Bool {
        let (first, overflow) = limb.addingReportingOverflow(value)
        let (second, overflowOfCarry) = first.addingReportingOverflow(carry ? 1 : 0)
        limb = second
        return overflow || overflowOfCarry
    }

    /// |x| as digits × 2^(scale − 1074).
    private static func integer(_ x: Double) -> (digits: UInt64, scale: Int) {
        x.exponentBitPattern == 0
            ? (x.significandBitPattern, 0)
            : (x.significandBitPattern | 1 << 52, Int(x.exponentBitPattern) - 1)
    }
}
