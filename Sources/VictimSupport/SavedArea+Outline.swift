package import Geospatial
package import Places

extension SavedArea {
    /// The polygons of all parts; a circle as the polygon that holds it, and none for towns.
    ///
    /// - Throws: ``AreaError/projectionUnavailable`` when a circle needs PROJ and it is not there.
    package func outline() throws -> MultiPolygon {
        MultiPolygon(
            try parts.flatMap { part -> [Polygon] in
                switch part.shape {
                case .polygons(let area): area.polygons
                case .circle(let center, let metres): [try GeodesicCircle(center: center, metres: metres).outline]
                case .town: []
                }
            })
    }
}
