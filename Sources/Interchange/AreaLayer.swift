package import Geospatial

/// What a file of areas holds, whatever its format: features with attributes and shapes in the file's own coordinates.
package struct AreaLayer: Equatable, Sendable {
    /// All features, in the order of the file.
    package var features: [AreaFeature] = []
    /// The reference system that the file declares, or nil when it declares none.
    package var declared: DeclaredReferenceSystem?
    /// What has no area and was passed over.
    package var passedOver = PassedOverShapes()

    /// A layer of nothing.
    package init() {}

    /// Whether no feature has a polygon, or a line that was asked for.
    package var isEmpty: Bool { features.allSatisfy { $0.polygons.isEmpty && $0.lines.isEmpty } }
}

/// A feature of a file of areas.
package struct AreaFeature: Equatable, Sendable {
    /// Its place among the features of the file, from 1.
    package let number: Int
    /// Its attributes: an object, or null when it has none or nobody asked for them.
    package let properties: JSONValue
    /// Its polygons; none when it has no shape or one without area.
    package let polygons: [DrawnPolygon]
    /// Its lines, each of two positions at least; none where nobody asked for lines.
    package let lines: [[PlanePoint]]

    /// Takes the parts as they are.
    package init(number: Int, properties: JSONValue, polygons: [DrawnPolygon], lines: [[PlanePoint]] = []) {
        self.number = number
        self.properties = properties
        self.polygons = polygons
        self.lines = lines
    }
}

/// How many shapes of a file have no area and were passed over.
package struct PassedOverShapes: Hashable, Sendable {
    /// Features without a shape.
    package var featuresWithoutShape = 0
    /// Shapes and rings without positions.
    package var emptyShapes = 0
    /// Points, and collections of points.
    package var points = 0
    /// Lines, and collections of lines, where nobody asked for them.
    package var lines = 0
    /// Rows that are marked as deleted.
    package var deletedRows = 0

    /// Nothing was passed over.
    package init() {}

    /// Adds what another file passed over.
    package mutating func add(_ other: PassedOverShapes) {
        featuresWithoutShape += other.featuresWithoutShape
        emptyShapes += other.emptyShapes
        points += other.points
        lines += other.lines
        deletedRows += other.deletedRows
    }
}

/// The reference system that a file of areas declares.
package enum DeclaredReferenceSystem: Hashable, Sendable {
    /// Longitude and latitude of WGS 84, in this order.
    case crs84
    /// A number of the EPSG registry; coordinates stand east or longitude first, whatever the registry says of their order.
    case epsg(Int)
    /// A description in well-known text.
    case wellKnownText(String)

    /// The shortest name: `CRS84`, `EPSG:6668`, or the first name in a description.
    package var name: String {
        switch self {
        case .crs84: "CRS84"
        case .epsg(let number): "EPSG:\(number)"
        case .wellKnownText(let text):
            String(
                String.UnicodeScalarView(
                    text.unicodeScalars.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" && $0.value >= 0x20 }
                        .prefix(100)))
        }
    }
}
