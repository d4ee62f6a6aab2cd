import Disclosure
import Registry

/// A prediction as Markdown for a report or a message: the tables and facts of ``PredictionPage`` without its drawing, nobody's
/// name.
package struct PredictionMarkdown {
    private let language: OutputLanguage

    /// Chooses the language of the text.
    package init(language: OutputLanguage) { self.language = language }

    /// Writes the text; in a drill its first line says so.
    package func write(_ prediction: Prediction, to sink: any OutputSink) throws {
        let content = PredictionText(prediction, language: language)
        var text = prediction.info.mode == .drill ? "**【\(WorkspaceMode.drillMark)】**\n\n" : ""
        text += "# \(MarkdownText.escaped(content.title))\n\n\(MarkdownText.escaped(content.facts))\n"
        for table in content.tables {
            text += "\n## \(MarkdownText.escaped(table.title))\n\n"
            text += Self.row(table.headings)
            text += "| :--- |" + String(repeating: " ---: |", count: table.headings.count - 1) + "\n"
            for (name, counts) in table.rows { text += Self.row([name] + counts) }
        }
        try Array(text.utf8).withUnsafeBytes { try sink.write($0) }
    }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.map(MarkdownText.escaped).joined(separator: " | ") + " |\n"
    }
}
