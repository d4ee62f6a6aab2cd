/// A corner of a tile's grid: whole numbers from 0, x to the east and y to the south, below 2^14.
struct GridPoint: Hashable {
    var x: Int32
    var y: Int32

    init(_ x: Int, _ y: Int) {
        self.x = Int32(truncatingIfNeeded: x)
        self.y = Int32(truncatingIfNeeded: y)
    }

    /// Orders points by row, then by column.
    var key: UInt32 { UInt32(bitPattern: y) << 14 | UInt32(bitPattern: x) }

    init(key: UInt32) {
        x = Int32(truncatingIfNeeded: key & 0x3FFF)
        y = Int32(truncatingIfNeeded: key >> 14)
    }

    static func - (left: GridPoint, right: GridPoint) -> GridVector {
        GridVector(x: Int(left.x) - Int(right.x), y: Int(left.y) - Int(right.y))
    }
}

/// The way from one point of a grid to another.
struct GridVector: Hashable {
    let x: Int
    let y: Int

    func cross(_ other: GridVector) -> Int { x * other.y - y * other.x }
    func dot(_ other: GridVector) -> Int { x * other.x + y * other.y }
    static prefix func - (vector: GridVector) -> GridVector { GridVector(x: -vector.x, y: -vector.y) }
}

/// Twice the area that a ring goes around; positive where it runs clockwise on the screen, as exteriors of tiles do.
func doubledArea(_ ring: [GridPoint]) -> Int {
    guard var last = ring.last else { return 0 }
    var sum = 0
    for point in ring {
        sum += Int(last.x) * Int(point.y) - Int(point.x) * Int(last.y)
        last = point
    }
    return sum
}
