import Geospatial

/// Reads one shape of FlatGeobuf; heights and measures stand in vectors of their own and are not looked at.
struct FlatGeobufShape {
    /// What the header says of all shapes; 0 where each says its own.
    let type: UInt8

    /// The shape of the feature that is being read.
    func read(_ table: FlatTable, into shapes: inout ShapeCollector) throws(AreaFileError) {
        try read(table, as: type, into: &shapes, depth: 0)
    }

    private func damaged(_ shapes: ShapeCollector) -> AreaFileError {
        .damaged(.flatGeobuf, part: "geometry", place: shapes.feature)
    }

    /// - Parameter expected: the type where the shape itself says none.
    private func read(
        _ table: FlatTable, as expected: UInt8, into shapes: inout ShapeCollector, depth: Int
    ) throws(AreaFileError) {
        guard depth <= AreaLimit.nesting.most else { throw .beyondLimit(.nesting) }
        let own: UInt8
        do throws(FlatTable.Damage) { own = try table.number(UInt8.self, 6) ?? 0 } catch { throw damaged(shapes) }
        let type = own == 0 ? expected : own
        switch type {
        case 1, 4: shapes.passOverPoint()
        case 2, 5:
            guard shapes.keepsLines else { return shapes.passOverLine() }
            let lines = try rings(table, &shapes)
            for line in lines { shapes.add(line: line) }
            if lines.isEmpty { shapes.passOverEmpty() }
        case 3, 17: shapes.add(try rings(table, &shapes))
        // The parts of polygons and surfaces are polygons, those of a collection say what they are.
        case 6, 15, 16: try parts(table, as: type == 16 ? 17 : 3, into: &shapes, depth: depth)
        case 7: try parts(table, as: 0, into: &shapes, depth: depth)
        case 8...14: throw .unsupportedShape(.flatGeobuf, kind: "curve", feature: shapes.feature)
        default: throw .unsupportedShape(.flatGeobuf, kind: "type \(type)", feature: shapes.feature)
        }
    }

    private func parts(
        _ table: FlatTable, as expected: UInt8, into shapes: inout ShapeCollector, depth: Int
    ) throws(AreaFileError) {
        let count: Int
        do throws(FlatTable.Damage) { count = try table.tableCount(7) } catch { throw damaged(shapes) }
        if count == 0 { shapes.passOverEmpty() }
        for index in 0..<count {
            let part: FlatTable
            do throws(FlatTable.Damage) { part = try table.table(7, at: index) } catch { throw damaged(shapes) }
            // Parts may be the same bytes again and again, so each costs one of the rings that a file may have.
            try shapes.reserve(positions: 0)
            try read(part, as: expected, into: &shapes, depth: depth + 1)
        }
    }

    /// The rings of a polygon, or lines: all positions in one vector, and where each ring ends in another; one ring needs no ends.
    private func rings(_ table: FlatTable, _ shapes: inout ShapeCollector) throws(AreaFileError) -> [[PlanePoint]] {
        let positions: UnsafeRawBufferPointer?
        let ends: UnsafeRawBufferPointer?
        do throws(FlatTable.Damage) {
            positions = try table.vector(1, elementSize: 8)
            ends = try table.vector(0, elementSize: 4)
        } catch {
            throw damaged(shapes)
        }
        guard let positions, positions.count > 0 else { return [] }
        guard positions.count.isMultiple(of: 16) else { throw damaged(shapes) }
        let count = positions.count / 16
        var cursor = ByteCursor(positions)
        var bounds: [Int] = []
        if let ends, !ends.isEmpty {
            var cursor = ByteCursor(ends)
            while let end = cursor.count() { bounds.append(end) }
        } else {
            bounds = [count]
        }
        var rings: [[PlanePoint]] = []
        var start = 0
        for end in bounds {
            guard end >= start, end <= count else { throw damaged(shapes) }
            try shapes.reserve(positions: end - start)
            guard let ring = cursor.points(end - start) else { throw damaged(shapes) }
            rings.append(ring)
            start = end
        }
        guard start == count else { throw damaged(shapes) }
        return rings
    }
}
