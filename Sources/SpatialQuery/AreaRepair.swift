package import Geospatial

/// Makes polygons of rings as files draw them, by rules that never make the list shorter, and counts what it did.
///
/// - An open ring is closed by its first position.
/// - A ring of fewer positions than a ring needs, or on one line, covers that line; nothing is taken out.
/// - The direction of a ring decides nothing, and crossings are left to the winding rule.
/// - A hole of which no position lies in its exterior ring or on it would cut nothing out, or everything: it becomes a
///   polygon of its own.
package struct AreaRepair: Sendable {
    /// What was odd so far.
    package private(set) var findings = AreaFindings()
    /// Whether the format asks for counter-clockwise exteriors.
    private let expectsDirection: Bool

    /// Begins with nothing found.
    ///
    /// - Parameter expectsDirection: whether rings against the direction of RFC 7946 are worth counting.
    package init(expectsDirection: Bool) { self.expectsDirection = expectsDirection }

    /// The polygons that a drawn one stands for: mostly one, none when it has no positions, more where holes are loose.
    ///
    /// - Parameter rings: the exterior, then the holes.
    /// - Complexity: O(n) in the positions.
    package mutating func polygons(_ rings: [[Coordinate]]) -> [Polygon] {
        var made: [Ring] = []
        made.reserveCapacity(rings.count)
        for ring in rings { if let ring = self.ring(ring) { made.append(ring) } }
        guard let exterior = made.first else { return [] }
        if expectsDirection {
            if exterior.doubledSignedArea < 0 { findings.reversedRings += 1 }
            findings.reversedRings += made.dropFirst().count { $0.doubledSignedArea > 0 }
        }
        guard made.count > 1 else { return [Polygon(exterior: exterior)] }
        var inside = ExteriorTest(exterior)
        var holes: [Ring] = []
        var loose: [Polygon] = []
        for hole in made.dropFirst() {
            if hole.coordinates.contains(where: { inside.holds($0) }) {
                holes.append(hole)
            } else {
                loose.append(Polygon(exterior: hole))
            }
        }
        findings.looseHoles += loose.count
        return [Polygon(exterior: exterior, holes: holes)] + loose
    }

    /// A ring of positions in any state, or nil when there is none.
    private mutating func ring(_ drawn: [Coordinate]) -> Ring? {
        guard let first = drawn.first, let last = drawn.last else {
            findings.emptyRings += 1
            return nil
        }
        var positions = drawn
        if first != last {
            findings.unclosedRings += 1
            positions.append(first)
        }
        while positions.count < 4 { positions.append(first) }
        look(at: positions)
        return try? Ring(positions)
    }

    /// Counts repeated positions and spikes, and tells whether the ring is flat.
    private mutating func look(at ring: [Coordinate]) {
        // The two distinct positions before the one looked at.
        var before: Coordinate?
        var previous = ring[0]
        var isFlat = true
        var base: (Coordinate, Coordinate)?
        // Once around and one step more, so that the first position is looked at as a corner too.
        var steps = ring.count - 1
        var index = 1
        while steps > 0 {
            let next = ring[index]
            steps -= 1
            index += 1
            if next == previous {
                findings.repeatedPositions += 1
                continue
            }
            if let base {
                isFlat = isFlat && Orientation.sign(base.0, base.1, next) == 0
            } else {
                base = (previous, next)
            }
            if let before { countSpike(before, previous, next) }
            before = previous
            previous = next
        }
        if let before, let second = ring.first(where: { $0 != ring[0] }) { countSpike(before, previous, second) }
        if isFlat { findings.flatRings += 1 }
    }

    /// Counts a corner at which the ring goes back the way it came.
    @inline(__always)
    private mutating func countSpike(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) {
        let along =
            (b.longitude - a.longitude) * (c.longitude - b.longitude)
            + (b.latitude - a.latitude) * (c.latitude - b.latitude)
        if along < 0, Orientation.sign(a, b, c) == 0 { findings.spikes += 1 }
    }

    /// Adds what ``PreparedArea/findings`` tells of crossings.
    package mutating func add(_ other: AreaFindings) { findings.add(other) }
}
