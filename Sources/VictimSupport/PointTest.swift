import Disclosure
import Geospatial
import SpatialQuery

/// Asks of points whether they lie in a box or on its edge, and in a rectangle of a plane.
struct PointTest {
    private let box: BoundingBox
    private let isInPlane: ((Coordinate) -> Bool)?
    private let published: PublishedPlace

    /// - Throws: ``Disclosure/DisclosureError/fieldsWithheld(audience:)`` for whoever may know of no position,
    ///   ``Reprojection/ReprojectionError`` when PROJ is missing.
    init(_ box: BoundingBox, _ plane: PlaneBox?, _ clearance: Clearance) throws {
        self.box = box
        isInPlane = try plane?.test()
        published = try PublishedPlace(clearance)
    }

    /// Whether the point that the audience may know lies so.
    func holds(_ place: Int, of positions: PackedPositions) -> Bool {
        guard let point = published.point(at: place, of: positions) else { return false }
        return box.contains(longitude: point.longitude, latitude: point.latitude) && isInPlane?(point) ?? true
    }

    /// Whether the exact point lies in the box: nobody is shown, and only their number is logged.
    func holdsUnseen(_ place: Int, of positions: PackedPositions) -> Bool {
        box.contains(longitude: positions.longitudes[place], latitude: positions.latitudes[place])
    }
}
