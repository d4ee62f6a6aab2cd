/// A QR code of a short text: byte mode, level M, the smallest of the versions 1 to 4 that holds it.
///
/// - Source: ISO/IEC 18004:2015, *QR Code bar code symbology specification*: tables 7 and 9 (capacities, error correction), 8.8 (masks).
package struct QuickResponseCode: Hashable, Sendable {
    /// Modules on a side, without the quiet zone of four.
    package let side: Int
    /// Row by row from above, true for dark.
    package let modules: [Bool]

    /// The light border that readers need, in modules.
    package static let quietZone = 4
    /// The most bytes of a text.
    package static let longest = 62

    /// The code of a text; nil when it is longer than ``longest`` bytes.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let version = Version.all.first(where: { bytes.count + 2 <= $0.dataBytes }) else { return nil }
        let codewords = version.codewords(of: bytes)
        let blank = ModuleGrid(side: version.side, alignment: version.alignment)
        let filled = blank.filled(with: codewords)
        // The mask of the least penalty, the first where several are equal.
        let masks = (0..<8).map { filled.masked($0) }
        let best = masks.indices.min { (masks[$0].penalty, $0) < (masks[$1].penalty, $1) } ?? 0
        side = version.side
        modules = masks[best].modules
    }

    /// Whether a module is dark.
    package func isDark(row: Int, column: Int) -> Bool { modules[row * side + column] }

    private struct Version {
        let number: Int
        let dataBytes: Int
        let correctionBytes: Int
        let blocks: Int

        static let all = [
            Version(number: 1, dataBytes: 16, correctionBytes: 10, blocks: 1),
            Version(number: 2, dataBytes: 28, correctionBytes: 16, blocks: 1),
            Version(number: 3, dataBytes: 44, correctionBytes: 26, blocks: 1),
            Version(number: 4, dataBytes: 64, correctionBytes: 18, blocks: 2),
        ]

        var side: Int { 17 + 4 * number }
        /// The middle of the one alignment pattern; nil in version 1.
        var alignment: Int? { number == 1 ? nil : side - 7 }

        /// Mode, length, text, padding and error correction, interleaved.
        func codewords(of text: [UInt8]) -> [UInt8] {
            // Four bits of mode and eight of length, so every byte of the text straddles two.
            var data = [0x40 | UInt8(text.count >> 4)]
            var carried = UInt8(text.count & 15) << 4
            for byte in text {
                data.append(carried | byte >> 4)
                carried = byte << 4
            }
            data.append(carried)
            let padding: [UInt8] = [0xEC, 0x11]
            let used = data.count
            while data.count < dataBytes { data.append(padding[(data.count - used) % 2]) }
            let length = dataBytes / blocks
            let parts = (0..<blocks).map { Array(data[$0 * length..<($0 + 1) * length]) }
            let corrections = parts.map { ReedSolomon.remainder(of: $0, length: correctionBytes) }
            return (0..<length).flatMap { index in parts.map { $0[index] } }
                + (0..<correctionBytes).flatMap { index in corrections.map { $0[index] } }
        }
    }
}

/// Error correction over the field of 256 elements with the polynomial 0x11D.
enum ReedSolomon {
    /// The remainder of the data by the generator polynomial of a degree.
    static func remainder(of data: [UInt8], length: Int) -> [UInt8] {
        var generator = [UInt8](repeating: 0, count: length)
        generator[length - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<length {
            for index in 0..<length {
                generator[index] = product(generator[index], root)
                if index + 1 < length { generator[index] ^= generator[index + 1] }
            }
            root = product(root, 2)
        }
        var remainder = [UInt8](repeating: 0, count: length)
        for byte in data {
            let factor = byte ^ remainder.removeFirst()
            remainder.append(0)
            for index in 0..<length { remainder[index] ^= product(generator[index], factor) }
        }
        return remainder
    }

    private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var result = 0
        for bit in stride(from: 7, through: 0, by: -1) {
            result = result << 1 ^ (result >> 7) * 0x11D
            result ^= Int(right >> UInt8(bit) & 1) * Int(left)
        }
        return UInt8(result)
    }
}
