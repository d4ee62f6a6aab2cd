import Geospatial

/// Whether positions lie in a ring or on it, for the ring that may be asked once or a thousand times.
///
/// Making a ring ready costs as much as walking along it some twenty times, and mostly fewer positions are asked: one of each
/// hole. So the first few are answered by a walk, and a ring that is asked more often is then made ready.
struct ExteriorTest {
    /// Positions that are answered by a walk.
    private static let mostWalks = 8

    private let ring: Ring
    private var walks = 0
    private var prepared: PreparedArea?

    /// Nothing is done before the first question.
    init(_ ring: Ring) { self.ring = ring }

    /// Whether the position lies exactly on an edge of the ring, or the ring winds around it.
    mutating func holds(_ position: Coordinate) -> Bool {
        if walks < Self.mostWalks {
            walks += 1
            return Self.holds(ring, longitude: position.longitude, latitude: position.latitude)
        }
        // No ring has more vertices than an area may have, so this cannot fail; if it did, nothing would be held. There may be
        // thousands of exteriors, and each is asked little, so none may take more than its share of work, and cells are large.
        if prepared == nil {
            prepared = try? PreparedArea(
                MultiPolygon([Polygon(exterior: ring)]), cells: ring.coordinates.count / 2, leastCrossings: 0)
        }
        return prepared?.contains(longitude: position.longitude, latitude: position.latitude) == true
    }

    /// The walk: counts how often the ring crosses the way from the position to the east, upwards less downwards.
    static func holds(_ ring: Ring, longitude x: Double, latitude y: Double) -> Bool {
        let positions = ring.coordinates.span
        var winding = 0
        var a = positions[0]
        for index in 1..<positions.count {
            let b = positions[index]
            if (a.latitude <= y) != (b.latitude <= y) {
                let goesNorth = a.latitude <= y
                if x < min(a.longitude, b.longitude) {
                    winding += goesNorth ? 1 : -1
                } else if x <= max(a.longitude, b.longitude) {
                    let side = Orientation.sign(
                        ax: a.longitude, ay: a.latitude, bx: b.longitude, by: b.latitude, cx: x, cy: y)
                    if side == 0 { return true }
                    if (side > 0) == goesNorth { winding += goesNorth ? 1 : -1 }
                }
            } else if a.latitude == y {
                // A vertex, or an edge along the parallel.
                if a.longitude == x || b.latitude == y && (a.longitude < x) != (b.longitude < x) { return true }
            }
            a = b
        }
        return winding != 0
    }
}
