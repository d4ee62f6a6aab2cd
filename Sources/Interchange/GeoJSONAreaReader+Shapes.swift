import Geospatial

extension GeoJSONAreaReader {
    mutating func multiPolygon() throws(InterchangeError) {
        var count = 0
        try elements { (reader) throws(InterchangeError) in
            count += 1
            try reader.polygon()
        }
        if count == 0 { layer.passedOver.emptyShapes += 1 }
    }

    mutating func polygon() throws(InterchangeError) {
        shapeName = "Polygon"
        var rings: [[PlanePoint]] = []
        try elements { (reader) throws(InterchangeError) in rings.append(try reader.ring()) }
        if rings.isEmpty { layer.passedOver.emptyShapes += 1 } else { polygons.append(DrawnPolygon(rings: rings)) }
    }

    mutating func line() throws(InterchangeError) {
        shapeName = "LineString"
        let line = try ring()
        if line.count < 2 { layer.passedOver.emptyShapes += 1 } else { lines.append(line) }
    }

    /// Reads one ring, or line, of positions.
    mutating func ring() throws(InterchangeError) -> [PlanePoint] {
        try expect(UInt8(ascii: "["), "array")
        positions.removeAll(keepingCapacity: true)
        var more = try scanner.open(UInt8(ascii: "["), UInt8(ascii: "]"))
        while more {
            guard positionsLeft > 0 else { throw refusal(.tooManyPositions(limit: Self.positionLimit)) }
            positionsLeft &-= 1
            if let plain = scanner.plainPosition() {
                positions.append(PlanePoint(x: plain.x, y: plain.y))
            } else {
                try position()
            }
            more = try scanner.next(UInt8(ascii: "]"))
        }
        return Array(positions)
    }

    /// Reads one position and appends it; further numbers, such as the height, are passed over.
    private mutating func position() throws(InterchangeError) {
        guard scanner.peek == UInt8(ascii: "[") else { throw wrongPosition() }
        guard try scanner.open(UInt8(ascii: "["), UInt8(ascii: "]")) else {
            throw refusal(.shortPosition, index: positions.count)
        }
        let x = try ordinate()
        guard try scanner.next(UInt8(ascii: "]")) else { throw refusal(.shortPosition, index: positions.count) }
        let y = try ordinate()
        while try scanner.next(UInt8(ascii: "]")) { _ = try ordinate() }
        positions.append(PlanePoint(x: x, y: y))
    }

    @inline(__always)
    private mutating func ordinate() throws(InterchangeError) -> Double {
        let byte = scanner.peek
        guard byte &- 0x30 < 10 || byte == UInt8(ascii: "-") else { throw wrongOrdinate() }
        return try scanner.number()
    }

    /// The error for an element of a ring that is no position.
    private func wrongPosition() -> InterchangeError {
        var there = scanner
        do {
            let byte = there.peek
            try there.skipValue(depth: path.count)
            let isNumber = byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
            return refusal(
                isNumber ? .wrongNesting(type: shapeName) : .wrongType(expected: "array"), index: positions.count)
        } catch { return error }
    }

    /// The error for an element of a position that is no number.
    private func wrongOrdinate() -> InterchangeError {
        var there = scanner
        do {
            let byte = there.peek
            try there.skipValue(depth: path.count)
            return refusal(
                byte == UInt8(ascii: "[") ? .wrongNesting(type: shapeName) : .wrongType(expected: "number"),
                index: positions.count)
        } catch { return error }
    }
}
