import Geospatial
import Testing
import VictimSupport

@testable import FeatureServer

/// Reference systems of what the service hands out.
@Suite struct OutputReferenceTests {
    private static func numbers(_ code: Int, _ longitude: Double, _ latitude: Double) throws -> (Double, Double) {
        let reference = try #require(OutputReference(uri: "http://www.opengis.net/def/crs/EPSG/0/\(code)"))
        return try PositionWriter(reference).numbers(Coordinate(longitude: longitude, latitude: latitude))
    }

    @Test func theAxesAreThoseOfTheRegistry() throws {
        #expect(try Self.numbers(6668, 135.5, 34.25) == (34.25, 135.5))
        #expect(try Self.numbers(4326, 135.5, 34.25) == (34.25, 135.5))
        let crs84 = try #require(OutputReference(uri: "http://www.opengis.net/def/crs/OGC/1.3/CRS84"))
        #expect(try PositionWriter(crs84).numbers(Coordinate(longitude: 135.5, latitude: 34.25)) == (135.5, 34.25))
        // Zone VI begins at 36° N, 136° E: X is to the north and negative here, Y to the east and negative.
        let (x, y) = try Self.numbers(6674, 135.5, 34.25)
        #expect((-196_000 ..< -192_000).contains(x) && (-47_000 ..< -45_000).contains(y))
        let (east, north) = try Self.numbers(3857, 135.5, 34.25)
        #expect(abs(east - 15_083_791) < 1 && (4_000_000..<4_100_000).contains(north))
    }

    @Test func everySystemReadsWhatItWrites() throws {
        for reference in OutputReference.all {
            let (first, second) = try PositionWriter(reference).numbers(Coordinate(longitude: 135.2, latitude: 34.2))
            let back = try PositionReader(reference).position(first, second)
            #expect(abs(back.longitude - 135.2) < 1e-6 && abs(back.latitude - 34.2) < 1e-6, "\(reference.uri)")
            #expect(OutputReference(uri: reference.uri) == reference)
        }
        #expect(Set(OutputReference.all.map(\.uri)).count == 23)
        #expect(OutputReference(uri: "http://www.opengis.net/def/crs/EPSG/0/4301") == nil)
    }

    @Test func aBoxOfAPlaneIsAskedInThePlane() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        let workspace = fixture.served()
        let zone = try #require(OutputReference(uri: "http://www.opengis.net/def/crs/EPSG/0/6674"))
        let writer = try PositionWriter(zone)
        let all = try await fixture.page(ItemsQuery(limit: 1000), in: workspace)
        let located = zip(all.ids, all.points).compactMap { id, point -> (String, Double, Double)? in
            guard let numbers = point?.split(separator: " ").compactMap({ Double($0) }),
                let place = try? Coordinate(longitude: numbers[0], latitude: numbers[1]),
                let plane = try? writer.numbers(place)
            else { return nil }
            return (id, plane.0, plane.1)
        }
        // From one household to another: both stand on the edge.
        let (low, high) = (located.map(\.1).sorted()[40], located.map(\.1).sorted()[120])
        let box = try #require(try PositionReader(zone).box((low, -200_000), (high, 200_000)))
        var query = ItemsQuery(limit: 1000)
        (query.box, query.plane) = (box.box, box.plane)
        let inside = try await fixture.page(query, in: workspace)
        #expect(inside.ids == located.filter { low <= $0.1 && $0.1 <= high }.map(\.0))
        #expect(inside.ids.count == 81)
        #expect(try PositionReader(zone).box((high, 0), (low, 1)) == nil)
    }
}
