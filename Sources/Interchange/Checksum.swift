import CZlib

/// CRC-32 (ISO 3309) over bytes; tells accidental differences apart, not deliberate ones.
package enum Checksum {
    /// The checksum of the bytes.
    package static func crc32(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var sum: UInt = CZlib.crc32(0, nil, 0)
        var done = 0
        while done < bytes.count {
            let step = min(bytes.count - done, 1 << 30)
            sum = CZlib.crc32(sum, bytes.bindMemory(to: UInt8.self).baseAddress.map { $0 + done }, UInt32(step))
            done += step
        }
        return UInt32(truncatingIfNeeded: sum)
    }

    /// The checksum as eight hexadecimal digits.
    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        let text = String(bytes.withUnsafeBytes(crc32), radix: 16)
        return String(repeating: "0", count: 8 - text.utf8.count) + text
    }
}
