/// EUC-JP as registers on old Unix systems write it, decoded by tables.
///
/// The tables are made once from the system's converter "EUC-JP-MS", which knows NEC row 13 (①, ㈱), the IBM extensions
/// behind 8F (髙, 﨑), JIS X 0212, half-width kana behind 8E, ～ U+FF5E and － U+FF0D, and user-defined characters (F5A1… →
/// U+E000…, 8FF5A1… → U+E3AC…).
enum EUCJP {
    /// The BMP scalars of two-byte codes, and of three-byte codes behind 8F, by lead × 256 + trail; 0 means none.
    private struct Table: Sendable {
        let twoBytes: [UInt16]
        let threeBytes: [UInt16]

        init?() {
            guard let converter = SystemConverter(from: "EUC-JP-MS", to: "UTF-16LE") else { return nil }
            var twoBytes = [UInt16](repeating: 0, count: 65_536)
            var threeBytes = twoBytes
            for lead in 0xA1...0xFE {
                for trail in 0xA1...0xFE {
                    let index = lead << 8 | trail
                    let two = converter.convert(UInt8(lead), UInt8(trail))
                    if two.count == 2 { twoBytes[index] = UInt16(two.first) | UInt16(two.second) << 8 }
                    let three = converter.convert(0x8F, UInt8(lead), UInt8(trail))
                    if three.count == 2 { threeBytes[index] = UInt16(three.first) | UInt16(three.second) << 8 }
                }
            }
            // A converter without kanji would make every register unreadable without saying why.
            guard twoBytes[0xB0A1] == 0x4E9C else { return nil }
            self.twoBytes = twoBytes
            self.threeBytes = threeBytes
        }
    }

    /// The tables, or nil when the system lacks the converter.
    private static let table = Table()

    /// Decodes strictly to UTF-8.
    ///
    /// - Throws: ``InterchangeError/invalidEncoding(_:line:byteOffset:)`` at the first byte that belongs to no assigned
    ///   code, ``InterchangeError/encodingUnavailable(_:)``.
    /// - Complexity: O(n).
    static func decode(_ bytes: [UInt8]) throws(InterchangeError) -> [UInt8] {
        guard let table else { throw .encodingUnavailable(.eucJP) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 2)
        var at = 0
        while at < bytes.count {
            let first = bytes[at]
            if first < 0x80 {
                result.append(first)
                at += 1
                continue
            }
            guard let (scalar, width) = code(bytes, at, table), let valid = Unicode.Scalar(scalar) else {
                throw .invalidEncoding(.eucJP, line: DecodedText.line(ofByte: at, in: bytes), byteOffset: at)
            }
            result.append(contentsOf: UTF8.encode(valid) ?? UTF8.encodedReplacementCharacter)
            at += width
        }
        return result
    }

    /// The character at an offset and how many bytes it takes, or nil when there is none.
    private static func code(_ bytes: [UInt8], _ at: Int, _ table: Table) -> (scalar: UInt16, width: Int)? {
        let width = bytes[at] == 0x8F ? 3 : 2
        guard at + width <= bytes.count else { return nil }
        switch bytes[at] {
        case 0x8E:
            // Half-width kana: JIS X 0201 in the high half.
            let kana = bytes[at + 1]
            return (0xA1...0xDF).contains(kana) ? (0xFF61 + UInt16(kana - 0xA1), 2) : nil
        case 0x8F:
            let scalar = table.threeBytes[Int(bytes[at + 1]) << 8 | Int(bytes[at + 2])]
            return scalar == 0 ? nil : (scalar, 3)
        default:
            let scalar = table.twoBytes[Int(bytes[at]) << 8 | Int(bytes[at + 1])]
            return scalar == 0 ? nil : (scalar, 2)
        }
    }
}
