import Interchange
package import Registry

/// Writes an answer as RFC 7946 GeoJSON: one point feature per household in list order, and a foreign member
/// `summary`.
package struct GeoJSONExport {
    private let language: OutputLanguage

    /// Chooses the language of labels; property names are English in both.
    package init(language: OutputLanguage) { self.language = language }

    /// Streams the listed households, in list order.
    package func write(
        _ answer: AreaAnswer, release: ListRelease, from snapshot: RegistrySnapshot, audit: AuditLog,
        to sink: some OutputSink
    ) throws {
        var listing = GeoJSONListing(answer, language: language)
        try answer.release(release, from: snapshot, to: audit) { try listing.add($0, to: sink) }
        try listing.end(to: sink)
    }
}

/// A list that becomes GeoJSON household by household.
struct GeoJSONListing {
    private let json: AnswerJSON
    private var writer = GeoJSONWriter()

    private static let drainLength = 1 << 18

    /// Starts with the summary, so that a reader of the file's head knows what it holds.
    init(_ answer: AreaAnswer, language: OutputLanguage) {
        let json = AnswerJSON(language: language, includesReasons: answer.includesReasons)
        self.json = json
        writer.begin { writer in
            writer.name("summary")
            json.summary(answer, to: &writer)
        }
    }

    /// Adds a household's feature.
    mutating func add(_ listed: ListedHousehold, to sink: some OutputSink) throws {
        if let position = listed.household.location?.position {
            writer.point(position) { json.household(listed, to: &$0) }
        } else {
            writer.unlocated { json.household(listed, to: &$0) }
        }
        if writer.byteCount > Self.drainLength { try writer.drain { try sink.write($0) } }
    }

    /// Hands out what is left.
    mutating func end(to sink: some OutputSink) throws {
        writer.end()
        try writer.drain { try sink.write($0) }
    }
}
