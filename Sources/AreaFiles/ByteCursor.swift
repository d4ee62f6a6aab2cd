import Geospatial

/// A place in bytes that are being read; every read is checked, and nil tells that the bytes end too early.
struct ByteCursor {
    private let bytes: UnsafeRawBufferPointer
    /// The offset of the next byte.
    private(set) var at: Int
    private let end: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        at = 0
        end = bytes.count
    }

    /// Bytes that are left.
    var left: Int { end - at }

    /// Moves to an offset; false when it lies outside.
    mutating func seek(_ offset: Int) -> Bool {
        guard offset >= 0, offset <= end else { return false }
        at = offset
        return true
    }

    /// Passes over bytes; false when there are fewer.
    mutating func skip(_ count: Int) -> Bool {
        guard count >= 0, count <= left else { return false }
        at += count
        return true
    }

    /// A cursor over the next bytes alone, which are passed over.
    mutating func part(_ count: Int) -> ByteCursor? {
        guard count >= 0, count <= left else { return nil }
        defer { at += count }
        return ByteCursor(UnsafeRawBufferPointer(rebasing: bytes[at..<at + count]))
    }

    /// The next bytes themselves; they live as long as those that the cursor reads.
    mutating func buffer(_ count: Int) -> UnsafeRawBufferPointer? {
        guard count >= 0, count <= left else { return nil }
        defer { at += count }
        return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
    }

    /// The next bytes, copied.
    mutating func take(_ count: Int) -> [UInt8]? {
        guard count >= 0, count <= left else { return nil }
        defer { at += count }
        return Array(bytes[at..<at + count])
    }

    mutating func byte() -> UInt8? {
        guard left > 0 else { return nil }
        defer { at += 1 }
        return bytes[at]
    }

    /// A number of any width.
    @inline(__always)
    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type, bigEndian: Bool = false) -> Number? {
        guard left >= MemoryLayout<Number>.size else { return nil }
        defer { at += MemoryLayout<Number>.size }
        let raw = bytes.loadUnaligned(fromByteOffset: at, as: Number.self)
        return bigEndian ? Number(bigEndian: raw) : Number(littleEndian: raw)
    }

    /// A count of 32 bits.
    mutating func count(bigEndian: Bool = false) -> Int? {
        number(UInt32.self, bigEndian: bigEndian).map(Int.init)
    }

    /// Positions of two doubles each, `stride` bytes apart; nil when there are fewer.
    mutating func points(_ count: Int, stride: Int = 16, bigEndian: Bool = false) -> [PlanePoint]? {
        guard count >= 0, count <= left / stride else { return nil }
        defer { at += count * stride }
        let start = at
        return [PlanePoint](unsafeUninitializedCapacity: count) { points, written in
            for index in 0..<count {
                let place = start + index * stride
                points.initializeElement(
                    at: index,
                    to: PlanePoint(
                        x: double(at: place, bigEndian), y: double(at: place + 8, bigEndian)))
            }
            written = count
        }
    }

    @inline(__always)
    private func double(at offset: Int, _ bigEndian: Bool) -> Double {
        let raw = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return Double(bitPattern: bigEndian ? UInt64(bigEndian: raw) : UInt64(littleEndian: raw))
    }
}
