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
        json.array("warnings") { json in
            for text in (answer.area?.warnings.map(\.text) ?? []) + warnings.compactMap(\.text) {
                json.object { json in
                    json.member("japanese", text.japanese)
                    json.member("english", text.english)
                }
            }
        }
        json.object("area", area)
    }

    private func area(_ json: inout JSONWriter) {
        let shape = MultiPolygon(
            (answer.area?.geometry.polygons ?? []) + (answer.area?.circles.map(\.outline) ?? []))
        let isLeftOut = shape.vertexCount > Self.mostPositions
        json.member("name", answer.area?.name)
        json.name("bounds")
        if let box = shape.bounds { Self.write(box, decimals: 7, &json) } else { json.null() }
        json.member("outline_left_out", isLeftOut)
        json.name("outline")
        if shape.polygons.isEmpty { return json.null() }
        Self.write(isLeftOut ? [shape.bounds?.polygon].compactMap(\.self) : shape.polygons, &json)
    }

    /// Writes a box as the map page takes it: west, south, east, north.
    static func write(_ box: BoundingBox, decimals: Int, _ json: inout JSONWriter) {
        json.array { json in
            for degrees in [box.west, box.south, box.east, box.north] { json.number(degrees, decimals: decimals) }
        }
    }

    private static func write(_ polygons: [Polygon], _ json: inout JSONWriter) {
        json.object { json in
            json.member("type", "MultiPolygon")
            json.array("coordinates") { json in
                for polygon in polygons {
                    json.array { json in
                        for ring in [polygon.exterior] + polygon.holes { write(ring, &json) }
                    }
                }
            }
        }
    }

    private static func write(_ ring: Ring, _ json: inout JSONWriter) {
        json.array { json in
            for position in ring.coordinates {
                json.array { json in
                    json.number(position.longitude, decimals: 7)
                    json.number(position.latitude, decimals: 7)
                }
            }
        }
    }
}
