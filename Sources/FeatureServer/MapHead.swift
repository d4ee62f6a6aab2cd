import Geospatial
import Interchange
import VictimSupport

/// What stands before the columns of an answer: its id, the facts that every output repeats, what was noticed, and the area as the map
/// draws it.
struct MapHead: Sendable {
    let answer: AreaAnswer
    let id: String
    let warnings: [StatusWarning]

    /// An area of more positions is shown by its box: a page draws some thousand lines without effort.
    private static let mostPositions = 20_000

    /// Writes its members.
    func write(_ json: inout JSONWriter) {
        json.member("answer", id)
        json.name("summary")
        AnswerJSON(language: .japanese).summary(answer, to: &json)
        json.name("warnings")
        json.beginArray()
        for text in (answer.area?.warnings.map(\.text) ?? []) + warnings.compactMap(\.text) {
            json.beginObject()
            json.member("japanese", text.japanese)
            json.member("english", text.english)
            json.endObject()
        }
        json.endArray()
        json.name("area")
        area(&json)
    }

    private func area(_ json: inout JSONWriter) {
        let polygons = (answer.area?.geometry.polygons ?? []) + (answer.area?.circles.map(\.outline) ?? [])
        let shape = MultiPolygon(polygons)
        var positions = 0
        for polygon in polygons {
            for ring in [polygon.exterior] + polygon.holes { positions += ring.coordinates.count }
        }
        json.beginObject()
        json.member("name", answer.area?.name)
        json.name("bounds")
        if let box = shape.bounds {
            json.beginArray()
            for degrees in [box.west, box.south, box.east, box.north] { json.number(degrees, decimals: 7) }
            json.endArray()
        } else {
            json.null()
        }
        json.member("outline_left_out", positions > Self.mostPositions)
        json.name("outline")
        if polygons.isEmpty {
            json.null()
        } else if positions > Self.mostPositions, let box = shape.bounds?.polygon {
            Self.write([box], &json)
        } else {
            Self.write(polygons, &json)
        }
        json.endObject()
    }

    private static func write(_ polygons: [Polygon], _ json: inout JSONWriter) {
        json.beginObject()
        json.member("type", "MultiPolygon")
        json.name("coordinates")
        json.beginArray()
        for polygon in polygons {
            json.beginArray()
            for ring in [polygon.exterior] + polygon.holes {
                json.beginArray()
                for position in ring.coordinates {
                    json.beginArray()
                    json.number(position.longitude, decimals: 7)
                    json.number(position.latitude, decimals: 7)
                    json.endArray()
                }
                json.endArray()
            }
            json.endArray()
        }
        json.endArray()
        json.endObject()
    }
}
