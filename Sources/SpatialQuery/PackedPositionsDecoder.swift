import Geospatial

/// Puts packed positions together again from stored chunks, in order.
package struct PackedPositionsDecoder {
    private var longitudes: [Double] = []
    private var latitudes: [Double] = []
    private var households: [UInt32] = []
    private var levels: [UInt8] = []
    private var uncertainties: [Float] = []

    /// Makes room for as many positions as are expected; a hint only.
    package init(expectedCount: Int = 0) {
        longitudes.reserveCapacity(expectedCount)
        latitudes.reserveCapacity(expectedCount)
        households.reserveCapacity(expectedCount)
        levels.reserveCapacity(expectedCount)
        uncertainties.reserveCapacity(expectedCount)
    }

    /// Positions so far.
    package var count: Int { longitudes.count }

    /// Adds one stored chunk, column by column (``PackedPositions/Column`` states the element types).
    ///
    /// The bytes need no alignment. After an error the decoder must not be used further.
    ///
    /// - Throws: ``SpatialQueryError/columnLengthMismatch(column:bytes:expected:)``.
    /// - Complexity: O(n) in the bytes, which are copied as they are.
    package mutating func append(
        longitudes longitudeBytes: RawSpan, latitudes latitudeBytes: RawSpan, households householdBytes: RawSpan,
        levels levelBytes: RawSpan, uncertainties uncertaintyBytes: RawSpan
    ) throws(SpatialQueryError) {
        let added = longitudeBytes.byteCount / PackedPositions.Column.longitude.elementSize
        try check(.longitude, longitudeBytes, holds: added)
        try check(.latitude, latitudeBytes, holds: added)
        try check(.household, householdBytes, holds: added)
        try check(.level, levelBytes, holds: added)
        try check(.uncertainty, uncertaintyBytes, holds: added)
        Self.append(longitudeBytes, to: &longitudes, zero: 0)
        Self.append(latitudeBytes, to: &latitudes, zero: 0)
        Self.append(householdBytes, to: &households, zero: 0)
        Self.append(levelBytes, to: &levels, zero: 0)
        Self.append(uncertaintyBytes, to: &uncertainties, zero: 0)
    }

    private func check(
        _ column: PackedPositions.Column, _ bytes: RawSpan, holds count: Int
    ) throws(SpatialQueryError) {
        let expected = count * column.elementSize
        guard bytes.byteCount == expected else {
            throw .columnLengthMismatch(column: column, bytes: bytes.byteCount, expected: expected)
        }
    }

    /// The positions of all chunks.
    ///
    /// - Throws: ``SpatialQueryError/coordinateOutOfRange(index:)``.
    package func finish() throws(SpatialQueryError) -> PackedPositions {
        var chunkBounds: [BoundingBox] = []
        chunkBounds.reserveCapacity(count / PackedPositions.chunkSize + 1)
        for start in stride(from: 0, to: count, by: PackedPositions.chunkSize) {
            chunkBounds.append(try bounds(start..<min(start + PackedPositions.chunkSize, count)))
        }
        return PackedPositions(
            longitudes: longitudes, latitudes: latitudes, households: households, levels: levels,
            uncertainties: uncertainties, chunkBounds: chunkBounds)
    }

    /// The box of a range that is not empty, once all its coordinates are found to be in range.
    private func bounds(_ range: Range<Int>) throws(SpatialQueryError) -> BoundingBox {
        let (west, east) = ValueRange.extremes(of: longitudes, range)
        let (south, north) = ValueRange.extremes(of: latitudes, range)
        if let southWest = try? Coordinate(longitude: west, latitude: south),
            let northEast = try? Coordinate(longitude: east, latitude: north)
        {
            return BoundingBox(southWest).union(BoundingBox(northEast))
        }
        let index = range.first { !(abs(longitudes[$0]) <= 180 && abs(latitudes[$0]) <= 90) }
        throw .coordinateOutOfRange(index: index ?? range.lowerBound)
    }

    /// Copies the bytes behind the values.
    private static func append<Value: BitwiseCopyable>(_ bytes: RawSpan, to values: inout [Value], zero: Value) {
        let size = MemoryLayout<Value>.size
        #if _endian(little)
            // Usually the bytes lie where values may lie, and are taken as such, without room being made for them first.
            let isTaken = bytes.withUnsafeBytes { source in
                guard let start = source.baseAddress,
                    Int(bitPattern: start).isMultiple(of: MemoryLayout<Value>.alignment)
                else { return false }
                values.append(contentsOf: source.assumingMemoryBound(to: Value.self))
                return true
            }
            if isTaken { return }
        #endif
        let start = values.count
        values.append(contentsOf: repeatElement(zero, count: bytes.byteCount / size))
        values.withUnsafeMutableBytes { target in
            let added = UnsafeMutableRawBufferPointer(rebasing: target[(start * size)...])
            bytes.withUnsafeBytes { added.copyMemory(from: $0) }
            #if _endian(big)
                for element in stride(from: 0, to: added.count, by: size) { added[element..<element + size].reverse() }
            #endif
        }
    }
}
