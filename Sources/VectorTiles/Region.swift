/// The rings of several polygons on one grid, before they are put in order.
struct DrawnRegion {
    /// One ring of a polygon.
    struct DrawnRing {
        /// Its corners, the first not repeated; they may cross, touch and run back.
        let points: [GridPoint]
        /// The polygon's place among those that are united.
        let polygon: Int
        /// Whether it cuts out of the polygon what it goes around.
        let isHole: Bool
    }

    private(set) var rings: [DrawnRing] = []
    private(set) var edgeCount = 0

    var isEmpty: Bool { rings.isEmpty }

    /// Adds a ring; points that repeat the one before are dropped, and so is a ring of fewer than three.
    mutating func add(_ points: [GridPoint], polygon: Int, isHole: Bool) {
        var kept: [GridPoint] = []
        kept.reserveCapacity(points.count)
        for point in points where point != kept.last { kept.append(point) }
        while kept.count > 1, kept.first == kept.last { kept.removeLast() }
        guard kept.count > 2 else { return }
        rings.append(DrawnRing(points: kept, polygon: polygon, isHole: isHole))
        edgeCount += kept.count
    }
}

/// One polygon of a tile: valid, its rings simple and none crossing another; rings may touch at single points.
struct TilePolygon: Hashable {
    /// The exterior, clockwise on the screen, and then its holes, counter-clockwise; the first point is not repeated.
    var rings: [[GridPoint]]
}

extension DrawnRegion {
    /// The same region as valid polygons: a position is inside when some polygon's exterior goes around it, in either direction
    /// and however often, and none of that polygon's holes does.
    ///
    /// - Parameter size: no coordinate is larger.
    func polygons(size: Int) -> [TilePolygon] {
        var runs: [RingPiece] = []
        runs.reserveCapacity(edgeCount)
        for (index, ring) in rings.enumerated() {
            guard var last = ring.points.last else { continue }
            for point in ring.points {
                runs.append(RingPiece(last, point, ring: Int32(truncatingIfNeeded: index)))
                last = point
            }
        }
        // Once before: where many rings share a small grid, few edges remain.
        let merged = runs.merged()
        var sweep = RegionSweep(rings, SnapRounding.pieces(of: merged.edges, merged, size: size).merged())
        var boundary = sweep.boundary()
        return boundary.polygons()
    }
}
