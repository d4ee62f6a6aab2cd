import Interchange

extension FuzzTarget {
    /// Delimited text in every encoding, read whole and piece by piece.
    ///
    /// The first byte chooses the declared encoding and the separator, the second the length of the pieces; the rest is the
    /// file.
    package static let csv = FuzzTarget(name: "csv", longest: 1 << 14, tokens: csvTokens) {
        (input: [UInt8]) throws(BrokenPromise) -> String in
        guard input.count >= 2 else { return "short" }
        let encoding = TextEncoding.allCases.dropFirst(Int(input[0] & 7)).first
        let separators: [UInt8?] = [nil, nil, 0x2C, 0x09]
        let separator = separators[Int(input[0] >> 3 & 3)]
        let bytes = Array(input[2...])

        let whole = DelimitedReading(whole: bytes, as: encoding, separator: separator)
        let pieces = DelimitedReading(bytes, pieceLength: Int(input[1]) + 1, as: encoding, separator: separator)
        let onePiece = DelimitedReading(bytes, pieceLength: bytes.count, as: encoding, separator: separator)
        try BrokenPromise.unless(whole.isSameText(as: pieces), "pieces read like the whole")
        try BrokenPromise.unless(onePiece.isSameText(as: pieces), "small pieces read like one")
        try BrokenPromise.unless(
            onePiece.privateUse == pieces.privateUse, "private-use characters do not depend on pieces")

        try whole.checkLines()
        if let decoded = whole.decoded { try PlainDelimitedText(decoded, like: whole).check(whole) }
        if whole.fault == nil { try WrittenAgain.check(whole) }
        let fault = whole.fault.map(BrokenPromise.caseName) ?? "read"
        return "\(fault) \(whole.encoding?.rawValue ?? "-") \(min(whole.rows.count, 4)) \(min(whole.header.count, 4))"
            + (whole.rows.contains { $0.malformedField != nil } ? " malformed" : "")
            + (whole.privateUse.isEmpty ? "" : " private")
    }

    private static let csvTokens: [[UInt8]] = {
        let words = [
            "番号,氏名\r\n", "\"", "\"\"", ",", "\t", "\n", "\r", "\r\n", "\",\"", "\"\n\"", "\u{0}", "\u{7F}", "\u{85}",
            "\u{FEFF}",
            "\u{3000}", "\u{E000}", "\u{F8FF}", "\u{10FFFD}", "葛\u{E0100}", "か\u{3099}", "𠮷", "〜", "−", "¥", "①", "髙",
            "ﾊﾅｺ", "試験",
        ].map { Array($0.utf8) }
        let bytes: [[UInt8]] = [
            [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF],
            // ISO-2022-JP, CP932 with trail bytes of ASCII, EUC-JP in two and three bytes, and lead bytes alone.
            [0x1B, 0x24, 0x42], [0x83, 0x5C], [0x81, 0x7C], [0x88, 0x9F], [0xF0, 0x40], [0xFC, 0x4B], [0xB1],
            [0xA4, 0xA2],
            [0x8E, 0xB1], [0x8F, 0xB0, 0xA1], [0x8F, 0xF5, 0xA1], [0xF5, 0xA1], [0x81], [0x8F], [0xFC], [0xFD], [0xA0],
            // UTF-16 of both orders, and halves of pairs.
            [0x2C, 0], [0, 0x2C], [0x0A, 0], [0, 0x0A], [0x0D, 0, 0x0A, 0], [0, 0x0D, 0, 0x0A], [0x22, 0], [0, 0x22],
            [0x0A, 0x0A], [0x42, 0xD8, 0xB7, 0xDF], [0xD8, 0x42, 0xDF, 0xB7], [0x00, 0xD8], [0xDC, 0x00],
            // Too long, too short and too large for UTF-8.
            [0xC0, 0x80], [0xE3, 0x81], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC2], [0xE0, 0x80, 0x80],
        ]
        return words + bytes
    }()
}
