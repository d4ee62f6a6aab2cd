import Geospatial

extension PreparedAreaBuilder {
    /// Up to so many edges of a cell are compared pair by pair; of more, pieces are made first.
    private static let fewEdges = 6

    /// Looks for edges that cross, cell by cell: two that cross share the cell of the crossing.
    ///
    /// Edges that only touch, or run along each other as neighbouring zones do, do not cross.
    ///
    /// - Parameter budget: what may be done; what is left of it comes back.
    func crossings(within budget: inout CrossingBudget) -> AreaFindings {
        var found = FoundCrossings(rings: rings.count, polygons: polygons.count)
        var pieces: [EdgePiece] = []
        var next = 0
        while next < filed.count {
            let cell = next..<endOfCell(next)
            next = cell.upperBound
            var count = 0
            for place in cell { count += filed[place].count }
            guard count > 1 else { continue }
            guard budget.takePairs(ofEdges: count) else { break }
            // Most cells with edges hold two that meet in a corner.
            let last = filed[cell.upperBound - 1]
            if count == 2 && last.first + last.count == filed[cell.lowerBound].first + 2 { continue }
            if count <= Self.fewEdges {
                comparePairs(of: cell, &found, &budget)
            } else {
                gather(&pieces, of: cell)
                compare(pieces, &found, &budget)
            }
        }
        var findings = AreaFindings()
        findings.hasUncheckedCrossings = budget.isSpent
        findings.selfCrossingRings = found.ringCrosses.count { $0 }
        findings.crossingHoles = found.holeCrosses.count { $0 }
        findings.crossingPolygons = found.polygonCrosses.count { $0 }
        return findings
    }

    /// What is known to cross, by ring and by polygon.
    private struct FoundCrossings {
        var ringCrosses: [Bool]
        var holeCrosses: [Bool]
        var polygonCrosses: [Bool]

        init(rings: Int, polygons: Int) {
            ringCrosses = [Bool](repeating: false, count: rings)
            holeCrosses = ringCrosses
            polygonCrosses = [Bool](repeating: false, count: polygons)
        }
    }

    /// Cuts the edges of a cell into pieces, in their order.
    private func gather(_ pieces: inout [EdgePiece], of cell: Range<Int>) {
        pieces.removeAll(keepingCapacity: true)
        let vertices = self.vertices.span
        var piece: EdgePiece?
        for place in cell {
            let first = filed[place].first
            for edge in first..<first + filed[place].count {
                let (a, b) = (vertices[edge], vertices[edge + 1])
                if piece?.extend(edge, a, b) == true { continue }
                if let piece { pieces.append(piece) }
                piece = EdgePiece(edge: edge, a, b)
            }
        }
        if let piece { pieces.append(piece) }
    }

    /// Compares every edge of a few with those after it.
    private func comparePairs(of cell: Range<Int>, _ found: inout FoundCrossings, _ budget: inout CrossingBudget) {
        for place in cell {
            let (first, end) = (filed[place].first, filed[place].first + filed[place].count)
            for edge in first..<end {
                for other in edge + 1..<end { compare(edge, other, &found, &budget) }
                for later in place + 1..<cell.upperBound {
                    let first = filed[later].first
                    for other in first..<first + filed[later].count { compare(edge, other, &found, &budget) }
                }
            }
        }
    }

    /// Compares every edge with those of the pieces after its own, in their order.
    private func compare(_ pieces: [EdgePiece], _ found: inout FoundCrossings, _ budget: inout CrossingBudget) {
        for place in pieces.indices.dropLast() {
            let others = place + 1..<pieces.count
            guard others.contains(where: { pieces[place].overlaps(pieces[$0]) }) else { continue }
            for edge in pieces[place].edges {
                let own = EdgePiece(edge: edge, vertices[edge], vertices[edge + 1])
                for later in others where own.overlaps(pieces[later]) {
                    for other in pieces[later].edges { compare(edge, other, &found, &budget) }
                }
            }
        }
    }

    /// Compares two edges, named by their first vertices. What is known already is not looked for again, so a scribble costs no more than
    /// a river.
    @inline(__always)
    private func compare(
        _ edge: Int, _ other: Int, _ found: inout FoundCrossings, _ budget: inout CrossingBudget
    ) {
        let (a, b, c, d) = (vertices[edge], vertices[edge + 1], vertices[other], vertices[other + 1])
        // Neighbours of one ring share a vertex, and so do not cross; nor do edges whose boxes lie apart.
        guard other != edge + 1, max(a.longitude, b.longitude) > min(c.longitude, d.longitude),
            max(c.longitude, d.longitude) > min(a.longitude, b.longitude),
            max(a.latitude, b.latitude) > min(c.latitude, d.latitude),
            max(c.latitude, d.latitude) > min(a.latitude, b.latitude)
        else { return }
        let ring = Int(ringOfVertex[edge])
        let otherRing = Int(ringOfVertex[other])
        let polygon = Int(rings[ring].polygon)
        let otherPolygon = Int(rings[otherRing].polygon)
        if ring == otherRing {
            if found.ringCrosses[ring] || !Self.cross(a, b, c, d, &budget) { return }
            found.ringCrosses[ring] = true
        } else if polygon == otherPolygon {
            if found.holeCrosses[otherRing] && (found.holeCrosses[ring] || !rings[ring].isHole) { return }
            if !Self.cross(a, b, c, d, &budget) { return }
            found.holeCrosses[ring] = rings[ring].isHole
            found.holeCrosses[otherRing] = rings[otherRing].isHole
        } else {
            if found.polygonCrosses[polygon] && found.polygonCrosses[otherPolygon] { return }
            if !Self.cross(a, b, c, d, &budget) { return }
            found.polygonCrosses[polygon] = true
            found.polygonCrosses[otherPolygon] = true
        }
    }

    /// Whether the edges a → b and c → d cross at a place inside both; false when the budget is spent.
    @inline(__always)
    private static func cross(
        _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate, _ budget: inout CrossingBudget
    ) -> Bool {
        let sideOfC = budget.side(a, b, c)
        guard sideOfC != 0, sideOfC * budget.side(a, b, d) < 0 else { return false }
        return budget.side(c, d, a) * budget.side(c, d, b) < 0
    }
}
