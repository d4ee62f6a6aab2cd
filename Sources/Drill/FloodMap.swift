import Geospatial

/// The flood areas and the river's surface as polygons.
struct FloodMap {
    let plan: CityPlan

    /// Places from west to east at which the banks are sampled, reaching beyond the city on both sides.
    private var stations: [Double] {
        let margin = plan.size.width * 0.14
        let step = max(1.5, min(10, plan.size.width / 400))
        let count = Int((plan.size.width + 2 * margin) / step)
        return (0...count).map { -margin + Double($0) * step }
    }

    /// The areas per depth rank, 1 first; disjoint, and without gaps between them.
    ///
    /// - Throws: ``GeospatialError``, which no plan can cause.
    func areas() throws(GeospatialError) -> [(rank: Int, area: MultiPolygon)] {
        let stations = stations
        var result: [(rank: Int, area: MultiPolygon)] = []
        for rank in 1...3 {
            var polygons: [Polygon] = []
            for side in FloodModel.Side.allCases {
                let outer = line(stations) { plan.flood.limit(ofRank: rank, side: side, at: $0) }
                let inner = line(stations) { plan.flood.limit(ofRank: rank + 1, side: side, at: $0) }
                let holes = rank == 2 && side == .north ? [try circle(plan.flood.terrace)] : []
                polygons.append(Polygon(exterior: try ring(outer + inner.reversed()), holes: holes))
            }
            result.append((rank, MultiPolygon(polygons)))
        }
        let south = line(stations) { plan.flood.limit(ofRank: 4, side: .south, at: $0) }
        let north = line(stations) { plan.flood.limit(ofRank: 4, side: .north, at: $0) }
        let pool = try circle(plan.flood.pool)
        result.append((4, MultiPolygon([Polygon(exterior: try ring(south + north.reversed()), holes: [pool])])))
        result.append((5, MultiPolygon([Polygon(exterior: pool)])))
        return result
    }

    /// The river's surface at its usual level.
    ///
    /// - Throws: ``GeospatialError``, which no plan can cause.
    func water() throws(GeospatialError) -> MultiPolygon {
        let stations = stations
        let south = line(stations) { plan.river.center(at: $0) - plan.river.reach(at: $0) }
        let north = line(stations) { plan.river.center(at: $0) + plan.river.reach(at: $0) }
        return MultiPolygon([Polygon(exterior: try ring(south + north.reversed()))])
    }

    private func line(_ stations: [Double], _ height: (Double) -> Double) -> [PlanePoint] {
        stations.map { PlanePoint($0, height($0)) }
    }

    private func ring(_ points: [PlanePoint]) throws(GeospatialError) -> Ring {
        var coordinates: [Coordinate] = []
        coordinates.reserveCapacity(points.count + 1)
        for point in points { coordinates.append(try plan.frame.coordinate(point)) }
        if let first = coordinates.first { coordinates.append(first) }
        return try Ring(coordinates).oriented(counterClockwise: true)
    }

    /// A circle of 64 corners, from the rational parametrisation, which needs no trigonometry.
    private func circle(_ spot: FloodModel.Spot) throws(GeospatialError) -> Ring {
        var points: [PlanePoint] = []
        for quarter in 0..<4 {
            for step in 0..<16 {
                let t = Double(step) / 16
                let (x, y) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
                let (turnedX, turnedY) = [(x, y), (-y, x), (-x, -y), (y, -x)][quarter]
                points.append(
                    PlanePoint(spot.center.x + spot.radius * turnedX, spot.center.y + spot.radius * turnedY))
            }
        }
        return try ring(points)
    }
}
