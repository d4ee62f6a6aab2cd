import CZlib

/// CRC-32 (ISO 3309) over bytes that come piece by piece.
package struct RunningChecksum: Sendable {
    private var sum: UInt = CZlib.crc32(0, nil, 0)

    /// The checksum of no bytes.
    package init() {}

    /// The checksum so far.
    package var value: UInt32 { UInt32(truncatingIfNeeded: sum) }

    /// Takes the next bytes.
    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        let start = bytes.bindMemory(to: UInt8.self).baseAddress
        var done = 0
        while done < bytes.count {
            let step = min(bytes.count - done, 1 << 30)
            sum = CZlib.crc32(sum, start.map { $0 + done }, UInt32(step))
            done += step
        }
    }

    /// Takes the next bytes.
    package mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

    /// The checksum so far, as eight hexadecimal digits.
    package var hexadecimal: String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 8 - text.utf8.count) + text
    }
}
