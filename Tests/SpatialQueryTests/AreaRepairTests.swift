import Geospatial
import TestSupport
import Testing

@testable import SpatialQuery

@Suite struct AreaRepairTests {
    private func positions(_ corners: [(Double, Double)]) throws -> [Coordinate] {
        try corners.map { try Coordinate(longitude: $0.0, latitude: $0.1) }
    }

    private func repaired(_ rings: [[(Double, Double)]]) throws -> (area: PreparedArea, findings: AreaFindings) {
        var repair = AreaRepair(expectsDirection: true)
        let polygons = repair.polygons(try rings.map(positions))
        let area = try PreparedArea(MultiPolygon(polygons), reportsCrossings: true)
        repair.add(area.findings)
        return (area, repair.findings)
    }

    private static let square: [(Double, Double)] = [(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)]
    private static let hole: [(Double, Double)] = [(3, 3), (3, 6), (6, 6), (6, 3), (3, 3)]

    @Test func findsNothingOddInASoundPolygon() throws {
        let (area, findings) = try repaired([Self.square, Self.hole])
        #expect(findings == AreaFindings())
        #expect(area.contains(longitude: 1, latitude: 1) && !area.contains(longitude: 4, latitude: 4))
    }

    @Test func closesAnOpenRing() throws {
        let (area, findings) = try repaired([Self.square.dropLast()])
        #expect(findings.unclosedRings == 1)
        #expect(area.contains(longitude: 0, latitude: 4.5) && area.contains(longitude: 4, latitude: 4))
        let triangle = try repaired([[(0, 0), (9, 0), (9, 9)]])
        #expect(triangle.findings.unclosedRings == 1 && triangle.findings.flatRings == 0)
        #expect(
            triangle.area.contains(longitude: 4.5, latitude: 4.5) && triangle.area.contains(longitude: 8, latitude: 1))
    }

    @Test(
        arguments: [
            [(1, 1)], [(1, 1), (5, 5)], [(1, 1), (5, 5), (1, 1)], [(1, 1), (1, 1), (1, 1), (1, 1)],
            [(1, 1), (3, 3), (5, 5), (2, 2), (1, 1)],
        ] as [[(Double, Double)]])
    func aFlatRingCoversItsLine(ring: [(Double, Double)]) throws {
        let (area, findings) = try repaired([ring])
        #expect(findings.flatRings == 1)
        #expect(area.contains(longitude: 1, latitude: 1) && !area.contains(longitude: 2, latitude: 2.5))
        #expect(area.contains(longitude: 2, latitude: 2) == (ring.contains { $0.0 == 5 }))
    }

    @Test func anEmptyRingIsCounted() throws {
        let (area, findings) = try repaired([[], Self.square])
        #expect(findings.emptyRings == 1 && area.contains(longitude: 4, latitude: 4))
        #expect(try repaired([[]]).area.vertexCount == 0)
    }

    @Test func countsRepeatedPositionsAndSpikes() throws {
        let (area, findings) = try repaired([
            [(0, 0), (0, 0), (9, 0), (9, 9), (5, 9), (5, 12), (5, 12), (5, 9), (0, 9), (0, 0)]
        ])
        #expect(findings.repeatedPositions == 2 && findings.spikes == 1 && findings.flatRings == 0)
        #expect(area.contains(longitude: 5, latitude: 11) && !area.contains(longitude: 5.1, latitude: 11))
        // A spike at the very first position.
        #expect(
            try repaired([[(0, 0), (9, 0), (9, 9), (0, 9), (0, -3), (0, 0)].shiftedToSpike()]).findings.spikes == 1)
    }

    @Test func directionDecidesNothing() throws {
        let (area, findings) = try repaired([Self.square.reversed(), Self.hole.reversed()])
        #expect(findings.reversedRings == 2)
        #expect(area.contains(longitude: 1, latitude: 1) && !area.contains(longitude: 4, latitude: 4))
    }

    @Test func aHoleOutsideItsExteriorIsAPolygonOfItsOwn() throws {
        let far = Self.hole.map { ($0.0 + 20, $0.1) }
        let (area, findings) = try repaired([Self.square, far])
        #expect(findings.looseHoles == 1)
        #expect(area.contains(longitude: 24, latitude: 4) && area.contains(longitude: 4, latitude: 4))
        // Exterior and hole exchanged: everything between them stays on the list.
        let exchanged = try repaired([Self.hole, Self.square])
        #expect(exchanged.findings.looseHoles == 1)
        #expect(
            exchanged.area.contains(longitude: 1, latitude: 1) && exchanged.area.contains(longitude: 4, latitude: 4))
    }

    @Test func aHoleThatOnlyTouchesItsExteriorStaysAHole() throws {
        let (area, findings) = try repaired([Self.square, [(0, 0), (0, 5), (3, 3), (0, 0)]])
        #expect(findings.looseHoles == 0)
        #expect(!area.contains(longitude: 1, latitude: 2.5) && area.contains(longitude: 5, latitude: 5))
    }

    @Test func countsRingsThatCrossThemselves() throws {
        let (area, findings) = try repaired([[(0, 0), (9, 9), (9, 0), (0, 9), (0, 0)]])
        #expect(findings.selfCrossingRings == 1)
        #expect(area.contains(longitude: 1, latitude: 3) && area.contains(longitude: 8, latitude: 3))
        #expect(!area.contains(longitude: 4.5, latitude: 8))
    }

    @Test func countsHolesAndPolygonsThatCross() throws {
        let crossing: [(Double, Double)] = [(7, 3), (7, 6), (12, 6), (12, 3), (7, 3)]
        #expect(try repaired([Self.square, crossing]).findings.crossingHoles == 1)
        #expect(
            try repaired([Self.square, Self.hole, [(4, 2), (4, 5), (5, 5), (5, 2), (4, 2)]]).findings.crossingHoles == 2
        )
        func polygon(_ ring: [(Double, Double)]) throws -> Polygon { Polygon(exterior: try Ring(positions(ring))) }
        let united = MultiPolygon([try polygon(Self.square), try polygon(crossing), try polygon(Self.hole)])
        #expect(try PreparedArea(united, reportsCrossings: true).findings.crossingPolygons == 2)
        // Neighbours that share an edge do not cross.
        let neighbour: [(Double, Double)] = [(9, 0), (18, 0), (18, 9), (9, 9), (9, 0)]
        let side = MultiPolygon([try polygon(Self.square), try polygon(neighbour)])
        #expect(try PreparedArea(side, reportsCrossings: true).findings == AreaFindings())
    }

    /// What is found does not depend on the grid, and agrees with looking at every pair.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func findsTheCrossingsThatEveryPairShows(seed: UInt64) throws {
        var random = RandomArea(seed: seed)
        let area = try random.area(seed % 2 == 0 ? .latticeTangle : .latticeBlocks)
        let found = try PreparedArea(area, reportsCrossings: true).findings
        let expected = Self.slow(area)
        #expect(!found.hasUncheckedCrossings)
        #expect(found.selfCrossingRings == expected.rings, "seed \(seed)")
        #expect(found.crossingHoles == expected.holes, "seed \(seed)")
        #expect(found.crossingPolygons == expected.polygons, "seed \(seed)")
    }

    private static func slow(_ area: MultiPolygon) -> (rings: Int, holes: Int, polygons: Int) {
        func cross(_ a: Ring, _ b: Ring) -> Bool {
            for i in 1..<a.coordinates.count {
                for j in 1..<b.coordinates.count {
                    let (p, q) = (a.coordinates[i - 1], a.coordinates[i])
                    let (r, s) = (b.coordinates[j - 1], b.coordinates[j])
                    if Orientation.sign(p, q, r) * Orientation.sign(p, q, s) < 0,
                        Orientation.sign(r, s, p) * Orientation.sign(r, s, q) < 0
                    {
                        return true
                    }
                }
            }
            return false
        }
        let rings = area.polygons.map { [$0.exterior] + $0.holes }
        var holes = 0
        var polygons = 0
        for (index, polygon) in rings.enumerated() {
            for hole in polygon.indices.dropFirst()
            where polygon.indices.contains(where: { $0 != hole && cross(polygon[$0], polygon[hole]) }) {
                holes += 1
            }
            let others = rings.indices.filter { $0 != index }.flatMap { rings[$0] }
            if others.contains(where: { other in polygon.contains { cross($0, other) } }) { polygons += 1 }
        }
        return (rings.joined().count { cross($0, $0) }, holes, polygons)
    }
}

extension [(Double, Double)] {
    /// The same ring, beginning at its last corner but one.
    fileprivate func shiftedToSpike() -> Self {
        let open = Array(dropLast())
        return [open[open.count - 1]] + open.dropLast() + [open[open.count - 1]]
    }
}
