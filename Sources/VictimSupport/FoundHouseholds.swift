import Disclosure
import FilterLanguage
import Geospatial
import Registry
import SpatialQuery

/// The households that a question finds in one generation, before anybody puts them in order.
struct FoundHouseholds: Sendable {
    /// Those that pass: with a position in packed order, then the others.
    private(set) var hits: [AreaHit]
    /// Where they stand, by their places; others may be among them.
    private(set) var positions: PackedPositions
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
        let points = try box.map { try PointTest($0, plane, clearance) }
        let reached = try ActivationArea(clearance, snapshot).limiting(
            area?.reached(at: points, in: register, of: snapshot, clearance)
                ?? ReachedHouseholds(.everybody, at: points, in: register, of: snapshot), in: register)
        var included = test.included(reached.hits)
        // Nobody knows whether those without a position live where the disaster was declared.
        if selection.inclusion == .all, box == nil, clearance.activation?.area == nil {
            included += try Self.unlocated(register, of: snapshot, besides: reached.hits)
        }
        var passing = test.passing(included)
        if let filter {
            passing = try filter.passing(
                passing,
                QueriedColumns.Source(
                    positions: reached.positions, register: register, snapshot: snapshot, clearance: clearance,
                    remembered: remembered))
        }
        hits = passing
        positions = reached.positions
        counts = AreaCounts(
            reached: reached, filtered: included.count - passing.count,
            unlocatedByTown: try snapshot.unlocatedByTown(
                register.visibleCount - reached.located, clearance: clearance), register: register)
        withheld = reached.withheld.count
    }

    /// Forgets the positions of all others: for whoever keeps the answer.
    mutating func keepOwnPositions() {
        let places = hits.compactMap(\.place)
        guard places.count < positions.count else { return }
        var picked = PickedPositions()
        picked.append(places, of: positions)
        positions = picked.packed()
        var next: UInt32 = 0
        for index in hits.indices where hits[index].place != nil {
            hits[index] = hits[index].moved(to: next)
            next += 1
        }
    }

    /// The households without a position that the area does not reach by their address either, in id order.
    private static func unlocated(
        _ register: PackedRegister, of snapshot: RegistrySnapshot, besides reached: [AreaHit]
    ) throws -> [AreaHit] {
        var isKnown = try snapshot.isLocated(in: register)
        for hit in reached where hit.place == nil { isKnown[Int(hit.household) - 1] = true }
        let others = isKnown.indices.filter { !isKnown[$0] && register.isVisible(UInt32($0 + 1)) }
        return try AreaHit.allWithoutPosition(
            others.map { (UInt32($0 + 1), Certainty.unlocated) }, in: register)
    }
}
