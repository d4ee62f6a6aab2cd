import FieldSheets
import Geospatial
import Reprojection

/// Degrees to metres of the universal transverse Mercator grid, one transformation for each zone; for one task.
final class GridProjection {
    private var reprojectors: [GridZone: Reprojector] = [:]

    /// - Throws: ``AtlasError/projectionUnavailable`` without PROJ.
    private func reprojector(_ zone: GridZone) throws(AtlasError) -> Reprojector {
        if let known = reprojectors[zone] { return known }
        do throws(ReprojectionError) {
            let made = try Reprojector(from: "EPSG:6668", to: zone.systemCode)
            reprojectors[zone] = made
            return made
        } catch { throw .projectionUnavailable }
    }

    /// A position in metres of a zone, east and north.
    ///
    /// - Throws: ``AtlasError/projectionUnavailable`` without PROJ, or for a position that the zone cannot hold.
    func point(_ position: Coordinate, in zone: GridZone) throws(AtlasError) -> PlanePoint {
        let reprojector = try reprojector(zone)
        do throws(ReprojectionError) {
            let point = try reprojector.transform(x: position.longitude, y: position.latitude)
            return PlanePoint(x: point.x, y: point.y)
        } catch { throw .projectionUnavailable }
    }

    /// A position in metres of a zone, and as the grid names it.
    ///
    /// - Throws: as ``point(_:in:)``.
    func place(
        _ position: Coordinate, in zone: GridZone
    ) throws(AtlasError) -> (point: PlanePoint, reference: GridReference) {
        let point = try point(position, in: zone)
        let reference = GridReference(
            zone: zone, eastingMetres: point.x, northingMetres: point.y, latitude: position.latitude)
        return (point, reference)
    }

    /// In which direction of the plane true north lies at a position: a vector of some hundred metres.
    ///
    /// - Throws: as ``point(_:in:)``.
    func trueNorth(at position: Coordinate, in zone: GridZone) throws(AtlasError) -> PlanePoint {
        guard let north = try? Coordinate(longitude: position.longitude, latitude: position.latitude + 0.005) else {
            return PlanePoint(x: 0, y: 1)
        }
        let (from, to) = (try point(position, in: zone), try point(north, in: zone))
        return PlanePoint(x: to.x - from.x, y: to.y - from.y)
    }
}
