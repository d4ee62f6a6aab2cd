package import FilterLanguage
package import Geospatial
import SpatialQuery

/// A shape of a filter made ready for millions of exact questions.
///
/// - Source: OGC 06-103r4, section 6.1.15: what *within* means for a point on a boundary.
package struct PreparedShape: Sendable {
    private let relation: SpatialTest.Relation
    private let shape: FilterShape
    /// Everything of the shape: polygons with their boundaries, lines, points.
    private let whole: PreparedArea
    /// Polygons with their boundaries, and those boundaries alone.
    private let polygons: PreparedArea
    private let boundaries: PreparedArea
    private let circle: GeodesicCircle?

    /// Makes a question ready; `disjoint` is asked as the opposite of `intersects`.
    ///
    /// - Throws: ``AreaError/projectionUnavailable`` when a distance needs PROJ and it is not there,
    ///   ``SpatialQuery/SpatialQueryError``.
    package init(_ test: SpatialTest) throws {
        relation = test.relation
        shape = test.shape
        let lines = test.shape.lines + test.shape.points.map { [$0] }
        let flat = lines.compactMap(Self.flat)
        if case .withinDistance(let metres) = test.relation, let center = test.shape.onlyPoint {
            let circle = try GeodesicCircle(center: center, metres: metres)
            self.circle = circle
            whole = try PreparedArea(MultiPolygon([circle.outline]))
        } else {
            circle = nil
            whole = try PreparedArea(MultiPolygon(test.shape.polygons + flat))
        }
        polygons = try PreparedArea(MultiPolygon(test.shape.polygons))
        let rings = test.shape.polygons.flatMap { [$0.exterior] + $0.holes }
        boundaries = try PreparedArea(MultiPolygon(rings.map(\.coordinates).compactMap(Self.flat)))
    }

    /// A line as a ring that goes out and back: it covers just the line.
    private static func flat(_ line: [Coordinate]) -> Polygon? {
        guard let first = line.first else { return nil }
        var ring = line + line.dropLast().reversed()
        while ring.count < 4 { ring.append(first) }
        return (try? Ring(ring)).map { Polygon(exterior: $0) }
    }

    /// Whether a point lies so.
    package func holds(_ point: Coordinate) -> Bool {
        guard whole.contains(longitude: point.longitude, latitude: point.latitude) else { return false }
        switch relation {
        case .intersects, .disjoint: return true
        case .withinDistance:
            let place = circle?.place(
                longitude: point.longitude, latitude: point.latitude, uncertaintyMetres: 0)
            return place == .inside || place == .overhanging
        case .within: return isInInterior(point)
        }
    }

    /// Whether a point of the shape is not on its boundary alone.
    private func isInInterior(_ point: Coordinate) -> Bool {
        if shape.points.contains(point) { return true }
        if polygons.contains(longitude: point.longitude, latitude: point.latitude) {
            guard boundaries.contains(longitude: point.longitude, latitude: point.latitude) else { return true }
            // On the boundary of one it may lie well inside another.
            let isInside = shape.polygons.contains { polygon in
                guard let one = try? PreparedShape(SpatialTest(.within, FilterShape(polygons: [polygon]))) else {
                    return false
                }
                return shape.polygons.count > 1 && one.isInInterior(point)
            }
            if isInside { return true }
        }
        // The ends of a line are its boundary, unless an even number of ends meet there.
        let ends = shape.lines.flatMap { [$0.first, $0.last] }.count { $0 == point }
        return ends % 2 == 0 && shape.lines.contains { isOn($0, point) }
    }

    private func isOn(_ line: [Coordinate], _ point: Coordinate) -> Bool {
        zip(line, line.dropFirst()).contains { a, b in
            var box = BoundingBox(a)
            box.extend(to: b)
            return box.contains(longitude: point.longitude, latitude: point.latitude)
                && Orientation.sign(a, b, point) == 0
        }
    }
}

extension PreparedShape {
    /// Whether a line shares a position with the shape, boundaries included; only for `intersects`.
    ///
    /// - Throws: ``SpatialQuery/SpatialQueryError``.
    package func meets(_ line: [Coordinate]) throws -> Bool {
        guard let flat = Self.flat(line) else { return false }
        return try meets(MultiPolygon([flat]))
    }

    /// Whether an area shares a position with the shape, boundaries included; only for `intersects`.
    ///
    /// - Throws: ``SpatialQuery/SpatialQueryError``.
    /// - Complexity: O(n) in the area's vertices, and the pairs of edges that lie at one height.
    package func meets(_ area: MultiPolygon) throws -> Bool {
        guard let box = area.bounds, let own = whole.bounds, box.intersects(own) else { return false }
        let edges = area.polygons.flatMap { [$0.exterior] + $0.holes }.map(\.coordinates)
        if edges.contains(where: { ring in
            ring.contains { whole.contains(longitude: $0.longitude, latitude: $0.latitude) }
        }) {
            return true
        }
        let prepared = try PreparedArea(area)
        let lines = shape.lines + shape.polygons.flatMap { [$0.exterior] + $0.holes }.map(\.coordinates)
        if (lines + [shape.points]).contains(where: { line in
            line.contains { prepared.contains(longitude: $0.longitude, latitude: $0.latitude) }
        }) {
            return true
        }
        // No corner of one lies in the other, so if they meet at all, two edges cross away from their ends.
        return EdgeCrossing.any(edges, lines, in: box)
    }
}
