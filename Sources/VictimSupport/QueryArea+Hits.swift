import Disclosure
import Geospatial
import Places
import Registry

extension QueryArea {
    /// How far from every household an area may lie and still be meant, in degrees: about 40 km.
    private static let farDegrees = 0.36

    /// The households that the area may concern: those whose circle of uncertainty reaches a polygon or a circle, its boundary
    /// included, and those whose address lies in a town.
    ///
    /// - Parameter points: what else is asked about the point.
    /// - Throws: ``AreaError/elsewhere(kilometres:)``, ``Registry/RegistryError``.
    /// - Complexity: O(located households).
    func reached(
        at points: PointTest? = nil, in register: PackedRegister, of snapshot: RegistrySnapshot, _ clearance: Clearance
    ) throws -> ReachedHouseholds {
        let search = try AreaSearch(
            prepared, circles: circles,
            towns: towns.isEmpty ? [:] : snapshot.households(inTowns: towns, clearance))
        let reached = try ReachedHouseholds(search, at: points, in: register, of: snapshot)
        try checkIsNear(reached.bounds)
        return reached
    }

    /// Refuses an area of which a part lies far from every household, as one of another city does, or one in a wrong reference system.
    private func checkIsNear(_ households: BoundingBox?) throws(AreaError) {
        guard let households else { return }
        let near = households.grown(by: Self.farDegrees)
        // Each part by itself: one that is far away would be searched in vain, and nobody would know.
        let boxes: [BoundingBox] = parts.compactMap { part in
            guard case .polygons(let area) = part.shape else { return nil }
            return area.bounds
        }
        let outlines = circles.compactMap { MultiPolygon([$0.outline]).bounds }
        for box in boxes + outlines where !near.intersects(box) {
            throw .elsewhere(kilometres: Int((box.metres(to: households) / 1000).rounded()))
        }
    }
}
