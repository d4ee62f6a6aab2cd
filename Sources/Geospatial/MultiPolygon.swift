/// The union of polygons, which may touch or overlap.
package struct MultiPolygon: Hashable, Sendable {
    /// The polygons, in source order.
    package let polygons: [Polygon]

    /// The union of the given polygons; none means an empty area.
    package init(_ polygons: [Polygon]) {
        self.polygons = polygons
    }

    /// The smallest box that holds every ring, or nil when the area is empty.
    ///
    /// - Complexity: O(n) in the positions.
    package var bounds: BoundingBox? {
        var result: BoundingBox?
        for polygon in polygons {
            for ring in [polygon.exterior] + polygon.holes {
                guard let box = BoundingBox(ring.coordinates) else { continue }
                result = result?.union(box) ?? box
            }
        }
        return result
    }

    /// Positions in all rings, each ring's closing position not counted.
    package var vertexCount: Int {
        polygons.reduce(0) { total, polygon in
            polygon.holes.reduce(total + polygon.exterior.coordinates.count - 1) { $0 + $1.coordinates.count - 1 }
        }
    }
}
