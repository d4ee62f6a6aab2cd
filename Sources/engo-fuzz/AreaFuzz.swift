import AreaFiles
import Geospatial
import Interchange
import SpatialQuery

/// What holds of every file of areas that was read.
enum AreaFuzz {
    /// Whether every coordinate equals itself, which not-a-numbers do not.
    static func isPlain(_ layer: AreaLayer) -> Bool {
        layer.features.allSatisfy { feature in
            feature.polygons.allSatisfy { $0.rings.allSatisfy { $0.allSatisfy { $0.x == $0.x && $0.y == $0.y } } }
        }
    }

    /// Whoever wants lines gets some line or polygon, and every line has two positions or more.
    static func checkLines(_ file: AreaFile) throws(BrokenPromise) {
        try BrokenPromise.unless(!file.layer.isEmpty, "a file that is read with lines has a polygon or a line")
        try BrokenPromise.unless(
            file.layer.features.allSatisfy { $0.lines.allSatisfy { $0.count >= 2 } }, "a line has two positions")
    }

    /// Features are numbered, some shape is there, and what can be degrees is repaired and asked without losing a vertex.
    static func check(_ file: AreaFile) throws(BrokenPromise) {
        try BrokenPromise.unless(!file.layer.isEmpty, "a file that is read has a polygon")
        try BrokenPromise.unless(
            file.layer.features.enumerated().allSatisfy { $0.element.number == $0.offset + 1 }, "features are numbered")
        var repair = AreaRepair(expectsDirection: true)
        var polygons: [Polygon] = []
        var corners: [Coordinate] = []
        for drawn in file.layer.features.flatMap(\.polygons) {
            let rings = drawn.rings.map { ring in
                ring.compactMap { try? Coordinate(longitude: $0.x, latitude: $0.y) }
            }
            corners += rings.joined()
            polygons += repair.polygons(rings)
        }
        guard let area = try? PreparedArea(MultiPolygon(polygons), reportsCrossings: true) else {
            throw BrokenPromise("no file holds more vertices than an area may have")
        }
        try BrokenPromise.unless(
            corners.allSatisfy { area.contains(longitude: $0.longitude, latitude: $0.latitude) },
            "every position of a file is inside its area")
    }
}
