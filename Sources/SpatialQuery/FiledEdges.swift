/// Consecutive edges of one ring that may touch one cell, while the edges of an area are put in order by cell.
///
/// Eight bytes, so that ordering moves little: 24 bits for the cell, 24 for the first edge, named by its first vertex, and 16 for how
/// many edges there are. Longer stretches are filed in pieces.
struct FiledEdges: BitwiseCopyable {
    /// Above the twelve million that a grid of four million may come to.
    static let mostCells = 1 << 24
    /// Above the most vertices of an area, each ring closed.
    static let mostVertices = 1 << 24
    /// Edges of one piece.
    static let mostEdges = (1 << 16) - 1

    private let bits: UInt64

    /// Files edges `first..<first + count`, of which there is at least one and at most ``mostEdges``.
    @inline(__always)
    init(cell: Int, first: Int, count: Int) {
        bits = UInt64(cell) << 40 | UInt64(first) << 16 | UInt64(count)
    }

    /// The cell that the edges may touch; what they are put in order by.
    var cell: Int { Int(bits >> 40) }
    /// The first vertex of the first edge.
    var first: Int { Int(bits >> 16 & 0xFF_FFFF) }
    /// Edges.
    var count: Int { Int(bits & 0xFFFF) }
}
