import Geospatial

extension PreparedArea {
    /// Whether the point lies in the area, decided by the edges of its cell alone.
    ///
    /// The windings known at the reference point are carried along a path of two legs, north or south to the point's
    /// latitude, then east or west to the point. The path stays in the cell, so only the cell's edges can cross it;
    /// each that does changes its ring's winding by one: up when the path goes from its right to its left.
    @inline(never)
    func cellContains(
        _ x: Double, _ y: Double, firstRun: Int, referenceX: Double, referenceY: Double
    ) -> Bool {
        let runs = self.runs.span
        let vertices = self.vertices.span
        var index = firstRun
        var winding: Int32 = 0
        var inPolygon = true
        while true {
            let run = runs[index]
            if run.marks.contains(.startsRing) { winding = run.baseWinding }
            let first = Int(run.firstVertex)
            var a = vertices[first]
            var aIsSouth = a.latitude <= y
            var aIsWest = a.longitude <= referenceX
            for next in (first + 1)...(first + Int(run.edgeCount)) {
                let b = vertices[next]
                let bIsSouth = b.latitude <= y
                let bIsWest = b.longitude <= referenceX
                if a.latitude == y {
                    // A vertex, or an edge along the parallel; every other edge through the point straddles it.
                    if a.longitude == x { return true }
                    if b.latitude == y, (a.longitude < x) != (b.longitude < x) { return true }
                }
                if aIsSouth != bIsSouth {
                    let low = min(a.longitude, b.longitude)
                    let high = max(a.longitude, b.longitude)
                    if max(x, referenceX) >= low, min(x, referenceX) <= high {
                        let isLeft: Bool
                        if x < low {
                            isLeft = aIsSouth
                        } else if x > high {
                            isLeft = bIsSouth
                        } else {
                            let sign = Orientation.sign(
                                ax: a.longitude, ay: a.latitude, bx: b.longitude, by: b.latitude, cx: x, cy: y)
                            if sign == 0 { return true }
                            isLeft = sign > 0
                        }
                        let wasLeft = RingSide.isLeft(straddlingLatitude: a, b, referenceX, y)
                        winding &+= (isLeft ? 1 : 0) - (wasLeft ? 1 : 0)
                    }
                }
                if aIsWest != bIsWest {
                    let low = min(a.latitude, b.latitude)
                    let high = max(a.latitude, b.latitude)
                    if max(y, referenceY) >= low, min(y, referenceY) <= high {
                        let isLeft = RingSide.isLeft(straddlingLongitude: a, b, referenceX, y)
                        let wasLeft = RingSide.isLeft(straddlingLongitude: a, b, referenceX, referenceY)
                        winding &+= (isLeft ? 1 : 0) - (wasLeft ? 1 : 0)
                    }
                }
                a = b
                aIsSouth = bIsSouth
                aIsWest = bIsWest
            }
            if run.marks.contains(.endsRing) {
                if (winding != 0) == run.marks.contains(.isHole) { inPolygon = false }
                if run.marks.contains(.endsPolygon) {
                    if inPolygon, !run.marks.contains(.coversOnlyEdges) { return true }
                    inPolygon = true
                }
                if run.marks.contains(.endsCell) { return false }
            }
            index += 1
        }
    }
}
