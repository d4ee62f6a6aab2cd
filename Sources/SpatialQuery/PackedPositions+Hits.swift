extension PackedPositions {
    /// The places, in packed order, of all positions inside the area or on its boundary.
    ///
    /// - Complexity: O(n) in the positions of the chunks whose boxes the area's boundary may pass.
    package func hits(in area: PreparedArea) -> [Int] {
        var hits: [Int] = []
        forEachHit(in: area) { hits.append($0) }
        return hits
    }

    /// Calls `body` with the place of every position inside the area or on its boundary, in packed order.
    @inline(__always)
    package func forEachHit(in area: PreparedArea, _ body: (Int) -> Void) {
        let longitudes = self.longitudes.span
        let latitudes = self.latitudes.span
        for chunk in 0..<chunkCount {
            switch area.coverage(of: chunkBounds[chunk]) {
            case .none: continue
            case .whole: for place in range(ofChunk: chunk) { body(place) }
            case .unknown:
                for place in range(ofChunk: chunk)
                where area.contains(longitude: longitudes[place], latitude: latitudes[place]) {
                    body(place)
                }
            }
        }
    }
}
