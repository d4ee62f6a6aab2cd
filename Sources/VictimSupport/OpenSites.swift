import Geospatial
import Places
import SpatialQuery

/// The evacuation sites that can be used in a hazard, and which is nearest.
struct OpenSites {
    /// The sites, in the order of their file.
    let open: [Shelter]
    /// How many others there are.
    let closed: Int
    /// Where they stand, in the same order.
    let positions: [Coordinate]

    /// Sites of a known position outside all zones that are designated for every hazard of the layers.
    init(_ shelters: [Shelter], layers: [HazardLayer], outside zones: PreparedArea) {
        let needed = Set(layers.map { $0.kind == .landslide ? DisasterKind.landslide : .flood })
        let usable = shelters.compactMap { shelter -> (Shelter, Coordinate)? in
            guard let position = shelter.position, shelter.disasters.isSuperset(of: needed),
                !zones.contains(longitude: position.longitude, latitude: position.latitude)
            else { return nil }
            return (shelter, position)
        }
        open = usable.map(\.0)
        positions = usable.map(\.1)
        closed = shelters.count - usable.count
    }

    /// For each hit the place of the nearest open site, the earlier where two are equally near; nil when there is none.
    func nearest(to hits: [AreaHit], _ packed: PackedPositions) -> [Int?] {
        var known: [Coordinate: Int] = [:]
        return hits.map { hit in
            guard !positions.isEmpty, let place = hit.place,
                let position = try? Coordinate(longitude: packed.longitudes[place], latitude: packed.latitudes[place])
            else { return nil }
            if let site = known[position] { return site }
            var best = (site: 0, metres: Double.infinity)
            for (site, there) in positions.enumerated() {
                let metres = position.geodesicMetres(to: there)
                if metres < best.metres { best = (site, metres) }
            }
            known[position] = best.site
            return best.site
        }
    }
}
