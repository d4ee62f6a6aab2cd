/// A text file's characters as valid UTF-8 without a byte order mark, and the encoding it came in.
package struct DecodedText: Sendable {
    /// The text; NUL and other control characters are still in it.
    package let bytes: [UInt8]
    /// The encoding of the file.
    package let encoding: TextEncoding

    /// Takes a string that is already in memory.
    package init(_ text: String) {
        bytes = Array(text.utf8)
        encoding = .utf8
    }

    private init(bytes: [UInt8], encoding: TextEncoding) {
        self.bytes = bytes
        self.encoding = encoding
    }

    /// Decodes a file strictly: nothing is replaced, and the first wrong byte refuses all.
    ///
    /// A byte order mark decides. Other undeclared text is UTF-8 when it is well-formed, or holds several kana or kanji of
    /// UTF-8 before its first wrong byte. Else it is CP932 or EUC-JP, whichever reads all of it: kana and the common kanji of
    /// CP932 begin with bytes that EUC-JP lacks. Where both read it, it is EUC-JP, unless CP932 finds nothing but half-width
    /// kana, which may be meant: then nobody is guessed about. Both declared forms of UTF-8 accept a byte order mark and its
    /// absence.
    ///
    /// - Parameter encoding: the declared encoding; nil detects it.
    /// - Throws: ``InterchangeError/unsupportedEncoding(name:)`` for UTF-32, ISO-2022-JP and UTF-16 without a mark,
    ///   ``InterchangeError/invalidEncoding(_:line:byteOffset:)``, ``InterchangeError/ambiguousEncoding``,
    ///   ``InterchangeError/undetectableEncoding(utf8Line:utf8ByteOffset:cp932Line:cp932ByteOffset:)``,
    ///   ``InterchangeError/encodingUnavailable(_:)``.
    /// - Complexity: O(n).
    package static func decode(
        _ bytes: [UInt8], as encoding: TextEncoding? = nil
    ) throws(InterchangeError) -> DecodedText {
        var stream = try TextStream(TextPieces(.memory(bytes)), as: encoding)
        return DecodedText(bytes: try stream.next() ?? [], encoding: stream.encoding)
    }

    /// Decodes a piece of a stream whose encoding is declared, cut after a line feed: a mark is a character like any other.
    ///
    /// - Throws: ``InterchangeError/invalidEncoding(_:line:byteOffset:)`` with places within the piece,
    ///   ``InterchangeError/encodingUnavailable(_:)``.
    package static func decode(
        piece bytes: [UInt8], as encoding: TextEncoding
    ) throws(InterchangeError) -> [UInt8] {
        switch encoding {
        case .cp932: return try CP932.decode(bytes)
        case .eucJP: return try EUCJP.decode(bytes)
        case .utf16LittleEndian, .utf16BigEndian: throw .unsupportedEncoding(name: encoding.rawValue)
        case .utf8, .utf8WithByteOrderMark: break
        }
        if let offset = bytes.withUnsafeBufferPointer({ UTF8Validation.firstInvalidOffset(in: $0) }) {
            throw .invalidEncoding(encoding, line: line(ofByte: offset, in: bytes), byteOffset: offset)
        }
        return bytes
    }

    /// The physical line, from 1, of a byte; CR LF, LF and CR each end one.
    static func line(ofByte offset: Int, in bytes: [UInt8]) -> Int {
        var line = 1
        for index in 0..<min(max(offset, 0), bytes.count) {
            if bytes[index] == 0x0A {
                line += 1
            } else if bytes[index] == 0x0D, index + 1 == bytes.count || bytes[index + 1] != 0x0A {
                line += 1
            }
        }
        return line
    }
}
