/// Consecutive edges of one ring that may touch one cell: a cell that holds edges owns a list of these.
///
/// The runs of a cell follow one another in the order polygon, ring, edge; marks say where each of these ends.
struct EdgeRun: Sendable {
    /// Position of the first edge's first vertex in the area's vertices.
    var firstVertex: Int32
    /// Edges in the run, at least one.
    var edgeCount: Int32
    /// On the first run of a ring: the ring's winding number at the cell's reference point. Otherwise unused.
    var baseWinding: Int32
    var marks: Marks

    /// What a run starts and ends.
    struct Marks: OptionSet {
        let rawValue: Int32

        static let startsRing = Marks(rawValue: 1)
        static let endsRing = Marks(rawValue: 2)
        static let endsPolygon = Marks(rawValue: 4)
        static let endsCell = Marks(rawValue: 8)
        /// The ring is a hole.
        static let isHole = Marks(rawValue: 16)
        /// The polygon covers nothing in this cell but the edges themselves: a ring without edges here settles that.
        static let coversOnlyEdges = Marks(rawValue: 32)
    }
}
