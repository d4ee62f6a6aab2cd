/// A tile as it is sent.
package struct VectorTile: Hashable, Sendable {
    /// Mapbox Vector Tile 2.1, uncompressed; empty when nothing is drawn.
    package let bytes: [UInt8]
    /// Features in it.
    package let features: Int
    /// Features that belong into it and are left out because there are too many.
    package let omitted: Int
}
