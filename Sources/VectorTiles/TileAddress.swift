package import Geospatial

/// One tile of the web's usual pyramid (WebMercatorQuad): a zoom level, and row and column counted from the north-west.
///
/// - Source: OGC 17-083r4 (Two Dimensional Tile Matrix Set 2.0), annex D.1.
package struct TileAddress: Hashable, Sendable {
    /// The deepest zoom level that is served; a unit of a tile is then below 3 mm.
    package static let deepestZoom = 22

    /// Zoom level, 0 for the whole world in one tile.
    package let zoom: Int
    /// Row from the north, from 0.
    package let row: Int
    /// Column from the west, from 0.
    package let column: Int

    /// Checks that there is such a tile; nil outside the pyramid.
    package init?(zoom: Int, row: Int, column: Int) {
        guard (0...Self.deepestZoom).contains(zoom) else { return nil }
        let tiles = 0..<(1 << zoom)
        guard tiles.contains(row), tiles.contains(column) else { return nil }
        self.zoom = zoom
        self.row = row
        self.column = column
    }

    /// The tile that a position lies in; positions beyond the last parallel of the projection lie in the outermost row.
    ///
    /// - Parameter zoom: 0…``deepestZoom``; others are brought into that range.
    package init(of coordinate: Coordinate, zoom: Int) {
        self.zoom = min(max(zoom, 0), Self.deepestZoom)
        let point = WebMercator.project(coordinate) * Double(1 << self.zoom)
        let last = (1 << self.zoom) - 1
        row = min(max(Int(point.y.rounded(.down)), 0), last)
        column = min(max(Int(point.x.rounded(.down)), 0), last)
    }

    /// Where the tile lies, in degrees.
    package var box: BoundingBox {
        let side = 1 / Double(1 << zoom)
        let northWest = WebMercator.degrees(SIMD2(Double(column), Double(row)) * side)
        let southEast = WebMercator.degrees(SIMD2(Double(column + 1), Double(row + 1)) * side)
        return BoundingBox(uncheckedLongitude: northWest.longitude, latitude: northWest.latitude)
            .union(BoundingBox(uncheckedLongitude: southEast.longitude, latitude: southEast.latitude))
    }
}
