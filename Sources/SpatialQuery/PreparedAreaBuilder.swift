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

    /// The usual number of cells for an area.
    static func cellCount(vertexCount: Int) -> Int {
        min(max(vertexCount * cellsPerEdge, leastCells), cellLimit)
    }

    /// How many cells of the size of a house a box holds, up to a limit.
    static func houseCells(_ bounds: BoundingBox?) -> Int {
        guard let bounds else { return 0 }
        let houses = (bounds.east - bounds.west) * (bounds.north - bounds.south) / (houseSide * houseSide)
        return Int(min(houses, Double(cityCells)))
    }

    private(set) var grid = AreaGrid()
    private(set) var vertices: [Coordinate] = []
    private(set) var codes: [Int32] = []
    private(set) var runs: [EdgeRun] = []
    private(set) var mixedCells: [Int32] = []

    private(set) var rings: [RingRecord] = []
    private(set) var polygons: [PolygonRecord] = []
    /// Per vertex.
    private(set) var ringOfVertex: [Int32] = []
    /// The edges by cell, in ring order within a cell. Most cells of an area have none, so there is no list of all cells.
    private(set) var filed: [FiledEdges] = []
    /// Polygons that cover the place the sweep has reached.
    private var coveringPolygons = 0

    /// A ring, and its winding number at the place the sweep has reached.
    struct RingRecord {
        let polygon: Int32
        let isHole: Bool
        let firstVertex: Int32
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
        let record = RingRecord(
            polygon: Int32(polygons.count - 1), isHole: isHole, firstVertex: Int32(vertices.count))
        ringOfVertex.append(contentsOf: repeatElement(Int32(rings.count), count: ring.coordinates.count))
        vertices.append(contentsOf: ring.coordinates)
        rings.append(record)
        var travel = 0.0
        var previous = ring.coordinates[0]
        for coordinate in ring.coordinates {
            travel += abs(coordinate.longitude - previous.longitude) + abs(coordinate.latitude - previous.latitude)
            previous = coordinate
        }
        return travel
    }

    /// Distributes the edges over the cells, then decides every cell.
    mutating func build() {
        guard !vertices.isEmpty else { return }
        distributeEdges()
        codes = [Int32](repeating: PreparedArea.outsideCode, count: grid.cellCount)
        runs.reserveCapacity(filed.count)
        sweep()
    }

    /// Finds the cells of each edge, then files the edges by cell, ring order kept.
    private mutating func distributeEdges() {
        precondition(grid.cellCount <= FiledEdges.mostCells && vertices.count <= FiledEdges.mostVertices)
        var filed: [FiledEdges] = []
        filed.reserveCapacity(vertices.count)
        for ring in rings.indices {
            let end = ring + 1 < rings.count ? Int(rings[ring + 1].firstVertex) : vertices.count
            fileEdges(ofVertices: Int(rings[ring].firstVertex)..<end, into: &filed)
        }
        self.filed = orderedByCell(filed)
    }

    /// Puts filed edges in order by cell, those of one cell in the order they came: they are counted first, so that each finds its place.
    private func orderedByCell(_ filed: [FiledEdges]) -> [FiledEdges] {
        var starts = [Int32](repeating: 0, count: grid.cellCount + 1)
        return starts.withUnsafeMutableBufferPointer { starts in
            for edges in filed { starts[edges.cell + 1] += 1 }
            var sum: Int32 = 0
            for cell in starts.indices {
                sum += starts[cell]
                starts[cell] = sum
            }
            return [FiledEdges](unsafeUninitializedCapacity: filed.count) { ordered, count in
                for edges in filed {
                    ordered.initializeElement(at: Int(starts[edges.cell]), to: edges)
                    starts[edges.cell] += 1
                }
                count = filed.count
            }
        }
    }

    /// Files the edges of one ring, as they come. On most maps edges are short against the cells, so that many in a row lie in one cell,
    /// well away from its border: such a stretch is filed at once.
    private func fileEdges(ofVertices range: Range<Int>, into filed: inout [FiledEdges]) {
        let grid = self.grid
        let vertices = self.vertices.span
        var here = grid.interior(around: vertices[range.lowerBound])
        var first = range.lowerBound
        for edge in range.dropLast() {
            if here.holds(vertices[edge + 1]) { continue }
            // It leaves the cell, by the stretch's last edge, or comes into one where the next stretch begins, by its first.
            let next = grid.interior(around: vertices[edge + 1])
            grid.forEachCell(vertices[edge], vertices[edge + 1]) { cell in
                if cell != here.cell && cell != next.cell {
                    filed.append(FiledEdges(cell: cell, first: edge, count: 1))
                }
            }
            Self.file(first..<edge + 1, in: here, into: &filed)
            here = next
            first = edge
        }
        Self.file(first..<range.upperBound - 1, in: here, into: &filed)
    }

    private static func file(_ edges: Range<Int>, in interior: CellInterior, into filed: inout [FiledEdges]) {
        guard interior.cell >= 0 else { return }
        var first = edges.lowerBound
        while first < edges.upperBound {
            let count = min(edges.upperBound - first, FiledEdges.mostEdges)
            filed.append(FiledEdges(cell: interior.cell, first: first, count: count))
            first += count
        }
    }

    /// Walks along the middle of every row from west to east, with the windings of all rings at hand.
    private mutating func sweep() {
        var next = 0
        for row in 0..<grid.rows {
            let latitude = grid.middle(ofRow: row)
            let first = row * grid.columns
            var done = first
            while next < filed.count, filed[next].cell < first + grid.columns {
                let cell = filed[next].cell
                fill(done..<cell)
                codes[cell] = decideCell(cell - first, latitude, from: &next)
                if codes[cell] >= 0 { mixedCells.append(Int32(cell)) }
                done = cell + 1
            }
            fill(done..<first + grid.columns)
        }
    }

    /// Gives cells without edges their code.
    private mutating func fill(_ cells: Range<Int>) {
        guard coveringPolygons > 0 else { return }
        codes.withUnsafeMutableBufferPointer {
            UnsafeMutableBufferPointer(rebasing: $0[cells]).update(repeating: PreparedArea.insideCode)
        }
    }

    /// The code of a cell that holds edges; carries the windings from the cell's western to its eastern border, and `next` to the
    /// edges of the next cell.
    private mutating func decideCell(_ column: Int, _ latitude: Double, from next: inout Int) -> Int32 {
        let walk = CellWalk(
            west: grid.start(ofColumn: column), middle: grid.middle(ofColumn: column),
            east: grid.start(ofColumn: column + 1), latitude: latitude)
        let firstRun = runs.count
        let end = endOfCell(next)
        var coveringWithEdges = 0
        var change = 0
        while next < end {
            let polygon = Int(rings[Int(ringOfVertex[filed[next].first])].polygon)
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
        return Int32(firstRun)
    }

    /// The place behind the edges of a cell, of which the first stands at `start`.
    func endOfCell(_ start: Int) -> Int {
        let cell = filed[start].cell
        var end = start + 1
        while end < filed.count, filed[end].cell == cell { end += 1 }
        return end
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
            let ring = Int(ringOfVertex[filed[next].first])
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
        while next < end, Int(ringOfVertex[filed[next].first]) == ring {
            let first = filed[next].first
            var edge = first
            repeat {
                let behind = edge + filed[next].count
                var a = vertices[edge]
                while edge < behind {
                    edge += 1
                    let b = vertices[edge]
                    walk.cross(a, b, &toMiddle, &toEast)
                    a = b
                }
                next += 1
            } while next < end && filed[next].first == edge
            runs.append(
                EdgeRun(firstVertex: Int32(first), edgeCount: Int32(edge - first), baseWinding: 0, marks: isHole))
        }
        runs[firstRun].baseWinding = rings[ring].winding + toMiddle
        runs[firstRun].marks.insert(.startsRing)
        runs[runs.count - 1].marks.insert(.endsRing)
        rings[ring].winding += toEast
        return next
    }
}
