/// Finds out how a text is encoded, by reading all of it once or twice; see ``DecodedText/decode(_:as:)`` for the rule.
struct EncodingDetection {
    let encoding: TextEncoding
    let privateUse: PrivateUseCharacters
    /// The text, to be read from its start.
    let pieces: TextPieces

    /// Decides, and checks that every byte can be decoded.
    ///
    /// - Throws: see ``DecodedText/decode(_:as:)``.
    init(_ pieces: TextPieces, declared: TextEncoding?) throws(InterchangeError) {
        let head = try pieces.head(4096)
        if let name = Self.unsupportedEncoding(of: head) { throw .unsupportedEncoding(name: name) }
        var pieces = pieces
        var found = PrivateUseCharacters()
        let marked = Self.utf16(of: head)
        switch declared ?? marked {
        case .cp932: encoding = .cp932
        case .eucJP: encoding = .eucJP
        case .utf16LittleEndian, .utf16BigEndian:
            // Declared UTF-16 of either order is what its mark says.
            guard let marked else { throw .unsupportedEncoding(name: "UTF-16 (BOM?)") }
            encoding = marked
            pieces.unit = 2
            pieces.lowByte = marked == .utf16LittleEndian ? 0 : 1
        case .utf8, .utf8WithByteOrderMark, nil:
            let hasMark = head.starts(with: TextEncoding.byteOrderMark)
            guard let wrong = try Self.firstWrongByte(of: pieces, &found) else {
                encoding = hasMark ? .utf8WithByteOrderMark : .utf8
                privateUse = found
                self.pieces = pieces
                return
            }
            if declared != nil {
                throw .invalidEncoding(.utf8, line: try pieces.line(ofByte: wrong.offset), byteOffset: wrong.offset)
            }
            if hasMark {
                throw .invalidEncoding(
                    .utf8WithByteOrderMark, line: try pieces.line(ofByte: wrong.offset), byteOffset: wrong.offset)
            }
            // Damaged UTF-8 often passes for CP932, as 縺 and other nonsense, and would fill a register with it.
            if wrong.threeByteSequences >= 4 {
                throw .invalidEncoding(.utf8, line: try pieces.line(ofByte: wrong.offset), byteOffset: wrong.offset)
            }
            encoding = try Self.choose(pieces, notUTF8At: wrong.offset)
            found = PrivateUseCharacters()
        }
        try Self.check(pieces, as: encoding) { found.add($0) }
        privateUse = found
        self.pieces = pieces
    }

    /// Decodes one piece that was checked, or is checked now; the text's first piece may begin with a mark.
    ///
    /// - Throws: ``InterchangeError/invalidEncoding(_:line:byteOffset:)`` with places within the piece,
    ///   ``InterchangeError/encodingUnavailable(_:)``.
    static func decode(
        _ piece: consuming [UInt8], as encoding: TextEncoding, isFirst: Bool
    ) throws(InterchangeError) -> [UInt8] {
        switch encoding {
        case .cp932: return try CP932.decode(piece)
        case .eucJP: return try EUCJP.decode(piece)
        case .utf16LittleEndian, .utf16BigEndian:
            return try UTF16Text.decode(piece, as: encoding, from: isFirst ? 2 : 0)
        case .utf8: return piece
        case .utf8WithByteOrderMark:
            if isFirst { piece.removeFirst(TextEncoding.byteOrderMark.count) }
            return piece
        }
    }

    /// Decodes all of a text and hands out each decoded piece.
    ///
    /// - Throws: ``InterchangeError/invalidEncoding(_:line:byteOffset:)`` with places in the text.
    private static func check(
        _ pieces: TextPieces, as encoding: TextEncoding, _ body: ([UInt8]) -> Void
    ) throws(InterchangeError) {
        var pieces = pieces
        while true {
            let start = pieces.offset
            guard let piece = try pieces.next() else { return }
            do {
                body(try decode(piece, as: encoding, isFirst: start == 0))
            } catch .invalidEncoding(let encoding, let line, let offset) {
                throw .invalidEncoding(
                    encoding, line: line + (start == 0 ? 0 : try pieces.line(ofByte: start) - 1),
                    byteOffset: start + offset)
            }
        }
    }

    /// Where UTF-8 ends, and how many three-byte sequences, such as kana and kanji, stand before: text in CP932 has hardly
    /// any, because its usual lead bytes begin no sequence of UTF-8. Nil when all is UTF-8.
    private static func firstWrongByte(
        of pieces: TextPieces, _ found: inout PrivateUseCharacters
    ) throws(InterchangeError) -> (offset: Int, threeByteSequences: Int)? {
        var pieces = pieces
        var threeByteSequences = 0
        while true {
            let start = pieces.offset
            guard let piece = try pieces.next() else { return nil }
            let survey = piece.withUnsafeBufferPointer { UTF8Survey($0) }
            if !survey.isWellFormed,
                let wrong = piece.withUnsafeBufferPointer({ UTF8Validation.firstInvalidOffset(in: $0) })
            {
                return (start + wrong, threeByteSequences + piece[..<wrong].count { $0 & 0xF0 == 0xE0 })
            }
            if threeByteSequences < 4 { threeByteSequences += piece.count { $0 & 0xF0 == 0xE0 } }
            found.add(piece, survey)
        }
    }

    /// Decides about bytes without a mark that are not UTF-8.
    private static func choose(_ pieces: TextPieces, notUTF8At offset: Int) throws(InterchangeError) -> TextEncoding {
        var isEUC = true
        do {
            try check(pieces, as: .eucJP) { _ in }
        } catch {
            isEUC = false
        }
        do {
            try check(pieces, as: .cp932) { _ in }
        } catch .invalidEncoding(_, let cp932Line, let cp932Offset) {
            if isEUC { return .eucJP }
            throw .undetectableEncoding(
                utf8Line: try pieces.line(ofByte: offset), utf8ByteOffset: offset, cp932Line: cp932Line,
                cp932ByteOffset: cp932Offset)
        }
        guard isEUC else { return .cp932 }
        // Every character of CP932 beside half-width kana takes two bytes.
        var rest = pieces
        while let piece = try rest.next() {
            if piece.contains(where: { $0 >= 0x80 && !(0xA1...0xDF).contains($0) }) { return .eucJP }
        }
        throw .ambiguousEncoding
    }

    /// UTF-16 by its byte order mark, or nil.
    private static func utf16(of head: [UInt8]) -> TextEncoding? {
        if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        return head.starts(with: [0xFE, 0xFF]) ? .utf16BigEndian : nil
    }

    /// The name of an encoding that would pass for another one, when the bytes show it.
    private static func unsupportedEncoding(of head: [UInt8]) -> String? {
        if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
        // ASCII in UTF-16 without its mark is every second byte NUL, which UTF-8 allows and no text has.
        if head.count >= 4, head[0] == 0 && head[2] == 0 || head[1] == 0 && head[3] == 0 { return "UTF-16 (BOM?)" }
        // ISO-2022-JP is all ASCII to a byte check; its shift sequence betrays it early in any Japanese text.
        for index in head.indices.dropLast(2) where head[index] == 0x1B && head[index + 1] == 0x24 {
            if head[index + 2] == 0x42 || head[index + 2] == 0x40 { return "ISO-2022-JP" }
        }
        return nil
    }
}
