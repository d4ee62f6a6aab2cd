import CProj
package import Geospatial

/// Shortest ways on the ellipsoid GRS 80 of JGD2011, through PROJ.
///
/// Right to some nanometres for any two positions; about a microsecond each.
///
/// - Source: C. F. F. Karney, *Algorithms for geodesics*, Journal of Geodesy 87 (2013), 43–55,
///   https://doi.org/10.1007/s00190-012-0578-z; the ellipsoid: 測量法施行令第3条.
package struct Geodesic: Sendable {
    private let proj: ProjLibrary
    private let ellipsoid: geod_geodesic

    /// Prepares the ellipsoid.
    ///
    /// - Throws: ``ReprojectionError/contextUnavailable`` without PROJ.
    package init() throws(ReprojectionError) {
        guard let proj = ProjLibrary.loaded else { throw .contextUnavailable }
        var ellipsoid = geod_geodesic()
        proj.geodesicInit(&ellipsoid, 6_378_137, 1 / 298.257222101)
        self.proj = proj
        self.ellipsoid = ellipsoid
    }

    /// Metres along the shortest way.
    package func metres(from a: Coordinate, to b: Coordinate) -> Double {
        var metres = 0.0
        withUnsafePointer(to: ellipsoid) {
            proj.geodesicInverse($0, a.latitude, a.longitude, b.latitude, b.longitude, &metres, nil, nil)
        }
        return metres
    }

    /// Where one arrives that many metres from a position, starting at an angle clockwise from north; nil beyond the
    /// antimeridian's rounding, which no position of Japan reaches.
    package func destination(from start: Coordinate, azimuthDegrees: Double, metres: Double) -> Coordinate? {
        var latitude = 0.0
        var longitude = 0.0
        withUnsafePointer(to: ellipsoid) {
            proj.geodesicDirect(
                $0, start.latitude, start.longitude, azimuthDegrees, metres, &latitude, &longitude, nil)
        }
        return try? Coordinate(longitude: longitude, latitude: latitude)
    }
}
