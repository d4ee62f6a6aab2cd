/// Keeps a spreadsheet from taking a cell of text for a formula, by a mark that a machine takes away again without loss.
///
/// A cell gets one apostrophe in front when what stands first in it, spaces and invisible characters passed over, is one of
/// `=`, `+`, `-`, `@` in any width, a tab or a line break; and when it begins with an apostrophe. A whole cell that is a minus
/// sign and a plain decimal number stays a number. So ``undone(_:)`` is: drop one apostrophe from a cell that begins with one.
/// The rule looks at nothing but the cell.
/// - Source: OWASP, CSV Injection; the characters passed over are those that spreadsheets trim from a typed or pasted cell.
package enum FormulaGuard {
    /// The apostrophe.
    package static let mark: UInt8 = 0x27

    /// Whether a cell, valid UTF-8, is to be written with the mark.
    ///
    /// - Complexity: O(1) for nearly every cell: the first byte decides.
    @inline(__always)
    package static func isNeeded(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        // A list has hundreds of thousands of cells; most begin with a digit, a letter, or what follows below.
        guard let first = cell.first, !isHarmless(first) else { return false }
        return isNeeded(anyway: cell)
    }

    /// Whether no cell that begins with this byte needs the mark.
    @inline(__always)
    private static func isHarmless(_ first: UInt8) -> Bool {
        // U+4000 to U+9FFF, where most Japanese text begins: nothing there is looked for.
        0x30...0x39 ~= first || 0x41...0x7A ~= first || 0xE4...0xE9 ~= first
    }

    private static func isNeeded(anyway cell: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 0
        while at < cell.count {
            switch cell[at] {
            case mark: return at == 0
            case UInt8(ascii: "-"): return !isNumber(UnsafeBufferPointer(rebasing: cell[at...])) || at > 0
            case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
            case 0...0x20, 0x7F: at += 1
            case 0x80...:
                let (scalar, length) = scalar(at: at, of: cell)
                if isTrigger(scalar) { return true }
                guard isPassedOver(scalar) else { return false }
                at += length
            default: return false
            }
        }
        return false
    }

    /// A cell as it was before it was written.
    package static func undone(_ cell: String) -> String {
        cell.utf8.first == mark ? String(cell.unicodeScalars.dropFirst()) : cell
    }

    /// A minus sign, digits, and at most one point between digits.
    private static func isNumber(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        guard cell.count > 1, isDigit(cell[1]), isDigit(cell[cell.count - 1]) else { return false }
        var points = 0
        for byte in cell.dropFirst() {
            if byte == UInt8(ascii: ".") { points += 1 } else if !isDigit(byte) { return false }
        }
        return points <= 1
    }

    /// Full-width and small forms, and the minus sign that converters of Japanese text exchange for the full-width hyphen.
    private static func isTrigger(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xFF0B, 0xFF0D, 0xFF1D, 0xFF20, 0xFE62, 0xFE63, 0xFE66, 0xFE6B, 0x2212, 0x2028, 0x2029, 0x85: true
        default: false
        }
    }

    /// Spaces, control characters and what has no shape.
    private static func isPassedOver(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x80...0xA0, 0xAD, 0x61C, 0x1680, 0x180E, 0x2000...0x200F, 0x202A...0x202F, 0x205F...0x206F, 0x3000,
            0xFE00...0xFE0F,
            0xFEFF, 0xE0000...0xE01EF:
            true
        default: false
        }
    }

    private static func scalar(at index: Int, of cell: UnsafeBufferPointer<UInt8>) -> (value: UInt32, length: Int) {
        func rest(_ offset: Int) -> UInt32 {
            index + offset < cell.count ? UInt32(cell[index + offset]) & 0x3F : 0
        }
        let first = UInt32(cell[index])
        switch first {
        case 0..<0xE0: return ((first & 0x1F) << 6 | rest(1), 2)
        case 0..<0xF0: return ((first & 0x0F) << 12 | rest(1) << 6 | rest(2), 3)
        default: return ((first & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4)
        }
    }
}
