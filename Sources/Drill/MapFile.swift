import Geospatial
import Interchange

/// A GeoJSON file that is being written feature by feature and appears under its name when complete.
struct MapFile {
    private let file: AtomicFileWriter
    private var writer = GeoJSONWriter()

    /// Opens the collection under a name that says that the place does not exist.
    init(path: String, title: String) throws(InterchangeError) {
        file = try AtomicFileWriter(path: path)
        writer.begin { json in
            json.name("name")
            json.string("\(PlaceNames.prefecture.text)\(PlaceNames.city.text)（架空の市）\(title)")
        }
    }

    /// Writes a feature with an area.
    mutating func area(
        _ area: MultiPolygon, properties: (inout JSONWriter) -> Void
    ) throws(InterchangeError) {
        writer.area(area, properties: properties)
        try flush()
    }

    /// Closes the collection and brings the file to disk.
    mutating func finish() throws(InterchangeError) {
        writer.end()
        try flush()
        try file.commit()
    }

    private mutating func flush() throws(InterchangeError) {
        let file = file
        try writer.drain { (bytes) throws(InterchangeError) in try file.write(bytes) }
    }
}
