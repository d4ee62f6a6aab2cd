/// One line of columns padded to a width in terminal cells; East Asian characters count two.
///
/// Works on bytes, because a list has thousands of lines and whole characters cost ten times as much.
struct TableLine {
    /// The line so far, UTF-8.
    private(set) var bytes: [UInt8] = []

    private static let cutMark = Array("…".utf8)
    private static let replacement = Array("\u{FFFD}".utf8)

    /// - Parameter cells: text and width; width 0 neither cuts nor pads.
    init(_ cells: [(text: String, width: Int)]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: " ")) }
            append(cell.text, width: cell.width)
        }
    }

    /// The line as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The text with U+FFFD for what could rewrite the line on a terminal.
    static func harmless(_ text: String) -> String { TableLine([(text, 0)]).text }

    /// Lines as text that ends with a line break, each harmless.
    static func harmless(_ lines: [String]) -> String { lines.map { harmless($0) + "\n" }.joined() }

    private mutating func append(_ text: String, width: Int) {
        var text = text
        text.withUTF8 { append($0, width: width) }
    }

    private mutating func append(_ utf8: UnsafeBufferPointer<UInt8>, width: Int) {
        var index = 0
        var used = 0
        // The last place where the text can be cut so that the mark of a cut still fits.
        var cut = (length: bytes.count, used: 0)
        while index < utf8.count {
            let (value, length) = Self.scalar(at: index, of: utf8)
            let cells = Self.cells(of: value)
            if width > 0, used + cells > width {
                bytes.removeLast(bytes.count - cut.length)
                bytes += Self.cutMark
                used = cut.used + 1
                break
            }
            if Self.isControl(value) {
                bytes += Self.replacement
            } else {
                for offset in index..<index + length { bytes.append(utf8[offset]) }
            }
            used += cells
            index += length
            if used < width { cut = (bytes.count, used) }
        }
        for _ in 0..<max(0, width - used) { bytes.append(UInt8(ascii: " ")) }
    }

    /// The scalar that begins at a place of a string's UTF-8, which is always well formed, and its length in bytes.
    @inline(__always)
    private static func scalar(at index: Int, of utf8: UnsafeBufferPointer<UInt8>) -> (value: UInt32, length: Int) {
        let first = UInt32(utf8[index])
        func rest(_ offset: Int) -> UInt32 {
            index + offset < utf8.count ? UInt32(utf8[index + offset]) & 0x3F : 0
        }
        switch first {
        case 0..<0x80: return (first, 1)
        case 0..<0xE0: return ((first & 0x1F) << 6 | rest(1), min(2, utf8.count - index))
        case 0..<0xF0: return ((first & 0x0F) << 12 | rest(1) << 6 | rest(2), min(3, utf8.count - index))
        default:
            return ((first & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), min(4, utf8.count - index))
        }
    }

    private static func cells(of value: UInt32) -> Int {
        if value < 0x300 { return 1 }
        return isCombining(value) ? 0 : isWide(value) ? 2 : 1
    }

    /// Marks and variation selectors that stand on the character before them.
    private static func isCombining(_ value: UInt32) -> Bool {
        switch value {
        case 0x300...0x36F, 0x200B...0x200D, 0x3099...0x309A, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
        default: false
        }
    }

    /// Control, line-breaking and direction-changing characters could rewrite the line on a terminal.
    private static func isControl(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Wide by Unicode Standard Annex 11 (East Asian Width W and F), by block.
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x25A0...0x25FF, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xAC00...0xD7A3, 0xE000...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
