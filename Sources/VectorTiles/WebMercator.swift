import Geospatial

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The projection of the web's maps (EPSG:3857), with the world as the square from 0 to 1: x to the east, y to the south.
///
/// - Source: OGC 17-083r4, annex D.1; IOGP Guidance Note 7-2, method 1024 (Popular Visualisation Pseudo-Mercator).
package enum WebMercator {
    /// Half the width of the projected world, in metres: π times the semi-major axis of WGS 84.
    package static let halfWorldMetres = Double.pi * 6_378_137
    /// The parallel at which the projected world is as high as it is wide, in degrees; what lies beyond is drawn on it.
    package static let lastParallel = 85.051_128_779_806_6

    /// A position on the square.
    static func project(_ coordinate: Coordinate) -> SIMD2<Double> {
        let latitude = min(max(coordinate.latitude, -lastParallel), lastParallel) * .pi / 180
        let sine = sin(latitude)
        return SIMD2(coordinate.longitude / 360 + 0.5, 0.5 - log((1 + sine) / (1 - sine)) / (4 * .pi))
    }

    /// Longitude and latitude of a point of the square, in degrees.
    static func degrees(_ point: SIMD2<Double>) -> (longitude: Double, latitude: Double) {
        (point.x * 360 - 180, atan(sinh(.pi * (1 - 2 * point.y))) * 180 / .pi)
    }
}
