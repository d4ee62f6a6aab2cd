import Geospatial

/// What of a cell is well away from its border: an edge between two positions there touches that cell alone.
struct CellInterior {
    /// The cell.
    let cell: Int
    let west: Double
    let south: Double
    let east: Double
    let north: Double

    /// The interior of no cell, which holds nothing.
    static let none = CellInterior(cell: -1, west: .infinity, south: .infinity, east: -.infinity, north: -.infinity)

    /// Whether the position lies in it.
    @inline(__always)
    func holds(_ position: Coordinate) -> Bool {
        west < position.longitude && position.longitude < east && south < position.latitude && position.latitude < north
    }
}
