import Geospatial

/// Positions picked out of others, in the order in which they are picked.
package struct PickedPositions {
    private var longitudes: [Double] = []
    private var latitudes: [Double] = []
    private var households: [UInt32] = []
    private var levels: [UInt8] = []
    private var uncertainties: [Float] = []

    /// Starts with none.
    package init() {}

    /// Positions so far.
    package var count: Int { longitudes.count }

    /// Adds some of the positions.
    ///
    /// - Parameter places: where they stand, in the order wanted.
    /// - Complexity: O(n) in the places.
    package mutating func append(_ places: [Int], of positions: PackedPositions) {
        for place in places { longitudes.append(positions.longitudes[place]) }
        for place in places { latitudes.append(positions.latitudes[place]) }
        for place in places { households.append(positions.households[place]) }
        for place in places { levels.append(positions.levels[place]) }
        for place in places { uncertainties.append(positions.uncertainties[place]) }
    }

    /// All that were picked, packed anew.
    ///
    /// - Complexity: O(n).
    package func packed() -> PackedPositions {
        var bounds: [BoundingBox] = []
        for start in stride(from: 0, to: count, by: PackedPositions.chunkSize) {
            var box = BoundingBox(uncheckedLongitude: longitudes[start], latitude: latitudes[start])
            for place in start + 1..<max(start + 1, min(start + PackedPositions.chunkSize, count)) {
                box = box.union(BoundingBox(uncheckedLongitude: longitudes[place], latitude: latitudes[place]))
            }
            bounds.append(box)
        }
        return PackedPositions(
            longitudes: longitudes, latitudes: latitudes, households: households, levels: levels,
            uncertainties: uncertainties, chunkBounds: bounds)
    }
}
