/// A position in the city's own plane: metres east and north of its south-west corner.
struct PlanePoint: Hashable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    /// The point that lies `share` of the way from here to there.
    func towards(_ other: PlanePoint, _ share: Double) -> PlanePoint {
        PlanePoint(x + (other.x - x) * share, y + (other.y - y) * share)
    }

    /// Metres to another point.
    func distance(to other: PlanePoint) -> Double {
        let dx = other.x - x
        let dy = other.y - y
        return (dx * dx + dy * dy).squareRoot()
    }
}
