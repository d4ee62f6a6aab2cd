/// Why an area or packed positions cannot be made; cases carry facts, never a resident's data.
package enum SpatialQueryError: Error, Equatable, Sendable {
    /// The area has more vertices than ``PreparedArea/vertexLimit``.
    case tooManyVertices(count: Int, limit: Int)
    /// A stored column of a chunk holds another number of bytes than the chunk's longitudes ask for.
    case columnLengthMismatch(column: PackedPositions.Column, bytes: Int, expected: Int)
    /// A stored longitude or latitude is NaN, infinite or outside ±180 / ±90 degrees; `index` counts from 0.
    case coordinateOutOfRange(index: Int)
}
