package import Geospatial

/// Writes a GeoJSON FeatureCollection (RFC 7946) feature by feature, one to a line, into a buffer that the caller
/// empties.
///
/// Coordinates have 7 decimals, about a centimetre; exteriors run counter-clockwise and holes clockwise. Memory
/// stays bounded when the caller drains the buffer once in a while, say whenever ``byteCount`` passes 64 KiB.
package struct GeoJSONWriter: Sendable {
    /// The decimals of longitudes and latitudes.
    package static let decimals = 7

    private var json = JSONWriter()

    /// An empty text; ``begin(foreignMembers:)`` comes next.
    package init() {}

    /// The bytes written and not yet taken.
    package var byteCount: Int { json.byteCount }

    /// A copy of what has been written and not yet taken, UTF-8.
    package var bytes: [UInt8] { json.bytes }

    /// Opens the collection; `foreignMembers` writes members that stand before the features.
    package mutating func begin<Failure: Error>(
        foreignMembers: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        json.beginObject()
        json.member("type", "FeatureCollection")
        try foreignMembers(&json)
        json.name("features")
        json.beginArray()
    }

    /// Opens the collection.
    package mutating func begin() {
        begin { _ in }
    }

    /// Writes a feature at a position; `properties` writes the members of its properties.
    package mutating func point<Failure: Error>(
        _ coordinate: Coordinate, properties: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginFeature()
        geometry("Point") { $0.position(coordinate) }
        try endFeature(properties)
    }

    /// Writes a feature with an area: a Polygon when it is one, else a MultiPolygon.
    package mutating func area<Failure: Error>(
        _ area: MultiPolygon, properties: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginFeature()
        if area.polygons.count == 1 {
            geometry("Polygon") { $0.polygon(area.polygons[0]) }
        } else {
            geometry("MultiPolygon") { writer in
                writer.json.beginArray()
                for polygon in area.polygons { writer.polygon(polygon) }
                writer.json.endArray()
            }
        }
        try endFeature(properties)
    }

    /// Writes a feature whose position is unknown: its geometry is null.
    package mutating func unlocated<Failure: Error>(
        properties: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginFeature()
        json.name("geometry")
        json.null()
        try endFeature(properties)
    }

    /// Closes the collection; `foreignMembers` writes members that stand after the features, such as a summary.
    package mutating func end<Failure: Error>(
        foreignMembers: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        json.finalLineBreak()
        json.endArray()
        try foreignMembers(&json)
        json.endObject()
        json.finalLineBreak()
    }

    /// Closes the collection.
    package mutating func end() {
        end { _ in }
    }

    /// Hands out what has been written since the last call and forgets it, keeping the memory.
    package mutating func drain<Failure: Error>(
        to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try json.drain(to: sink)
    }

    private mutating func beginFeature() {
        json.lineBreak()
        json.beginObject()
        json.member("type", "Feature")
    }

    private mutating func endFeature<Failure: Error>(
        _ properties: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        json.name("properties")
        json.beginObject()
        try properties(&json)
        json.endObject()
        json.endObject()
    }

    private mutating func geometry(_ type: String, _ coordinates: (inout GeoJSONWriter) -> Void) {
        json.name("geometry")
        json.beginObject()
        json.member("type", type)
        json.name("coordinates")
        coordinates(&self)
        json.endObject()
    }

    private mutating func polygon(_ polygon: Polygon) {
        json.beginArray()
        ring(polygon.exterior.oriented(counterClockwise: true))
        for hole in polygon.holes { ring(hole.oriented(counterClockwise: false)) }
        json.endArray()
    }

    private mutating func ring(_ ring: Ring) {
        json.beginArray()
        for coordinate in ring.coordinates { position(coordinate) }
        json.endArray()
    }

    private mutating func position(_ coordinate: Coordinate) {
        json.beginArray()
        json.number(coordinate.longitude, decimals: Self.decimals)
        json.number(coordinate.latitude, decimals: Self.decimals)
        json.endArray()
    }
}
