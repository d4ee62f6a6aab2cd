/// A position as a file gives it: x east or longitude, y north or latitude, in a reference system that it does not know.
///
/// Sixteen bytes; any doubles, NaN and infinities too.
package struct PlanePoint: Hashable, Sendable {
    /// Easting or longitude.
    package let x: Double
    /// Northing or latitude.
    package let y: Double

    /// Takes the numbers as they are.
    @inlinable
    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A polygon as a file draws it, with all the faults that files have: rings may be open, short, in any direction.
package struct DrawnPolygon: Hashable, Sendable {
    /// The exterior, then the holes; empty when the polygon is.
    package var rings: [[PlanePoint]]

    /// Takes the rings as they are.
    package init(rings: [[PlanePoint]]) { self.rings = rings }
}
