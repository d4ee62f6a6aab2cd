import Foundation
import Geospatial
import TestSupport
import Testing

/// Distances by the middle latitude against Vincenty's series.
@Suite struct GeodesicTests {
    @Test(arguments: 1...4 as ClosedRange<UInt64>)
    func agreesWithVincentyUpToAHundredKilometres(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let x = Double.random(in: 123...153, using: &generator)
            let y = Double.random(in: 20...46, using: &generator)
            let spread = pow(10, Double.random(in: -5 ... -0.2, using: &generator))
            let target = (
                x + Double.random(in: -spread...spread, using: &generator),
                y + Double.random(in: -spread...spread, using: &generator)
            )
            let truth = try #require(ReachOracle.geodesic((x, y), target))
            let metres = try Coordinate(longitude: x, latitude: y).geodesicMetres(
                to: Coordinate(longitude: target.0, latitude: target.1))
            #expect(abs(metres - truth) <= truth * 2e-4 + 1e-4, "seed \(seed): \(x) \(y) \(target)")
        }
    }
}
