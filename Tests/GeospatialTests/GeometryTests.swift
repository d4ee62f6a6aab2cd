import Testing

@testable import Geospatial

@Suite struct GeometryTests {
    static func coordinates(_ pairs: [(Double, Double)]) throws -> [Coordinate] {
        try pairs.map { try Coordinate(longitude: $0.0, latitude: $0.1) }
    }

    @Test(arguments: [(181.0, 0.0), (0, 90.5), (-180.001, 0), (.nan, 0), (0, .nan), (.infinity, 0)])
    func refusesCoordinatesOutOfRange(longitude: Double, latitude: Double) {
        #expect(throws: GeospatialError.coordinateOutOfRange) {
            try Coordinate(longitude: longitude, latitude: latitude)
        }
    }

    @Test func acceptsTheCornersOfTheWorld() throws {
        #expect(try Coordinate(longitude: -180, latitude: 90).latitude == 90)
        #expect(try Coordinate(longitude: 180, latitude: -90).longitude == 180)
    }

    @Test func refusesRingsThatAreShortOrOpen() throws {
        let open = try Self.coordinates([(0, 0), (1, 0), (1, 1), (0, 1)])
        #expect(throws: GeospatialError.ringNotClosed) { try Ring(open) }
        #expect(throws: GeospatialError.ringTooShort(positions: 3)) { try Ring([open[0], open[1], open[0]]) }
        #expect(throws: GeospatialError.ringTooShort(positions: 0)) { try Ring([]) }
    }

    @Test func turnsRingsAroundOnlyWhenNeeded() throws {
        let ring = try Ring(Self.coordinates([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]))
        #expect(ring.doubledSignedArea == 2)
        #expect(ring.oriented(counterClockwise: true) == ring)
        #expect(ring.oriented(counterClockwise: false).doubledSignedArea == -2)
        let line = try Ring(Self.coordinates([(0, 0), (1, 1), (2, 2), (0, 0)]))
        #expect(line.oriented(counterClockwise: false) == line)
    }

    @Test func boxesHoldTheirEdges() throws {
        let box = try #require(BoundingBox(Self.coordinates([(3, 1), (1, 4), (2, 2)])))
        #expect([box.west, box.south, box.east, box.north] == [1, 1, 3, 4])
        #expect(box.contains(longitude: 3, latitude: 4))
        #expect(!box.contains(longitude: 3.1, latitude: 4))
        let other = BoundingBox(try Coordinate(longitude: 3, latitude: 4))
        #expect(box.intersects(other))
        #expect(!box.intersects(BoundingBox(try Coordinate(longitude: 5, latitude: 2))))
        #expect(box.union(BoundingBox(try Coordinate(longitude: 5, latitude: 0))).east == 5)
        #expect(BoundingBox([]) == nil)
    }

    @Test func areasCountVerticesAndHoldAllRings() throws {
        let exterior = try Ring(Self.coordinates([(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]))
        let hole = try Ring(Self.coordinates([(1, 1), (9, 1), (1, 2), (1, 1)]))
        let area = MultiPolygon([Polygon(exterior: exterior, holes: [hole]), Polygon(exterior: exterior)])
        #expect(area.vertexCount == 11)
        #expect(area.bounds?.east == 9)
        #expect(MultiPolygon([]).bounds == nil)
    }

    @Test(arguments: [
        // A quarter of the circumference, half of it, and one degree, by 2 π r.
        ((0.0, 0.0), (90.0, 0.0), 10_007_557.22), ((0, 0), (180, 0), 20_015_114.44),
        ((20, -90), (70, 90), 20_015_114.44),
        ((135, 34), (135, 35), 111_195.08), ((135, 34), (135, 34), 0),
    ])
    func measuresGreatCircles(from: (Double, Double), to: (Double, Double), metres: Double) throws {
        let start = try Coordinate(longitude: from.0, latitude: from.1)
        let end = try Coordinate(longitude: to.0, latitude: to.1)
        #expect(abs(start.metres(to: end) - metres) < 0.01)
        #expect(start.metres(to: end) == end.metres(to: start))
    }

    @Test func measuresShortDistancesToTheMillimetre() throws {
        let start = try Coordinate(longitude: 135, latitude: 34)
        let end = try Coordinate(longitude: 135, latitude: 34.000001)
        #expect(abs(start.metres(to: end) - 0.111195) < 1e-6)
    }
}
