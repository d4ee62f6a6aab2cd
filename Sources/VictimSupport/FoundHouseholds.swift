import Disclosure
import FilterLanguage
import Geospatial
import Registry
import SpatialQuery

/// The households that a question finds in one generation, before anybody puts them in order.
struct FoundHouseholds: Sendable {
    /// Those that pass: with a position in packed order, then the others.
    let hits: [AreaHit]
    /// Counts over all that the area may concern.
    let counts: AreaCounts
    /// How many the area may concern that are left out because somebody in them is protected.
    let withheld: Int

    /// Looks for them.
    ///
    /// - Parameters:
    ///   - area: where; nil for the whole register, of which everybody is certain whose address has one reading.
    ///   - box: only those whose point, as the audience may know it, lies in the box or on its edge.
    ///   - plane: only those whose point lies in a rectangle of a plane, too.
    ///   - filter: what else they must meet.
    ///   - remembered: gives a column that was made before, or makes it.
    /// - Throws: ``Disclosure/DisclosureError/fieldsWithheld(audience:)``, ``AreaError/elsewhere(kilometres:)``,
    ///   ``Registry/RegistryError``.
    init(
        _ area: QueryArea?, _ selection: ListSelection, box: BoundingBox? = nil, plane: PlaneBox? = nil,
        filter: HouseholdFilter? = nil,
        remembering remembered: @escaping (HouseholdQueryable, () throws -> FilterColumn) throws -> FilterColumn = {
            try $1()
        },
        in register: PackedRegister, of snapshot: RegistrySnapshot, _ clearance: Clearance
    ) throws {
        let test = try SelectionTest(selection, register: register, snapshot: snapshot, clearance: clearance)
        let all =
            try area.map {
                try (
                    $0.reached(in: register, of: snapshot, clearance),
                    $0.withheld(in: register, of: snapshot, clearance)
                )
            }
            ?? (AreaHit.located(in: register), AreaHit.withheld(in: register))
        var (reached, withheld) = try ActivationArea(clearance, snapshot).limiting(all.0, all.1, in: register)
        if let box {
            let place = try PublishedPlace(register.positions, clearance)
            let isInPlane = try plane?.test()
            reached = reached.filter { hit in
                guard let point = place.point(of: hit) else { return false }
                return box.contains(longitude: point.longitude, latitude: point.latitude) && isInPlane?(point) ?? true
            }
            // Nobody is shown; only their number is logged.
            withheld = withheld.filter { hit in
                hit.place.map {
                    box.contains(
                        longitude: register.withheldPositions.longitudes[$0],
                        latitude: register.withheldPositions.latitudes[$0])
                } ?? false
            }
        }
        var included = test.included(reached)
        // Nobody knows whether those without a position live where the disaster was declared.
        if selection.inclusion == .all, box == nil, clearance.activation?.area == nil {
            included += try Self.unlocated(register, besides: reached)
        }
        var passing = test.passing(included)
        if let filter {
            passing = try filter.passing(
                passing,
                QueriedColumns.Source(
                    register: register, snapshot: snapshot, clearance: clearance, remembered: remembered))
        }
        hits = passing
        counts = AreaCounts(
            reached: reached, filtered: included.count - passing.count,
            unlocatedByTown: try snapshot.unlocatedByTown(
                register.visibleCount - register.positions.count, clearance: clearance), register: register)
        self.withheld = withheld.count
    }

    /// The households without a position that the area does not reach by their address either, in id order.
    private static func unlocated(_ register: PackedRegister, besides reached: [AreaHit]) throws -> [AreaHit] {
        var isKnown = [Bool](repeating: false, count: register.householdCount)
        for household in register.positions.households where Int(household) <= isKnown.count && household > 0 {
            isKnown[Int(household) - 1] = true
        }
        for hit in reached where hit.place == nil { isKnown[Int(hit.household) - 1] = true }
        let others = isKnown.indices.filter { !isKnown[$0] && register.isVisible(UInt32($0 + 1)) }
        return try AreaHit.allWithoutPosition(
            others.map { (UInt32($0 + 1), Certainty.unlocated) }, in: register)
    }
}

/// Where households stand as far as an audience may know.
struct PublishedPlace {
    private let positions: PackedPositions
    private let isExact: Bool

    /// - Throws: ``Disclosure/DisclosureError/fieldsWithheld(audience:)`` for whoever may know of no position.
    init(_ positions: PackedPositions, _ clearance: Clearance) throws {
        try clearance.require(.mesh)
        self.positions = positions
        isExact = clearance.fields.contains(.position)
    }

    /// The point: the exact one, or the centre of its mesh cell; nil without a position.
    func point(of hit: AreaHit) -> Coordinate? {
        guard let place = hit.place,
            let exact = try? Coordinate(longitude: positions.longitudes[place], latitude: positions.latitudes[place])
        else { return nil }
        return isExact ? exact : MeshCell(holding: exact).center
    }
}
