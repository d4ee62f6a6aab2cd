import Geospatial
import TestSupport

@testable import SpatialQuery

/// Seeded areas of the kinds that break point-in-polygon tests, and the points that break them.
struct RandomArea {
    /// How an area is made.
    enum Kind: CaseIterable {
        /// Rings through few lattice points: self-crossing, degenerate, overlapping, with parallel and shared edges.
        case latticeTangle
        /// Rectangles and right-angled steps on a lattice: shared edges, holes on exteriors, holes beyond them.
        case latticeBlocks
        /// Ragged stars with islands, in 10⁻⁷ degrees near 135° E 34° N: what a flood map looks like.
        case raggedStars
        /// Combs whose teeth span the whole area: many long edges.
        case combs
    }

    var generator: SeededGenerator
    /// Degrees between lattice points; a power of two.
    private let unit: Double
    private let west: Double
    private let south: Double

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        let place = [
            (1.0, 0.0, 0.0), (1, -180, -90), (0x1p-3, 135, 34), (0x1p-24, 135, 34), (0x1p-27, 139.5, 35.5),
            (0x1p-44, 135, 34), (0x1p-44, 0, 0),
        ].randomElement(using: &generator)
        (unit, west, south) = place ?? (1, 0, 0)
    }

    mutating func area(_ kind: Kind) throws -> MultiPolygon {
        let polygonCount = Int.random(in: 1...4, using: &generator)
        return MultiPolygon(
            try (0..<polygonCount).map { _ in
                switch kind {
                case .latticeTangle: try tangle()
                case .latticeBlocks: try blocks()
                case .raggedStars: try stars()
                case .combs: try comb()
                }
            })
    }

    /// Vertices, middles of edges, lattice points, middles and borders of the grid's cells, and anything around.
    mutating func points(for area: MultiPolygon, grid: AreaGrid, count: Int) -> [(Double, Double)] {
        let rings = area.polygons.flatMap { [$0.exterior] + $0.holes }
        return (0..<count).map { _ in
            let ring = rings.randomElement(using: &generator)?.coordinates ?? []
            let edge = Int.random(in: 1..<ring.count, using: &generator)
            let (a, b) = (ring[edge - 1], ring[edge])
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: return (a.longitude, a.latitude)
            case 1: return Self.onLattice((a.longitude + b.longitude) / 2, (a.latitude + b.latitude) / 2)
            case 2: return latticePoint(-1...9)
            case 3:
                let column = Int.random(in: 0..<grid.columns, using: &generator)
                let row = Int.random(in: 0..<grid.rows, using: &generator)
                return Self.onLattice(
                    Bool.random(using: &generator)
                        ? grid.middle(ofColumn: column) : grid.west + Double(column) * grid.side,
                    Bool.random(using: &generator) ? grid.middle(ofRow: row) : grid.south + Double(row) * grid.side)
            case 4:
                return Self.onLattice(
                    Bool.random(using: &generator)
                        ? a.longitude : Double.random(in: grid.west...grid.east, using: &generator),
                    Bool.random(using: &generator)
                        ? b.latitude : Double.random(in: grid.south...grid.north, using: &generator))
            default:
                return Self.onLattice(
                    Double.random(in: grid.west...grid.east, using: &generator),
                    Double.random(in: grid.south...grid.north, using: &generator))
            }
        }
    }

    /// Rounds to the lattice of the oracle.
    private static func onLattice(_ x: Double, _ y: Double) -> (Double, Double) {
        ((x * 0x1p52).rounded() * 0x1p-52, (y * 0x1p52).rounded() * 0x1p-52)
    }

    private mutating func latticePoint(_ range: ClosedRange<Int>) -> (Double, Double) {
        (
            west + Double(Int.random(in: range, using: &generator)) * unit,
            south + Double(Int.random(in: range, using: &generator)) * unit
        )
    }

    private mutating func tangle() throws -> Polygon {
        let holes = Int.random(in: 0...2, using: &generator)
        var rings: [Ring] = []
        for _ in 0...holes {
            let count = Int.random(in: 3...9, using: &generator)
            let positions = try (0..<count).map { _ in
                let (x, y) = latticePoint(0...8)
                return try Coordinate(longitude: x, latitude: y)
            }
            rings.append(try Ring(positions + [positions[0]]))
        }
        return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
    }

    private mutating func blocks() throws -> Polygon {
        let holes = Int.random(in: 0...3, using: &generator)
        var rings: [Ring] = []
        for _ in 0...holes {
            let (x0, y0) = latticePoint(0...5)
            let x1 = x0 + Double(Int.random(in: 0...3, using: &generator)) * unit
            let y1 = y0 + Double(Int.random(in: 0...3, using: &generator)) * unit
            let x2 = x1 + Double(Int.random(in: 0...2, using: &generator)) * unit
            let y2 = y1 + Double(Int.random(in: 0...2, using: &generator)) * unit
            var corners = [(x0, y0), (x2, y0), (x2, y1), (x1, y1), (x1, y2), (x0, y2), (x0, y0)]
            if Bool.random(using: &generator) { corners.reverse() }
            rings.append(try Ring(corners.map { try Coordinate(longitude: $0.0, latitude: $0.1) }))
        }
        return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
    }

    private mutating func stars() throws -> Polygon {
        let x = Int.random(in: 1_350_000_000...1_350_050_000, using: &generator)
        let y = Int.random(in: 340_000_000...340_050_000, using: &generator)
        let exterior = try star(x, y, radius: 1000...40_000)
        let holes = try (0..<Int.random(in: 0...3, using: &generator)).map { index in
            try star(x + index * 3000, y - index * 2000, radius: 300...2500)
        }
        return Polygon(exterior: exterior, holes: holes)
    }

    /// A ring that turns once around a centre at random distances, in 10⁻⁷ degrees.
    private mutating func star(_ x: Int, _ y: Int, radius: ClosedRange<Int>) throws -> Ring {
        let count = Int.random(in: 3...60, using: &generator)
        var positions: [Coordinate] = []
        // Around a square instead of a circle, which needs no trigonometry.
        for step in 0..<count {
            let distance = Double(Int.random(in: radius, using: &generator))
            let turn = 8 * Double(step) / Double(count)
            let east = turn < 2 ? 1 : turn < 4 ? 3 - turn : turn < 6 ? -1 : turn - 7
            let north = turn < 2 ? turn - 1 : turn < 4 ? 1 : turn < 6 ? 5 - turn : -1
            positions.append(
                try Coordinate(
                    longitude: Double(x + Int(distance * east)) / 1e7, latitude: Double(y + Int(distance * north)) / 1e7
                ))
        }
        return try Ring(positions + [positions[0]])
    }

    private mutating func comb() throws -> Polygon {
        let teeth = Int.random(in: 2...40, using: &generator)
        let isUpright = Bool.random(using: &generator)
        let shift = Double(Int.random(in: 0...3, using: &generator))
        var corners: [(Double, Double)] = [(8, -1)]
        for tooth in 0..<teeth {
            let along = 8 * Double(tooth) / 64
            corners += [(along, shift), (along + 0.0625, 8 - shift)]
        }
        corners += [(8, 8), (8, -1)]
        return Polygon(
            exterior: try Ring(
                corners.map { along, across in
                    try Coordinate(
                        longitude: west + (isUpright ? along : across + 1) * unit,
                        latitude: south + (isUpright ? across + 1 : along) * unit)
                }))
    }
}
