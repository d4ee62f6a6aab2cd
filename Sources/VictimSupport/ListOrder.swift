/// Puts the households of a list in order.
///
/// By rank, smaller first; then score descending; then household number, which is the order of the ids.
struct ListOrder {
    private struct Key {
        /// Rank, then the score turned round.
        let high: UInt64
        let household: UInt32
        let index: UInt32
    }

    /// The places of the hits in list order.
    ///
    /// - Parameter rank: for a place among the hits; those without a position come behind all ranks below 1,000, and of them
    ///   those who may be anywhere behind those whose address lies in a town that was asked for.
    static func order(_ hits: [AreaHit], rank: (Int) -> Int) -> [Int] {
        var keys = hits.indices.map { index in
            let hit = hits[index]
            let rank = hit.place != nil ? UInt64(rank(index)) : hit.certainty == .unlocated ? 1_001 : 1_000
            let score = UInt64(Int64(Int32.max) - Int64(hit.score))
            return Key(high: rank << 40 | score, household: hit.household, index: UInt32(index))
        }
        keys.sort { $0.high != $1.high ? $0.high < $1.high : $0.household < $1.household }
        return keys.map { Int($0.index) }
    }
}
