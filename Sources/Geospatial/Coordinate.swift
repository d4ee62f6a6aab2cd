/// A position in degrees, longitude first, on JGD2011 (EPSG:6668); equal to CRS84 within the accuracy of GeoJSON.
///
/// Sixteen bytes, so an array of coordinates is one contiguous block of doubles.
package struct Coordinate: Hashable, BitwiseCopyable, Sendable {
    /// Degrees east, −180…180.
    package let longitude: Double
    /// Degrees north, −90…90.
    package let latitude: Double

    /// Checks that both values are finite and within range.
    ///
    /// - Throws: ``GeospatialError/coordinateOutOfRange``.
    package init(longitude: Double, latitude: Double) throws(GeospatialError) {
        // NaN fails both comparisons, so it needs no test of its own.
        guard abs(longitude) <= 180, abs(latitude) <= 90 else { throw .coordinateOutOfRange }
        self.longitude = longitude
        self.latitude = latitude
    }
}
