#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension Coordinate {
    /// Metres along the great circle on the mean sphere (radius 6,371,008.8 m); never NaN.
    ///
    /// Up to 0.6 % from the distance on the ellipsoid, which is enough to choose and to warn, not to survey. The
    /// haversine form keeps metre distances accurate.
    ///
    /// - Source: H. Moritz, *Geodetic Reference System 1980*, Journal of Geodesy 74 (2000), 128–133,
    ///   https://doi.org/10.1007/s001900050278 (mean radius R₁); R. W. Sinnott, *Virtues of the Haversine*,
    ///   Sky & Telescope 68 (1984), 159.
    package func metres(to other: Coordinate) -> Double {
        let radians = Double.pi / 180
        let northing = sin((other.latitude - latitude) * radians / 2)
        let easting = sin((other.longitude - longitude) * radians / 2)
        let haversine =
            northing * northing + cos(latitude * radians) * cos(other.latitude * radians) * easting * easting
        return 2 * 6_371_008.8 * asin(min(1, haversine.squareRoot()))
    }
}

extension BoundingBox {
    /// Metres between the nearest positions of two boxes, as ``Coordinate/metres(to:)``; 0 where they touch or overlap.
    package func metres(to other: BoundingBox) -> Double {
        // The nearest longitudes and latitudes; between boxes of one country the shortest way is as good as straight.
        let x = Self.nearest(west, east, other.west, other.east)
        let y = Self.nearest(south, north, other.south, other.north)
        guard let a = try? Coordinate(longitude: x.0, latitude: y.0),
            let b = try? Coordinate(longitude: x.1, latitude: y.1)
        else { return 0 }
        return a.metres(to: b)
    }

    /// The nearest numbers of two ranges, the same number where they overlap.
    private static func nearest(_ low: Double, _ high: Double, _ otherLow: Double, _ otherHigh: Double) -> (
        Double, Double
    ) {
        if high < otherLow { return (high, otherLow) }
        if otherHigh < low { return (low, otherHigh) }
        return (max(low, otherLow), max(low, otherLow))
    }
}
