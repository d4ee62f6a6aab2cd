import Geospatial

/// How much work may go into looking for edges that cross; it counts down.
///
/// Pairs of edges alone would not bound the time: a question of side that needs long arithmetic costs as much as fifty pairs,
/// and a drawing whose edges all lie along each other, which people and programs do make, asks little else.
struct CrossingBudget {
    /// Pairs of edges that may still be looked at, some nanoseconds each.
    private(set) var pairs: Int
    /// Questions of side that may still be answered by long arithmetic, some hundred nanoseconds each.
    private(set) var longSums: Int
    /// Whether something was not looked at for want of either.
    private(set) var isSpent = false

    /// So many pairs and long sums.
    init(pairs: Int, longSums: Int) {
        self.pairs = pairs
        self.longSums = longSums
    }

    /// Enough for every map whose edges are short against the gaps between them, at most about a fifth of a second.
    init(vertexCount: Int) {
        self.init(pairs: min(max(1_000_000, vertexCount * 64), 20_000_000), longSums: 200_000)
    }

    /// Whether all pairs of so many edges may be looked at.
    mutating func takePairs(ofEdges count: Int) -> Bool {
        let needed = count * (count - 1) / 2
        guard !isSpent, needed <= pairs else {
            isSpent = true
            return false
        }
        pairs -= needed
        return true
    }

    /// The side as ``Geospatial/Orientation`` tells it; 0 when that would take a long sum and none is left.
    @inline(__always)
    mutating func side(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Int {
        Orientation.quickSign(a, b, c) ?? longSide(a, b, c)
    }

    @inline(never)
    private mutating func longSide(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Int {
        guard longSums > 0 else {
            isSpent = true
            return 0
        }
        longSums -= 1
        return Orientation.sign(a, b, c)
    }
}
