import Geospatial
import Interchange

/// Writes features as GeoJSON into a buffer that empties itself.
struct FeatureEncoder {
    /// What has been written and not yet sent.
    var json = JSONWriter()
    private let selection: Set<String>?

    private static let drainLength = 1 << 16

    /// Starts with nothing written.
    ///
    /// - Parameter selection: the properties to write; nil for all.
    init(selection: Set<String>?) { self.selection = selection }

    /// Writes one feature; `beside` writes what stands beside its properties.
    mutating func write(_ feature: FeaturePage.Feature, beside: (inout JSONWriter) -> Void = { _ in }) {
        json.beginObject()
        json.member("type", "Feature")
        json.member("id", feature.id)
        json.name("geometry")
        switch feature.geometry {
        case nil: json.null()
        case .point(let coordinate): json.geometry("Point") { $0.position(coordinate) }
        case .polygons(let area) where area.polygons.count == 1:
            json.geometry("Polygon") { $0.polygon(area.polygons[0]) }
        case .polygons(let area):
            json.geometry("MultiPolygon") { json in
                json.array { json in
                    for polygon in area.polygons { json.polygon(polygon) }
                }
            }
        }
        json.name("properties")
        json.beginObject()
        if let selection {
            var all = JSONWriter()
            all.object { feature.properties(&$0) }
            MemberSelection(names: selection).copy(all.bytes, to: &json)
        } else {
            feature.properties(&json)
        }
        json.endObject()
        beside(&json)
        json.endObject()
    }

    /// Begins a text of a sequence.
    mutating func separator() { json.control(0x1E) }

    /// Ends a text of a sequence.
    mutating func endOfText() { json.finalLineBreak() }

    /// Sends what is written when it is much.
    mutating func drain(to stream: ChunkStream) throws {
        if json.bytes.count >= Self.drainLength { try finish(to: stream) }
    }

    /// Sends what is written.
    mutating func finish(to stream: ChunkStream) throws {
        try json.drain { try stream.write($0) }
    }
}

extension JSONWriter {
    fileprivate mutating func geometry(_ type: String, _ coordinates: (inout JSONWriter) -> Void) {
        object { json in
            json.member("type", type)
            json.name("coordinates")
            coordinates(&json)
        }
    }

    fileprivate mutating func polygon(_ polygon: Polygon) {
        array { json in
            json.ring(polygon.exterior.oriented(counterClockwise: true))
            for hole in polygon.holes { json.ring(hole.oriented(counterClockwise: false)) }
        }
    }

    private mutating func ring(_ ring: Ring) {
        array { json in
            for coordinate in ring.coordinates { json.position(coordinate) }
        }
    }

    fileprivate mutating func position(_ coordinate: Coordinate) {
        array { json in
            json.number(coordinate.longitude, decimals: GeoJSONWriter.decimals)
            json.number(coordinate.latitude, decimals: GeoJSONWriter.decimals)
        }
    }
}
