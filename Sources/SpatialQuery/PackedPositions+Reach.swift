import Geospatial

extension PackedPositions {
    /// So many neighbours are asked about together before they are asked about one by one.
    private static let groupSize = 64
    /// Cells under a group are looked at up to this number; beyond, asking one by one costs less.
    private static let fewCells = 128

    /// Calls `body` with the place of every position whose circle of uncertainty reaches the area, in packed order, and with
    /// how the circle lies.
    ///
    /// Neighbours stand close together. So a chunk is asked about as a whole first, then its groups, and only those of a group
    /// that the area's boundary passes one by one.
    /// - Complexity: O(n) in the positions of the chunks whose circles the area's boundary may pass.
    package func forEachReached(by reach: AreaReach, _ body: (_ place: Int, CirclePlace) -> Void) {
        for chunk in 0..<chunkCount {
            let range = range(ofChunk: chunk)
            let widest = widestCircle(of: range)
            let box = chunkBounds[chunk]
            let scale = GroundScale(fromLatitude: box.south, toLatitude: box.north, metres: widest)
            switch reach.area.coverage(of: box.widened(by: widest, in: scale)) {
            case .none: continue
            case .whole: for place in range { body(place, .inside) }
            case .unknown:
                for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.groupSize) {
                    let group = start..<min(start + Self.groupSize, range.upperBound)
                    let box = ValueRange.box(longitudes: longitudes, latitudes: latitudes, group)
                    let circles = box.widened(by: widestCircle(of: group), in: scale)
                    switch reach.area.coverage(of: circles, ofAtMost: Self.fewCells) {
                    case .none: continue
                    case .whole: for place in group { body(place, .inside) }
                    case .unknown: forEachReached(of: group, by: reach, in: scale, body)
                    }
                }
            }
        }
    }

    /// The same for some neighbours, one by one, with a scale that holds for all their circles.
    private func forEachReached(
        of group: Range<Int>, by reach: AreaReach, in scale: GroundScale, _ body: (_ place: Int, CirclePlace) -> Void
    ) {
        let longitudes = self.longitudes.span
        let latitudes = self.latitudes.span
        let uncertainties = self.uncertainties.span
        // Households at one place stand side by side: towns and blocks are asked once.
        var last: (longitude: Double, latitude: Double, metres: Float, answer: CirclePlace)?
        for place in group {
            let (longitude, latitude) = (longitudes[place], latitudes[place])
            let metres = uncertainties[place]
            let answer: CirclePlace
            if let last, last.longitude == longitude, last.latitude == latitude, last.metres == metres {
                answer = last.answer
            } else {
                let circle = UncertaintyCircle(longitude: longitude, latitude: latitude, metres: Double(metres))
                let centre = BoundingBox(uncheckedLongitude: longitude, latitude: latitude)
                answer = reach.place(of: circle, in: centre.widened(by: circle.metres, in: scale))
                last = (longitude, latitude, metres, answer)
            }
            if answer != .outside { body(place, answer) }
        }
    }

    /// The largest radius of some positions, in metres, with its margin; the whole world's when one is negative or no number.
    private func widestCircle(of range: Range<Int>) -> Double {
        let uncertainties = self.uncertainties.span
        var largest: Float = 0
        for place in range where !(0 <= uncertainties[place] && uncertainties[place] <= largest) {
            guard uncertainties[place] > 0 else {
                largest = .nan
                break
            }
            largest = uncertainties[place]
        }
        return UncertaintyCircle(longitude: 0, latitude: 0, metres: Double(largest)).metres
    }
}

extension BoundingBox {
    /// The box and everything that is within some metres of it by a scale that holds for it.
    fileprivate func widened(by metres: Double, in scale: GroundScale) -> BoundingBox {
        let degrees = scale.degrees(metres)
        return widened(degreesEast: degrees.east, degreesNorth: degrees.north)
    }
}
