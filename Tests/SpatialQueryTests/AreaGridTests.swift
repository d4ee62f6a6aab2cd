import Geospatial
import TestSupport
import Testing

@testable import SpatialQuery

@Suite struct AreaGridTests {
    static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) throws -> BoundingBox {
        BoundingBox(try Coordinate(longitude: west, latitude: south))
            .union(BoundingBox(try Coordinate(longitude: east, latitude: north)))
    }

    @Test(arguments: [
        (135.0, 34.0, 136.0, 35.0), (135, 34, 135, 35), (135, 34, 136, 34), (135, 34, 135, 34), (-180, -90, 180, 90),
        (135, 34, 135.000001, 35), (135, 34, 136, 34.0000000001), (0, 0, 0x1p-1070, 0x1p-1074),
    ])
    func hasAboutAsManyCellsAsAskedFor(west: Double, south: Double, east: Double, north: Double) throws {
        for cells in [1, 100, 100_000] {
            let grid = try AreaGrid(Self.box(west, south, east, north), cells: cells, travel: 0, crossingLimit: 1)
            #expect(1...(3 * cells + 1) ~= grid.cellCount)
            #expect(grid.column(west) == 0)
            #expect(grid.row(south) == 0)
            #expect(grid.column(east) == grid.columns - 1)
            #expect(grid.row(north) == grid.rows - 1)
        }
    }

    @Test func growsItsCellsWhereLongEdgesWouldFillTooMany() throws {
        let count = 4000
        let zigzag = try (0..<count).map { index in
            try Coordinate(longitude: index % 2 == 0 ? 130 : 140, latitude: 30 + 10 * Double(index) / Double(count))
        }
        let limit = 30_000
        let grid = try AreaGrid(
            Self.box(130, 30, 140, 40), cells: 1_000_000, travel: 10 * Double(count) + 10, crossingLimit: limit)
        var filled = 0
        for index in 1..<count { grid.forEachCell(zigzag[index - 1], zigzag[index]) { _ in filled += 1 } }
        #expect(filled < 2 * (limit + count))
        #expect(grid.cellCount > 20)
    }

    @Test func namesEachCellOfAnEdgeOnce() throws {
        let grid = try AreaGrid(Self.box(0, 0, 8, 8), cells: 64, travel: 0, crossingLimit: 1)
        let a = try Coordinate(longitude: 0.5, latitude: 0.25)
        let b = try Coordinate(longitude: 7.5, latitude: 5.75)
        for (from, to) in [(a, b), (b, a), (a, a)] {
            var cells: [Int] = []
            grid.forEachCell(from, to) { cells.append($0) }
            #expect(Set(cells).count == cells.count)
            #expect(cells.contains(grid.row(from.latitude) * grid.columns + grid.column(from.longitude)))
            #expect(cells.contains(grid.row(to.latitude) * grid.columns + grid.column(to.longitude)))
        }
    }

    /// What is said of a position well inside a cell must be what the walk along an edge finds.
    @Test(arguments: [
        (0.0, 0.0, 8.0, 8.0), (135, 34, 136, 35), (-180, -90, 180, 90), (135, 34, 135.000001, 35), (135, 34, 135, 34.5),
        (0, 0, 0x1p-1070, 0x1p-1074),
    ])
    func anEdgeBetweenPositionsWellInsideACellTouchesThatCellAlone(
        west: Double, south: Double, east: Double, north: Double
    ) throws {
        var generator = SeededGenerator(seed: 5)
        let grid = try AreaGrid(Self.box(west, south, east, north), cells: 50, travel: 0, crossingLimit: 1)
        // Positions near the borders of cells, by ever smaller parts of a cell, among others.
        func ordinate(_ low: Double, _ high: Double) -> Double {
            let border = low + grid.side * Double(Int.random(in: 0...8, using: &generator))
            let parts: [Double] = [0, 0x1p-8, 0x1p-9, 0x1p-10, 0x1p-11, 0x1p-40, 0.3]
            let part = parts[Int.random(in: 0..<parts.count, using: &generator)]
            let distance = Bool.random(using: &generator) ? part : -part
            return min(max(low, border + distance * grid.side), high)
        }
        for _ in 0..<5_000 {
            let a = try Coordinate(longitude: ordinate(west, east), latitude: ordinate(south, north))
            let b = try Coordinate(longitude: ordinate(west, east), latitude: ordinate(south, north))
            let interior = grid.interior(around: a)
            guard interior.holds(b) else { continue }
            var cells: [Int] = []
            grid.forEachCell(a, b) { cells.append($0) }
            #expect(cells == [interior.cell])
        }
    }
}
