import Geospatial

/// Equal square cells over an area's box, row by row from the south-west corner; the plan, not the contents.
///
/// A cell is never narrower than ``smallestSide`` unless it is the only one of its row or column, so that a cell's
/// middle and borders, which are rounded to doubles, stay well inside ``slack`` of where they should be.
struct AreaGrid: Sendable {
    /// Degrees, about a millimetre: a hundred thousand times the rounding of a longitude.
    static let smallestSide = 1e-8
    /// How far, in cells, an edge counts as touching a neighbouring cell; far above every rounding error here.
    static let slack = 1.0 / 1024

    let west: Double
    let south: Double
    let east: Double
    let north: Double
    let columns: Int
    let rows: Int
    /// Degrees; the same in both directions.
    let side: Double
    private let columnsPerDegree: Double
    private let rowsPerDegree: Double
    private let lastColumn: Double
    private let lastRow: Double

    /// About `cells` cells (at most three times as many) over the box, fewer when the edges would then cross too many.
    ///
    /// - Parameters:
    ///   - travel: the lengths of all edges, taken along each axis and added, in degrees.
    ///   - crossingLimit: how many cell borders all edges together may cross.
    init(_ box: BoundingBox, cells: Int, travel: Double, crossingLimit: Int) {
        west = box.west
        south = box.south
        east = box.east
        north = box.north
        let width = box.east - box.west
        let height = box.north - box.south
        let count = Double(max(1, cells))
        side = max(
            (width * height / count).squareRoot(), max(width, height) / count, travel / Double(max(1, crossingLimit)),
            Self.smallestSide)
        columns = Int(width / side) + 1
        rows = Int(height / side) + 1
        columnsPerDegree = columns == 1 ? 0 : 1 / side
        rowsPerDegree = rows == 1 ? 0 : 1 / side
        lastColumn = Double(columns - 1)
        lastRow = Double(rows - 1)
    }

    /// The grid of an empty area: no cells.
    init() {
        west = 0
        south = 0
        east = 0
        north = 0
        side = Self.smallestSide
        columns = 0
        rows = 0
        columnsPerDegree = 0
        rowsPerDegree = 0
        lastColumn = 0
        lastRow = 0
    }

    /// All cells.
    var cellCount: Int { columns * rows }

    /// The column of a longitude inside the box.
    @inline(__always)
    func column(_ longitude: Double) -> Int {
        Int(min((longitude - west) * columnsPerDegree, lastColumn))
    }

    /// The row of a latitude inside the box.
    @inline(__always)
    func row(_ latitude: Double) -> Int {
        Int(min((latitude - south) * rowsPerDegree, lastRow))
    }

    /// Neighbouring cells in a rectangle.
    struct Cells {
        let columns: ClosedRange<Int>
        let rows: ClosedRange<Int>
        var count: Int { columns.count * rows.count }
    }

    /// The cells under what of a box lies over the grid's own; nil when the two share nothing, or nothing is known of the box.
    @inline(__always)
    func cells(under box: BoundingBox) -> Cells? {
        guard cellCount > 0, box.west <= east, west <= box.east, box.south <= north, south <= box.north else {
            return nil
        }
        return Cells(
            columns: column(max(box.west, west))...column(min(box.east, east)),
            rows: row(max(box.south, south))...row(min(box.north, north)))
    }

    /// Whether the whole box lies over the grid.
    @inline(__always)
    func holds(_ box: BoundingBox) -> Bool {
        west <= box.west && box.east <= east && south <= box.south && box.north <= north
    }

    /// The longitude of the middle of a column: where the reference points of its cells lie.
    @inline(__always)
    func middle(ofColumn column: Int) -> Double {
        west + (Double(column) + 0.5) * side
    }

    /// The latitude of the middle of a row: where the reference points of its cells lie.
    @inline(__always)
    func middle(ofRow row: Int) -> Double {
        south + (Double(row) + 0.5) * side
    }

    /// The longitude where a column starts; the first starts west, and the one after the last east, of the whole world.
    func start(ofColumn column: Int) -> Double {
        column == 0 ? -1000 : column == columns ? 1000 : west + Double(column) * side
    }

    /// The cell of a position of the box and what of it is well away from its border; ``CellInterior/none`` for a position at a border.
    @inline(__always)
    func interior(around position: Coordinate) -> CellInterior {
        let column = column(position.longitude)
        let row = row(position.latitude)
        // Twice the slack, so that roundings here cannot come near what ``forEachCell(_:_:_:)`` takes for a border.
        let margin = 2 * Self.slack
        let interior = CellInterior(
            cell: row * columns + column,
            west: west + (Double(column) + margin) * side, south: south + (Double(row) + margin) * side,
            east: west + (Double(column + 1) - margin) * side, north: south + (Double(row + 1) - margin) * side)
        return interior.holds(position) ? interior : .none
    }

    /// Calls `body` with every cell that the edge may touch, each once, and perhaps with some that it just misses.
    @inline(__always)
    func forEachCell(_ a: Coordinate, _ b: Coordinate, _ body: (Int) -> Void) {
        let u0 = (a.longitude - west) * columnsPerDegree
        let v0 = (a.latitude - south) * rowsPerDegree
        let u1 = (b.longitude - west) * columnsPerDegree
        let v1 = (b.latitude - south) * rowsPerDegree
        let uLow = min(u0, u1)
        let uHigh = max(u0, u1)
        let vLow = min(v0, v1)
        let vHigh = max(v0, v1)
        let firstColumn = clampedColumn(uLow - Self.slack)
        let finalColumn = clampedColumn(uHigh + Self.slack)
        let firstRow = clampedRow(vLow - Self.slack)
        let finalRow = clampedRow(vHigh + Self.slack)
        if firstColumn == finalColumn || firstRow == finalRow
            || uHigh - uLow < Self.slack || vHigh - vLow < Self.slack
        {
            for row in firstRow...finalRow {
                for column in firstColumn...finalColumn { body(row * columns + column) }
            }
            return
        }
        let slope = (u1 - u0) / (v1 - v0)
        for row in firstRow...finalRow {
            // The part of the edge in this row, widened, so that rounding cannot lose a cell.
            let enter = u0 + (max(Double(row) - Self.slack, vLow) - v0) * slope
            let leave = u0 + (min(Double(row + 1) + Self.slack, vHigh) - v0) * slope
            let first = clampedColumn(max(min(enter, leave), uLow) - Self.slack)
            let final = clampedColumn(min(max(enter, leave), uHigh) + Self.slack)
            guard first <= final else { continue }
            for column in first...final { body(row * columns + column) }
        }
    }

    @inline(__always)
    private func clampedColumn(_ u: Double) -> Int { Int(max(0, min(u, lastColumn))) }

    @inline(__always)
    private func clampedRow(_ v: Double) -> Int { Int(max(0, min(v, lastRow))) }
}
