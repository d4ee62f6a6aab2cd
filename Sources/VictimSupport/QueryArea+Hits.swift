import Disclosure
import Geospatial
import Places
import Registry
import SpatialQuery

extension QueryArea {
    /// How far from every household an area may lie and still be meant, in degrees: about 40 km.
    private static let farDegrees = 0.36

    /// The households that the area may concern, in packed order: those whose circle of uncertainty reaches a polygon or a
    /// circle, its boundary included, and those whose address lies in a town.
    ///
    /// Whoever is reached by several parts has the surest of the answers. An address is in a town by its reading, wherever its
    /// point is: certainly, when it has one reading.
    /// - Throws: ``AreaError/elsewhere(kilometres:)``, ``Registry/RegistryError``.
    /// - Complexity: O(located households).
    func reached(
        in register: PackedRegister, of snapshot: RegistrySnapshot, _ clearance: Clearance
    ) throws -> [AreaHit] {
        let positions = register.positions
        try checkIsNear(positions)
        var found = [Certainty?](repeating: nil, count: positions.count)
        func note(_ certainty: Certainty?, at place: Int) {
            guard let certainty, found[place] != .certain else { return }
            found[place] = certainty
        }
        positions.forEachReached(by: AreaReach(prepared)) { place, circle in
            note(Certainty(circle, level: PackedLevel(rawValue: positions.levels[place])), at: place)
        }
        for circle in circles {
            // The outline is quickly asked, and only what reaches it is measured.
            let outline = AreaReach(try PreparedArea(MultiPolygon([circle.outline])))
            positions.forEachReached(by: outline) { place, _ in
                let answer = circle.place(
                    longitude: positions.longitudes[place], latitude: positions.latitudes[place],
                    uncertaintyMetres: Double(positions.uncertainties[place]))
                note(Certainty(answer, level: PackedLevel(rawValue: positions.levels[place])), at: place)
            }
        }
        if !towns.isEmpty {
            let households = Set(try snapshot.households(inTowns: towns, clearance))
            for place in found.indices where households.contains(positions.households[place]) {
                note(PackedLevel(rawValue: positions.levels[place]).isCertain ? .certain : .possible, at: place)
            }
        }
        return try AreaHit.all(found, in: register)
    }

    /// Refuses an area of which a part lies far from every household, as one of another city does, or one in a wrong reference system.
    private func checkIsNear(_ positions: PackedPositions) throws(AreaError) {
        guard let first = positions.chunkBounds.first else { return }
        let households = positions.chunkBounds.reduce(first) { $0.union($1) }
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
