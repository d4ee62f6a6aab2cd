/// A square of about 250 m of JIS X 0410 (4分の1地域メッシュ), for positions that may be told only roughly.
package struct MeshCell: Hashable, Sendable {
    /// The middle of the square.
    package let center: Coordinate
    /// From the middle to a corner, in metres along chords, rounded up.
    package let radiusMetres: Double

    /// Squares in a degree of latitude and of longitude.
    private static let perDegree = (latitude: 480.0, longitude: 320.0)

    /// The square that holds a position; on a border the one to the north and east.
    package init(holding position: Coordinate) {
        let west = (position.longitude * Self.perDegree.longitude).rounded(.down) / Self.perDegree.longitude
        let south = (position.latitude * Self.perDegree.latitude).rounded(.down) / Self.perDegree.latitude
        let middle = (longitude: west + 0.5 / Self.perDegree.longitude, latitude: south + 0.5 / Self.perDegree.latitude)
        let center = try? Coordinate(longitude: middle.longitude, latitude: middle.latitude)
        let corner = try? Coordinate(longitude: west, latitude: south)
        // Only at the antimeridian and the poles is there no such middle.
        self.center = center ?? position
        radiusMetres = corner.map { $0.metres(to: center ?? position).rounded(.up) } ?? 0
    }
}
