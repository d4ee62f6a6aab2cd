/// What was odd about the rings of an area, and what was made of it; `Docs/spatial.md` states the rule for each.
package struct AreaFindings: Hashable, Sendable {
    /// Rings whose last position was not the first, and that were closed.
    package internal(set) var unclosedRings = 0
    /// Rings whose positions lie on one line or in one place; they cover just that.
    package internal(set) var flatRings = 0
    /// Rings without a position, of which nothing can be made.
    package internal(set) var emptyRings = 0
    /// Positions that repeat the one before.
    package internal(set) var repeatedPositions = 0
    /// Places where a ring turns back on itself; the line out and back counts as boundary.
    package internal(set) var spikes = 0
    /// Clockwise exteriors and counter-clockwise holes, against RFC 7946; the direction decides nothing.
    package internal(set) var reversedRings = 0
    /// Holes of which no position lies in their exterior ring or on it; each became a polygon of its own.
    package internal(set) var looseHoles = 0
    /// Rings that cross themselves; they hold whatever they go around.
    package internal(set) var selfCrossingRings = 0
    /// Holes that cross their exterior ring or another hole.
    package internal(set) var crossingHoles = 0
    /// Polygons that cross another; they are united.
    package internal(set) var crossingPolygons = 0
    /// Whether so many edges lie so close that not all pairs were looked at for crossings.
    package internal(set) var hasUncheckedCrossings = false

    /// Nothing was odd.
    package init() {}

    /// Adds what was found elsewhere.
    package mutating func add(_ other: AreaFindings) {
        unclosedRings += other.unclosedRings
        flatRings += other.flatRings
        emptyRings += other.emptyRings
        repeatedPositions += other.repeatedPositions
        spikes += other.spikes
        reversedRings += other.reversedRings
        looseHoles += other.looseHoles
        selfCrossingRings += other.selfCrossingRings
        crossingHoles += other.crossingHoles
        crossingPolygons += other.crossingPolygons
        hasUncheckedCrossings = hasUncheckedCrossings || other.hasUncheckedCrossings
    }
}
