import Disclosure
import Geospatial
import Places
import Registry
import SpatialQuery

extension QueryArea {
    /// How far from every household an area may lie and still be meant, in degrees: about 40 km.
    private static let farDegrees = 0.36

    /// The households that the area may concern: in packed order those whose circle of uncertainty reaches a polygon or a
    /// circle, its boundary included, and those whose address lies in a town; then, by id, those whose address lies in a town
    /// and that have no position.
    ///
    /// Whoever is reached by several parts has the surest of the answers. An address is in a town by its reading, wherever its
    /// point is and without one too: certainly, when it has one reading.
    /// - Throws: ``AreaError/elsewhere(kilometres:)``, ``Registry/RegistryError``.
    /// - Complexity: O(located households).
    func reached(
        in register: PackedRegister, of snapshot: RegistrySnapshot, _ clearance: Clearance
    ) throws -> [AreaHit] {
        try checkIsNear(register.bounds)
        return try reached(register.positions, of: register.isVisible, in: register, of: snapshot, clearance)
    }

    /// How many households are left out because somebody in them is protected, though the area may concern them.
    func withheld(in register: PackedRegister, of snapshot: RegistrySnapshot, _ clearance: Clearance) throws
        -> [AreaHit]
    {
        guard register.withholds else { return [] }
        return try reached(register.withheldPositions, of: register.isWithheld, in: register, of: snapshot, clearance)
    }

    /// - Parameter isMeant: whether a household is of those that are searched; the positions are of no others.
    private func reached(
        _ positions: PackedPositions, of isMeant: (UInt32) -> Bool, in register: PackedRegister,
        of snapshot: RegistrySnapshot,
        _ clearance: Clearance
    ) throws -> [AreaHit] {
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
        var withoutPosition: [UInt32: Bool] = [:]
        if !towns.isEmpty {
            withoutPosition = try snapshot.households(inTowns: towns, clearance)
            for place in found.indices where withoutPosition.removeValue(forKey: positions.households[place]) != nil {
                note(PackedLevel(rawValue: positions.levels[place]).isCertain ? .certain : .possible, at: place)
            }
        }
        let others = withoutPosition.filter { isMeant($0.key) }.sorted { $0.key < $1.key }.map {
            (id: $0.key, certainty: $0.value ? Certainty.certain : .possible)
        }
        return try AreaHit.all(found, at: positions, in: register)
            + AreaHit.allWithoutPosition(others, in: register)
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
