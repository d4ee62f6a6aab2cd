/// How wide a text is at most, whatever font it is printed in; and how it is broken into lines by that.
///
/// Widths are upper bounds over the usual Japanese fonts, so that a line which fits here fits on paper. Nothing of a text is lost: what
/// does not fit into one line stands in the next.
package enum TextWidth {
    /// The width of one character in ems.
    private static func ems(_ character: Character) -> Double {
        guard let scalar = character.unicodeScalars.first?.value else { return 0 }
        switch scalar {
        // Letters that proportional fonts make wide.
        case 0x40, 0x4D, 0x57, 0x6D, 0x77, 0x25, 0x26: return 0.95
        case 0x41...0x5A: return 0.74
        case 0x20..<0x7F: return 0.6
        case 0xFF61...0xFF9F: return 0.55
        case 0x1F000...: return scalar < 0x20000 ? 1.4 : 1.05
        default: return 1.02
        }
    }

    /// The width of a text in the unit of its size.
    package static func of(_ text: String, size: Double) -> Double { text.reduce(0) { $0 + ems($1) } * size }

    /// The text in lines of at most a width; one line at least. A character wider than the line has a line of its own.
    ///
    /// Lines end anywhere, as Japanese does, but not in a word of Latin letters or in a number when a space is near.
    package static func lines(_ text: String, width: Double, size: Double) -> [String] {
        var lines: [String] = []
        var line: [Character] = []
        var taken = 0.0
        for character in text {
            let own = ems(character) * size
            if taken + own > width, !line.isEmpty {
                var rest: [Character] = []
                if character.isASCII, character != " ", let space = line.lastIndex(of: " "), space > line.count / 2,
                    line[space...].allSatisfy(\.isASCII)
                {
                    rest = Array(line[(space + 1)...])
                    line.removeSubrange(space...)
                }
                lines.append(String(line))
                (line, taken) = (rest, of(String(rest), size: size))
                if rest.isEmpty, character == " " || character == "\u{3000}" { continue }
            }
            line.append(character)
            taken += own
        }
        return lines + (line.isEmpty && !lines.isEmpty ? [] : [String(line)])
    }

    /// The text as far as it fits, with an ellipsis where something is left out; for what stands in full elsewhere.
    package static func cut(_ text: String, width: Double, size: Double) -> String {
        guard of(text, size: size) > width else { return text }
        return (lines(text, width: width - 1.02 * size, size: size).first ?? "") + "…"
    }
}
