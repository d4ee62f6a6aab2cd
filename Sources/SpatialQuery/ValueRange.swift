import Geospatial

/// The smallest and the largest of neighbouring coordinates.
enum ValueRange {
    /// The smallest and the largest of some values; both are NaN when one of them is.
    ///
    /// Four at a time: one after the other, each comparison waits for the one before. The type is written out, because for any
    /// number at all each of the four would be compared by a call.
    /// - Precondition: the range is not empty and lies within the values.
    static func extremes(of values: [Double], _ range: Range<Int>) -> (least: Double, most: Double) {
        let values = values[range]
        guard values.count >= 4 else {
            let areNumbers = values.allSatisfy { !$0.isNaN }
            return areNumbers ? (values.min() ?? .nan, values.max() ?? .nan) : (.nan, .nan)
        }
        return values.withUnsafeBytes { values in
            let lastStart = values.count - MemoryLayout<SIMD4<Double>>.size
            var least = SIMD4<Double>(repeating: values.load(as: Double.self))
            var most = least
            var areNumbers = least .== least
            for start in stride(from: 0, to: values.count, by: MemoryLayout<SIMD4<Double>>.size) {
                // At the end some are taken twice.
                let four = values.loadUnaligned(fromByteOffset: min(start, lastStart), as: SIMD4<Double>.self)
                least.replace(with: four, where: four .< least)
                most.replace(with: four, where: four .> most)
                areNumbers = areNumbers .& (four .== four)
            }
            return all(areNumbers) ? (least.min(), most.max()) : (.nan, .nan)
        }
    }

    /// The box of some positions whose coordinates are in range.
    ///
    /// - Precondition: as for ``extremes(of:_:)``.
    static func box(longitudes: [Double], latitudes: [Double], _ range: Range<Int>) -> BoundingBox {
        let (west, east) = extremes(of: longitudes, range)
        let (south, north) = extremes(of: latitudes, range)
        return BoundingBox(uncheckedLongitude: west, latitude: south)
            .union(BoundingBox(uncheckedLongitude: east, latitude: north))
    }
}
