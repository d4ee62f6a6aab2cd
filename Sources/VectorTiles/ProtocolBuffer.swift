/// Bytes in the wire form of Protocol Buffers, as far as tiles need it.
///
/// - Source: Protocol Buffers documentation, *Encoding*.
struct ProtocolBuffer {
    private(set) var bytes: [UInt8] = []

    private enum WireType: UInt64 {
        case varint = 0
        case fixed64 = 1
        case lengthDelimited = 2
    }

    /// A number in groups of seven bits, the least significant first.
    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func field(_ number: Int, _ value: UInt64) {
        tag(number, .varint)
        varint(value)
    }

    mutating func field(_ number: Int, signed value: Int) { field(number, Self.zigZag(value)) }

    mutating func field(_ number: Int, double value: Double) {
        tag(number, .fixed64)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func field(_ number: Int, _ text: String) { field(number, content: Array(text.utf8)) }

    /// A message inside, or packed numbers.
    mutating func field(_ number: Int, content: [UInt8]) {
        tag(number, .lengthDelimited)
        varint(UInt64(content.count))
        bytes.append(contentsOf: content)
    }

    /// Several numbers, one behind the other.
    mutating func field(_ number: Int, packed values: [UInt32]) {
        var content = ProtocolBuffer()
        content.bytes.reserveCapacity(values.count * 2)
        for value in values { content.varint(UInt64(value)) }
        field(number, content: content.bytes)
    }

    /// A signed number so that small ones are short in either direction: 0, −1, 1, −2 become 0, 1, 2, 3.
    static func zigZag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64((value << 1) ^ (value >> 63))) }

    private mutating func tag(_ number: Int, _ type: WireType) { varint(UInt64(number) << 3 | type.rawValue) }
}
