/// Areas as bytes that give back every double exactly.
extension MultiPolygon {
    /// OGC well-known binary: a MultiPolygon in two dimensions, little-endian, longitude first.
    ///
    /// Rings, holes and positions keep their order, direction and every bit. Sixteen bytes a position, four a ring, nine a
    /// polygon, nine in all.
    ///
    /// - Complexity: O(n) in the positions.
    /// - Source: OGC 06-103r4, section 8.2.
    package var wellKnownBinary: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(9 + polygons.count * 13 + (vertexCount + polygons.count) * 16)
        WellKnownBinary.appendHead(WellKnownBinary.multiPolygon, count: polygons.count, to: &bytes)
        for polygon in polygons {
            WellKnownBinary.appendHead(WellKnownBinary.polygon, count: 1 + polygon.holes.count, to: &bytes)
            for ring in [polygon.exterior] + polygon.holes {
                WellKnownBinary.append(UInt32(ring.coordinates.count), to: &bytes)
                for coordinate in ring.coordinates {
                    WellKnownBinary.append(coordinate.longitude.bitPattern, to: &bytes)
                    WellKnownBinary.append(coordinate.latitude.bitPattern, to: &bytes)
                }
            }
        }
        return bytes
    }

    /// Reads what ``wellKnownBinary`` writes; nil for any other bytes, be they cut short, too long or no closed rings.
    ///
    /// - Complexity: O(n) in the bytes.
    package init?(wellKnownBinary bytes: [UInt8]) {
        let area = bytes.withUnsafeBytes { buffer -> MultiPolygon? in
            var reader = WellKnownBinary(bytes: buffer)
            guard let count = reader.head(WellKnownBinary.multiPolygon) else { return nil }
            var polygons: [Polygon] = []
            for _ in 0..<count {
                guard let polygon = reader.polygon() else { return nil }
                polygons.append(polygon)
            }
            return reader.at == buffer.count ? MultiPolygon(polygons) : nil
        }
        guard let area else { return nil }
        self = area
    }
}

/// A place in well-known binary that is being read, and the ways to write its parts.
private struct WellKnownBinary {
    static let polygon: UInt32 = 3
    static let multiPolygon: UInt32 = 6
    /// The byte order mark of little-endian numbers.
    private static let littleEndian: UInt8 = 1

    let bytes: UnsafeRawBufferPointer
    var at = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    static func appendHead(_ type: UInt32, count: Int, to bytes: inout [UInt8]) {
        bytes.append(littleEndian)
        append(type, to: &bytes)
        append(UInt32(count), to: &bytes)
    }

    static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func head(_ type: UInt32) -> Int? {
        guard at < bytes.count, bytes[at] == Self.littleEndian else { return nil }
        at += 1
        guard number(UInt32.self) == type else { return nil }
        return number(UInt32.self).map(Int.init)
    }

    mutating func polygon() -> Polygon? {
        guard let count = head(Self.polygon), count > 0, let exterior = ring() else { return nil }
        var holes: [Ring] = []
        for _ in 1..<count {
            guard let hole = ring() else { return nil }
            holes.append(hole)
        }
        return Polygon(exterior: exterior, holes: holes)
    }

    private mutating func ring() -> Ring? {
        guard let count = number(UInt32.self).map(Int.init), count <= (bytes.count - at) / 16 else { return nil }
        var coordinates: [Coordinate] = []
        coordinates.reserveCapacity(count)
        for _ in 0..<count {
            guard let longitude = number(UInt64.self), let latitude = number(UInt64.self),
                let coordinate = try? Coordinate(
                    longitude: Double(bitPattern: longitude), latitude: Double(bitPattern: latitude))
            else { return nil }
            coordinates.append(coordinate)
        }
        return try? Ring(coordinates)
    }

    private mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        guard bytes.count - at >= MemoryLayout<Number>.size else { return nil }
        defer { at += MemoryLayout<Number>.size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: Number.self))
    }
}
