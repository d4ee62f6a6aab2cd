/// How often a ring runs from one point of a grid to another.
struct RingPiece {
    /// The ends, of which ``GridPoint/key`` of the first is smaller: both keys in one number, for sorting.
    let ends: UInt64
    /// The ring's place among those that are drawn together.
    let ring: Int32
    /// How often the ring runs from the first end to the second, less how often it runs back.
    let times: Int32

    var first: GridPoint { GridPoint(key: UInt32(truncatingIfNeeded: ends >> 28)) }
    var second: GridPoint { GridPoint(key: UInt32(truncatingIfNeeded: ends & 0xFFF_FFFF)) }

    init(_ from: GridPoint, _ to: GridPoint, ring: Int32, times: Int32 = 1) {
        let (a, b) = (UInt64(from.key), UInt64(to.key))
        ends = a < b ? a << 28 | b : b << 28 | a
        self.times = a < b ? times : -times
        self.ring = ring
    }

    fileprivate init(ends: UInt64, ring: Int32, times: Int32) {
        self.ends = ends
        self.ring = ring
        self.times = times
    }
}

extension [RingPiece] {
    /// One piece for each ring and pair of ends, in order; a ring that runs there and back is gone.
    func merged() -> [RingPiece] {
        let sorted = sorted { ($0.ends, $0.ring) < ($1.ends, $1.ring) }
        var merged: [RingPiece] = []
        merged.reserveCapacity(count)
        var at = 0
        while at < sorted.count {
            let piece = sorted[at]
            var sum: Int32 = 0
            while at < sorted.count, sorted[at].ends == piece.ends, sorted[at].ring == piece.ring {
                sum += sorted[at].times
                at += 1
            }
            if sum != 0 { merged.append(RingPiece(ends: piece.ends, ring: piece.ring, times: sum)) }
        }
        return merged
    }

    /// The edges on which merged pieces lie, each once and in order.
    var edges: [GridEdge] {
        var edges: [GridEdge] = []
        var start = 0
        while start < count {
            var end = start + 1
            while end < count, self[end].ends == self[start].ends { end += 1 }
            edges.append(GridEdge(from: self[start].first, to: self[start].second, pieces: start..<end))
            start = end
        }
        return edges
    }
}
