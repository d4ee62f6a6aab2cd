package import Geospatial

/// The order in which a Hilbert curve visits the cells of a 65,536 × 65,536 grid: neighbours stay near one another.
///
/// - Source: D. Hilbert, *Über die stetige Abbildung einer Linie auf ein Flächenstück*, Mathematische Annalen 38
///   (1891), 459–460, https://doi.org/10.1007/BF01199431.
package struct HilbertCurve {
    private let west: Double
    private let south: Double
    private let columnsPerDegree: Double
    private let rowsPerDegree: Double

    /// Lays the grid over the box.
    package init(_ box: BoundingBox) {
        west = box.west
        south = box.south
        // A box without width or height has one column or row; the floor keeps the quotient finite.
        columnsPerDegree = 65_535 / max(box.east - box.west, 1e-9)
        rowsPerDegree = 65_535 / max(box.north - box.south, 1e-9)
    }

    /// The place along the curve of a position inside the box.
    package func place(_ coordinate: Coordinate) -> UInt32 {
        Self.place(
            column: UInt32((coordinate.longitude - west) * columnsPerDegree),
            row: UInt32((coordinate.latitude - south) * rowsPerDegree))
    }

    /// The place along the curve of a cell; both numbers are below 65,536.
    static func place(column: UInt32, row: UInt32) -> UInt32 {
        var x = column
        var y = row
        var place: UInt32 = 0
        for bit in stride(from: UInt32(15), through: 0, by: -1) {
            let east = x >> bit & 1
            let north = y >> bit & 1
            place = place << 2 | ((3 * east) ^ north)
            // Turn the southern quarters so that their curves start and end where their neighbours' do; by masks,
            // because a branch would be guessed wrongly half the time.
            let mirror = 0 &- (east & ~north)
            x ^= mirror
            y ^= mirror
            let exchange = (x ^ y) & (north &- 1)
            x ^= exchange
            y ^= exchange
        }
        return place
    }
}
