import Foundation
import Geospatial

@testable import SpatialQuery

/// The slow, obvious answers about circles: every edge of every ring, and the geodesic by Vincenty's series.
enum ReachOracle {
    /// Metres, by the circle's own scale, from its centre to the nearest position on any edge.
    static func metresToBoundary(_ circle: UncertaintyCircle, _ area: MultiPolygon) -> Double {
        let scale = circle.scale
        func metres(_ position: Coordinate) -> (Double, Double) {
            (
                (position.longitude - circle.longitude) * scale.metresPerDegreeEast,
                (position.latitude - circle.latitude) * scale.metresPerDegreeNorth
            )
        }
        var nearest = Double.infinity
        for ring in area.polygons.flatMap({ [$0.exterior] + $0.holes }) {
            for edge in 1..<ring.coordinates.count {
                let (ax, ay) = metres(ring.coordinates[edge - 1])
                let (bx, by) = metres(ring.coordinates[edge])
                let length = (bx - ax) * (bx - ax) + (by - ay) * (by - ay)
                let share = length == 0 ? 0 : -(ax * (bx - ax) + ay * (by - ay)) / length
                let along = min(max(share, 0), 1)
                nearest = min(nearest, hypot(ax + along * (bx - ax), ay + along * (by - ay)))
            }
        }
        return nearest
    }

    /// Metres along the geodesic of GRS80, to a tenth of a millimetre; nil where the series does not settle.
    ///
    /// - Source: T. Vincenty, *Direct and Inverse Solutions of Geodesics on the Ellipsoid*, Survey Review 23 (1975), 88–93.
    static func geodesic(_ a: (Double, Double), _ b: (Double, Double)) -> Double? {
        let flattening = 1 / 298.257222101
        let major = 6_378_137.0
        let minor = major * (1 - flattening)
        let radians = Double.pi / 180
        let difference = (b.0 - a.0) * radians
        let u1 = atan((1 - flattening) * tan(a.1 * radians))
        let u2 = atan((1 - flattening) * tan(b.1 * radians))
        var lambda = difference
        for _ in 0..<100 {
            let sine = hypot(
                cos(u2) * sin(lambda), cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lambda))
            if sine == 0 { return 0 }
            let cosine = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lambda)
            let sigma = atan2(sine, cosine)
            let azimuth = cos(u1) * cos(u2) * sin(lambda) / sine
            let flat = 1 - azimuth * azimuth
            let middle = flat == 0 ? 0 : cosine - 2 * sin(u1) * sin(u2) / flat
            let c = flattening / 16 * flat * (4 + flattening * (4 - 3 * flat))
            let next =
                difference + (1 - c) * flattening * azimuth
                * (sigma + c * sine * (middle + c * cosine * (2 * middle * middle - 1)))
            if abs(next - lambda) < 1e-13 {
                let u = flat * (major * major - minor * minor) / (minor * minor)
                let aa = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
                let bb = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
                let delta =
                    bb * sine
                    * (middle + bb / 4
                        * (cosine * (2 * middle * middle - 1)
                            - bb / 6 * middle * (4 * sine * sine - 3) * (4 * middle * middle - 3)))
                return minor * aa * (sigma - delta)
            }
            lambda = next
        }
        return nil
    }
}
