/// Why a geometry cannot be built; cases carry facts, never a resident's data.
package enum GeospatialError: Error, Equatable, Sendable {
    /// A longitude or latitude is NaN, infinite or outside ±180 / ±90 degrees.
    case coordinateOutOfRange
    /// A ring has fewer than four positions.
    case ringTooShort(positions: Int)
    /// A ring's last position differs from its first.
    case ringNotClosed
}
