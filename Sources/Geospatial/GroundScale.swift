#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Metres per degree around a latitude, on the ellipsoid GRS80, never more than they are anywhere near it.
///
/// Every way of at most `metres` from a point of the given latitudes stays in a band of latitudes. In that band a degree of
/// latitude is shortest where the band is nearest the equator, a degree of longitude where it is farthest from it. Measured
/// with these two, no way is longer than it truly is, so the straight line measured so is at most the geodesic distance:
/// whatever is within `metres` truly is within `metres` by this scale too. The other way round it errs by 0.1 % at 10 km and
/// by a hundredth of that at 100 m, in the latitudes of Japan.
///
/// - Source: H. Moritz, *Geodetic Reference System 1980*, Journal of Geodesy 74 (2000), 128–133,
///   https://doi.org/10.1007/s001900050278 (a, e²); radii of curvature M and N as in W. Torge, J. Müller, *Geodesy*, 4.1.2.
package struct GroundScale: Hashable, Sendable {
    /// Metres in a degree of longitude, or a little less; 0 where the band reaches a pole.
    package let metresPerDegreeEast: Double
    /// Metres in a degree of latitude, or a little less.
    package let metresPerDegreeNorth: Double

    /// Metres.
    private static let semiMajorAxis = 6_378_137.0
    private static let eccentricitySquared = 0.006_694_380_022_90
    /// A degree of latitude at the equator, where it is shortest, in metres.
    private static let shortestDegreeNorth = semiMajorAxis * (1 - eccentricitySquared) * .pi / 180

    /// The scale for ways of at most `metres` from points between two latitudes, in degrees.
    package init(fromLatitude south: Double, toLatitude north: Double, metres: Double) {
        let band = metres / Self.shortestDegreeNorth
        let farthest = min(90, max(abs(south), abs(north)) + band)
        let nearest = south <= 0 && north >= 0 ? 0 : max(0, min(abs(south), abs(north)) - band)
        let radians = Double.pi / 180
        let sineFar = sin(farthest * radians)
        let sineNear = sin(nearest * radians)
        metresPerDegreeEast =
            farthest >= 90
            ? 0
            : Self.semiMajorAxis * cos(farthest * radians) * radians
                / (1 - Self.eccentricitySquared * sineFar * sineFar).squareRoot()
        let bend = 1 - Self.eccentricitySquared * sineNear * sineNear
        metresPerDegreeNorth = Self.shortestDegreeNorth / (bend * bend.squareRoot())
    }

    /// The degrees of longitude and latitude that hold every way of `metres`; the longitude may be infinite.
    package func degrees(_ metres: Double) -> (east: Double, north: Double) {
        (metres / metresPerDegreeEast, metres / metresPerDegreeNorth)
    }
}
