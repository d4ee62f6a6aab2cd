import Geospatial

/// Fills a grid with the edges of an area and finds the state of every cell.
struct PreparedAreaBuilder {
    private static let cellLimit = 4_000_000
    private static let cellsPerEdge = 8
    /// Small areas get as many cells as cost next to nothing, so that few points share a cell with an edge.
    private static let leastCells = 4096
    /// Edges of real maps, short against the gaps between them, cross about one cell border each, at most four.
    private static let crossingsPerEdge = 6
    /// What tangled areas may fill whatever their size: about 100 MB.
    static let leastCrossings = 4_000_000

    /// For millions of questions cells are made this small, in degrees, though few vertices would not ask for it: some ten metres, as
    /// the circle around a house.
    private static let houseSide = 1e-4
    /// But not more of them.
    private static let cityCells = 65_536

    /// The usual number of cells for an area, or for one that millions of positions are asked about.
    static func cellCount(vertexCount: Int, bounds: BoundingBox?, forMillions: Bool) -> Int {
        var least = leastCells
        if forMillions, let bounds {
            let houses = (bounds.east - bounds.west) * (bounds.north - bounds.south) / (houseSide * houseSide)
            least = max(least, Int(min(houses, Double(cityCells))))
        }
        return min(max(vertexCount * cellsPerEdge, least), cellLimit)
    }

    private(set) var grid = AreaGrid()
    private(set) var vertices: [Coordinate] = []
    private(set) var codes: [Int32] = []
    private(set) var runs: [EdgeRun] = []
    private(set) var mixedCellCount = 0

    private(set) var rings: [RingRecord] = []
    private(set) var polygons: [PolygonRecord] = []
    /// Per vertex.
    private(set) var ringOfVertex: [Int32] = []
    /// `entries[entryStarts[c]..<entryStarts[c + 1]]` are the edges that may touch cell c, each named by its first vertex.
    private(set) var entryStarts: [Int32] = []
    private(set) var entries: [Int32] = []
    /// Polygons that cover the place the sweep has reached.
    private var coveringPolygons = 0

    /// A ring, and its winding number at the place the sweep has reached.
    struct RingRecord {
        let polygon: Int32
        let isHole: Bool
        var winding: Int32 = 0
    }

    /// A polygon, and how many of its holes wind around the place the sweep has reached.
    struct PolygonRecord {
        let exterior: Int32
        var coveringHoles: Int32 = 0
    }

    /// Chooses the grid: about eight cells per edge, larger ones where many long edges would fill too many cells.
    ///
    /// - Parameter leastCrossings: how many cell borders the edges may cross together, however few they are.
    init(
        _ area: MultiPolygon, bounds: BoundingBox?, vertexCount: Int, cells: Int,
        leastCrossings: Int = Self.leastCrossings
    ) {
        vertices.reserveCapacity(vertexCount + area.polygons.reduce(0) { $0 + $1.holes.count + 1 })
        ringOfVertex.reserveCapacity(vertices.capacity)
        var travel = 0.0
        for polygon in area.polygons {
            polygons.append(PolygonRecord(exterior: Int32(rings.count)))
            travel += add(polygon.exterior, isHole: false)
            for hole in polygon.holes { travel += add(hole, isHole: true) }
        }
        guard let bounds else { return }
        grid = AreaGrid(
            bounds, cells: cells, travel: travel,
            crossingLimit: max(vertexCount * Self.crossingsPerEdge, leastCrossings))
    }

    /// Adds a ring and gives the lengths of its edges along both axes.
    private mutating func add(_ ring: Ring, isHole: Bool) -> Double {
        var travel = 0.0
        var previous = ring.coordinates[0]
        for coordinate in ring.coordinates {
            vertices.append(coordinate)
            ringOfVertex.append(Int32(rings.count))
            travel += abs(coordinate.longitude - previous.longitude) + abs(coordinate.latitude - previous.latitude)
            previous = coordinate
        }
        rings.append(RingRecord(polygon: Int32(polygons.count - 1), isHole: isHole))
        return travel
    }

    /// Distributes the edges over the cells, then decides every cell.
    mutating func build() {
        guard !vertices.isEmpty else { return }
        distributeEdges()
        codes = [Int32](repeating: PreparedArea.outsideCode, count: grid.cellCount)
        for row in 0..<grid.rows { sweep(row) }
    }

    /// Finds the cells of each edge, then files the edges by cell: no allocation per cell, ring order kept.
    private mutating func distributeEdges() {
        let grid = self.grid
        let vertices = self.vertices
        let ringOfVertex = self.ringOfVertex
        var touched: [(cell: Int32, edge: Int32)] = []
        touched.reserveCapacity(2 * vertices.count)
        for edge in 0..<(vertices.count - 1) where ringOfVertex[edge] == ringOfVertex[edge + 1] {
            grid.forEachCell(vertices[edge], vertices[edge + 1]) { touched.append((Int32($0), Int32(edge))) }
        }
        // Counted two places on and added up, the element behind a cell is the cell's start. Filing moves it to the cell's end, which
        // is the start of the next: so each element comes to be the start of its own cell.
        var starts = [Int32](repeating: 0, count: grid.cellCount + 2)
        var filed = [Int32](repeating: 0, count: touched.count)
        starts.withUnsafeMutableBufferPointer { starts in
            for (cell, _) in touched { starts[Int(cell) + 2] += 1 }
            for cell in 2..<starts.count { starts[cell] += starts[cell - 1] }
            filed.withUnsafeMutableBufferPointer { filed in
                for (cell, edge) in touched {
                    filed[Int(starts[Int(cell) + 1])] = edge
                    starts[Int(cell) + 1] += 1
                }
            }
        }
        starts.removeLast()
        entryStarts = starts
        entries = filed
    }

