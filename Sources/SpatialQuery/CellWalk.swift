import Geospatial

/// The way through one cell along its row's middle.
struct CellWalk {
    let west: Double
    let middle: Double
    let east: Double
    let latitude: Double

    /// Adds what crossing the edge changes in its ring's winding, up to the middle and up to the eastern border.
    @inline(__always)
    func cross(_ a: Coordinate, _ b: Coordinate, _ toMiddle: inout Int32, _ toEast: inout Int32) {
        guard (a.latitude <= latitude) != (b.latitude <= latitude) else { return }
        let atWest: Int32 = RingSide.isLeft(straddlingLatitude: a, b, west, latitude) ? 1 : 0
        toMiddle += (RingSide.isLeft(straddlingLatitude: a, b, middle, latitude) ? 1 : 0) - atWest
        toEast += (RingSide.isLeft(straddlingLatitude: a, b, east, latitude) ? 1 : 0) - atWest
    }
}
