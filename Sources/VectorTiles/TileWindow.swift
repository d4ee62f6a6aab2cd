/// The part of the projected square that a tile draws, its margin included, and the grid on which it draws.
///
/// A tile is 4,096 units wide and draws 64 more on every side, so that outlines do not end at the edges of tiles.
struct TileWindow {
    /// Units along a side of a tile.
    static let extent = 4_096
    /// Units that are drawn beyond each side.
    static let margin = 64

    /// The side of a cell of the grid, in units: a power of two up to 64.
    let step: Int
    /// What is drawn, on the square.
    let box: PlaneBox
    private let origin: SIMD2<Double>
    private let unitsPerSquare: Double

    init(_ address: TileAddress, step: Int, margin: Int = Self.margin) {
        self.step = step
        self.margin = margin
        unitsPerSquare = Double(Self.extent) * Double(1 << address.zoom)
        let tile = SIMD2(Double(address.column), Double(address.row)) * Double(Self.extent)
        origin = tile - SIMD2(repeating: Double(margin))
        var box = PlaneBox(origin / unitsPerSquare)
        box.extend(to: (tile + SIMD2(repeating: Double(Self.extent + margin))) / unitsPerSquare)
        self.box = box
    }

    private let margin: Int

    /// The largest coordinate on the grid.
    var size: Int { (Self.extent + 2 * margin) / step }

    /// The nearest corner of the grid to a point, which must lie in the window.
    func gridPoint(_ point: SIMD2<Double>) -> GridPoint {
        let place = ((point * unitsPerSquare - origin) / Double(step)).rounded(.toNearestOrAwayFromZero)
        let inside = place.clamped(lowerBound: SIMD2(0, 0), upperBound: SIMD2(repeating: Double(size)))
        return GridPoint(Int(inside.x), Int(inside.y))
    }

    /// Units of the tile, from its north-west corner, of a point of the grid.
    func units(_ point: GridPoint) -> (x: Int, y: Int) {
        (Int(point.x) * step - margin, Int(point.y) * step - margin)
    }

    /// The part of a ring that is drawn, on the grid: every position inside is gone around as often as before, and what was outside
    /// runs along the sides, perhaps there and back.
    ///
    /// - Source: I. Sutherland, G. Hodgman, *Reentrant polygon clipping*, Communications of the ACM 17 (1974), 32–42.
    func clipped(_ ring: ProjectedRing) -> [GridPoint] {
        guard ring.box.meets(box) else { return [] }
        var points = ring.thinned(around: box)
        let isInside =
            box.low.x <= ring.box.low.x && ring.box.high.x <= box.high.x && box.low.y <= ring.box.low.y
            && ring.box.high.y <= box.high.y
        if !isInside {
            for (axis, bound, keepsAbove) in [
                (0, box.low.x, true), (0, box.high.x, false), (1, box.low.y, true), (1, box.high.y, false),
            ] {
                points = Self.cut(points, axis: axis, bound: bound, keepsAbove: keepsAbove)
            }
        }
        return points.map(gridPoint)
    }

    private static func cut(_ points: [SIMD2<Double>], axis: Int, bound: Double, keepsAbove: Bool) -> [SIMD2<Double>] {
        guard var last = points.last else { return [] }
        var kept: [SIMD2<Double>] = []
        kept.reserveCapacity(points.count + 8)
        func isKept(_ point: SIMD2<Double>) -> Bool { keepsAbove ? point[axis] >= bound : point[axis] <= bound }
        var wasKept = isKept(last)
        for point in points {
            let isKept = isKept(point)
            if isKept != wasKept {
                var crossing = last + (point - last) * ((bound - last[axis]) / (point[axis] - last[axis]))
                crossing[axis] = bound
                kept.append(crossing)
            }
            if isKept { kept.append(point) }
            (last, wasKept) = (point, isKept)
        }
        return kept
    }

    /// The cells that a small box touches, as a ring; nil outside the window.
    func cells(of small: PlaneBox) -> [GridPoint]? {
        guard small.meets(box) else { return nil }
        let low = (small.low * unitsPerSquare - origin) / Double(step)
        let high = (small.high * unitsPerSquare - origin) / Double(step)
        func whole(_ value: Double) -> Int { min(max(Int(value), 0), size) }
        let (west, north) = (whole(low.x.rounded(.down)), whole(low.y.rounded(.down)))
        let (east, south) = (max(whole(high.x.rounded(.up)), west + 1), max(whole(high.y.rounded(.up)), north + 1))
        guard east <= size, south <= size else { return nil }
        return [GridPoint(west, north), GridPoint(east, north), GridPoint(east, south), GridPoint(west, south)]
    }

    /// Whether a box is smaller than two cells in both directions.
    func isTiny(_ box: PlaneBox) -> Bool {
        let side = (box.high - box.low) * unitsPerSquare / Double(step)
        return side.x < 2 && side.y < 2
    }
}
