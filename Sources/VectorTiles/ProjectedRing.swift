import Geospatial

/// A box on the projected square.
struct PlaneBox {
    var low: SIMD2<Double>
    var high: SIMD2<Double>

    init(_ point: SIMD2<Double>) { (low, high) = (point, point) }

    mutating func extend(to point: SIMD2<Double>) {
        low = pointwiseMin(low, point)
        high = pointwiseMax(high, point)
    }

    mutating func extend(to box: PlaneBox) {
        extend(to: box.low)
        extend(to: box.high)
    }

    func meets(_ other: PlaneBox) -> Bool {
        low.x <= other.high.x && other.low.x <= high.x && low.y <= other.high.y && other.low.y <= high.y
    }

    /// Whether all of it lies beyond one and the same side of another.
    func isBesides(_ other: PlaneBox) -> Bool { !meets(other) }
}

/// A ring on the projected square, with boxes around runs of its points, so that a tile passes over what lies far from it.
struct ProjectedRing {
    private static let runLength = 64

    private let points: [SIMD2<Double>]
    private let runs: [PlaneBox]
    let box: PlaneBox

    /// Projects a ring; nil when it has no points.
    init?(_ ring: Ring) {
        points = ring.coordinates.dropLast().map(WebMercator.project)
        guard let first = points.first else { return nil }
        var runs: [PlaneBox] = []
        for (index, point) in points.enumerated() {
            if index % Self.runLength == 0 {
                runs.append(PlaneBox(point))
            } else {
                runs[runs.count - 1].extend(to: point)
            }
        }
        self.runs = runs
        box = runs.reduce(into: PlaneBox(first)) { $0.extend(to: $1) }
    }

    /// Bytes in memory.
    var byteCount: Int { points.count * 16 + runs.count * 32 }

    /// A ring that goes around every position inside a box as often as this one does, and has few points elsewhere.
    ///
    /// Of a run of points beyond one side of the box only the ends matter: what lies between can be pulled straight without
    /// crossing the box.
    func thinned(around window: PlaneBox) -> [SIMD2<Double>] {
        var kept: [SIMD2<Double>] = []
        for (run, runBox) in runs.enumerated() {
            let start = run * Self.runLength
            let end = min(start + Self.runLength, points.count)
            if runBox.isBesides(window), end - start > 2 {
                kept.append(points[start])
                kept.append(points[end - 1])
            } else {
                kept.append(contentsOf: points[start..<end])
            }
        }
        return kept
    }
}
