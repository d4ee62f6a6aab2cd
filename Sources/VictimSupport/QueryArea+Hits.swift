import Disclosure
import Geospatial
import Registry
import SpatialQuery

extension QueryArea {
    /// How far from every household an area may lie and still be meant, in degrees: about 40 km.
    private static let farDegrees = 0.36

    /// The places, in packed order, of all households inside: their positions in a polygon or circle or on its boundary, or
    /// their address in a town.
    ///
    /// - Throws: ``AreaError/elsewhere(kilometres:)``, ``Registry/RegistryError``.
    /// - Complexity: O(located households).
    func hits(
        in positions: PackedPositions, of snapshot: RegistrySnapshot, _ clearance: Clearance
    ) throws -> [Int] {
        try checkIsNear(positions)
        if circles.isEmpty, towns.isEmpty { return positions.hits(in: prepared) }
        var isInside = [Bool](repeating: false, count: positions.count)
        positions.forEachHit(in: prepared) { isInside[$0] = true }
        for circle in circles {
            // The outline is quickly asked, and only what lies in it is measured.
            let outline = try PreparedArea(MultiPolygon([circle.outline]))
            for place in positions.hits(in: outline) where !isInside[place] {
                isInside[place] = circle.contains(
                    longitude: positions.longitudes[place], latitude: positions.latitudes[place])
            }
        }
        if !towns.isEmpty {
            let households = Set(try snapshot.households(inTowns: towns, clearance))
            for place in isInside.indices where households.contains(positions.households[place]) {
                isInside[place] = true
            }
        }
        return isInside.indices.filter { isInside[$0] }
    }

    /// Refuses an area that lies far from every household, as one of another city does, or one in a wrong reference system.
    private func checkIsNear(_ positions: PackedPositions) throws(AreaError) {
        guard towns.isEmpty, let box = outline.bounds, let first = positions.chunkBounds.first else { return }
        let households = positions.chunkBounds.reduce(first) { $0.union($1) }
        guard !households.grown(by: Self.farDegrees).intersects(box) else { return }
        throw .elsewhere(kilometres: Int((box.metres(to: households) / 1000).rounded()))
    }
}
