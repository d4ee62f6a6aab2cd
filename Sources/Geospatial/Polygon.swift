/// A polygon: everything that the exterior ring goes around and no hole goes around, and every position on a ring.
///
/// A ring goes around a position when its winding number there is not zero, so a ring that crosses itself encloses
/// what it goes around in either direction, twice or more often too.
package struct Polygon: Hashable, Sendable {
    /// The outer boundary.
    package let exterior: Ring
    /// The boundaries of what is cut out; empty when nothing is.
    package let holes: [Ring]

    /// Takes rings of either direction.
    package init(exterior: Ring, holes: [Ring] = []) {
        self.exterior = exterior
        self.holes = holes
    }
}
