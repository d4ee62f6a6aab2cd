/// The boundary of a region as loose edges, and which of them go around the same connected part.
struct RegionBoundary {
    private struct Edge {
        let from: GridPoint
        let to: GridPoint
        let part: Int32
    }

    private var edges: [Edge] = []
    /// A forest over edges of the arrangement: those with one root bound the same connected part.
    private var parents: [Int32]

    /// No edge of an arrangement of so many.
    init(arrangement count: Int) { parents = Array(0..<Int32(truncatingIfNeeded: count)) }

    /// Adds an edge that has the region on its right hand on the screen.
    mutating func add(_ id: Int32, from: GridPoint, to: GridPoint) {
        edges.append(Edge(from: from, to: to, part: id))
    }

    /// Notes that the region lies between two edges.
    mutating func join(_ a: Int32, _ b: Int32) {
        let (a, b) = (root(a), root(b))
        if a != b { parents[Int(max(a, b))] = min(a, b) }
    }

    private mutating func root(_ id: Int32) -> Int32 {
        var at = Int(id)
        while Int(parents[at]) != at {
            parents[at] = parents[Int(parents[at])]
            at = Int(parents[at])
        }
        return Int32(truncatingIfNeeded: at)
    }

    /// Links the edges to rings and the rings to polygons, in the order of their northernmost points.
    mutating func polygons() -> [TilePolygon] {
        edges.sort { ($0.from.key, $0.to.key) < ($1.from.key, $1.to.key) }
        var isUsed = [Bool](repeating: false, count: edges.count)
        var rings: [(part: Int32, points: [GridPoint])] = []
        for start in edges.indices where !isUsed[start] {
            var walk = RingWalk()
            var at = start
            repeat {
                isUsed[at] = true
                let outgoing = outgoing(from: edges[at].to)
                if let ring = walk.step(edges[at].from, mayRepeat: self.outgoing(from: edges[at].from).count > 1) {
                    rings.append((edges[at].part, ring))
                }
                let next = outgoing.count == 1 ? outgoing.lowerBound : nextOnTheRight(of: at, outgoing)
                join(edges[at].part, edges[next].part)
                at = next
            } while at != start
            rings.append((edges[start].part, walk.points))
        }
        return grouped(rings)
    }

    private func outgoing(from point: GridPoint) -> Range<Int> {
        var low = 0
        var high = edges.count
        while low < high {
            let middle = (low + high) / 2
            if edges[middle].from.key < point.key { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < edges.count, edges[end].from == point { end += 1 }
        return low..<end
    }

    /// Of several edges that leave a point, the one that has the same piece of the region on its right.
    private func nextOnTheRight(of edge: Int, _ outgoing: Range<Int>) -> Int {
        let back = edges[edge].from - edges[edge].to
        func rank(_ vector: GridVector) -> Int {
            let side = back.cross(vector)
            return side < 0 ? 0 : side == 0 ? 1 : 2
        }
        var best = outgoing.lowerBound
        for candidate in outgoing.dropFirst() {
            let (a, b) = (edges[candidate].to - edges[candidate].from, edges[best].to - edges[best].from)
            let (ofA, ofB) = (rank(a), rank(b))
            if ofA < ofB || ofA == ofB && a.cross(b) < 0 { best = candidate }
        }
        return best
    }

    /// Exteriors with the holes of the same part.
    private mutating func grouped(_ rings: [(part: Int32, points: [GridPoint])]) -> [TilePolygon] {
        var places: [Int32: Int] = [:]
        var polygons: [TilePolygon] = []
        var holes: [(part: Int32, points: [GridPoint])] = []
        for (part, points) in rings {
            let simple = Self.withoutStraightCorners(points)
            let area = doubledArea(simple)
            if area > 0 {
                places[root(part)] = polygons.count
                polygons.append(TilePolygon(rings: [simple]))
            } else if area < 0 {
                holes.append((part, simple))
            }
        }
        for (part, points) in holes {
            if let place = places[root(part)] { polygons[place].rings.append(points) }
        }
        return polygons
    }

    private static func withoutStraightCorners(_ points: [GridPoint]) -> [GridPoint] {
        guard var last = points.last else { return [] }
        var kept: [GridPoint] = []
        for (index, point) in points.enumerated() {
            let next = points[(index + 1) % points.count]
            if (point - last).cross(next - point) != 0 {
                kept.append(point)
                last = point
            }
        }
        return kept
    }
}

/// A walk along edges that gives out a ring of its own whenever it comes to a point again.
private struct RingWalk {
    private(set) var points: [GridPoint] = []
    private var places: [GridPoint: Int] = [:]

    /// Goes on to a point; a ring that ends there is cut out of the walk.
    mutating func step(_ point: GridPoint, mayRepeat: Bool) -> [GridPoint]? {
        var ring: [GridPoint]?
        if mayRepeat, let place = places[point] {
            ring = Array(points[place...])
            for point in points[place...] { places[point] = nil }
            points.removeSubrange(place...)
        }
        if mayRepeat { places[point] = points.count }
        points.append(point)
        return ring
    }
}
