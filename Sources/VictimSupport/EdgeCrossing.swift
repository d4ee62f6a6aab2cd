import Geospatial

/// Whether edges of two sets of lines cross each other in their middles.
enum EdgeCrossing {
    private typealias Edge = (a: Coordinate, b: Coordinate)

    /// Only what lies in the box is looked at.
    ///
    /// - Complexity: O(n) and the pairs of edges that share a stripe of latitude.
    static func any(_ lines: [[Coordinate]], _ others: [[Coordinate]], in box: BoundingBox) -> Bool {
        let first = edges(of: lines, in: box)
        let second = edges(of: others, in: box)
        guard !first.isEmpty, !second.isEmpty else { return false }
        let stripes = max(1, min(second.count, 4096))
        let height = (box.north - box.south) / Double(stripes)
        func stripe(_ latitude: Double) -> Int {
            height > 0 ? max(0, min(stripes - 1, Int((latitude - box.south) / height))) : 0
        }
        func range(_ edge: Edge) -> ClosedRange<Int> {
            let (low, high) = (min(edge.a.latitude, edge.b.latitude), max(edge.a.latitude, edge.b.latitude))
            return stripe(max(low, box.south))...stripe(min(high, box.north))
        }
        var byStripe = [[Int]](repeating: [], count: stripes)
        for (index, edge) in second.enumerated() { for place in range(edge) { byStripe[place].append(index) } }
        return first.contains { edge in
            range(edge).contains { place in byStripe[place].contains { cross(edge, second[$0]) } }
        }
    }

    private static func edges(of lines: [[Coordinate]], in box: BoundingBox) -> [Edge] {
        lines.flatMap { line in
            zip(line, line.dropFirst()).filter { a, b in
                var own = BoundingBox(a)
                own.extend(to: b)
                return own.intersects(box)
            }.map { ($0, $1) }
        }
    }

    /// Whether each edge's ends lie on different sides of the other.
    private static func cross(_ one: Edge, _ other: Edge) -> Bool {
        Orientation.sign(one.a, one.b, other.a) * Orientation.sign(one.a, one.b, other.b) < 0
            && Orientation.sign(other.a, other.b, one.a) * Orientation.sign(other.a, other.b, one.b) < 0
    }
}
