import Foundation
import Registry
import SpatialQuery
import TestSupport
import Testing

@testable import VictimSupport

/// The list against a plain linear scan in whole numbers, through file, import, store and query.
///
/// Positions and corners lie on a lattice of 1/64 degree, which doubles hold exactly, so many households stand on edges
/// and corners, and the scan below is exact in integers.
@Suite struct AreaQueryPropertyTests {
    private struct Point { let x, y: Int }
    private typealias Triangle = (Point, Point, Point)

    private static func cross(_ a: Point, _ b: Point, _ c: Point) -> Int {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    /// Inside or on the boundary.
    private static func holds(_ triangle: Triangle, _ point: Point) -> Bool {
        let signs = [
            cross(triangle.0, triangle.1, point), cross(triangle.1, triangle.2, point),
            cross(triangle.2, triangle.0, point),
        ]
        return !(signs.contains { $0 < 0 } && signs.contains { $0 > 0 })
    }

    private static func position(_ point: Point) -> String {
        "\(135 + Double(point.x) / 64),\(34 + Double(point.y) / 64)"
    }

    @Test(arguments: 1...12)
    func listEqualsALinearScan(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        func lattice() -> Point {
            Point(x: Int.random(in: 0...24, using: &random), y: Int.random(in: 0...24, using: &random))
        }
        let households = (0..<200).map { index in
            (
                number: "\(Int.random(in: 0...9, using: &random))-\(index)", place: lattice(),
                birthYear: Int.random(in: 1920...2025, using: &random)
            )
        }
        var residents = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for (index, household) in households.enumerated() {
            residents += "\(index),\(household.number),試験,\(household.birthYear)-01-01,男,世帯主,試験町,"
            residents += Self.position(household.place) + "\n"
        }
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("residents.csv", residents))
        for _ in 0..<6 {
            let triangles = (0..<Int.random(in: 1...4, using: &random)).map { _ in (lattice(), lattice(), lattice()) }
                .filter { Self.cross($0.0, $0.1, $0.2) != 0 }
            guard !triangles.isEmpty else { continue }
            let polygons = triangles.map { triangle in
                let ring = [triangle.0, triangle.1, triangle.2, triangle.0].map { "[\(Self.position($0))]" }
                return "[[" + ring.joined(separator: ",") + "]]"
            }
            let area = #"{"type":"MultiPolygon","coordinates":["# + polygons.joined(separator: ",") + "]}"
            let (answer, numbers) = try city.list(area)
            let expected = households.filter { household in triangles.contains { Self.holds($0, household.place) } }
            #expect(Set(numbers) == Set(expected.map(\.number)), "seed \(seed)")
            #expect(numbers.count == expected.count, "seed \(seed)")
            #expect(answer.counts.households == expected.count)
            #expect(answer.counts.unlocated == 0)
            let order = answer.hits.map { ($0.score, $0.household) }
            #expect(zip(order, order.dropFirst()).allSatisfy { $0.0 > $1.0 || ($0.0 == $1.0 && $0.1 < $1.1) })
            for (a, b) in zip(answer.hits.indices, answer.hits.indices.dropFirst())
            where answer.hits[a].score == answer.hits[b].score {
                #expect(numbers[a].utf8.lexicographicallyPrecedes(numbers[b].utf8), "seed \(seed)")
            }
            #expect(try city.list(area, limit: 3).numbers == Array(numbers.prefix(3)))
        }
    }

    @Test func householdsOfManyChunksKeepTheirPlaces() throws {
        var random = SeededGenerator(seed: 3)
        let places = (0..<9_000).map { _ in
            Point(x: Int.random(in: 0...63, using: &random), y: Int.random(in: 0...63, using: &random))
        }
        var residents = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for (index, place) in places.enumerated() {
            residents += "\(index),\(index),試験,1950-01-01,男,世帯主,試験町,\(Self.position(place))\n"
        }
        let city = try TestCity()
        _ = try city.importer.residents(file: city.write("residents.csv", residents))
        let triangle = (Point(x: 0, y: 0), Point(x: 63, y: 10), Point(x: 5, y: 63))
        let ring = [triangle.0, triangle.1, triangle.2, triangle.0].map { "[\(Self.position($0))]" }
        let (answer, numbers) = try city.list(
            #"{"type":"Polygon","coordinates":[["# + ring.joined(separator: ",") + "]]}")
        #expect(Set(numbers) == Set(places.indices.filter { Self.holds(triangle, places[$0]) }.map(String.init)))
        #expect(numbers.count > 2 * 1024 && answer.counts.unlocated == 0)
        for (hit, number) in zip(answer.hits, numbers) {
            let place = try #require(hit.place)
            let index = try #require(Int(number))
            #expect(answer.positions.households[place] == hit.household)
            #expect(answer.positions.longitudes[place] == 135 + Double(places[index].x) / 64)
            #expect(answer.positions.latitudes[place] == 34 + Double(places[index].y) / 64)
        }
    }
}
