import SpatialQuery

/// Puts the households of a list in order.
///
/// By rank, smaller first; then score descending; then household number, which is the order of the ids.
struct ListOrder {
    /// The places of the hits in list order.
    ///
    /// - Parameters:
    ///   - limit: how many from the top are wanted; nil for all.
    ///   - rank: for a place among the hits; those without a position come behind all ranks below 1,000,
    ///     and of them those who may be anywhere behind those whose address lies in a town that was asked for.
    /// - Complexity: O(hits).
    static func order(_ hits: [AreaHit], limit: Int?, rank: (Int) -> Int) -> [Int] {
        var keys: [SortKey] = []
        let wanted = min(limit ?? hits.count, hits.count)
        keys.reserveCapacity(min(hits.count, 2 * wanted))
        // The last of those that are surely ahead of enough others; whoever is behind it is not on the list.
        var last: SortKey?
        for (index, hit) in hits.enumerated() {
            let rank = hit.place != nil ? UInt64(rank(index)) : hit.certainty == .unlocated ? 1_001 : 1_000
            let score = UInt64(Int64(Int32.max) - Int64(hit.score))
            let key = SortKey(first: rank << 40 | score, second: hit.household, place: UInt32(index))
            if let last, last < key { continue }
            keys.append(key)
            if keys.count == 2 * wanted, wanted < hits.count {
                KeySort.sort(&keys)
                keys.removeLast(wanted)
                last = keys.last
            }
        }
        KeySort.sort(&keys)
        return keys.prefix(wanted).map { Int($0.place) }
    }
}
