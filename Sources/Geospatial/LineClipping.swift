/// Cuts lines at the edges of a rectangle, so that a tile or a page holds of a long one only what it shows.
package enum LineClipping {
    /// The parts of a line inside a closed rectangle, each of two points at least; a line that leaves and comes back has several.
    ///
    /// - Complexity: O(n) in the points.
    /// - Source: Y.-D. Liang, B. A. Barsky, *A new concept and method for line clipping*, ACM Transactions on Graphics 3 (1984), 1–22,
    ///   https://doi.org/10.1145/357332.357333.
    package static func parts(of line: [PlanePoint], low: PlanePoint, high: PlanePoint) -> [[PlanePoint]] {
        var parts: [[PlanePoint]] = []
        var part: [PlanePoint] = []
        func endPart() {
            if part.count > 1 { parts.append(part) }
            part = []
        }
        for (a, b) in zip(line, line.dropFirst()) {
            guard let (start, end) = clipped(a, b, low, high) else {
                endPart()
                continue
            }
            if part.last != start {
                endPart()
                part = [start]
            }
            part.append(end)
            if end != b { endPart() }
        }
        endPart()
        return parts
    }

    /// The part of an edge inside; nil when no position of it is.
    private static func clipped(
        _ a: PlanePoint, _ b: PlanePoint, _ low: PlanePoint, _ high: PlanePoint
    ) -> (PlanePoint, PlanePoint)? {
        let (x, y) = (b.x - a.x, b.y - a.y)
        var (from, to) = (0.0, 1.0)
        // How fast the edge goes outwards over each side, and how far its beginning is inside of it.
        for (speed, room) in [(-x, a.x - low.x), (x, high.x - a.x), (-y, a.y - low.y), (y, high.y - a.y)] {
            if speed == 0 {
                if room < 0 { return nil }
            } else if speed < 0 {
                from = max(from, room / speed)
            } else {
                to = min(to, room / speed)
            }
        }
        guard from <= to else { return nil }
        func point(_ share: Double) -> PlanePoint { PlanePoint(x: a.x + x * share, y: a.y + y * share) }
        return (from > 0 ? point(from) : a, to < 1 ? point(to) : b)
    }
}
