import Interchange

/// Something that the service says of itself, for programs and for people.
protocol ServiceDocument: Sendable {
    /// What it is called, where the route's own name does not say enough.
    var title: Bilingual? { get }
    /// Writes it as one JSON value.
    func write(to json: inout JSONWriter)
    /// Writes the content of its page.
    func write(to html: inout HTMLWriter)
}

extension ServiceDocument {
    var title: Bilingual? { nil }
}
