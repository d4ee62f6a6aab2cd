import Foundation
import Geospatial
import TestSupport
import Testing

@testable import SpatialQuery

/// Random areas of every kind against 10,000 households each, packed as a register is, most of them where tests go wrong:
/// on vertices, on edges, on edges that polygons share, on the rings of holes, on the grid's own lines.
///
/// `ENGO_AREAS` sets how many areas (40 without it); `ENGO_AREAS=1000` takes some minutes.
@Suite struct ManyHouseholdsTests {
    private static let areas = UInt64(ProcessInfo.processInfo.environment["ENGO_AREAS"] ?? "") ?? 40

    @Test(arguments: 0..<4 as Range<UInt64>)
    func hitsAreThoseOfTheOracle(remainder: UInt64) throws {
        let kinds = RandomArea.Kind.allCases
        for seed in stride(from: remainder, to: Self.areas, by: 4) {
            var random = RandomArea(seed: seed + 1_000_000)
            let area = try random.area(kinds[Int(seed / 4) % kinds.count])
            let prepared = try PreparedArea(area)
            let places = random.points(for: area, grid: prepared.grid, count: 10_000)
            let coordinates = places.compactMap { try? Coordinate(longitude: $0.0, latitude: $0.1) }
            let packed = PackedPositions.packing(
                coordinates.enumerated().map {
                    (household: UInt32($0.offset), coordinate: $0.element, level: 0 as UInt8, uncertainty: 0 as Float)
                })
            let found = Set(packed.hits(in: prepared).map { packed.households[$0] })
            let oracle = try CoverOracle(area)
            let expected = try Set(
                coordinates.indices.filter { try oracle.covers(coordinates[$0].longitude, coordinates[$0].latitude) }
                    .map { UInt32($0) })
            #expect(found == expected, "seed \(seed)")
            #expect(coordinates.count > 5_000)
        }
    }
}
