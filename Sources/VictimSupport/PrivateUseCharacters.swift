/// The characters of a text that Unicode leaves to its users (外字): kept in every byte, and listed, because no other
/// system's fonts can draw them.
package struct PrivateUseCharacters: Sendable {
    /// One character of the text.
    package struct Entry: Hashable, Sendable {
        /// The code point.
        package let scalar: Unicode.Scalar
        /// How often it stands in the file.
        package var count: Int
        /// The physical line of the first one, from 1.
        package let firstLine: Int
    }

    /// Every such character once, by code point.
    package let entries: [Entry]

    /// Looks through valid UTF-8.
    ///
    /// U+E000…U+F8FF, and planes 15 and 16.
    init(in bytes: [UInt8]) {
        var found: [UInt32: Entry] = [:]
        var line = 1
        bytes.withUnsafeBufferPointer { bytes in
            var at = 0
            while at < bytes.count {
                let byte = bytes[at]
                if byte == 0x0A || byte == 0x0D && (at + 1 == bytes.count || bytes[at + 1] != 0x0A) { line += 1 }
                var value: UInt32 = 0
                if byte == 0xEE || byte == 0xEF && at + 1 < bytes.count && bytes[at + 1] <= 0xA3 {
                    guard at + 2 < bytes.count else { return }
                    value = UInt32(byte & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F)
                } else if byte == 0xF4 || byte == 0xF3 && at + 1 < bytes.count && bytes[at + 1] >= 0xB0 {
                    guard at + 3 < bytes.count else { return }
                    value = UInt32(byte & 0x07) << 18 | UInt32(bytes[at + 1] & 0x3F) << 12
                    value |= UInt32(bytes[at + 2] & 0x3F) << 6 | UInt32(bytes[at + 3] & 0x3F)
                }
                if value != 0, let scalar = Unicode.Scalar(value) {
                    found[value, default: Entry(scalar: scalar, count: 0, firstLine: line)].count += 1
                }
                at += 1
            }
        }
        entries = found.values.sorted { $0.scalar.value < $1.scalar.value }
    }
}