    /// Walks along the middle of a row from west to east, with the windings of all rings at hand.
    private mutating func sweep(_ row: Int) {
        let latitude = grid.middle(ofRow: row)
        let starts = entryStarts
        let first = row * grid.columns
        for cell in first..<first + grid.columns {
            if starts[cell] == starts[cell + 1] {
                if coveringPolygons > 0 { codes[cell] = PreparedArea.insideCode }
            } else {
                codes[cell] = decideCell(cell, cell - first, latitude)
            }
        }
    }

    /// The code of a cell that holds edges; carries the windings from the cell's western to its eastern border.
    private mutating func decideCell(_ cell: Int, _ column: Int, _ latitude: Double) -> Int32 {
        let walk = CellWalk(
            west: grid.start(ofColumn: column), middle: grid.middle(ofColumn: column),
            east: grid.start(ofColumn: column + 1), latitude: latitude)
        let firstRun = runs.count
        let end = Int(entryStarts[cell + 1])
        var next = Int(entryStarts[cell])
        var coveringWithEdges = 0
        var change = 0
        while next < end {
            let polygon = Int(rings[Int(ringOfVertex[Int(entries[next])])].polygon)
            let coveredWest = covers(polygon)
            next = addRuns(ofPolygon: polygon, next, end, walk)
            coveringWithEdges += coveredWest ? 1 : 0
            change += (covers(polygon) ? 1 : 0) - (coveredWest ? 1 : 0)
        }
        // Polygons that have no edge here and cover the western border cover the whole cell.
        let coversWholeCell = coveringPolygons > coveringWithEdges
        coveringPolygons += change
        if coversWholeCell {
            runs.removeSubrange(firstRun...)
            return PreparedArea.insideCode
        }
        runs[runs.count - 1].marks.insert(.endsCell)
        mixedCellCount += 1
        return Int32(firstRun)
    }

    private func covers(_ polygon: Int) -> Bool {
        polygons[polygon].coveringHoles == 0 && rings[Int(polygons[polygon].exterior)].winding != 0
    }

    /// Adds the runs of one polygon in one cell and gives the position of the first entry after them.
    private mutating func addRuns(ofPolygon polygon: Int, _ start: Int, _ end: Int, _ walk: CellWalk) -> Int {
        let exterior = Int(polygons[polygon].exterior)
        let exteriorWinding = rings[exterior].winding
        let coveringHoles = polygons[polygon].coveringHoles
        var coveringHolesWithEdges: Int32 = 0
        var exteriorHasEdges = false
        var next = start
        while next < end {
            let ring = Int(ringOfVertex[Int(entries[next])])
            guard Int(rings[ring].polygon) == polygon else { break }
            let before = rings[ring].winding
            next = addRuns(ofRing: ring, next, end, walk)
            let after = rings[ring].winding
            if rings[ring].isHole {
                coveringHolesWithEdges += before != 0 ? 1 : 0
                polygons[polygon].coveringHoles += (after != 0 ? 1 : 0) - (before != 0 ? 1 : 0)
            } else {
                exteriorHasEdges = true
            }
        }
        var marks: EdgeRun.Marks = .endsPolygon
        if coveringHoles > coveringHolesWithEdges || (!exteriorHasEdges && exteriorWinding == 0) {
            marks.insert(.coversOnlyEdges)
        }
        runs[runs.count - 1].marks.formUnion(marks)
        return next
    }

    /// Adds the runs of one ring in one cell and carries the ring's winding to the cell's eastern border.
    private mutating func addRuns(ofRing ring: Int, _ start: Int, _ end: Int, _ walk: CellWalk) -> Int {
        let firstRun = runs.count
        let isHole: EdgeRun.Marks = rings[ring].isHole ? .isHole : []
        var toMiddle: Int32 = 0
        var toEast: Int32 = 0
        var next = start
        while next < end, Int(ringOfVertex[Int(entries[next])]) == ring {
            let first = entries[next]
            var edge = first
            repeat {
                walk.cross(vertices[Int(edge)], vertices[Int(edge) + 1], &toMiddle, &toEast)
                edge += 1
                next += 1
            } while next < end && entries[next] == edge
            runs.append(EdgeRun(firstVertex: first, edgeCount: edge - first, baseWinding: 0, marks: isHole))
        }
        runs[firstRun].baseWinding = rings[ring].winding + toMiddle
        runs[firstRun].marks.insert(.startsRing)
        runs[runs.count - 1].marks.insert(.endsRing)
        rings[ring].winding += toEast
        return next
    }
}

/// The way through one cell along its row's middle.
private struct CellWalk {
    let west: Double
    let middle: Double
    let east: Double
    let latitude: Double

    /// Adds what crossing the edge changes in its ring's winding, up to the middle and up to the eastern border.
    @inline(__always)
    func cross(_ a: Coordinate, _ b: Coordinate, _ toMiddle: inout Int32, _ toEast: inout Int32) {
        guard (a.latitude <= latitude) != (b.latitude <= latitude) else { return }
        let atWest: Int32 = RingSide.isLeft(straddlingLatitude: a, b, west, latitude) ? 1 : 0
        toMiddle += (RingSide.isLeft(straddlingLatitude: a, b, middle, latitude) ? 1 : 0) - atWest
        toEast += (RingSide.isLeft(straddlingLatitude: a, b, east, latitude) ? 1 : 0) - atWest
    }
}
