import CZlib

/// CRC-32 (ISO 3309) over bytes that come piece by piece.
package struct RunningChecksum: Sendable {
    private var sum: UInt = CZlib.crc32(0, nil, 0)

    /// The checksum of no bytes.
    package init() {}

    /// Takes the next bytes.
    package mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { all in
            var done = 0
            while done < all.count {
                let step = min(all.count - done, 1 << 30)
                sum = CZlib.crc32(sum, all.baseAddress.map { $0 + done }, UInt32(step))
                done += step
            }
        }
    }

    /// The checksum so far, as eight hexadecimal digits.
    package var hexadecimal: String {
        let text = String(UInt32(truncatingIfNeeded: sum), radix: 16)
        return String(repeating: "0", count: 8 - text.utf8.count) + text
    }
}
