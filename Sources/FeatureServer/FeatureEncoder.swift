import Geospatial
import Interchange

/// Writes features as GeoJSON into a buffer that empties itself.
struct FeatureEncoder {
    /// What has been written and not yet sent.
    var json = JSONWriter()
    private let decimals: Int
    private let positions: PositionWriter

    private static let drainLength = 1 << 16

    /// Starts with nothing written.
    ///
    /// - Parameter reference: the system of the positions, which gives the order of their numbers too.
    init(_ reference: OutputReference) throws {
        decimals = reference.decimals
        positions = try PositionWriter(reference)
    }

    /// Writes one feature; `beside` writes what stands beside its properties.
    mutating func write(_ feature: FeaturePage.Feature, beside: (inout JSONWriter) -> Void = { _ in }) throws {
        json.beginObject()
        json.member("type", "Feature")
        json.member("id", feature.id)
        json.name("geometry")
        try write(feature.geometry)
        json.object("properties") { feature.properties(&$0) }
        beside(&json)
        json.endObject()
    }

    private mutating func write(_ geometry: FeatureGeometry?) throws {
        guard let geometry else { return json.null() }
        json.beginObject()
        switch geometry {
        case .point(let coordinate):
            json.member("type", "Point")
            json.name("coordinates")
            try write(coordinate)
        case .line(let line):
            json.member("type", "LineString")
            json.name("coordinates")
            try write(line)
        case .polygons(let area) where area.polygons.count == 1:
            json.member("type", "Polygon")
            json.name("coordinates")
            try write(area.polygons[0])
        case .polygons(let area):
            json.member("type", "MultiPolygon")
            json.name("coordinates")
            json.beginArray()
            for polygon in area.polygons { try write(polygon) }
            json.endArray()
        }
        json.endObject()
    }

    /// Exteriors run counter-clockwise and holes clockwise on the map, whatever the order of the axes.
    private mutating func write(_ polygon: Polygon) throws {
        json.beginArray()
        try write(polygon.exterior.oriented(counterClockwise: true).coordinates)
        for hole in polygon.holes { try write(hole.oriented(counterClockwise: false).coordinates) }
        json.endArray()
    }

    private mutating func write(_ coordinates: [Coordinate]) throws {
        json.beginArray()
        for coordinate in coordinates { try write(coordinate) }
        json.endArray()
    }

    private mutating func write(_ coordinate: Coordinate) throws {
        let (first, second) = try positions.numbers(coordinate)
        json.beginArray()
        json.number(first, decimals: decimals)
        json.number(second, decimals: decimals)
        json.endArray()
    }

    /// Begins a text of a sequence.
    mutating func separator() { json.control(0x1E) }

    /// Ends a text of a sequence.
    mutating func endOfText() { json.finalLineBreak() }

    /// Sends what is written when it is much.
    mutating func drain(to stream: ChunkStream) throws {
        if json.byteCount >= Self.drainLength { try finish(to: stream) }
    }

    /// Sends what is written.
    mutating func finish(to stream: ChunkStream) throws {
        try json.drain { try stream.write($0) }
    }
}
