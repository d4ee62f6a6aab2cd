import Geospatial

/// A line on the projected square.
struct ProjectedLine {
    private let points: [PlanePoint]
    let box: PlaneBox

    /// Projects a line; nil when it has fewer than two positions.
    init?(_ line: [Coordinate]) {
        guard line.count >= 2 else { return nil }
        let projected = line.map(WebMercator.project)
        points = projected.map { PlanePoint(x: $0.x, y: $0.y) }
        box = projected.reduce(into: PlaneBox(projected[0])) { $0.extend(to: $1) }
    }

    /// Bytes in memory.
    var byteCount: Int { points.count * 16 + 48 }

    /// The parts that a window shows, on its grid, each of two different corners at least.
    func drawn(in window: TileWindow) -> [[GridPoint]] {
        guard box.meets(window.box) else { return [] }
        let (low, high) = (window.box.low, window.box.high)
        let isInside = low.x <= box.low.x && box.high.x <= high.x && low.y <= box.low.y && box.high.y <= high.y
        let parts =
            isInside
            ? [points]
            : LineClipping.parts(
                of: points, low: PlanePoint(x: low.x, y: low.y), high: PlanePoint(x: high.x, y: high.y))
        return parts.compactMap { part in
            var corners: [GridPoint] = []
            for point in part {
                let corner = window.gridPoint(SIMD2(point.x, point.y))
                if corners.last != corner { corners.append(corner) }
            }
            return corners.count > 1 ? corners : nil
        }
    }
}
