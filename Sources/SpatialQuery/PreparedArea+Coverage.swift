import Geospatial

extension PreparedArea {
    /// How much of a box an area covers, as far as a quick look can tell.
    enum Coverage {
        case none, whole, unknown
    }

    /// Looks at the cells of a box: none when all are outside, whole when all are inside, unknown at the first that
    /// differs or holds edges.
    func coverage(of box: BoundingBox) -> Coverage {
        guard let bounds, bounds.intersects(box) else { return .none }
        let isWithin =
            bounds.west <= box.west && box.east <= bounds.east && bounds.south <= box.south
            && box.north <= bounds.north
        let columns = grid.column(max(box.west, bounds.west))...grid.column(min(box.east, bounds.east))
        let rows = grid.row(max(box.south, bounds.south))...grid.row(min(box.north, bounds.north))
        let first = codes[rows.lowerBound * grid.columns + columns.lowerBound]
        // What lies beyond the area's own box is outside.
        guard first < 0, isWithin || first == Self.outsideCode else { return .unknown }
        for row in rows {
            for column in columns where codes[row * grid.columns + column] != first { return .unknown }
        }
        return first == Self.insideCode ? .whole : .none
    }
}
