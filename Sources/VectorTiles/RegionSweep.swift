/// Finds which edges of an arrangement are the boundary of its region, strip by strip from the north.
///
/// Between two neighbouring rows of the grid no edge begins, ends or crosses another, so the edges of a strip lie side by side, and
/// walking along them from the west, counting how often each ring goes around, tells which part of the strip is inside.
///
/// - Complexity: O(n log n) to sort, and in each row where something begins or ends as much as edges lie side by side there.
struct RegionSweep {
    private let rings: [DrawnRegion.DrawnRing]
    private let pieces: [RingPiece]
    /// From north to south, level ones from west to east, in order of their first points.
    private let edges: [GridEdge]
    private var windings: [Int32]
    private var polygons: [(exterior: Bool, holes: Int32)]
    private var insideCount = 0
    private var result: RegionBoundary

    /// - Parameter pieces: merged, and meeting at their ends only.
    init(_ rings: [DrawnRegion.DrawnRing], _ pieces: [RingPiece]) {
        self.rings = rings
        self.pieces = pieces
        edges = pieces.edges
        windings = [Int32](repeating: 0, count: rings.count)
        polygons = Array(repeating: (false, 0), count: (rings.map(\.polygon).max() ?? -1) + 1)
        result = RegionBoundary(arrangement: edges.count)
    }

    /// The boundary, each edge with the inside on its right hand on the screen.
    mutating func boundary() -> RegionBoundary {
        var active: [Int32] = []
        /// Where the strip that ends at this row goes in and out.
        var above: [Int32] = []
        var next = 0
        while next < edges.count || !active.isEmpty {
            let begins = next < edges.count ? edges[next].from.y : .max
            let row = active.reduce(begins) { min($0, edges[Int($1)].to.y) }
            var levels: [Int32] = []
            var started: [Int32] = []
            while next < edges.count, edges[next].from.y == row {
                if edges[next].to.y == row { levels.append(Int32(next)) } else { started.append(Int32(next)) }
                next += 1
            }
            active.removeAll { edges[Int($0)].to.y == row }
            active = merged(active, started, row)
            let below = walk(active, row)
            addLevels(levels, row, above, below)
            above = below
        }
        return result
    }

    /// Both lists in one, from west to east in the strip below a row.
    private func merged(_ old: [Int32], _ started: [Int32], _ row: Int32) -> [Int32] {
        guard !started.isEmpty else { return old }
        let new = started.sorted { isWest($0, of: $1, row) }
        guard !old.isEmpty else { return new }
        var all: [Int32] = []
        all.reserveCapacity(old.count + new.count)
        var at = 0
        for edge in new {
            while at < old.count, isWest(old[at], of: edge, row) {
                all.append(old[at])
                at += 1
            }
            all.append(edge)
        }
        all.append(contentsOf: old[at...])
        return all
    }

    /// Compares where two edges stand half a unit below a row.
    private func isWest(_ left: Int32, of right: Int32, _ row: Int32) -> Bool {
        let (a, b) = (place(left, row), place(right, row))
        return a.numerator * b.denominator < b.numerator * a.denominator
    }

    private func place(_ edge: Int32, _ row: Int32) -> (numerator: Int, denominator: Int) {
        let edge = edges[Int(edge)]
        let way = edge.to - edge.from
        let halves = 2 * Int(row - edge.from.y) + 1
        return (2 * Int(edge.from.x) * way.y + way.x * halves, 2 * way.y)
    }

    /// The edges of a strip at which the region begins and ends by turns; those that are new become boundary.
    private mutating func walk(_ active: [Int32], _ row: Int32) -> [Int32] {
        var passages: [Int32] = []
        for edge in active {
            let wasInside = insideCount > 0
            for piece in pieces[edges[Int(edge)].pieces] { apply(piece) }
            let isInside = insideCount > 0
            guard wasInside != isInside else { continue }
            if edges[Int(edge)].from.y == row {
                let (first, second) = (edges[Int(edge)].from, edges[Int(edge)].to)
                result.add(edge, from: isInside ? second : first, to: isInside ? first : second)
            }
            if let last = passages.last, !isInside { result.join(last, edge) }
            passages.append(edge)
        }
        return passages
    }

    private mutating func apply(_ piece: RingPiece) {
        let ring = Int(piece.ring)
        let before = windings[ring]
        windings[ring] += piece.times
        guard (before == 0) != (windings[ring] == 0) else { return }
        let polygon = rings[ring].polygon
        let wasInside = polygons[polygon].exterior && polygons[polygon].holes == 0
        if rings[ring].isHole {
            polygons[polygon].holes += before == 0 ? 1 : -1
        } else {
            polygons[polygon].exterior = before == 0
        }
        let isInside = polygons[polygon].exterior && polygons[polygon].holes == 0
        if wasInside != isInside { insideCount += isInside ? 1 : -1 }
    }

    /// Adds those level edges of a row that have the region on one side only.
    private mutating func addLevels(_ levels: [Int32], _ row: Int32, _ above: [Int32], _ below: [Int32]) {
        var passedAbove = 0
        var passedBelow = 0
        for level in levels {
            let (first, second) = (edges[Int(level)].from, edges[Int(level)].to)
            while passedAbove < above.count, isPassed(above[passedAbove], first.x, row) { passedAbove += 1 }
            while passedBelow < below.count, isPassed(below[passedBelow], first.x, row) { passedBelow += 1 }
            let isInsideAbove = passedAbove % 2 == 1
            guard isInsideAbove != (passedBelow % 2 == 1) else { continue }
            result.add(level, from: isInsideAbove ? second : first, to: isInsideAbove ? first : second)
        }
    }

    /// Whether an edge meets a row at a column or west of it.
    private func isPassed(_ edge: Int32, _ column: Int32, _ row: Int32) -> Bool {
        let edge = edges[Int(edge)]
        let way = edge.to - edge.from
        return Int(edge.from.x) * way.y + way.x * Int(row - edge.from.y) <= Int(column) * way.y
    }
}
