/// Breaks edges so that they meet at points of the grid only: afterwards two edges are the same or share at most an end.
///
/// Every end and every crossing, rounded, is a hot pixel, and every edge runs through the middle of each hot pixel that it passes.
/// All of it is whole numbers, so nothing depends on rounding.
///
/// - Source: J. D. Hobby, *Practical segment intersection with finite precision output*, Computational Geometry 13 (1999),
///   199–214, https://doi.org/10.1016/S0925-7721(99)00021-8; L. Guibas, D. Marimont, *Rounding arrangements dynamically*,
///   Proc. 11th Symposium on Computational Geometry (1995), 190–199.
enum SnapRounding {
    /// The pieces of all edges, in no order.
    ///
    /// - Parameters:
    ///   - runs: what runs along the edges.
    ///   - size: no coordinate is larger.
    /// - Complexity: O(n) for edges that are spread out; O(n²) where all lie in one place, of which a grid has few.
    static func pieces(of edges: [GridEdge], _ runs: [RingPiece], size: Int) -> [RingPiece] {
        let grid = CellGrid(size: size, things: edges.count)
        let near = grid.lists { add in
            for (index, edge) in edges.enumerated() {
                grid.forEachCell(near: edge) { add($0, Int32(truncatingIfNeeded: index)) }
            }
        }
        let pixels = hotPixels(edges, near)
        let hot = grid.lists { add in
            for (index, pixel) in pixels.enumerated() { add(grid.cell(of: pixel), Int32(truncatingIfNeeded: index)) }
        }
        var pieces: [RingPiece] = []
        pieces.reserveCapacity(runs.count * 2)
        var passed: [(place: Int, point: GridPoint)] = []
        for edge in edges {
            passed.removeAll(keepingCapacity: true)
            let vector = edge.vector
            grid.forEachCell(near: edge) { cell in
                for index in hot[cell] {
                    let pixel = pixels[Int(index)]
                    guard pixel != edge.from, pixel != edge.to, passes(edge, vector, pixel) else { continue }
                    passed.append(((pixel - edge.from).dot(vector), pixel))
                }
            }
            var last = edge.from
            if passed.count > 1 { passed.sort { $0.place < $1.place } }
            passed.append((0, edge.to))
            for (_, point) in passed where point != last {
                for run in runs[edge.pieces] {
                    pieces.append(RingPiece(last, point, ring: run.ring, times: run.times))
                }
                last = point
            }
        }
        return pieces
    }

    /// Ends and crossings, rounded to the nearest point, each once and in order.
    private static func hotPixels(_ edges: [GridEdge], _ near: CellLists) -> [GridPoint] {
        var keys: [UInt32] = []
        keys.reserveCapacity(edges.count + 64)
        for edge in edges {
            keys.append(edge.from.key)
            keys.append(edge.to.key)
        }
        for cell in 0..<near.cells {
            let list = near[cell]
            guard list.count > 1 else { continue }
            for i in list.indices {
                let a = edges[Int(list[i])]
                for j in (i + 1)..<list.endIndex {
                    if let point = crossing(a, edges[Int(list[j])]) { keys.append(point.key) }
                }
            }
        }
        keys.sort()
        var points: [GridPoint] = []
        var last: UInt32?
        for key in keys where key != last {
            points.append(GridPoint(key: key))
            last = key
        }
        return points
    }

    /// Where the insides of two edges cross, rounded; nil when they do not, and where an end lies on the other edge.
    private static func crossing(_ a: GridEdge, _ b: GridEdge) -> GridPoint? {
        guard min(a.from.x, a.to.x) <= max(b.from.x, b.to.x), min(b.from.x, b.to.x) <= max(a.from.x, a.to.x),
            min(a.from.y, a.to.y) <= max(b.from.y, b.to.y), min(b.from.y, b.to.y) <= max(a.from.y, a.to.y)
        else { return nil }
        let (u, v) = (a.vector, b.vector)
        let start = u.cross(b.from - a.from)
        let end = u.cross(b.to - a.from)
        guard start.signum() * end.signum() < 0 else { return nil }
        let first = v.cross(a.from - b.from)
        guard first.signum() * v.cross(a.to - b.from).signum() < 0 else { return nil }
        // a.from + u · t with t = cross(b.from - a.from, v) / cross(u, v), and cross(b.from - a.from, v) = first.
        var (numerator, denominator) = (first, u.cross(v))
        if denominator < 0 { (numerator, denominator) = (-numerator, -denominator) }
        func rounded(_ from: Int32, _ way: Int) -> Int {
            let doubled = 2 * (Int(from) * denominator + way * numerator) + denominator
            let divided = doubled.quotientAndRemainder(dividingBy: 2 * denominator)
            return divided.quotient - (divided.remainder < 0 ? 1 : 0)
        }
        return GridPoint(rounded(a.from.x, u.x), rounded(a.from.y, u.y))
    }

    /// Whether an edge passes a pixel: the square around a point, its west and north sides belonging to it.
    @inline(__always)
    private static func passes(_ edge: GridEdge, _ vector: GridVector, _ pixel: GridPoint) -> Bool {
        guard min(edge.from.x, edge.to.x) <= pixel.x, pixel.x <= max(edge.from.x, edge.to.x),
            min(edge.from.y, edge.to.y) <= pixel.y, pixel.y <= max(edge.from.y, edge.to.y)
        else { return false }
        let offset = 2 * vector.cross(pixel - edge.from)
        let reach = abs(vector.x) + abs(vector.y)
        if abs(offset) != reach { return abs(offset) < reach }
        // Only a corner is touched, and only the north-west one belongs to the pixel.
        return offset - vector.x + vector.y == 0
    }
}
