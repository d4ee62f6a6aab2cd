extension MultiPolygon {
    /// Whether the area and a closed box share a position; rings belong to the area, whatever they are of.
    ///
    /// Exact: no rounding decides.
    /// - Complexity: O(n) in the positions.
    package func meets(_ box: BoundingBox) -> Bool { polygons.contains { $0.meets(box) } }
}

extension Polygon {
    fileprivate func meets(_ box: BoundingBox) -> Bool {
        if ([exterior] + holes).contains(where: { box.meets(line: $0.coordinates) }) { return true }
        // No ring comes near, so the box is inside as a whole or outside as a whole.
        guard let corner = try? Coordinate(longitude: box.west, latitude: box.south) else { return false }
        return exterior.winding(around: corner) != 0 && !holes.contains { $0.winding(around: corner) != 0 }
    }
}

extension BoundingBox {
    /// Whether some position of a line lies in the box or on its edge; the line has two positions at least.
    ///
    /// Exact: no rounding decides.
    /// - Complexity: O(n) in the positions.
    package func meets(line coordinates: [Coordinate]) -> Bool {
        let box = self
        for (a, b) in zip(coordinates, coordinates.dropFirst()) {
            guard min(a.longitude, b.longitude) <= box.east, box.west <= max(a.longitude, b.longitude),
                min(a.latitude, b.latitude) <= box.north, box.south <= max(a.latitude, b.latitude)
            else { continue }
            // Their boxes meet, so only the line of the edge can still part them: all corners on one side of it.
            func side(_ x: Double, _ y: Double) -> Int {
                Orientation.sign(ax: a.longitude, ay: a.latitude, bx: b.longitude, by: b.latitude, cx: x, cy: y)
            }
            let first = side(box.west, box.south)
            if first == 0 || first != side(box.east, box.south) || first != side(box.east, box.north)
                || first != side(box.west, box.north)
            {
                return true
            }
        }
        return false
    }
}

extension Ring {
    /// How often the ring goes around a position that is not on it.
    fileprivate func winding(around position: Coordinate) -> Int {
        var sum = 0
        for index in 1..<coordinates.count {
            let (a, b) = (coordinates[index - 1], coordinates[index])
            if a.latitude <= position.latitude, b.latitude > position.latitude {
                if Orientation.sign(a, b, position) > 0 { sum += 1 }
            } else if b.latitude <= position.latitude, a.latitude > position.latitude {
                if Orientation.sign(a, b, position) < 0 { sum -= 1 }
            }
        }
        return sum
    }
}
