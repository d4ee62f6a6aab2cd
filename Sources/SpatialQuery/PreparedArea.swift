package import Geospatial

/// An area made ready for millions of exact tests whose cost does not depend on the number of its vertices.
///
/// The area's box is cut into about eight cells per edge, or more where a whole city is asked. Nearly every cell holds no edge, so
/// that it lies wholly inside or wholly outside and one load answers. A cell with edges stores, for each ring that passes through, the
/// ring's winding number at the middle of the cell; a point in the cell counts how the few edges there change it on the
/// way from the middle to the point. `Docs/spatial.md` explains the method.
///
/// A position is inside when it lies exactly on any edge of any ring, or when some polygon's exterior ring winds around
/// it and none of that polygon's holes does. The polygons are united, so overlaps do not cancel. The test is exact for
/// the stored doubles.
///
/// Budget: 20 ms to prepare 100,000 vertices; 15 ns per test in packed order at any number of vertices; about 6 bytes
/// per cell.
package struct PreparedArea: Sendable {
    /// The most vertices an area may have.
    package static let vertexLimit = 5_000_000

    /// The smallest box that holds every ring, or nil when the area is empty.
    package let bounds: BoundingBox?
    /// Vertices of all rings, each ring's closing vertex not counted.
    package let vertexCount: Int
    /// Cells of the grid, 0 when the area is empty.
    package var cellCount: Int { codes.count }
    /// Cells that hold edges and are not covered by another polygon, so that a test there takes longer.
    package var mixedCellCount: Int { mixedCells.count }

    static let outsideCode: Int32 = -2
    static let insideCode: Int32 = -1

    /// What of the edges crosses, where it was asked for.
    package private(set) var findings: AreaFindings
    let grid: AreaGrid
    /// Per cell: outside, inside, or the position of the cell's first run.
    let codes: [Int32]
    let runs: [EdgeRun]
    /// The cells whose code is a run, in their order.
    let mixedCells: [Int32]
    /// The positions of all rings one after the other, each ring closed.
    let vertices: [Coordinate]

    /// Prepares the union of the polygons; an empty area contains nothing.
    ///
    /// - Parameters:
    ///   - forMillions: whether a whole city will be asked, so that a finer grid pays: half a millisecond to prepare.
    ///   - reportsCrossings: whether to look for edges that cross, which a person should know of.
    /// - Throws: ``SpatialQueryError/tooManyVertices(count:limit:)``.
    /// - Complexity: O(v) time and memory in the area's vertices. Where most edges are longer than the gaps between
    ///   them, cells are made larger, so that memory stays in bounds and tests become slower.
    package init(
        _ area: MultiPolygon, forMillions: Bool = false, reportsCrossings: Bool = false
    ) throws(SpatialQueryError) {
        let usual = PreparedAreaBuilder.cellCount(vertexCount: area.vertexCount)
        let cells = forMillions ? max(usual, PreparedAreaBuilder.houseCells(area.bounds)) : usual
        try self.init(area, cells: cells, reportsCrossings: reportsCrossings && cells == usual)
        // Crossings are looked for with a budget of pairs that share a cell, which the usual cells are meant for.
        if reportsCrossings, cells != usual {
            findings = try PreparedArea(area, cells: usual, reportsCrossings: true).findings
        }
    }

    /// Prepares the area on a grid of about the given number of cells, whose borders the edges cross at most six times each or
    /// as often as `leastCrossings` says.
    init(
        _ area: MultiPolygon, cells: Int, leastCrossings: Int = PreparedAreaBuilder.leastCrossings,
        reportsCrossings: Bool = false
    ) throws(SpatialQueryError) {
        let count = area.vertexCount
        guard count <= Self.vertexLimit else {
            throw .tooManyVertices(count: count, limit: Self.vertexLimit)
        }
        vertexCount = count
        bounds = area.bounds
        var builder = PreparedAreaBuilder(
            area, bounds: bounds, vertexCount: count, cells: cells, leastCrossings: leastCrossings)
        builder.build()
        var budget = CrossingBudget(vertexCount: count)
        findings = reportsCrossings ? builder.crossings(within: &budget) : AreaFindings()
        grid = builder.grid
        codes = builder.codes
        runs = builder.runs
        vertices = builder.vertices
        mixedCells = builder.mixedCells
    }

    /// Whether the position lies inside the area or on its boundary; false for what is not a number.
    ///
    /// - Complexity: O(1) on average, O(edges in the position's cell) at worst; allocates nothing.
    @inline(__always)
    package func contains(longitude: Double, latitude: Double) -> Bool {
        guard !codes.isEmpty, grid.west <= longitude, longitude <= grid.east, grid.south <= latitude,
            latitude <= grid.north
        else { return false }
        let column = grid.column(longitude)
        let row = grid.row(latitude)
        let code = codes[row * grid.columns + column]
        if code < 0 { return code == Self.insideCode }
        return cellContains(
            longitude, latitude, firstRun: Int(code), referenceX: grid.middle(ofColumn: column),
            referenceY: grid.middle(ofRow: row))
    }
}
