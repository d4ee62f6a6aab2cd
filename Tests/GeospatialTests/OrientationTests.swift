import TestSupport
import Testing

@testable import Geospatial

@Suite struct OrientationTests {
    /// The determinant in whole numbers of any size.
    static func slowSign(_ p: [Double]) -> Int {
        let n = p.map(WholeNumber.init(scaling:))
        return ((n[0] - n[4]) * (n[3] - n[5]) - (n[1] - n[5]) * (n[2] - n[4])).sign
    }

    static func sign(_ p: [Double]) -> Int {
        Orientation.sign(ax: p[0], ay: p[1], bx: p[2], by: p[3], cx: p[4], cy: p[5])
    }

    @Test func tellsLeftFromRight() throws {
        let a = try Coordinate(longitude: 135, latitude: 34)
        let b = try Coordinate(longitude: 136, latitude: 34)
        #expect(Orientation.sign(a, b, try Coordinate(longitude: 135.5, latitude: 34.1)) == 1)
        #expect(Orientation.sign(a, b, try Coordinate(longitude: 135.5, latitude: 33.9)) == -1)
        #expect(Orientation.sign(a, b, try Coordinate(longitude: 137, latitude: 34)) == 0)
        #expect(Orientation.sign(a, a, b) == 0)
    }

