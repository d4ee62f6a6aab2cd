/// The streets of one town.
struct Streets {
    let town: Town
    let grid: StreetGrid
    let river: River

    /// Lanes between the blocks; they end at the river.
    func lanes() -> [[PlanePoint]] {
        var lines: [[PlanePoint]] = []
        for column in 1..<max(1, grid.columns) {
            let u = Double(column) / Double(grid.columns)
            lines += dryPieces((0...grid.rows).map { town.land.point(u, Double($0) / Double(grid.rows)) })
        }
        for row in 1..<max(1, grid.rows) {
            let v = Double(row) / Double(grid.rows)
            lines += dryPieces((0...grid.columns).map { town.land.point(Double($0) / Double(grid.columns), v) })
        }
        return lines
    }

    /// Roads along the town's southern and western side, and along the city's edge; they cross the river on bridges.
    func roads() -> [[PlanePoint]] {
        let land = town.land
        var lines = [[land.southWest, land.southEast], [land.southWest, land.northWest]]
        if town.isEasternmost { lines.append([land.southEast, land.northEast]) }
        if town.isNorthernmost { lines.append([land.northWest, land.northEast]) }
        return lines
    }

    /// The line without the stretches that would run through water.
    private func dryPieces(_ points: [PlanePoint]) -> [[PlanePoint]] {
        var pieces: [[PlanePoint]] = []
        var piece: [PlanePoint] = []
        for (start, end) in zip(points, points.dropFirst()) {
            let isWet = (0...8).contains { river.covers(start.towards(end, Double($0) / 8), margin: 2) }
            if isWet {
                if piece.count > 1 { pieces.append(piece) }
                piece = []
            } else {
                if piece.isEmpty { piece = [start] }
                piece.append(end)
            }
        }
        if piece.count > 1 { pieces.append(piece) }
        return pieces
    }
}
