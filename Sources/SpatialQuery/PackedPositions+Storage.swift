extension PackedPositions {
    /// A column as the store keeps it: one blob of little-endian elements per chunk.
    package enum Column: UInt8, CaseIterable, Sendable {
        /// IEEE 754 binary64.
        case longitude
        /// IEEE 754 binary64.
        case latitude
        /// Unsigned 32 bits.
        case household
        /// Unsigned 8 bits.
        case level
        /// IEEE 754 binary32.
        case uncertainty

        /// Bytes per element.
        package var elementSize: Int {
            switch self {
            case .longitude, .latitude: 8
            case .household, .uncertainty: 4
            case .level: 1
            }
        }
    }

    /// The bytes of one column of one chunk, as ``PackedPositionsDecoder`` reads them back.
    package func bytes(of column: Column, chunk: Int) -> [UInt8] {
        let range = range(ofChunk: chunk)
        return switch column {
        case .longitude: Self.bytes(longitudes[range].lazy.map(\.bitPattern))
        case .latitude: Self.bytes(latitudes[range].lazy.map(\.bitPattern))
        case .household: Self.bytes(households[range])
        case .level: Array(levels[range])
        case .uncertainty: Self.bytes(uncertainties[range].lazy.map(\.bitPattern))
        }
    }

    private static func bytes<Element: FixedWidthInteger>(_ values: some Collection<Element>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * MemoryLayout<Element>.size)
        for value in values { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }
}
