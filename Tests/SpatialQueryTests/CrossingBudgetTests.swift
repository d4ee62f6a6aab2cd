import Geospatial
import TestSupport
import Testing

@testable import SpatialQuery

/// How much work the search for crossings does, counted, on the areas that ask for most of it.
@Suite struct CrossingBudgetTests {
    private static func search(
        _ ring: [Coordinate], within budget: inout CrossingBudget
    ) throws -> AreaFindings {
        let area = MultiPolygon([Polygon(exterior: try Ring(ring + [ring[0]]))])
        let count = area.vertexCount
        var builder = PreparedAreaBuilder(
            area, bounds: area.bounds, vertexCount: count,
            cells: PreparedAreaBuilder.cellCount(vertexCount: count))
        builder.build()
        return builder.crossings(within: &budget)
    }

    /// Positions exactly on one line, whose differences are not doubles: edges lie along each other, and only long arithmetic
    /// can tell that none crosses.
    private static func line(_ count: Int, seed: UInt64) throws -> [Coordinate] {
        var generator = SeededGenerator(seed: seed)
        return try (0..<count).map { _ in
            let scales: [Double] = [0x1p-9, 0x1p-5, 1, 64]
            let scale = scales.randomElement(using: &generator) ?? 1
            let x = Double.random(in: 1..<2, using: &generator) * scale
            return try Coordinate(longitude: x, latitude: x / 4)
        }
    }

    @Test func edgesThatRepeatNeedNoLongSum() throws {
        let ends = [
            try Coordinate(longitude: 35.1, latitude: 34.2), try Coordinate(longitude: 135.2, latitude: 34.3),
        ]
        var budget = CrossingBudget(pairs: 1_000_000, longSums: 10)
        let findings = try Self.search((0..<400).map { ends[$0 % 2] }, within: &budget)
        #expect(budget.longSums == 10 && findings.selfCrossingRings == 0)
        // There are more pairs than may be looked at, and the answer says so.
        #expect(budget.isSpent && findings.hasUncheckedCrossings)
    }

    @Test func edgesAlongALineEndTheBudgetOfLongSumsAndNotTheTime() throws {
        let ring = try Self.line(400, seed: 1)
        var budget = CrossingBudget(pairs: 20_000_000, longSums: 1_000)
        let findings = try Self.search(ring, within: &budget)
        #expect(budget.longSums == 0 && budget.isSpent)
        #expect(findings.hasUncheckedCrossings && findings.selfCrossingRings == 0)
        // Hardly a pair is taken after that: the search ends with the cell it is in.
        #expect(budget.pairs > 19_000_000)
    }

    /// Long edges share many more of the small cells, and would use up the budget there.
    @Test func cellsForACityHideNoCrossing() throws {
        let lines = 100
        var comb = (0..<lines).flatMap { line in
            let y = 34 + 0.0009 * Double(line) / Double(lines)
            return line % 2 == 0 ? [(135.0, y), (135.25, y)] : [(135.25, y), (135.0, y)]
        }
        comb += [(134.999, 34.0009), (134.999, 34), comb[0]]
        let bow = [(135.1, 34.2), (135.2, 34.25), (135.2, 34.2), (135.1, 34.25), (135.1, 34.2)]
        let area = MultiPolygon(
            try [comb, bow].map { ring in
                Polygon(exterior: try Ring(ring.map { try Coordinate(longitude: $0.0, latitude: $0.1) }))
            })
        let usual = try PreparedArea(area, reportsCrossings: true)
        let fine = try PreparedArea(area, forMillions: true, reportsCrossings: true)
        #expect(fine.cellCount > 4 * usual.cellCount)
        #expect(usual.findings.selfCrossingRings == 1 && !usual.findings.hasUncheckedCrossings)
        #expect(fine.findings == usual.findings)
    }

    @Test func whatFitsTheBudgetIsCheckedWhole() throws {
        for seed in 0..<20 as Range<UInt64> {
            let ring = try Self.line(7, seed: seed)
            var budget = CrossingBudget(vertexCount: ring.count)
            #expect(try Self.search(ring, within: &budget) == AreaFindings(), "seed \(seed)")
            // One position moved off the line by one bit makes no crossing be overlooked.
            var bent = ring
            bent[3] = try Coordinate(longitude: bent[3].longitude, latitude: bent[3].latitude.nextUp)
            let closed = bent + [bent[0]]
            func crosses(_ i: Int, _ j: Int) -> Bool {
                let (a, b, c, d) = (closed[i], closed[i + 1], closed[j], closed[j + 1])
                return Orientation.sign(a, b, c) * Orientation.sign(a, b, d) < 0
                    && Orientation.sign(c, d, a) * Orientation.sign(c, d, b) < 0
            }
            let expected = bent.indices.contains { i in bent.indices.contains { crosses(i, $0) } }
            let findings = try Self.search(bent, within: &budget)
            #expect(findings.selfCrossingRings == (expected ? 1 : 0) && !findings.hasUncheckedCrossings, "seed \(seed)")
        }
    }

    @Test(arguments: [(4, 1_000_000), (100_000, 6_400_000), (5_000_000, 20_000_000)])
    func growsWithTheAreaUpToALimit(vertexCount: Int, pairs: Int) {
        var budget = CrossingBudget(vertexCount: vertexCount)
        #expect(budget.pairs == pairs && budget.longSums == 200_000)
        #expect(budget.takePairs(ofEdges: 1_000) && budget.pairs == pairs - 499_500)
        #expect(!budget.takePairs(ofEdges: 10_000) && budget.isSpent && budget.pairs == pairs - 499_500)
    }
}
