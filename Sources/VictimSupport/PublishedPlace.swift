import Disclosure
import Geospatial
import SpatialQuery

/// Where households stand as far as an audience may know.
struct PublishedPlace {
    private let isExact: Bool

    /// - Throws: ``Disclosure/DisclosureError/fieldsWithheld(audience:)`` for whoever may know of no position.
    init(_ clearance: Clearance) throws {
        try clearance.require(.mesh)
        isExact = clearance.fields.contains(.position)
    }

    /// The point at a place of the positions: the exact one, or the centre of its mesh cell.
    func point(at place: Int, of positions: PackedPositions) -> Coordinate? {
        guard let exact = try? Coordinate(longitude: positions.longitudes[place], latitude: positions.latitudes[place])
        else { return nil }
        return isExact ? exact : MeshCell(holding: exact).center
    }
}
