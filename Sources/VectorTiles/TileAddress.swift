/// One tile of the web's usual pyramid (WebMercatorQuad): a zoom level, and column and row counted from the north-west.
package struct TileAddress: Hashable, Sendable {
    /// Zoom level, 0 for the whole world in one tile.
    package let zoom: Int
    /// Column from the west, from 0.
    package let column: Int
    /// Row from the north, from 0.
    package let row: Int
}
