import Geospatial
import Interchange
import Registry

/// Some features of a collection, ready to be written, and what the document says beside them.
struct FeaturePage: Sendable {
    /// Features that the query matches, on all pages; nil when it is not told.
    let numberMatched: Int?
    /// Features on this page.
    let numberReturned: Int
    /// Where the next page begins; nil on the last.
    let next: PageCursor?
    /// The state that was read.
    let generation: Int64
    /// Writes the foreign members of the document: names with values, inside its object.
    let facts: @Sendable (inout JSONWriter) -> Void
    /// Hands out the features in order, inside the same read; the audit entry is on disk already.
    let features: @Sendable (RegistrySnapshot, (Feature) throws -> Void) throws -> Void

    /// One feature.
    struct Feature {
        /// Its id, which is no personal value.
        let id: String
        /// Where it is, in JGD2011; nil when nobody knows or may know.
        let geometry: FeatureGeometry?
        /// Writes names with values, inside the object of its properties: those that were asked for.
        let properties: (inout JSONWriter) -> Void
    }
}

/// The shapes that features have.
enum FeatureGeometry: Sendable {
    case point(Coordinate)
    case line([Coordinate])
    case polygons(MultiPolygon)
}
