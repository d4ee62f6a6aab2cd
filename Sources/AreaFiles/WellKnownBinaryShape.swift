import Geospatial

/// Reads one shape of OGC well-known binary: either byte order, heights and measures passed over, EWKB's flags too.
///
/// - Source: OGC 06-103r4, section 8.2; ISO/IEC 13249-3 for the thousands of heights and measures.
struct WellKnownBinaryShape {
    let format: AreaFormat
    var cursor: ByteCursor

    /// The shape at the cursor, which must be the last thing there.
    mutating func read(into shapes: inout ShapeCollector) throws(AreaFileError) {
        try shape(&shapes, depth: 0)
        guard cursor.left == 0 else { throw damaged(shapes) }
    }

    private func damaged(_ shapes: ShapeCollector) -> AreaFileError {
        .damaged(format, part: "geometry", place: shapes.feature)
    }

    private mutating func shape(_ shapes: inout ShapeCollector, depth: Int) throws(AreaFileError) {
        guard depth <= AreaLimit.nesting.most else { throw .beyondLimit(.nesting) }
        guard let order = cursor.byte(), order <= 1 else { throw damaged(shapes) }
        let isBig = order == 0
        guard let code = cursor.number(UInt32.self, bigEndian: isBig) else { throw damaged(shapes) }
        var numbers = 2
        var type = code & 0x0FFF_FFFF
        if code & 0x2000_0000 != 0, !cursor.skip(4) { throw damaged(shapes) }
        switch type / 1000 {
        case 0: numbers += (code & 0x8000_0000 != 0 ? 1 : 0) + (code & 0x4000_0000 != 0 ? 1 : 0)
        case 1, 2: numbers += 1
        case 3: numbers += 2
        default: throw damaged(shapes)
        }
        type %= 1000
        switch type {
        case 1:
            guard cursor.skip(numbers * 8) else { throw damaged(shapes) }
            shapes.passOverPoint()
        case 2:
            guard let count = cursor.count(bigEndian: isBig), count <= cursor.left / (numbers * 8) else {
                throw damaged(shapes)
            }
            guard shapes.keepsLines else {
                _ = cursor.skip(count * numbers * 8)
                return shapes.passOverLine()
            }
            try shapes.reserve(positions: count)
            guard let line = cursor.points(count, stride: numbers * 8, bigEndian: isBig) else { throw damaged(shapes) }
            shapes.add(line: line)
        case 3, 17: shapes.add(try rings(&shapes, stride: numbers * 8, isBig))
        case 4, 5, 6, 7, 15, 16:
            // Each part has five bytes at least, so a false count ends at the end of the bytes.
            guard let count = cursor.count(bigEndian: isBig), count <= cursor.left / 5 else { throw damaged(shapes) }
            if count == 0 { shapes.passOverEmpty() }
            for _ in 0..<count { try shape(&shapes, depth: depth + 1) }
        case 8...14: throw .unsupportedShape(format, kind: "curve", feature: shapes.feature)
        default: throw .unsupportedShape(format, kind: "type \(type)", feature: shapes.feature)
        }
    }

    private mutating func rings(
        _ shapes: inout ShapeCollector, stride: Int, _ isBig: Bool
    ) throws(AreaFileError) -> [[PlanePoint]] {
        guard let count = cursor.count(bigEndian: isBig), count <= cursor.left / 4 else { throw damaged(shapes) }
        var rings: [[PlanePoint]] = []
        for _ in 0..<count {
            guard let positions = cursor.count(bigEndian: isBig), positions <= cursor.left / stride else {
                throw damaged(shapes)
            }
            try shapes.reserve(positions: positions)
            guard let ring = cursor.points(positions, stride: stride, bigEndian: isBig) else { throw damaged(shapes) }
            rings.append(ring)
        }
        return rings
    }
}
