/// One zoom level of WebMercatorQuad as its standard document describes it.
///
/// - Source: OGC 17-083r4 (Two Dimensional Tile Matrix Set 2.0), annex D.1.
package struct TileMatrix: Hashable, Sendable {
    /// Pixels along a side of a tile, for which the standard counts scales.
    package static let tileSize = 256

    /// The zoom level.
    package let zoom: Int

    /// Every level that is served, from the whole world down.
    package static let all = (0...TileAddress.deepestZoom).map(TileMatrix.init(zoom:))

    /// Tiles along a side.
    package var count: Int { 1 << zoom }
    /// Metres of the projected plane to a pixel.
    package var cellMetres: Double { 2 * WebMercator.halfWorldMetres / Double(Self.tileSize * count) }
    /// The scale's denominator, for pixels of 0.28 mm.
    package var scaleDenominator: Double { cellMetres / 0.000_28 }
}
