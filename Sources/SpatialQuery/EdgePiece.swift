import Geospatial

/// Consecutive edges of a ring that never turn back along one of the axes, and the box around them.
///
/// No two edges of a piece cross, because none reaches back beyond the start of a later one. So only edges of different pieces
/// whose boxes overlap need to be compared, and the banks of a river, drawn from one end to the other, are few pieces.
struct EdgePiece {
    /// The edges, each named by its first vertex.
    private(set) var edges: Range<Int>
    private(set) var west: Double
    private(set) var east: Double
    private(set) var south: Double
    private(set) var north: Double
    private var ways = Ways.all

    /// The ways along the axes that no edge went against so far.
    private struct Ways: OptionSet {
        let rawValue: UInt8

        static let east = Ways(rawValue: 1)
        static let west = Ways(rawValue: 2)
        static let north = Ways(rawValue: 4)
        static let south = Ways(rawValue: 8)
        static let all: Ways = [.east, .west, .north, .south]

        /// The ways that the edge does not go against.
        @inline(__always)
        init(_ a: Coordinate, _ b: Coordinate) {
            rawValue =
                (b.longitude >= a.longitude ? 1 : 0) | (b.longitude <= a.longitude ? 2 : 0)
                | (b.latitude >= a.latitude ? 4 : 0) | (b.latitude <= a.latitude ? 8 : 0)
        }

        init(rawValue: UInt8) { self.rawValue = rawValue }
    }

    /// The piece of one edge.
    @inline(__always)
    init(edge: Int, _ a: Coordinate, _ b: Coordinate) {
        edges = edge..<edge + 1
        west = min(a.longitude, b.longitude)
        east = max(a.longitude, b.longitude)
        south = min(a.latitude, b.latitude)
        north = max(a.latitude, b.latitude)
        ways = Ways(a, b)
    }

    /// Takes in an edge; false when it does not follow the last, or turns back along both axes.
    @inline(__always)
    mutating func extend(_ edge: Int, _ a: Coordinate, _ b: Coordinate) -> Bool {
        guard edge == edges.upperBound else { return false }
        let kept = ways.intersection(Ways(a, b))
        guard !kept.isEmpty else { return false }
        ways = kept
        edges = edges.lowerBound..<edge + 1
        west = min(west, b.longitude)
        east = max(east, b.longitude)
        south = min(south, b.latitude)
        north = max(north, b.latitude)
        return true
    }

    /// Whether the insides of the two boxes overlap; edges cross only where their boxes do so.
    @inline(__always)
    func overlaps(_ other: EdgePiece) -> Bool {
        east > other.west && other.east > west && north > other.south && other.north > south
    }
}
