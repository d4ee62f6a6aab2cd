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
        _ bytes: consuming [UInt8], as encoding: TextEncoding? = nil
    ) throws(InterchangeError) -> DecodedText {
        if let name = unsupportedEncoding(of: bytes) { throw .unsupportedEncoding(name: name) }
        let marked = utf16(of: bytes)
        switch encoding ?? marked {
        case .cp932: return DecodedText(bytes: try CP932.decode(bytes), encoding: .cp932)
        case .eucJP: return DecodedText(bytes: try EUCJP.decode(bytes), encoding: .eucJP)
        case .utf16LittleEndian, .utf16BigEndian:
            // Declared UTF-16 of either order is what its mark says.
            guard let marked else { throw .unsupportedEncoding(name: "UTF-16 (BOM?)") }
            return DecodedText(bytes: try UTF16Text.decode(bytes, as: marked), encoding: marked)
        case .utf8, .utf8WithByteOrderMark:
            if let offset = bytes.withUnsafeBufferPointer({ UTF8Validation.firstInvalidOffset(in: $0) }) {
                throw .invalidEncoding(.utf8, line: line(ofByte: offset, in: bytes), byteOffset: offset)
            }
            return withoutMark(bytes)
        case nil:
            guard let offset = bytes.withUnsafeBufferPointer({ UTF8Validation.firstInvalidOffset(in: $0) }) else {
                return withoutMark(bytes)
            }
            return try detect(bytes, notUTF8At: offset)
        }
    }

    /// Decides about bytes without a mark that are not UTF-8.
    private static func detect(_ bytes: [UInt8], notUTF8At offset: Int) throws(InterchangeError) -> DecodedText {
        if bytes.starts(with: TextEncoding.byteOrderMark) {
            throw .invalidEncoding(.utf8WithByteOrderMark, line: line(ofByte: offset, in: bytes), byteOffset: offset)
        }
        // Damaged UTF-8 often passes for CP932, as 縺 and other nonsense, and would fill a register with it.
        if threeByteSequences(before: offset, in: bytes) >= 4 {
            throw .invalidEncoding(.utf8, line: line(ofByte: offset, in: bytes), byteOffset: offset)
        }
        let euc = try? EUCJP.decode(bytes)
        let cp932: [UInt8]
        do {
            cp932 = try CP932.decode(bytes)
        } catch .invalidEncoding(_, let cp932Line, let cp932Offset) {
            if let euc { return DecodedText(bytes: euc, encoding: .eucJP) }
            throw .undetectableEncoding(
                utf8Line: line(ofByte: offset, in: bytes), utf8ByteOffset: offset, cp932Line: cp932Line,
                cp932ByteOffset: cp932Offset)
        }
        guard let euc else { return DecodedText(bytes: cp932, encoding: .cp932) }
        // Every character of CP932 beside half-width kana takes two bytes.
        guard bytes.contains(where: { $0 >= 0x80 && !(0xA1...0xDF).contains($0) }) else { throw .ambiguousEncoding }
        return DecodedText(bytes: euc, encoding: .eucJP)
    }

    /// UTF-16 by its byte order mark, or nil.
    private static func utf16(of bytes: [UInt8]) -> TextEncoding? {
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        return bytes.starts(with: [0xFE, 0xFF]) ? .utf16BigEndian : nil
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

    /// How many three-byte sequences, such as kana and kanji, stand before an offset up to which the bytes are UTF-8.
    ///
    /// Text in CP932 has hardly any: its usual lead bytes begin no sequence of UTF-8.
    private static func threeByteSequences(before offset: Int, in bytes: [UInt8]) -> Int {
        bytes[..<offset].count { $0 & 0xF0 == 0xE0 }
    }

    private static func withoutMark(_ bytes: consuming [UInt8]) -> DecodedText {
        guard bytes.starts(with: TextEncoding.byteOrderMark) else {
            return DecodedText(bytes: bytes, encoding: .utf8)
        }
        bytes.removeFirst(TextEncoding.byteOrderMark.count)
        return DecodedText(bytes: bytes, encoding: .utf8WithByteOrderMark)
    }

    /// The name of an encoding that would pass for another one, when the bytes show it.
    private static func unsupportedEncoding(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
        // ASCII in UTF-16 without its mark is every second byte NUL, which UTF-8 allows and no text has.
        if bytes.count >= 4, bytes[0] == 0 && bytes[2] == 0 || bytes[1] == 0 && bytes[3] == 0 { return "UTF-16 (BOM?)" }
        // ISO-2022-JP is all ASCII to a byte check; its shift sequence betrays it early in any Japanese text.
        let head = bytes.prefix(4096)
        for index in head.indices.dropLast(2) where head[index] == 0x1B && head[index + 1] == 0x24 {
            if head[index + 2] == 0x42 || head[index + 2] == 0x40 { return "ISO-2022-JP" }
        }
        return nil
    }
}
