package import Geospatial

/// Cuts rings at the edges of a box, so that a page holds of a large area only what it shows.
package enum RingClipping {
    /// The part of a ring inside the box, after Sutherland and Hodgman; along the box it may run twice. Empty when nothing is inside.
    ///
    /// - Source: I. Sutherland, G. Hodgman, *Reentrant polygon clipping*, Communications of the ACM 17 (1974), 32–42,
    ///   https://doi.org/10.1145/360767.360802.
    package static func clip(_ ring: [PlanePoint], to box: SheetBox) -> [PlanePoint] {
        var ring = ring
        for (isX, bound, sign) in [
            (true, box.left, 1.0), (true, box.right, -1), (false, box.top, 1), (false, box.bottom, -1),
        ] {
            var kept: [PlanePoint] = []
            guard var last = ring.last else { return [] }
            func depth(_ point: PlanePoint) -> Double { ((isX ? point.x : point.y) - bound) * sign }
            for point in ring {
                let (before, now) = (depth(last), depth(point))
                if before < 0 && now > 0 || before > 0 && now < 0 {
                    let part = before / (before - now)
                    kept.append(
                        PlanePoint(x: last.x + (point.x - last.x) * part, y: last.y + (point.y - last.y) * part))
                }
                if now >= 0 { kept.append(point) }
                last = point
            }
            ring = kept
        }
        return ring
    }
}
