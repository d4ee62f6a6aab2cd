package import Geospatial

extension PackedPositions {
    /// The positions of some households, in the same order, packed anew.
    ///
    /// - Parameter isKept: asked once for each position, by its household.
    /// - Complexity: O(n).
    package func keeping(_ isKept: (UInt32) -> Bool) -> PackedPositions {
        var kept = PickedPositions()
        kept.append(households.indices.filter { isKept(households[$0]) }, of: self)
        return kept.packed()
    }

    /// No positions.
    package static var none: PackedPositions { PickedPositions().packed() }

    /// The box of all positions; nil when there are none.
    package var bounds: BoundingBox? {
        chunkBounds.first.map { first in chunkBounds.dropFirst().reduce(first) { $0.union($1) } }
    }
}
