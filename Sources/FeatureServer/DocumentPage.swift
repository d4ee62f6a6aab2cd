import VictimSupport

/// A page for people: everything around its content.
struct DocumentPage: Sendable {
    /// What it is called.
    let title: Bilingual
    /// Whether everything is invented.
    let isDrill: Bool
    /// The address of the service.
    let base: String
    /// The same in other forms, and where else to go.
    let links: [ServiceLink]

    /// Everything before the content.
    var head: String {
        var html = "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n"
        html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        html += "<title>\(isDrill ? "【訓練】" : "")\(HTMLText.escaped(title.japanese)) – Engo 援護</title>\n"
        for link in links where link.method == nil && !link.isTemplated {
            html += "<link rel=\"\(link.rel)\" href=\"\(HTMLText.escaped(link.href))\"" + Self.type(link) + ">\n"
        }
        html += "</head>\n<body>\n"
        if isDrill { html += "<p><strong>訓練 — 架空のデータです <span lang=\"en\">Drill: invented data</span></strong></p>\n" }
        html += "<nav><a href=\"\(HTMLText.escaped(base))/\">Engo 援護</a></nav>\n"
        html += "<h1>\(Self.inline(title))</h1>\n"
        return html
    }

    /// Everything behind the content.
    var foot: String {
        var html = ""
        let others = links.filter { $0.rel == "alternate" }
        if !others.isEmpty {
            html += "<p>ほかの形式 <span lang=\"en\">Other forms</span>: "
            html += others.map { Self.anchor($0.href, $0.type ?? $0.href) }.joined(separator: " · ") + "</p>\n"
        }
        return html + "</body>\n</html>\n"
    }

    /// Both languages of a text in one line.
    static func inline(_ text: Bilingual) -> String {
        "\(HTMLText.escaped(text.japanese)) <span lang=\"en\">\(HTMLText.escaped(text.english))</span>"
    }

    /// A link that is part of the text.
    static func anchor(_ href: String, _ text: String) -> String {
        "<a href=\"\(HTMLText.escaped(href))\">\(HTMLText.escaped(text))</a>"
    }

    private static func type(_ link: ServiceLink) -> String {
        link.type.map { " type=\"\(HTMLText.escaped($0))\"" } ?? ""
    }
}
