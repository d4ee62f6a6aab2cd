import Geospatial
import TestSupport
import Testing

/// Whether areas and boxes share a position.
@Suite struct BoxMeetingTests {
    private static func ring(_ numbers: [(Double, Double)]) throws -> Ring {
        let positions = try numbers.map { try Coordinate(longitude: $0.0, latitude: $0.1) }
        return try Ring(positions + [positions[0]])
    }

    private static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) throws -> BoundingBox {
        var box = BoundingBox(try Coordinate(longitude: west, latitude: south))
        box.extend(to: try Coordinate(longitude: east, latitude: north))
        return box
    }

    /// A square from 0 to 10 with a hole from 4 to 6.
    private static func square() throws -> MultiPolygon {
        MultiPolygon([
            Polygon(
                exterior: try ring([(0, 0), (10, 0), (10, 10), (0, 10)]),
                holes: [try ring([(4, 4), (6, 4), (6, 6), (4, 6)])])
        ])
    }

    @Test(arguments: [
        ((1.0, 1.0, 2.0, 2.0), true), ((-5.0, -5.0, 20.0, 20.0), true), ((9.0, 9.0, 20.0, 20.0), true),
        ((10.0, 10.0, 20.0, 20.0), true), ((10.000_001, 0.0, 20.0, 20.0), false), ((4.5, 4.5, 5.5, 5.5), false),
        ((4.5, 4.5, 6.0, 5.5), true), ((3.0, 3.0, 7.0, 7.0), true), ((-5.0, 3.0, -1.0, 7.0), false),
        ((5.0, 5.0, 5.0, 5.0), false), ((0.0, 5.0, 0.0, 5.0), true),
    ])
    func boundariesAndHolesDecide(corners: (Double, Double, Double, Double), meets: Bool) throws {
        let box = try Self.box(corners.0, corners.1, corners.2, corners.3)
        #expect(try Self.square().meets(box) == meets)
    }

    @Test func aSlantedSideThatPassesByACornerIsNotMet() throws {
        let triangle = MultiPolygon([Polygon(exterior: try Self.ring([(0, 0), (10, 0), (0, 10)]))])
        #expect(triangle.meets(try Self.box(5, 5, 9, 9)))
        #expect(!triangle.meets(try Self.box(5.000_000_1, 5, 9, 9)))
    }

    @Test func nothingIsMetByAnEmptyArea() throws {
        #expect(!MultiPolygon([]).meets(try Self.box(0, 0, 1, 1)))
    }
}
