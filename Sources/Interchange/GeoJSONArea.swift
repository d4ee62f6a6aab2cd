package import Geospatial

/// An area read from a GeoJSON document.
package struct GeoJSONArea: Equatable, Sendable {
    /// All polygons of the document, in its order; at least one.
    package let area: MultiPolygon
    /// The features of the document; 1 for a bare geometry.
    package let featureCount: Int
    /// What was passed over, in a fixed order.
    package let warnings: [GeoJSONWarning]
}

/// What of a GeoJSON document was passed over while its area was read.
package enum GeoJSONWarning: Equatable, Sendable {
    /// Features whose geometry is null.
    case featuresWithoutGeometry(count: Int)
    /// Geometries without coordinates, which RFC 7946 (3.1) lets stand for null.
    case emptyGeometries(count: Int)
}
