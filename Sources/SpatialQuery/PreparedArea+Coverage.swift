import Geospatial

extension PreparedArea {
    /// How much of a box an area covers, as far as a quick look can tell.
    enum Coverage {
        case none, whole, unknown
    }

    /// Looks at the cells of a box: none when all are outside, whole when all are inside, unknown at the first that
    /// differs or holds edges, or when there are more cells than the limit.
    @inline(__always)
    func coverage(of box: BoundingBox, ofAtMost limit: Int = .max) -> Coverage {
        guard let cells = grid.cells(under: box) else { return .none }
        guard cells.count <= limit else { return .unknown }
        let first = codes[cells.rows.lowerBound * grid.columns + cells.columns.lowerBound]
        // What lies beyond the area's own box is outside.
        guard first < 0, first == Self.outsideCode || grid.holds(box) else { return .unknown }
        for row in cells.rows {
            for column in cells.columns where codes[row * grid.columns + column] != first { return .unknown }
        }
        return first == Self.insideCode ? .whole : .none
    }
}
