import TestSupport
import Testing

@testable import Geospatial

@Suite struct WellKnownBinaryTests {
    private static func ring(_ positions: [(Double, Double)]) throws -> Ring {
        try Ring(positions.map { try Coordinate(longitude: $0.0, latitude: $0.1) })
    }

    @Test func everyBitComesBack() throws {
        var generator = SeededGenerator(seed: 20260601)
        for _ in 0..<200 {
            let polygons = try (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                let rings = try (0..<Int.random(in: 1...3, using: &generator)).map { _ -> Ring in
                    var positions = (0..<Int.random(in: 3...9, using: &generator)).map { _ in
                        (
                            Double(bitPattern: UInt64.random(in: 0...(180.0).bitPattern, using: &generator)),
                            -Double.random(in: 0...90, using: &generator)
                        )
                    }
                    positions.append(positions[0])
                    return try Self.ring(positions)
                }
                return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
            }
            let area = MultiPolygon(polygons)
            let bytes = area.wellKnownBinary
            let back = try #require(MultiPolygon(wellKnownBinary: bytes))
            #expect(back == area)
            #expect(back.wellKnownBinary == bytes)
        }
    }

    @Test func negativeZeroStaysNegative() throws {
        let ring = try Self.ring([(-0.0, 0), (1, 0), (1, 1), (-0.0, 0)])
        let back = MultiPolygon(wellKnownBinary: MultiPolygon([Polygon(exterior: ring)]).wellKnownBinary)
        #expect(back?.polygons[0].exterior.coordinates[0].longitude.sign == .minus)
    }

    /// The bytes are those of the standard: other programs read them.
    @Test func theFormIsThatOfTheStandard() throws {
        let ring = try Self.ring([(1, 2), (3, 2), (3, 4), (1, 2)])
        let bytes = MultiPolygon([Polygon(exterior: ring)]).wellKnownBinary
        #expect(Array(bytes[0..<22]) == [1, 6, 0, 0, 0, 1, 0, 0, 0, 1, 3, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0])
        #expect(Array(bytes[22..<38]) == [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0x40])
        #expect(bytes.count == 22 + 4 * 16)
    }

    @Test func damagedBytesAreRefused() throws {
        let ring = try Self.ring([(1, 2), (3, 2), (3, 4), (1, 2)])
        let bytes = MultiPolygon([Polygon(exterior: ring, holes: [ring])]).wellKnownBinary
        for length in 0..<bytes.count {
            #expect(MultiPolygon(wellKnownBinary: Array(bytes[..<length])) == nil, "\(length)")
        }
        #expect(MultiPolygon(wellKnownBinary: bytes + [0]) == nil)
        for (place, value) in [(0, 0), (1, 3), (9, 0), (10, 6), (14, 0), (18, 200), (18, 3), (29, 0x7F)]
            as [(Int, UInt8)]
        {
            var damaged = bytes
            damaged[place] = value
            #expect(MultiPolygon(wellKnownBinary: damaged) == nil, "\(place)")
        }
    }
}
