import Foundation
import Geospatial
import TestSupport

/// Seeded household positions as a register lists them: 600 neighbourhoods in no spatial order, more than half of the
/// households in apartment houses that share one position.
struct Town {
    /// In register order, in whole 10⁻⁷ degrees.
    let positions: [Coordinate]

    init(households: Int, box: BoundingBox, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let width = box.east - box.west
        let height = box.north - box.south
        func unit() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
        let neighbourhoods = (0..<600).map { _ in
            (x: 0.02 + 0.96 * unit(), y: 0.02 + 0.96 * unit(), radius: 0.005 + 0.03 * unit(), seed: generator.next())
        }
        var positions: [Coordinate] = []
        positions.reserveCapacity(households)
        for _ in 0..<households {
            let neighbourhood = neighbourhoods[Int(unit() * 600)]
            var source = generator
            if unit() < 0.55 {
                // One of the neighbourhood's 120 apartment houses: its place follows from its number.
                let house = UInt64(unit() * 120)
                source = SeededGenerator(seed: neighbourhood.seed &+ house)
            } else {
                source = SeededGenerator(seed: generator.next())
            }
            let distance = neighbourhood.radius * (-2 * log(1 - Self.unit(&source))).squareRoot() / 2
            let turn = 2 * Double.pi * Self.unit(&source)
            let x = min(max(neighbourhood.x + distance * cos(turn), 0), 1)
            let y = min(max(neighbourhood.y + distance * sin(turn), 0), 1)
            positions.append(
                try Coordinate(
                    longitude: ((box.west + x * width) * 1e7).rounded() / 1e7,
                    latitude: ((box.south + y * height) * 1e7).rounded() / 1e7))
        }
        self.positions = positions
    }

    private static func unit(_ generator: inout SeededGenerator) -> Double {
        Double(generator.next() >> 11) * 0x1p-53
    }
}
