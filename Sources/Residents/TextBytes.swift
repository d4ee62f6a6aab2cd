/// Byte-wise treatment of text: comparison, hashing, and the checks that every recorded text passes.
enum TextBytes {
    static func areEqual(_ lhs: String, _ rhs: String) -> Bool {
        lhs.utf8.count == rhs.utf8.count && lhs.utf8.elementsEqual(rhs.utf8)
    }

    static func areEqual(_ lhs: String?, _ rhs: String?) -> Bool {
        switch (lhs, rhs) {
        case (nil, nil): true
        case (let left?, let right?): areEqual(left, right)
        default: false
        }
    }

    static func hash(_ text: String, into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        // No UTF-8 text holds this byte, so neighbouring texts cannot run together.
        hasher.combine(0xFF as UInt8)
    }

    /// Refuses empty text, text over the limit and control characters.
    static func check(_ text: String, limit: Int) throws(ResidentValueError) {
        try check(bytes: text.utf8, limit: limit)
    }

    @inline(__always)
    static func check(bytes: some Collection<UInt8>, limit: Int) throws(ResidentValueError) {
        let count = bytes.count
        guard count > 0 else { throw .empty }
        guard count <= limit else { throw .tooLong(bytes: count, limit: limit) }
        var previous: UInt8 = 0
        var offset = 0
        for byte in bytes {
            if byte < 0x20 || byte == 0x7F { throw .controlCharacter(byteOffset: offset) }
            // U+0080…U+009F are C2 80 … C2 9F in UTF-8.
            if previous == 0xC2, byte < 0xA0 { throw .controlCharacter(byteOffset: offset - 1) }
            previous = byte
            offset += 1
        }
    }

    /// The text without spaces, full-width ASCII made plain, for comparison with known words; never for storing.
    static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isSpace(scalar) { result.append(narrow(scalar)) }
        return String(result)
    }

    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\u{3000}" || scalar == "\u{A0}" || scalar == "\u{2003}"
    }

    /// Full-width ASCII (U+FF01…U+FF5E) as ASCII; everything else as it is.
    static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    /// The value of one Chinese digit 〇…九 (and 零), or nil.
    static func kanjiDigit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "〇", "零": 0
        case "一", "壱": 1
        case "二", "弐": 2
        case "三", "参": 3
        case "四": 4
        case "五": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        default: nil
        }
    }
}
