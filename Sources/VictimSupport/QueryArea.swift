package import Geospatial
package import Interchange

/// An area read from a file, with what outputs and the audit log say of it.
package struct QueryArea: Sendable {
    /// The file's own name.
    package let name: String
    /// The union of all polygons of the file.
    package let geometry: MultiPolygon
    /// CRC-32 of the file's bytes, eight hexadecimal digits.
    package let checksum: String
    /// What the reader noticed.
    package let warnings: [GeoJSONWarning]

    /// Reads a GeoJSON file.
    ///
    /// - Throws: ``Interchange/InterchangeError``, ``VictimSupportError/unreadableContent(file:_:)``.
    package init(geoJSONFile path: String) throws {
        let bytes = try InputFile.read(path: path, limit: GeoJSONAreaReader.sizeLimit)
        let area = try namingFile(path) { () throws(InterchangeError) in try GeoJSONAreaReader.read(bytes) }
        name = String(path.split(separator: "/").last ?? "")
        geometry = area.area
        checksum = Checksum.hexadecimal(bytes)
        warnings = area.warnings
    }
}
