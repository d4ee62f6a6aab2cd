/// A map's scale, one to a round number.
package struct MapScale: Hashable, Sendable {
    /// How many times larger the ground is.
    package let denominator: Int

    /// One to so much.
    package init(_ denominator: Int) { self.denominator = denominator }

    /// The round scales, the largest map first: from 1:500 to one that shows the whole country on a sheet.
    package static let round: [MapScale] = {
        let steps = [100, 150, 200, 250, 300, 400, 500, 750]
        var scales: [MapScale] = []
        var power = 1
        while power <= 100_000 {
            scales += steps.map { MapScale($0 * power) }
            power *= 10
        }
        return scales.filter { $0.denominator >= 500 }
    }()

    /// Metres on the ground as millimetres on the map.
    package func millimetres(metres: Double) -> Double { metres * 1_000 / Double(denominator) }
    /// Millimetres on the map as metres on the ground.
    package func metres(millimetres: Double) -> Double { millimetres * Double(denominator) / 1_000 }

    /// The largest round scale at which an extent fits, but not larger than `least`.
    package static func fitting(
        widthMetres: Double, heightMetres: Double, into width: Double, by height: Double, least: MapScale
    ) -> MapScale {
        round.first { scale in
            scale.denominator >= least.denominator && scale.millimetres(metres: widthMetres) <= width
                && scale.millimetres(metres: heightMetres) <= height
        } ?? round[round.count - 1]
    }

    /// `1:2,500`.
    package var text: String {
        var digits = String(denominator)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return "1:" + ([digits] + groups).joined(separator: ",")
    }

    /// The length of the scale bar in metres: the longest of 1, 2 or 5 times a power of ten that takes at most 60 mm.
    package var barMetres: Double {
        var best = 1.0
        var power = 1.0
        while power <= 1_000_000 {
            for step in [1.0, 2, 5] where millimetres(metres: step * power) <= 60 { best = step * power }
            power *= 10
        }
        return best
    }

    /// From one line of the grid to the next in metres: the smallest of 100, 500 and so on that is 15 mm on the map, at most 100 km.
    package var gridMetres: Double {
        [100.0, 500, 1_000, 5_000, 10_000, 50_000].first { millimetres(metres: $0) >= 15 } ?? 100_000
    }
}
