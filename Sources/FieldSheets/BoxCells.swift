/// Boxes by the cells of a raster that they touch, so that what lies over a place is found without asking all of them.
struct BoxCells {
    private struct Cell: Hashable {
        let column: Int
        let row: Int
    }

    private struct Span {
        let columns: ClosedRange<Int>
        let rows: ClosedRange<Int>

        init(_ box: SheetBox) {
            func cell(_ millimetres: Double) -> Int { Int((millimetres / BoxCells.side).rounded(.down)) }
            columns = cell(box.left)...cell(box.right)
            rows = cell(box.top)...cell(box.bottom)
        }
    }

    /// About as large as a label, in millimetres.
    private static let side = 6.0

    private var boxes: [(box: SheetBox, span: Span)] = []
    private var cells: [Cell: [Int]] = [:]

    /// Adds a box; one without an area covers nothing and is left out.
    mutating func add(_ box: SheetBox) {
        guard box.width > 0, box.height > 0 else { return }
        let span = Span(box)
        for column in span.columns {
            for row in span.rows { cells[Cell(column: column, row: row), default: []].append(boxes.count) }
        }
        boxes.append((box, span))
    }

    /// The area of a box that the others cover, in square millimetres: to the last bit what comes of asking each in the order in which it
    /// was added.
    func cover(of box: SheetBox) -> Double {
        let span = Span(box)
        var found: [(index: Int, overlap: Double)] = []
        for column in span.columns {
            for row in span.rows {
                for index in cells[Cell(column: column, row: row)] ?? [] {
                    let other = boxes[index]
                    // Two that share several cells meet in the first of them only.
                    guard max(span.columns.lowerBound, other.span.columns.lowerBound) == column,
                        max(span.rows.lowerBound, other.span.rows.lowerBound) == row
                    else { continue }
                    let overlap = other.box.overlap(with: box)
                    if overlap > 0 { found.append((index, overlap)) }
                }
            }
        }
        return found.sorted { $0.index < $1.index }.reduce(0) { $0 + $1.overlap }
    }
}
