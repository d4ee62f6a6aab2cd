import Interchange

/// HTML that is put together from names known to the program and texts that are escaped, whatever they hold.
struct HTMLWriter: Sendable {
    /// What was written.
    private(set) var text = ""

    /// An element with an end.
    ///
    /// - Parameter attributes: names with texts; an empty text for a switch such as `required`.
    mutating func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ body: (inout HTMLWriter) -> Void
    ) {
        single(name, attributes)
        body(&self)
        text += "</\(name)>"
    }

    /// An element without attributes.
    mutating func element(_ name: StaticString, _ body: (inout HTMLWriter) -> Void) { element(name, [:], body) }

    /// An element that holds a text.
    mutating func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ content: String
    ) {
        element(name, attributes) { $0.escaped(content) }
    }

    /// An element that holds a text.
    mutating func element(_ name: StaticString, _ content: String) { element(name, [:], content) }

    /// An element that holds a text in both languages.
    mutating func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ content: Bilingual
    ) {
        element(name, attributes) { $0.both(content) }
    }

    /// An element that holds a text in both languages.
    mutating func element(_ name: StaticString, _ content: Bilingual) { element(name, [:], content) }

    /// An element without an end, such as `input`.
    mutating func single(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
        text += "<\(name)"
        for (attribute, value) in attributes {
            text += " \(attribute)"
            if !value.isEmpty { text += "=\"\(HTMLText.escaped(value))\"" }
        }
        text += ">"
    }

    /// A text.
    mutating func escaped(_ content: String) { text += HTMLText.escaped(content) }

    /// A text in both languages, each marked as such, Japanese first.
    mutating func both(_ content: Bilingual) {
        element("span", ["lang": "ja"], content.japanese)
        text += " "
        element("span", ["lang": "en"], content.english)
    }

    /// The style of a page; the only text that is not escaped.
    mutating func style(_ css: StaticString, nonce: String) {
        single("style", ["nonce": nonce])
        text += "\(css)</style>"
    }

    /// The end of a line, which browsers show as a space.
    mutating func lineBreak() { text += "\n" }

    /// What every document begins with.
    mutating func documentType() { text += "<!DOCTYPE html>\n" }
}
