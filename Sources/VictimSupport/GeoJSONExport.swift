import Interchange
package import Registry

/// Writes an answer as RFC 7946 GeoJSON: one point feature per household in list order, and a foreign member
/// `summary`.
package struct GeoJSONExport {
    private let language: OutputLanguage
    private static let drainLength = 1 << 18

    /// Chooses the language of labels; property names are English in both.
    package init(language: OutputLanguage) { self.language = language }

    /// Streams the listed households, in list order.
    package func write(
        _ answer: AreaAnswer, release: ListRelease, from snapshot: RegistrySnapshot, audit: AuditLog,
        to sink: some OutputSink
    ) throws {
        let json = AnswerJSON(language: language, includesReasons: answer.includesReasons)
        var writer = GeoJSONWriter()
        // The summary stands first, so that a reader of the file's head knows what it holds.
        writer.begin { writer in
            writer.name("summary")
            json.summary(answer, to: &writer)
        }
        try answer.release(release, from: snapshot, to: audit) { listed in
            if let position = listed.household.location?.position {
                writer.point(position) { json.household(listed, to: &$0) }
            } else {
                writer.unlocated { json.household(listed, to: &$0) }
            }
            if writer.byteCount > Self.drainLength { try writer.drain { try sink.write($0) } }
        }
        writer.end()
        try writer.drain { try sink.write($0) }
    }
}
