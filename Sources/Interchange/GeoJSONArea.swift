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

/// The features of a GeoJSON document with their properties.
package struct GeoJSONFeatures: Equatable, Sendable {
    /// All features, in the order of the document; one without properties for a bare geometry.
    package let features: [GeoJSONFeature]
    /// The first reference system that the document declares, or nil when it declares none, which is CRS84.
    package let referenceSystem: String?
    /// What was passed over, in a fixed order.
    package let warnings: [GeoJSONWarning]
}

/// A feature of a GeoJSON document.
package struct GeoJSONFeature: Equatable, Sendable {
    /// Its properties: an object, or null.
    package let properties: JSONValue
    /// Its polygons; none when it has no geometry or an empty one.
    package let area: MultiPolygon
}

/// What of a GeoJSON document was passed over while its area was read.
package enum GeoJSONWarning: Equatable, Sendable {
    /// Features whose geometry is null.
    case featuresWithoutGeometry(count: Int)
    /// Geometries without coordinates, which RFC 7946 (3.1) lets stand for null.
    case emptyGeometries(count: Int)
}
