import Geospatial

extension PreparedAreaBuilder {
    /// The most pairs of edges that are looked at: about a tenth of a second.
    private static let pairLimit = 20_000_000

    /// Looks for edges that cross, cell by cell: two that cross share the cell of the crossing.
    ///
    /// Edges that only touch, or run along each other as neighbouring zones do, do not cross.
    func crossings() -> AreaFindings {
        var findings = AreaFindings()
        var ringCrosses = [Bool](repeating: false, count: rings.count)
        var holeCrosses = ringCrosses
        var polygonCrosses = [Bool](repeating: false, count: polygons.count)
        var pairsLeft = Self.pairLimit
        for cell in 0..<max(0, entryStarts.count - 1) {
            let start = Int(entryStarts[cell])
            let end = Int(entryStarts[cell + 1])
            guard end - start > 1 else { continue }
            pairsLeft -= (end - start) * (end - start - 1) / 2
            guard pairsLeft >= 0 else {
                findings.hasUncheckedCrossings = true
                break
            }
            for first in start..<end - 1 {
                let edge = Int(entries[first])
                let ring = Int(ringOfVertex[edge])
                for second in first + 1..<end {
                    let other = Int(entries[second])
                    let otherRing = Int(ringOfVertex[other])
                    let polygon = Int(rings[ring].polygon)
                    let otherPolygon = Int(rings[otherRing].polygon)
                    // What is known already is not looked for again, so a scribble costs no more than a river.
                    if ring == otherRing {
                        if ringCrosses[ring] || !cross(edge, other) { continue }
                        ringCrosses[ring] = true
                    } else if polygon == otherPolygon {
                        if holeCrosses[otherRing] && (holeCrosses[ring] || !rings[ring].isHole) { continue }
                        if !cross(edge, other) { continue }
                        holeCrosses[ring] = rings[ring].isHole
                        holeCrosses[otherRing] = rings[otherRing].isHole
                    } else {
                        if polygonCrosses[polygon] && polygonCrosses[otherPolygon] || !cross(edge, other) { continue }
                        polygonCrosses[polygon] = true
                        polygonCrosses[otherPolygon] = true
                    }
                }
            }
        }
        findings.selfCrossingRings = ringCrosses.count { $0 }
        findings.crossingHoles = holeCrosses.count { $0 }
        findings.crossingPolygons = polygonCrosses.count { $0 }
        return findings
    }

    /// Whether two edges, named by their first vertices, cross at a place inside both.
    @inline(__always)
    private func cross(_ first: Int, _ second: Int) -> Bool {
        let (a, b) = (vertices[first], vertices[first + 1])
        let (c, d) = (vertices[second], vertices[second + 1])
        guard max(a.longitude, b.longitude) > min(c.longitude, d.longitude),
            max(c.longitude, d.longitude) > min(a.longitude, b.longitude),
            max(a.latitude, b.latitude) > min(c.latitude, d.latitude),
            max(c.latitude, d.latitude) > min(a.latitude, b.latitude)
        else { return false }
        return Orientation.sign(a, b, c) * Orientation.sign(a, b, d) < 0
            && Orientation.sign(c, d, a) * Orientation.sign(c, d, b) < 0
    }
}
