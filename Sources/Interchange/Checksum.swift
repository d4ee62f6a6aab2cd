/// CRC-32 (ISO 3309) over bytes; tells accidental differences apart, not deliberate ones.
package enum Checksum {
    /// The checksum of the bytes.
    package static func crc32(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var sum = RunningChecksum()
        sum.add(bytes)
        return sum.value
    }

    /// The checksum as eight hexadecimal digits.
    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        var sum = RunningChecksum()
        sum.add(bytes)
        return sum.hexadecimal
    }
}
