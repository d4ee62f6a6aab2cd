import HTTPTypes
import Interchange

/// A link of a document.
struct ServiceLink: Hashable, Sendable {
    /// Where to.
    let href: String
    /// What stands there, in relation to the document.
    let rel: String
    /// The media type of what stands there; nil when it is no one form.
    var type: String?
    /// What people call it.
    var title: Bilingual?
    /// The method to ask by, when it is not GET.
    var method: String?
    /// The JSON text to send by it.
    var body: String?
    /// Whether the address has places to fill in.
    var isTemplated = false

    /// The same as a `Link` header.
    ///
    /// - Source: RFC 8288 (Web Linking).
    var header: String {
        "<\(href)>; rel=\"\(rel)\"" + (type.map { "; type=\"\($0)\"" } ?? "")
    }
}

extension JSONWriter {
    /// Writes the links of a document as its member `links`.
    mutating func links(_ links: [ServiceLink]) {
        array("links") { json in
            for link in links { json.link(link) }
        }
    }

    private mutating func link(_ link: ServiceLink) {
        object { json in
            json.member("href", link.href)
            json.member("rel", link.rel)
            if let type = link.type { json.member("type", type) }
            if let title = link.title { json.member("title", title.both) }
            if let method = link.method { json.member("method", method) }
            if let body = link.body {
                json.name("body")
                json.rawNumber(body)
            }
            if link.isTemplated { json.member("templated", true) }
        }
    }
}

extension [ServiceLink] {
    /// The headers that say the same to clients who read no documents.
    var headers: HTTPFields {
        var fields = HTTPFields()
        for link in self where link.method == nil { fields.append(HTTPField(name: .linkTo, value: link.header)) }
        return fields
    }
}

extension HTMLWriter {
    /// Writes a link with its name.
    mutating func link(_ link: ServiceLink) {
        element("a", ["href": link.href]) { html in
            if let title = link.title { html.both(title) } else { html.escaped(link.href) }
        }
    }

    /// Writes links to the same in other forms.
    mutating func otherForms(_ links: [ServiceLink]) {
        element("p") { html in
            html.both(Bilingual("ほかの形式", "Other forms"))
            for link in links where link.rel == "alternate" {
                html.escaped(" · ")
                html.element("a", ["href": link.href], link.type ?? link.href)
            }
        }
    }
}
