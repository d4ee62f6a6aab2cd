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
