package import Geospatial
import Interchange

/// A shape that a filter names: points, lines and polygons, united.
package struct FilterShape: Hashable, Sendable {
    /// The points.
    package let points: [Coordinate]
    /// The lines, each of at least two positions.
    package let lines: [[Coordinate]]
    /// The polygons.
    package let polygons: [Polygon]

    /// The union of the parts, of which there is at least one.
    package init(points: [Coordinate] = [], lines: [[Coordinate]] = [], polygons: [Polygon] = []) {
        self.points = points
        self.lines = lines
        self.polygons = polygons
    }

    /// The only position, if the shape is one.
    package var onlyPoint: Coordinate? {
        points.count == 1 && lines.isEmpty && polygons.isEmpty ? points[0] : nil
    }

    /// CRC-32 of the shape's text, eight hexadecimal digits: tells shapes apart and nothing of where they are.
    package var checksum: String { Checksum.hexadecimal(Array(wellKnownText.utf8)) }

    /// The shape as well-known text, longitude first.
    package var wellKnownText: String {
        var parts: [String] = []
        switch points.count {
        case 0: break
        case 1: parts.append("POINT" + Self.list(points))
        default: parts.append("MULTIPOINT(" + points.map { Self.list([$0]) }.joined(separator: ",") + ")")
        }
        switch lines.count {
        case 0: break
        case 1: parts.append("LINESTRING" + Self.list(lines[0]))
        default: parts.append("MULTILINESTRING(" + lines.map(Self.list).joined(separator: ",") + ")")
        }
        switch polygons.count {
        case 0: break
        case 1: parts.append("POLYGON" + Self.rings(polygons[0]))
        default: parts.append("MULTIPOLYGON(" + polygons.map(Self.rings).joined(separator: ",") + ")")
        }
        return parts.count == 1 ? parts[0] : "GEOMETRYCOLLECTION(" + parts.joined(separator: ",") + ")"
    }

    private static func rings(_ polygon: Polygon) -> String {
        "(" + ([polygon.exterior] + polygon.holes).map { list($0.coordinates) }.joined(separator: ",") + ")"
    }

    private static func list(_ positions: [Coordinate]) -> String {
        "(" + positions.map { "\($0.longitude) \($0.latitude)" }.joined(separator: ",") + ")"
    }
}

/// The reference system in which a filter writes its shapes.
package struct FilterSystem: Sendable {
    /// The positions of a point, a line or a ring in degrees, with as many more between them as keep straight what is straight in
    /// the system; nil when one of them has no place in the world.
    package let positions: @Sendable ([PlanePoint]) -> [Coordinate]?

    /// Takes what brings positions to degrees.
    package init(_ positions: @escaping @Sendable ([PlanePoint]) -> [Coordinate]?) { self.positions = positions }

    /// Degrees, longitude first: CRS84.
    package static let degrees = FilterSystem { line in
        var result: [Coordinate] = []
        result.reserveCapacity(line.count)
        for point in line {
            guard let position = try? Coordinate(longitude: point.x, latitude: point.y) else { return nil }
            result.append(position)
        }
        return result
    }
}
