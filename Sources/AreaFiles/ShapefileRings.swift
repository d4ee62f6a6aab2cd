import Geospatial

/// Sorts the rings of one Shapefile record into polygons: a clockwise ring is an exterior, a counter-clockwise one a hole.
///
/// A hole belongs to the smallest exterior that holds it. One that no exterior holds is a polygon of its own: its direction
/// is wrong, and cutting nothing out by it would lose what it goes around.
enum ShapefileRings {
    private struct Exterior {
        let ring: [PlanePoint]
        let box: (west: Double, south: Double, east: Double, north: Double)
        let area: Double
        var holes: [[PlanePoint]] = []
    }

    /// The polygons, in the order of their exteriors, holes in theirs; polygons made of lone holes come last.
    ///
    /// - Parameter work: comparisons left, each ring's box or edge counting as one.
    /// - Throws: ``AreaFileError/beyondLimit(_:)`` for `work`.
    static func polygons(_ rings: [[PlanePoint]], work: inout Int) throws(AreaFileError) -> [[[PlanePoint]]] {
        if rings.count == 1 { return [rings] }
        var exteriors: [Exterior] = []
        var holes: [[PlanePoint]] = []
        for ring in rings where !ring.isEmpty {
            let area = doubledArea(ring)
            if area > 0 {
                holes.append(ring)
            } else {
                exteriors.append(Exterior(ring: ring, box: box(ring), area: -area))
            }
        }
        var lone: [[PlanePoint]] = []
        for hole in holes {
            if let owner = try owner(of: hole, among: exteriors, work: &work) {
                exteriors[owner].holes.append(hole)
            } else {
                lone.append(hole)
            }
        }
        return exteriors.map { [$0.ring] + $0.holes } + lone.map { [$0] }
    }

    /// The smallest exterior around a hole; the earlier of two as small.
    private static func owner(
        of hole: [PlanePoint], among exteriors: [Exterior], work: inout Int
    ) throws(AreaFileError) -> Int? {
        let inner = box(hole)
        var best: Int?
        work -= exteriors.count
        guard work > 0 else { throw .beyondLimit(.work) }
        for (index, exterior) in exteriors.enumerated() {
            guard exterior.box.west <= inner.west, inner.east <= exterior.box.east, exterior.box.south <= inner.south,
                inner.north <= exterior.box.north, exterior.area < best.map({ exteriors[$0].area }) ?? .infinity
            else { continue }
            if try holds(exterior.ring, hole, work: &work) { best = index }
        }
        return best
    }

    /// Whether a ring goes around another, judged by the first position of the inner one that is not on the outer.
    private static func holds(
        _ outer: [PlanePoint], _ inner: [PlanePoint], work: inout Int
    ) throws(AreaFileError) -> Bool {
        for point in inner {
            work -= outer.count
            guard work > 0 else { throw .beyondLimit(.work) }
            if let isInside = goesAround(outer, point) { return isInside }
        }
        return true
    }

    /// Whether a ring's winding number at a point is not zero; nil when the point lies on the ring.
    private static func goesAround(_ ring: [PlanePoint], _ point: PlanePoint) -> Bool? {
        var winding = 0
        var a = ring[ring.count - 1]
        for b in ring {
            defer { a = b }
            if (a.y > point.y && b.y > point.y) || (a.y < point.y && b.y < point.y) { continue }
            let side = Orientation.sign(ax: a.x, ay: a.y, bx: b.x, by: b.y, cx: point.x, cy: point.y)
            if side == 0, min(a.x, b.x) <= point.x, point.x <= max(a.x, b.x) { return nil }
            if a.y <= point.y, b.y > point.y, side > 0 { winding += 1 }
            if a.y > point.y, b.y <= point.y, side < 0 { winding -= 1 }
        }
        return winding != 0
    }

    private static func box(_ ring: [PlanePoint]) -> (west: Double, south: Double, east: Double, north: Double) {
        var box = (west: Double.infinity, south: Double.infinity, east: -Double.infinity, north: -Double.infinity)
        for point in ring {
            box = (min(box.west, point.x), min(box.south, point.y), max(box.east, point.x), max(box.north, point.y))
        }
        return box
    }

    /// Twice the signed area, positive when counter-clockwise, relative to the first position.
    private static func doubledArea(_ ring: [PlanePoint]) -> Double {
        let origin = ring[0]
        var sum = 0.0
        var a = ring[ring.count - 1]
        for b in ring {
            sum += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
            a = b
        }
        return sum
    }
}
