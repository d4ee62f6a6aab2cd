import Geospatial
import Interchange
package import Places
import Residents

/// A saved area as GeoJSON, one feature a part.
package enum AreaExport {
    /// Writes the area; names are listed in `Docs/data-formats.md`.
    ///
    /// Coordinates are rounded to seven decimals. A circle is drawn as the polygon that holds it, and a town has no
    /// geometry: what they are stands in the properties.
    /// - Throws: ``AreaError/projectionUnavailable``, and what the sink throws.
    package static func write(_ area: SavedArea, to sink: some OutputSink) throws {
        var writer = GeoJSONWriter()
        writer.begin { json in
            json.member("name", area.name.text)
            json.member("saved_on", area.savedOn.iso)
        }
        for part in area.parts {
            switch part.shape {
            case .polygons(let polygons): writer.area(polygons) { properties(of: part, to: &$0) }
            case .circle(let center, let metres):
                let outline = try GeodesicCircle(center: center, metres: metres).outline
                writer.area(MultiPolygon([outline])) { json in
                    properties(of: part, to: &json)
                    json.name("longitude")
                    json.number(center.longitude, decimals: 9)
                    json.name("latitude")
                    json.number(center.latitude, decimals: 9)
                    json.name("metres")
                    json.number(metres, decimals: 3)
                }
            case .town(let town):
                writer.unlocated { json in
                    properties(of: part, to: &json)
                    json.member("municipality_code", town.localGovernmentCode)
                    json.member("machiaza_id", town.machiazaID)
                }
            }
            try writer.drain { try sink.write($0) }
        }
        writer.end()
        try writer.drain { try sink.write($0) }
    }

    private static func properties(of part: AreaPart, to json: inout JSONWriter) {
        json.member("kind", part.kind.rawValue)
        json.member("source", part.name)
        json.member("checksum", part.checksum)
        json.member("reference_system", part.referenceSystem)
    }
}
