/// A straight way between two different points of a grid that rings share.
struct GridEdge {
    let from: GridPoint
    let to: GridPoint
    /// Which pieces of rings run along it, as places in their list.
    let pieces: Range<Int>

    var vector: GridVector { to - from }
}

/// Cells over a grid, so that what lies far apart is never compared.
struct CellGrid {
    private let shift: Int32
    private let columns: Int

    /// Cells over points from 0 to `size`, about as many as there are things to put into them.
    init(size: Int, things: Int) {
        var shift: Int32 = 3
        while shift < 14, (size >> Int(shift)) * (size >> Int(shift)) > max(16, things) { shift += 1 }
        self.shift = shift
        columns = (size >> Int(shift)) + 1
    }

    func cell(of point: GridPoint) -> Int { Int(point.y >> shift) * columns + Int(point.x >> shift) }

    /// Lists of numbers by cell.
    ///
    /// - Parameter each: calls what it is given with cell and number; asked twice, it does the same both times.
    func lists(_ each: ((Int, Int32) -> Void) -> Void) -> CellLists {
        var starts = [Int32](repeating: 0, count: columns * columns + 1)
        each { cell, _ in starts[cell + 1] += 1 }
        for cell in 0..<columns * columns { starts[cell + 1] += starts[cell] }
        var ends = starts
        var entries = [Int32](repeating: 0, count: Int(starts[columns * columns]))
        each { cell, number in
            entries[Int(ends[cell])] = number
            ends[cell] += 1
        }
        return CellLists(starts: starts, entries: entries)
    }

    /// Calls with every cell that an edge comes within one unit of, and perhaps with some of their neighbours.
    @inline(__always)
    func forEachCell(near edge: GridEdge, _ body: (Int) -> Void) {
        let last = Int32(columns - 1)
        func clamped(_ value: Int32) -> Int32 { min(max(value, 0), last) }
        let west = clamped((min(edge.from.x, edge.to.x) - 1) >> shift)
        let east = clamped((max(edge.from.x, edge.to.x) + 1) >> shift)
        let north = clamped((min(edge.from.y, edge.to.y) - 1) >> shift)
        let south = clamped((max(edge.from.y, edge.to.y) + 1) >> shift)
        if south - north <= 1 || east - west <= 1 {
            for row in north...south { for column in west...east { body(Int(row) * columns + Int(column)) } }
            return
        }
        // A long edge: in each row of cells only what its piece there comes near.
        let slope = Double(edge.to.x - edge.from.x) / Double(edge.to.y - edge.from.y)
        let margin = 2 + abs(slope)
        for row in north...south {
            let above = Double((row << shift) - edge.from.y)
            let below = Double(((row + 1) << shift) - edge.from.y)
            let a = Double(edge.from.x) + above * slope
            let b = Double(edge.from.x) + below * slope
            let low = max(west, clamped(Int32((min(a, b) - margin).rounded(.down)) >> shift))
            let high = min(east, clamped(Int32((max(a, b) + margin).rounded(.up)) >> shift))
            guard low <= high else { continue }
            for column in low...high { body(Int(row) * columns + Int(column)) }
        }
    }
}

/// Lists of numbers for the cells of a grid, one array behind the other.
struct CellLists {
    fileprivate let starts: [Int32]
    fileprivate let entries: [Int32]

    var cells: Int { starts.count - 1 }

    subscript(cell: Int) -> ArraySlice<Int32> { entries[Int(starts[cell])..<Int(starts[cell + 1])] }
}
