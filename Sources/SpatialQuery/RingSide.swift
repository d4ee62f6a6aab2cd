import Geospatial

/// The side of an edge on which a point lies once it is moved by a step too small to measure.
///
/// Points of the paths along which windings are counted may lie exactly on an edge or at the height of a vertex. Every
/// one of them is therefore taken to stand a little further east, and a very much smaller little further north, than
/// its coordinates say. Nothing is ever computed with the step: it only breaks ties, always in the same way, so that no
/// point lies on an edge and no path meets a vertex.
///
/// - Source: H. Edelsbrunner, E. P. Mücke, *Simulation of Simplicity*, ACM Transactions on Graphics 9 (1990), 66–104,
///   https://doi.org/10.1145/77635.77639.
enum RingSide {
    /// Whether the moved point is left of the edge a → b, which must not be a single point.
    @inline(__always)
    static func isLeft(_ a: Coordinate, _ b: Coordinate, _ x: Double, _ y: Double) -> Bool {
        let sign = Orientation.sign(
            ax: a.longitude, ay: a.latitude, bx: b.longitude, by: b.latitude, cx: x, cy: y)
        if sign != 0 { return sign > 0 }
        return a.latitude == b.latitude ? b.longitude > a.longitude : b.latitude < a.latitude
    }

    /// The same for an edge that straddles the moved point's latitude.
    @inline(__always)
    static func isLeft(straddlingLatitude a: Coordinate, _ b: Coordinate, _ x: Double, _ y: Double) -> Bool {
        let goesNorth = a.latitude <= y
        if x < min(a.longitude, b.longitude) { return goesNorth }
        if x > max(a.longitude, b.longitude) { return !goesNorth }
        return isLeft(a, b, x, y)
    }

    /// The same for an edge that straddles the moved point's longitude.
    @inline(__always)
    static func isLeft(straddlingLongitude a: Coordinate, _ b: Coordinate, _ x: Double, _ y: Double) -> Bool {
        let goesEast = a.longitude <= x
        if y > max(a.latitude, b.latitude) { return goesEast }
        if y < min(a.latitude, b.latitude) { return !goesEast }
        return isLeft(a, b, x, y)
    }
}
