import Geospatial

extension PreparedAreaBuilder {
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
            gather(&pieces, of: cell)
            for place in pieces.indices.dropLast() {
                let others = place + 1..<pieces.count
                guard others.contains(where: { pieces[place].overlaps(pieces[$0]) }) else { continue }
                for edge in pieces[place].edges { compare(edge, with: pieces[others], &found, &budget) }
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

    /// Compares an edge with those of pieces that come after its own, in their order.
    private func compare(
        _ edge: Int, with pieces: ArraySlice<EdgePiece>, _ found: inout FoundCrossings, _ budget: inout CrossingBudget
    ) {
        let own = EdgePiece(edge: edge, vertices[edge], vertices[edge + 1])
        let ring = Int(ringOfVertex[edge])
        let polygon = Int(rings[ring].polygon)
        for piece in pieces where own.overlaps(piece) {
            let otherRing = Int(ringOfVertex[piece.edges.lowerBound])
            let otherPolygon = Int(rings[otherRing].polygon)
            for other in piece.edges {
                // What is known already is not looked for again, so a scribble costs no more than a river.
                if ring == otherRing {
                    // Neighbours of one ring share a vertex, and so do not cross.
                    if other == edge + 1 || found.ringCrosses[ring] || !cross(edge, other, &budget) { continue }
                    found.ringCrosses[ring] = true
                } else if polygon == otherPolygon {
                    if found.holeCrosses[otherRing] && (found.holeCrosses[ring] || !rings[ring].isHole) { continue }
                    if !cross(edge, other, &budget) { continue }
                    found.holeCrosses[ring] = rings[ring].isHole
                    found.holeCrosses[otherRing] = rings[otherRing].isHole
                } else {
                    if found.polygonCrosses[polygon] && found.polygonCrosses[otherPolygon]
                        || !cross(edge, other, &budget)
                    {
                        continue
                    }
                    found.polygonCrosses[polygon] = true
                    found.polygonCrosses[otherPolygon] = true
                }
            }
        }
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
