/// On which side of a directed line a position lies, answered exactly.
///
/// Rounding can make the usual determinant give the wrong side of a position close to a line, and the wrong side loses
/// a household from the list. The sign here is that of the determinant of the stored doubles in exact arithmetic. Three
/// stages, each only when the one before cannot tell:
///
/// 1. The rounded determinant, when it is larger than its own error can be.
/// 2. The signs of the two products, which are always exact, when they differ; and when the four differences are exact, the
///    products with their rounding errors.
/// 3. All six products are added in one long fixed-point number that loses no bit (``LongAccumulator``).
///
/// - Source: J. R. Shewchuk, *Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates*,
///   Discrete & Computational Geometry 18 (1997), 305–363, https://doi.org/10.1007/PL00009321 — error bound
///   `ccwerrboundA` and the exact difference and product (sections 2.2–2.5, 4.3).
package enum Orientation {
    /// The side of the directed line a → b on which c lies: 1 left, −1 right, 0 exactly on the line (or a equals b).
    ///
    /// - Complexity: O(1); about 2 ns when the rounded determinant decides.
    @inlinable
    package static func sign(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Int {
        sign(
            ax: a.longitude, ay: a.latitude, bx: b.longitude, by: b.latitude, cx: c.longitude, cy: c.latitude)
    }

    /// The same for plain numbers, which may be any finite doubles.
    @inlinable
    package static func sign(ax: Double, ay: Double, bx: Double, by: Double, cx: Double, cy: Double) -> Int {
        let rounded = roundedSign(ax: ax, ay: ay, bx: bx, by: by, cx: cx, cy: cy)
        return rounded != 0 ? rounded : exactSign(ax: ax, ay: ay, bx: bx, by: by, cx: cx, cy: cy)
    }

    /// The side as stages 1 and 2 tell it; nil where only the long accumulator can, which takes many times as long.
    ///
    /// - Complexity: O(1); about 10 ns at worst.
    @inlinable
    package static func quickSign(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Int? {
        let (ax, ay, bx, by) = (a.longitude, a.latitude, b.longitude, b.latitude)
        let rounded = roundedSign(ax: ax, ay: ay, bx: bx, by: by, cx: c.longitude, cy: c.latitude)
        return rounded != 0 ? rounded : shortSign(ax: ax, ay: ay, bx: bx, by: by, cx: c.longitude, cy: c.latitude)
    }

    /// Stage 1; 0 when it cannot tell.
    @inlinable
    @inline(__always)
    package static func roundedSign(ax: Double, ay: Double, bx: Double, by: Double, cx: Double, cy: Double) -> Int {
        let left = (ax - cx) * (by - cy)
        let right = (ay - cy) * (bx - cx)
        let determinant = left - right
        // (3 + 16 u) u with u = 2⁻⁵³. It does not count underflow, so very small products go to the exact stage; the
        // negated comparison also sends what overflowed there.
        let bound = 0x1.8000000000004p-52 * (abs(left) + abs(right))
        if abs(determinant) > bound, bound > 0x1p-900 { return determinant > 0 ? 1 : -1 }
        return 0
    }

    /// Stages 2 and 3; 0 when a number is not finite.
    @usableFromInline
    @inline(never)
    package static func exactSign(ax: Double, ay: Double, bx: Double, by: Double, cx: Double, cy: Double) -> Int {
        if let sign = shortSign(ax: ax, ay: ay, bx: bx, by: by, cx: cx, cy: cy) { return sign }
        // (a − c) × (b − c) multiplied out; c × c cancels.
        var sum = LongAccumulator()
        sum.add(ax, times: by)
        sum.subtract(ax, times: cy)
        sum.subtract(cx, times: by)
        sum.subtract(ay, times: bx)
        sum.add(ay, times: cx)
        sum.add(cy, times: bx)
        return sum.sign
    }

    /// Stage 2; nil when it cannot tell, 0 when a number is not finite.
    @usableFromInline
    @inline(never)
    package static func shortSign(ax: Double, ay: Double, bx: Double, by: Double, cx: Double, cy: Double) -> Int? {
        guard (ax - ax) + (ay - ay) + (bx - bx) + (by - by) + (cx - cx) + (cy - cy) == 0 else { return 0 }
        let acx = difference(ax, cx)
        let bcy = difference(by, cy)
        let acy = difference(ay, cy)
        let bcx = difference(bx, cx)
        // A difference is rounded to 0 only when it is 0, so these signs are exact: equal positions and positions on one
        // meridian or parallel, of which maps are full, end here.
        let leftSign = signum(acx.value) * signum(bcy.value)
        let rightSign = signum(acy.value) * signum(bcx.value)
        if leftSign != rightSign { return leftSign > rightSign ? 1 : -1 }
        if leftSign == 0 || (ax == bx && ay == by) { return 0 }
        guard acx.error == 0, bcy.error == 0, acy.error == 0, bcx.error == 0,
            let left = product(acx.value, bcy.value), let right = product(acy.value, bcx.value)
        else { return nil }
        // Rounding keeps order, so different rounded products are in the order of the exact ones.
        if left.value != right.value { return left.value > right.value ? 1 : -1 }
        return left.error > right.error ? 1 : left.error < right.error ? -1 : 0
    }

    private static func signum(_ x: Double) -> Int { x > 0 ? 1 : x < 0 ? -1 : 0 }

    /// The rounded difference and what rounding took away; both together are exact.
    private static func difference(_ x: Double, _ y: Double) -> (value: Double, error: Double) {
        let value = x - y
        let virtualY = x - value
        let virtualX = value + virtualY
        return (value, (x - virtualX) + (virtualY - y))
    }

    /// The rounded product and what rounding took away, or nil when that remainder may not fit a double.
    private static func product(_ x: Double, _ y: Double) -> (value: Double, error: Double)? {
        let value = x * y
        guard x == 0 || y == 0 || (abs(value) > 0x1p-900 && value.isFinite) else { return nil }
        return (value, (-value).addingProduct(x, y))
    }
}