    @Test func isExactAroundALineWhereRoundingFails() {
        // Kettner and others, Classroom Examples of Robustness Problems (2008): the plain determinant is wrong for
        // many of these points.
        var plainFailures = 0
        for i in 0..<48 {
            for j in 0..<48 {
                let p = [12, 12, 24, 24, 0.5 + Double(i) * 0x1p-53, 0.5 + Double(j) * 0x1p-53]
                let expected = (j > i ? 1 : j < i ? -1 : 0)
                // 0.5 + k × 2⁻⁵³ is a double for every k up to 2⁵².
                #expect(Self.sign(p) == expected, "\(i) \(j)")
                let plain = (p[0] - p[4]) * (p[3] - p[5]) - (p[1] - p[5]) * (p[2] - p[4])
                plainFailures += (plain > 0 ? 1 : plain < 0 ? -1 : 0) == expected ? 0 : 1
            }
        }
        #expect(plainFailures > 0)
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func isExactForDoublesOfEverySize(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<400 {
            let p = (0..<6).map { _ in
                let exponent = Int.random(in: -1074...1023, using: &generator)
                return Double(
                    sign: .plus, exponent: exponent, significand: Double.random(in: -2..<2, using: &generator))
            }
            #expect(Self.sign(p) == Self.slowSign(p), "seed \(seed): \(p)")
        }
    }

    @Test(arguments: [-1074, -1040, -700, -500, -300, -40, 0, 7, 500, 990], 0..<3 as Range<UInt64>)
    func isExactForNearlyCollinearPositions(exponent: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let unit = Double(sign: .plus, exponent: exponent, significand: 1)
        for _ in 0..<100 {
            // Two random positions, and one on the line through them up to rounding, all in or around few units.
            let scales: [Double] = [1, 8, 0x1p20, 0x1p21]
            let scale: Double = scales.randomElement(using: &generator) ?? 1
            var p: [Double] = (0..<4).map { _ in Double(Int.random(in: -4...4, using: &generator)) * scale * unit }
            let t = Double(Int.random(in: -4...8, using: &generator)) / 4
            p.append(p[0] + (p[2] - p[0]) * t)
            p.append(p[1] + (p[3] - p[1]) * t)
            for index in p.indices where Int.random(in: 0..<5, using: &generator) == 0 { p[index] = p[index].nextUp }
            #expect(Self.sign(p) == Self.slowSign(p), "seed \(seed): \(p)")
        }
    }

    /// With some numbers equal to others, as where edges meet, repeat or run along a meridian.
    @Test(arguments: 0..<3 as Range<UInt64>)
    func isExactWherePositionsShareNumbers(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var short = 0
        for _ in 0..<600 {
            var p = (0..<6).map { _ in Double.random(in: -90...90, using: &generator) }
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let from = Int.random(in: 0..<6, using: &generator)
                p[(from + 2 * Int.random(in: 1...2, using: &generator)) % 6] = p[from]
            }
            let expected = Self.slowSign(p)
            #expect(Self.sign(p) == expected, "seed \(seed): \(p)")
            let c = try (0..<3).map { try Coordinate(longitude: p[2 * $0], latitude: p[2 * $0 + 1]) }
            let quick = Orientation.quickSign(c[0], c[1], c[2])
            #expect(quick == nil || quick == expected, "seed \(seed): \(p)")
            // One meridian, one parallel, or two equal positions never need a long sum.
            if p[0] == p[2] && p[2] == p[4] || p[1] == p[3] && p[3] == p[5] || Set(c).count < 3 {
                short += 1
                #expect(quick == 0, "seed \(seed): \(p)")
            }
        }
        #expect(short > 100)
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func isExactForDecimalsNearALine(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<400 {
            let p = (0..<6).map { index in
                let base = index % 2 == 0 ? 1_350_000_000 : 340_000_000
                return Double(base + Int.random(in: 0...60, using: &generator)) / 1e7
            }
            #expect(Self.sign(p) == Self.slowSign(p), "seed \(seed): \(p)")
            let fromAfar: [Double] = Array(p.prefix(4)) + [(p[0] + p[2]) / 2, -1000]
            #expect(Self.sign(fromAfar) == Self.slowSign(fromAfar), "seed \(seed): \(p)")
        }
    }

    @Test(arguments: [-530, -500, -450, -430, -300, 0, 400, 500])
    func isExactWhereOnlyTheRoundedAwayPartDiffers(exponent: Int) {
        // (1 + u) (1 + 3 u) < (1 + 2 u)², by u² alone.
        let unit = Double(sign: .plus, exponent: exponent, significand: 1)
        let u = 0x1p-52
        #expect(Self.sign([(1 + u) * unit, (1 + 2 * u) * unit, (1 + 2 * u) * unit, (1 + 3 * u) * unit, 0, 0]) == -1)
    }

    @Test func isExactWhereProductsAreTheSmallestNumbersOfAll() {
        // Products of about 1.5 or 3.5 times the smallest number, whose rounding is as large as they are.
        let least = Double.leastNonzeroMagnitude
        for (i, j) in [2, 3, 5, 7, 9].flatMap({ i in [2, 3, 5, 7, 9].map { (Double(i), Double($0)) } }) {
            for (target, step) in [(1.5, -1.0), (1.5, 0), (1.5, 1), (3.5, -1), (3.5, 0), (3.5, 1)] {
                for (shift, other) in [(0x1p-53, -1.0), (0x1p-53, 0), (0x1p-53, 1), (0x1p-54, 0), (0x1p-54, 1)] {
                    let a = target / i
                    let b = target / j
                    let p = [a + step * a.ulp, j * least, b + other * b.ulp, i * least, shift, 0]
                    #expect(Self.sign(p) == Self.slowSign(p), "\(p)")
                }
            }
        }
    }

    @Test func changesSignWhenTwoPositionsAreExchanged() {
        var generator = SeededGenerator(seed: 77)
        for _ in 0..<500 {
            let p = (0..<6).map { _ in Double(Int.random(in: -9...9, using: &generator)) / 7 }
            #expect(Self.sign(p) == -Self.sign([p[2], p[3], p[0], p[1], p[4], p[5]]))
            #expect(Self.sign(p) == Self.sign([p[2], p[3], p[4], p[5], p[0], p[1]]))
        }
    }

    @Test(arguments: [Double.nan, .infinity])
    func givesZeroForWhatIsNotFinite(value: Double) {
        for index in 0..<6 {
            var p = [0.0, 0, 1, 0, 0.5, 1]
            p[index] = value
            #expect(Self.sign(p) == 0)
        }
    }
}
