package import Geospatial

extension PackedPositions {
    /// The positions of some households, in the same order, packed anew.
    ///
    /// - Parameter isKept: asked once for each position, by its household.
    /// - Complexity: O(n).
    package func keeping(_ isKept: (UInt32) -> Bool) -> PackedPositions {
        let kept = households.indices.filter { isKept(households[$0]) }
        var bounds: [BoundingBox] = []
        for start in stride(from: 0, to: kept.count, by: Self.chunkSize) {
            let chunk = kept[start..<min(start + Self.chunkSize, kept.count)]
            var box = BoundingBox(
                uncheckedLongitude: longitudes[chunk[start]], latitude: latitudes[chunk[start]])
            for place in chunk.dropFirst() {
                box = box.union(
                    BoundingBox(uncheckedLongitude: longitudes[place], latitude: latitudes[place]))
            }
            bounds.append(box)
        }
        return PackedPositions(
            longitudes: kept.map { longitudes[$0] }, latitudes: kept.map { latitudes[$0] },
            households: kept.map { households[$0] }, levels: kept.map { levels[$0] },
            uncertainties: kept.map { uncertainties[$0] }, chunkBounds: bounds)
    }

    /// No positions.
    package static var none: PackedPositions {
        PackedPositions(
            longitudes: [], latitudes: [], households: [], levels: [], uncertainties: [], chunkBounds: [])
    }

    /// The box of all positions; nil when there are none.
    package var bounds: BoundingBox? {
        chunkBounds.first.map { first in chunkBounds.dropFirst().reduce(first) { $0.union($1) } }
    }
}
