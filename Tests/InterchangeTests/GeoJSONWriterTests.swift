import Foundation
import Geospatial
import TestSupport
import Testing

@testable import Interchange

@Suite struct GeoJSONWriterTests {
    private func ring(_ pairs: [(Double, Double)]) throws -> Ring {
        try Ring(pairs.map { try Coordinate(longitude: $0.0, latitude: $0.1) })
    }

    @Test func writesOneFeatureToALineBetweenForeignMembers() throws {
        var writer = GeoJSONWriter()
        writer.begin { json in
            json.name("name")
            json.string("一覧")
        }
        writer.point(try Coordinate(longitude: 135.16830004, latitude: -34.22600006)) { json in
            json.name("score")
            json.rawNumber("82.5")
        }
        writer.unlocated { _ in }
        writer.end { json in
            json.name("summary")
            json.beginObject()
            json.name("count")
            json.integer(2)
            json.endObject()
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == """
                {"type":"FeatureCollection","name":"一覧","features":[
                {"type":"Feature","geometry":{"type":"Point","coordinates":[135.1683000,-34.2260001]},"properties":{"score":82.5}},
                {"type":"Feature","geometry":null,"properties":{}}
                ],"summary":{"count":2}}

                """)
        #expect(try JSONParser.parse(writer.bytes)["features"]?.array?.count == 2)
        let object = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: Any]
        #expect((object?["features"] as? [Any])?.count == 2)
    }

    @Test func turnsRingsAsTheStandardAsks() throws {
        let clockwise = try ring([(135, 34), (135, 35), (136, 35), (136, 34), (135, 34)])
        let counter = try ring([(135.2, 34.2), (135.4, 34.2), (135.4, 34.4), (135.2, 34.2)])
        let one = MultiPolygon([Polygon(exterior: clockwise, holes: [counter])])
        let two = MultiPolygon([Polygon(exterior: counter), Polygon(exterior: clockwise)])
        var writer = GeoJSONWriter()
        writer.begin()
        writer.area(one) { _ in }
        writer.area(two) { _ in }
        writer.end()
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(text.contains("\"Polygon\"") && text.contains("\"MultiPolygon\""))
        let read = try GeoJSONAreaReader.read(writer.bytes)
        let polygons = read.features.flatMap(\.polygons)
        #expect(read.features.count == 2 && polygons.count == 3)
        for polygon in polygons {
            let rings = try polygon.rings.map { ring in
                try Ring(ring.map { try Coordinate(longitude: $0.x, latitude: $0.y) })
            }
            #expect(rings[0].doubledSignedArea > 0)
            for hole in rings.dropFirst() { #expect(hole.doubledSignedArea < 0) }
        }
        let first = polygons[0].rings[0].map { [$0.x, $0.y] }
        #expect(first == clockwise.coordinates.reversed().map { [$0.longitude, $0.latitude] })
        #expect((try? JSONSerialization.jsonObject(with: Data(writer.bytes))) != nil)
    }

    @Test func writesAnEmptyCollection() throws {
        var writer = GeoJSONWriter()
        writer.begin()
        writer.end()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n")
        #expect(try JSONParser.parse(writer.bytes)["features"]?.array?.isEmpty == true)
    }

    @Test func streamsTheSameBytesHoweverItIsDrained() throws {
        func write(drainingAt limit: Int) throws -> (bytes: [UInt8], most: Int) {
            var generator = SeededGenerator(seed: 3)
            var writer = GeoJSONWriter()
            var out: [UInt8] = []
            var most = 0
            writer.begin()
            for number in 0..<2000 {
                let place = try Coordinate(
                    longitude: .random(in: 122...154, using: &generator),
                    latitude: .random(in: 20...46, using: &generator))
                writer.point(place) { json in
                    json.name("number")
                    json.integer(number)
                }
                most = max(most, writer.byteCount)
                if writer.byteCount > limit { writer.drain { out += $0 } }
            }
            writer.end()
            writer.drain { out += $0 }
            return (out, most)
        }
        let streamed = try write(drainingAt: 4096)
        #expect(streamed.bytes == (try write(drainingAt: .max)).bytes)
        #expect(streamed.most < 5000)
    }
}
