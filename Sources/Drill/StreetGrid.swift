/// Into how many blocks the streets of a town divide it.
struct StreetGrid {
    /// Blocks from west to east.
    let columns: Int
    /// Blocks from south to north.
    let rows: Int
}
