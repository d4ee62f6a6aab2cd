package import Geospatial

/// Where something may stand: everything within some metres of a point, as ``AreaReach`` tests it.
package struct UncertaintyCircle: Sendable {
    let longitude: Double
    let latitude: Double
    /// The radius with what stored and computed numbers may have rounded away, in metres.
    let metres: Double

    /// Added to every radius, in metres: far above the rounding of coordinates, far below what a map knows.
    private static let margin = 0.001
    /// By how much every radius is lengthened: a stored radius is rounded to 24 bits.
    private static let factor = 1 + 1e-6
    /// Half the way around the world: what a radius that is no number is taken for, so that nobody is missed.
    private static let everywhere = 20_100_000.0

    /// A circle around a point in degrees; a radius that is negative or no number holds the whole world.
    @inline(__always)
    package init(longitude: Double, latitude: Double, metres: Double) {
        self.longitude = longitude
        self.latitude = latitude
        self.metres = metres >= 0 && metres < Self.everywhere ? metres * Self.factor + Self.margin : Self.everywhere
    }

    /// A box that holds the whole circle; it may reach beyond the poles and the antimeridian.
    package var box: BoundingBox {
        let degrees = scale.degrees(metres)
        return BoundingBox(uncheckedLongitude: longitude, latitude: latitude)
            .widened(degreesEast: degrees.east, degreesNorth: degrees.north)
    }

    /// The scale in which distances from the centre are measured.
    var scale: GroundScale { GroundScale(fromLatitude: latitude, toLatitude: latitude, metres: metres) }
}

/// How a circle lies to an area.
package enum CirclePlace: Sendable {
    /// No position of the circle is in the area.
    case outside
    /// The centre is outside, and the circle reaches the area.
    case touching
    /// The centre is inside or on the boundary, and the circle reaches the boundary.
    case overhanging
    /// The whole circle is inside.
    case inside
}
