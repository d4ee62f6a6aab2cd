/// Microsoft code page 932, decoded and encoded by tables.
///
/// The tables are made once from the system's converter, which agrees with Windows on the NEC and IBM extensions
/// (①, ㈱, 髙, 﨑), on ～ U+FF5E and － U+FF0D, and on user-defined characters (F040… → U+E000…). Foundation's encoder
/// is not used: it never returns on some characters with variation selectors.
package enum CP932 {
    /// 〓, printed where a character does not exist in CP932.
    static let replacement: [UInt8] = [0x81, 0xAC]

    /// Decodes strictly to UTF-8.
    ///
    /// - Throws: ``InterchangeError/invalidEncoding(_:line:byteOffset:)`` at the first byte that belongs to no
    ///   assigned code, ``InterchangeError/encodingUnavailable(_:)``.
    /// - Complexity: O(n); the result is at most three times as long.
    package static func decode(_ bytes: [UInt8]) throws(InterchangeError) -> [UInt8] {
        guard let table = table else { throw .encodingUnavailable(.cp932) }
        var failure: Int?
        let lengthBound = bytes.count.multipliedReportingOverflow(by: 3)
        guard !lengthBound.overflow else { throw .encodingUnavailable(.cp932) }
        // A two-byte code becomes at most three bytes; only half-width kana triple, so the bound is rarely reached
        // and its tail is never touched.
        let decoded = [UInt8](unsafeUninitializedCapacity: lengthBound.partialValue) { output, count in
            bytes.withUnsafeBufferPointer { input in
                failure = decode(input, with: table, into: output, count: &count)
            }
        }
        if let failure {
            throw .invalidEncoding(
                .cp932, line: DecodedText.line(ofByte: failure, in: bytes), byteOffset: failure)
        }
        return decoded
    }

    /// Encodes all characters, or none.
    ///
    /// A duplicate code is written as the usual one, as Windows does; what decodes to another character than the
    /// one given (¥ U+00A5, 〜 U+301C, − U+2212) counts as unmappable instead of being replaced.
    ///
    /// - Throws: ``InterchangeError/unmappableCharacters(_:count:first:)``,
    ///   ``InterchangeError/encodingUnavailable(_:)``.
    package static func encode(_ text: String) throws(InterchangeError) -> [UInt8] {
        guard let table = table else { throw .encodingUnavailable(.cp932) }
        var bytes: [UInt8] = []
        var first: Unicode.Scalar?
        var unmappable = 0
        for scalar in text.unicodeScalars where !table.append(scalar, to: &bytes) {
            unmappable += 1
            first = first ?? scalar
        }
        if let first { throw .unmappableCharacters(.cp932, count: unmappable, first: first) }
        return bytes
    }

    /// The tables, or nil when the system lacks the converter.
    static let table = CP932Table()

    /// Decodes into `output`, which has room for three bytes per input byte; returns the offset of a wrong byte.
    private static func decode(
        _ input: UnsafeBufferPointer<UInt8>, with table: CP932Table, into output: UnsafeMutableBufferPointer<UInt8>,
        count: inout Int
    ) -> Int? {
        table.scalars.withUnsafeBufferPointer { scalars in
            var read = 0
            var write = 0
            defer { count = write }
            while read < input.count {
                let first = input[read]
                if first < 0x80 {
                    output[write] = first
                    write &+= 1
                    read &+= 1
                    continue
                }
                var scalar = scalars[Int(first)]
                var width = 1
                if scalar == 0 {
                    guard read &+ 1 < input.count else { return read }
                    let code = Int(first) << 8 | Int(input[read &+ 1])
                    scalar = scalars[code]
                    width = 2
                    if scalar == 0 { return read }
                }
                if scalar < 0x800 {
                    output[write] = 0xC0 | UInt8(truncatingIfNeeded: scalar >> 6)
                    output[write &+ 1] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F)
                    write &+= 2
                } else {
                    output[write] = 0xE0 | UInt8(truncatingIfNeeded: scalar >> 12)
                    output[write &+ 1] = 0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F)
                    output[write &+ 2] = 0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F)
                    write &+= 3
                }
                read &+= width
            }
            return nil
        }
    }
}
