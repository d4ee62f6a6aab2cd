/// Text made harmless for Markdown.
enum MarkdownText {
    /// The text on one line, with a backslash before every character that can begin or end markup.
    ///
    /// Behind a backslash, ASCII punctuation stands for itself (CommonMark 0.31, section 2.4). The comma, the hyphen and the
    /// stop mean nothing within a line, apart from the stop of `www.`, of which some programs make a link.
    static func escaped(_ text: String) -> String {
        var result = ""
        var isBehindW = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case _ where scalar.properties.generalCategory == .control: result += " "
            case ",", "-": result.unicodeScalars.append(scalar)
            case ".": result += isBehindW ? "\\." : "."
            case "!"..."/", ":"..."@", "["..."`", "{"..."~": result += "\\\(scalar)"
            default: result.unicodeScalars.append(scalar)
            }
            isBehindW = scalar == "w" || scalar == "W"
        }
        return result
    }
}
