/// One line of columns padded to a width in terminal cells; East Asian characters count two.
struct TableLine {
    let text: String

    /// - Parameter cells: text and width; width 0 neither cuts nor pads.
    init(_ cells: [(text: String, width: Int)]) {
        text = cells.map { Self.fitted($0.text, to: $0.width) }.joined(separator: " ")
    }

    private static func fitted(_ text: String, to width: Int) -> String {
        let safe = String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
        guard width > 0 else { return safe }
        var used = 0
        var result = ""
        for character in safe {
            let cells = character.unicodeScalars.contains(where: isWide) ? 2 : 1
            if used + cells > width {
                // A cut must be seen: the last cell says that something is missing.
                while used > width - 1, let last = result.popLast() {
                    used -= last.unicodeScalars.contains(where: isWide) ? 2 : 1
                }
                result += "…"
                used += 1
                break
            }
            result.append(character)
            used += cells
        }
        return result + String(repeating: " ", count: max(0, width - used))
    }

    /// Control and direction-changing characters could rewrite the line on a terminal.
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
