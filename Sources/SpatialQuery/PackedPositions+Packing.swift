package import Geospatial

extension PackedPositions {
    /// Puts the positions in the order of a Hilbert curve over their box; where equal, by household.
    ///
    /// The result does not depend on the order of the input as long as no household comes twice; if one does, its
    /// positions in the same cell of the curve keep the order of the input.
    ///
    /// - Complexity: O(n); a radix sort.
    package static func packing(
        _ points: [(household: UInt32, coordinate: Coordinate, level: UInt8, uncertainty: Float)]
    ) -> PackedPositions {
        var longitudes: [Double] = []
        var latitudes: [Double] = []
        var households: [UInt32] = []
        var levels: [UInt8] = []
        var uncertainties: [Float] = []
        var chunkBounds: [BoundingBox] = []
        longitudes.reserveCapacity(points.count)
        latitudes.reserveCapacity(points.count)
        households.reserveCapacity(points.count)
        levels.reserveCapacity(points.count)
        uncertainties.reserveCapacity(points.count)
        for item in PackingOrder.along(points) {
            // The input is visited here and there, so everything is taken at one visit.
            let point = points[item.index]
            if households.count % chunkSize == 0 {
                chunkBounds.append(BoundingBox(point.coordinate))
            } else {
                chunkBounds[chunkBounds.count - 1].extend(to: point.coordinate)
            }
            longitudes.append(point.coordinate.longitude)
            latitudes.append(point.coordinate.latitude)
            households.append(point.household)
            levels.append(point.level)
            uncertainties.append(point.uncertainty)
        }
        return PackedPositions(
            longitudes: longitudes, latitudes: latitudes, households: households, levels: levels,
            uncertainties: uncertainties, chunkBounds: chunkBounds)
    }
}

/// Where an input position goes: a sort key, and the position's place in the input.
private struct PackingOrder {
    let key: UInt64
    let index: Int

    /// The order along a Hilbert curve, then by household.
    static func along(
        _ points: [(household: UInt32, coordinate: Coordinate, level: UInt8, uncertainty: Float)]
    ) -> [PackingOrder] {
        guard let first = points.first else { return [] }
        var box = BoundingBox(first.coordinate)
        for point in points { box.extend(to: point.coordinate) }
        let curve = HilbertCurve(box)
        var order: [PackingOrder] = []
        order.reserveCapacity(points.count)
        for (index, point) in points.enumerated() {
            order.append(
                PackingOrder(key: UInt64(curve.place(point.coordinate)) << 32 | UInt64(point.household), index: index))
        }
        return sorted(order)
    }

    /// By key, equal keys in their old order: four rounds of counting sort, sixteen bits each.
    private static func sorted(_ unsorted: [PackingOrder]) -> [PackingOrder] {
        guard unsorted.count > 10_000 else { return unsorted.sorted { ($0.key, $0.index) < ($1.key, $1.index) } }
        var current = unsorted
        var next = unsorted
        for shift in stride(from: UInt64(0), to: 64, by: 16) {
            var starts = [Int](repeating: 0, count: 65_537)
            for item in current { starts[Int(item.key >> shift & 0xFFFF) + 1] += 1 }
            for digit in 1...65_536 { starts[digit] += starts[digit - 1] }
            for item in current {
                let digit = Int(item.key >> shift & 0xFFFF)
                next[starts[digit]] = item
                starts[digit] += 1
            }
            swap(&current, &next)
        }
        return current
    }
}
