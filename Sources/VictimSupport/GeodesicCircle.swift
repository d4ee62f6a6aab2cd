package import Geospatial
import Reprojection
import SpatialQuery

/// All positions within a distance of a point, the distance measured along the ellipsoid; the circle itself is inside.
package struct GeodesicCircle: Sendable {
    /// The middle.
    package let center: Coordinate
    /// The radius.
    package let metres: Double
    /// A polygon that holds the circle and reaches at most half a percent beyond it, counter-clockwise.
    package let outline: Polygon
    private let geodesic: Geodesic

    /// The smallest and the largest radius, in metres.
    package static let radii = 1.0...200_000.0
    private static let corners = 90

    /// Prepares a circle whose radius lies within ``radii``.
    ///
    /// - Throws: ``AreaError/projectionUnavailable`` without PROJ.
    init(center: Coordinate, metres: Double) throws {
        do throws(ReprojectionError) { geodesic = try Geodesic() } catch { throw AreaError.projectionUnavailable }
        self.center = center
        self.metres = metres
        // The sides of a polygon of 90 corners come 0.06 % nearer to the middle than its corners, and sides that are
        // straight in degrees some metres more at the largest radius; 0.4 % is more than both.
        let geodesic = self.geodesic
        let positions = (0...Self.corners).reversed().compactMap { corner in
            geodesic.destination(
                from: center, azimuthDegrees: Double(corner % Self.corners) * 360 / Double(Self.corners),
                metres: metres * 1.004)
        }
        outline = Polygon(exterior: try Ring(positions))
    }

    /// How a circle of uncertainty around a position lies; one that touches from outside reaches it.
    func place(longitude: Double, latitude: Double, uncertaintyMetres: Double) -> CirclePlace {
        guard let position = try? Coordinate(longitude: longitude, latitude: latitude) else { return .outside }
        let distance = geodesic.metres(from: center, to: position)
        // A radius that is no number reaches everywhere.
        if distance - uncertaintyMetres > metres { return .outside }
        if distance + uncertaintyMetres <= metres { return .inside }
        return distance <= metres ? .overhanging : .touching
    }
}
