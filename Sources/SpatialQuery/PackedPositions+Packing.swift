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
        for item in SortKey.alongCurve(points) {
            // The input is visited here and there, so everything is taken at one visit.
            let point = points[Int(item.place)]
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

extension SortKey {
    /// Positions in the order along a Hilbert curve, then by household.
    fileprivate static func alongCurve(
        _ points: [(household: UInt32, coordinate: Coordinate, level: UInt8, uncertainty: Float)]
    ) -> [SortKey] {
        guard let first = points.first else { return [] }
        var box = BoundingBox(first.coordinate)
        for point in points { box.extend(to: point.coordinate) }
        let curve = HilbertCurve(box)
        var order: [SortKey] = []
        order.reserveCapacity(points.count)
        for (index, point) in points.enumerated() {
            order.append(
                SortKey(first: UInt64(curve.place(point.coordinate)), second: point.household, place: UInt32(index)))
        }
        KeySort.sort(&order)
        return order
    }
}
