import Geospatial

extension PreparedAreaBuilder {
    /// Looks for edges that cross, cell by cell: two that cross share the cell of the crossing.
    ///
    /// Edges that only touch, or run along each other as neighbouring zones do, do not cross.
    ///
    /// - Parameter budget: what may be done; what is left of it comes back.
    func crossings(within budget: inout CrossingBudget) -> AreaFindings {
        var findings = AreaFindings()
        var ringCrosses = [Bool](repeating: false, count: rings.count)
        var holeCrosses = ringCrosses
        var polygonCrosses = [Bool](repeating: false, count: polygons.count)
        for cell in 0..<max(0, entryStarts.count - 1) {
            let start = Int(entryStarts[cell])
            let end = Int(entryStarts[cell + 1])
            guard end - start > 1 else { continue }
            guard budget.takePairs(ofEdges: end - start) else { break }
            for first in start..<end - 1 {
                let edge = Int(entries[first])
                let ring = Int(ringOfVertex[edge])
                for second in first + 1..<end {
                    let other = Int(entries[second])
                    // Neighbours of one ring share a vertex, and so do not cross; most pairs are such.
                    if other == edge + 1 { continue }
                    let otherRing = Int(ringOfVertex[other])
                    let polygon = Int(rings[ring].polygon)
                    let otherPolygon = Int(rings[otherRing].polygon)
                    // What is known already is not looked for again, so a scribble costs no more than a river.
                    if ring == otherRing {
                        if ringCrosses[ring] || !cross(edge, other, &budget) { continue }
                        ringCrosses[ring] = true
                    } else if polygon == otherPolygon {
                        if holeCrosses[otherRing] && (holeCrosses[ring] || !rings[ring].isHole) { continue }
                        if !cross(edge, other, &budget) { continue }
                        holeCrosses[ring] = rings[ring].isHole
                        holeCrosses[otherRing] = rings[otherRing].isHole
                    } else {
                        if polygonCrosses[polygon] && polygonCrosses[otherPolygon] || !cross(edge, other, &budget) {
                            continue
                        }
                        polygonCrosses[polygon] = true
                        polygonCrosses[otherPolygon] = true
                    }
                }
            }
        }
        findings.hasUncheckedCrossings = budget.isSpent
        findings.selfCrossingRings = ringCrosses.count { $0 }
        findings.crossingHoles = holeCrosses.count { $0 }
        findings.crossingPolygons = polygonCrosses.count { $0 }
        return findings
    }

    /// Whether two edges, named by their first vertices, cross at a place inside both; false when the budget is spent.
    @inline(__always)
    private func cross(_ first: Int, _ second: Int, _ budget: inout CrossingBudget) -> Bool {
        let (a, b) = (vertices[first], vertices[first + 1])
        let (c, d) = (vertices[second], vertices[second + 1])
        guard max(a.longitude, b.longitude) > min(c.longitude, d.longitude),
            max(c.longitude, d.longitude) > min(a.longitude, b.longitude),
            max(a.latitude, b.latitude) > min(c.latitude, d.latitude),
            max(c.latitude, d.latitude) > min(a.latitude, b.latitude)
        else { return false }
        let sideOfC = budget.side(a, b, c)
        guard sideOfC != 0, sideOfC * budget.side(a, b, d) < 0 else { return false }
        return budget.side(c, d, a) * budget.side(c, d, b) < 0
    }
}
