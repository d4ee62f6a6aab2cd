/// UTF-16 with a byte order mark, as spreadsheet programs save "Unicode text".
enum UTF16Text {
    /// Decodes strictly to UTF-8.
    ///
    /// - Parameters:
    ///   - encoding: ``TextEncoding/utf16LittleEndian`` or ``TextEncoding/utf16BigEndian``.
    ///   - start: 2 behind a mark, else 0.
    /// - Throws: ``InterchangeError/invalidEncoding(_:line:byteOffset:)`` at the first half of a pair without its other half,
    ///   and at a byte that is left over.
    /// - Complexity: O(n).
    static func decode(
        _ bytes: [UInt8], as encoding: TextEncoding, from start: Int
    ) throws(InterchangeError) -> [UInt8] {
        let low = encoding == .utf16LittleEndian ? 0 : 1
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 2)
        func unit(_ at: Int) -> UInt32? {
            at + 1 < bytes.count ? UInt32(bytes[at + low]) | UInt32(bytes[at + 1 - low]) << 8 : nil
        }
        var at = start
        while at < bytes.count {
            var value = unit(at)
            var width = 2
            if let high = value, (0xD800..<0xDC00).contains(high) {
                value = unit(at + 2).flatMap { low in
                    (0xDC00..<0xE000).contains(low) ? 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00) : nil
                }
                width = 4
            }
            guard let value, let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else {
                throw .invalidEncoding(encoding, line: line(of: result), byteOffset: at)
            }
            result.append(contentsOf: encoded)
            at += width
        }
        return result
    }

    /// The line on which the text that is decoded so far ends.
    private static func line(of decoded: [UInt8]) -> Int { DecodedText.line(ofByte: decoded.count, in: decoded) }
}
