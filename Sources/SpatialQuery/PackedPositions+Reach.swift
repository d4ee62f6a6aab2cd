import Geospatial

extension PackedPositions {
    /// Calls `body` with the place of every position whose circle of uncertainty reaches the area, in packed order, and with
    /// how the circle lies.
    ///
    /// - Complexity: O(n) in the positions of the chunks whose circles the area's boundary may pass.
    package func forEachReached(by reach: AreaReach, _ body: (_ place: Int, CirclePlace) -> Void) {
        let longitudes = self.longitudes.span
        let latitudes = self.latitudes.span
        let uncertainties = self.uncertainties.span
        for chunk in 0..<chunkCount {
            let range = range(ofChunk: chunk)
            var largest: Float = 0
            for place in range {
                // Written so that what is no number counts as the largest of all.
                if !(uncertainties[place] <= largest) { largest = uncertainties[place] }
                if largest.isNaN { break }
            }
            let box = chunkBounds[chunk]
            let widest = UncertaintyCircle(longitude: 0, latitude: 0, metres: Double(largest))
            let scale = GroundScale(fromLatitude: box.south, toLatitude: box.north, metres: widest.metres)
            let degrees = scale.degrees(widest.metres)
            switch reach.area.coverage(of: box.widened(degreesEast: degrees.east, degreesNorth: degrees.north)) {
            case .none: continue
            case .whole: for place in range { body(place, .inside) }
            case .unknown:
                // Households at one place stand side by side: towns and blocks are asked once.
                var last: (longitude: Double, latitude: Double, metres: Float, answer: CirclePlace)?
                for place in range {
                    let (longitude, latitude) = (longitudes[place], latitudes[place])
                    let metres = uncertainties[place]
                    let answer: CirclePlace
                    if let last, last.longitude == longitude, last.latitude == latitude, last.metres == metres {
                        answer = last.answer
                    } else {
                        answer = reach.place(
                            of: UncertaintyCircle(longitude: longitude, latitude: latitude, metres: Double(metres)),
                            in: scale)
                        last = (longitude, latitude, metres, answer)
                    }
                    if answer != .outside { body(place, answer) }
                }
            }
        }
    }
}
