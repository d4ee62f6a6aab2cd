/// One line of columns padded to a width in terminal cells; East Asian characters count two.
struct TableLine {
    let text: String

    /// - Parameter cells: text and width; width 0 neither cuts nor pads.
    init(_ cells: [(text: String, width: Int)]) {
        text = cells.map { Self.fitted($0.text, to: $0.width) }.joined(separator: " ")
    }

    /// The text cut or padded to the width; scalar by scalar, because whole characters cost ten times as much.
    private static func fitted(_ text: String, to width: Int) -> String {
        if text.utf8.count <= max(width, 0), text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
            return text + String(repeating: " ", count: width - text.utf8.count)
        }
        var result = String.UnicodeScalarView()
        var count = 0
        var used = 0
        var end = text.unicodeScalars.startIndex
        // The last place where the text can be cut so that the mark of a cut still fits.
        var cut = (count: 0, used: 0)
        for scalar in text.unicodeScalars {
            let cells = cells(of: scalar)
            if width > 0, used + cells > width { break }
            if used + cells <= width - 1 { cut = (count + 1, used + cells) }
            result.append(isControl(scalar) ? "\u{FFFD}" : scalar)
            count += 1
            used += cells
            end = text.unicodeScalars.index(after: end)
        }
        guard width > 0 else { return String(result) }
        if end != text.unicodeScalars.endIndex {
            return String(String.UnicodeScalarView(result.prefix(cut.count))) + "…"
                + String(repeating: " ", count: max(0, width - cut.used - 1))
        }
        return String(result) + String(repeating: " ", count: max(0, width - used))
    }

    private static func cells(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        return isCombining(scalar) ? 0 : isWide(scalar) ? 2 : 1
    }

    /// Marks and variation selectors that stand on the character before them.
    private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300...0x36F, 0x200B...0x200D, 0x3099...0x309A, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
        default: false
        }
    }

    /// The text with U+FFFD for what could rewrite the line on a terminal.
    static func harmless(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
    }

    /// Control and direction-changing characters.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Wide by Unicode Standard Annex 11 (East Asian Width W and F), by block.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x25A0...0x25FF, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xAC00...0xD7A3, 0xE000...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
