import Geospatial
import Interchange
package import Registry

/// Writes an answer as one JSON object `{"summary": …, "households": […]}` with the members of the GeoJSON properties
/// plus `longitude` and `latitude`.
package struct JSONExport {
    private let language: OutputLanguage
    private static let drainLength = 1 << 18

    /// Chooses the language of labels; member names are English in both.
    package init(language: OutputLanguage) { self.language = language }

    /// Streams the listed households, in list order.
    package func write(
        _ answer: AreaAnswer, release: ListRelease, from snapshot: RegistrySnapshot, audit: AuditLog,
        to sink: some OutputSink
    ) throws {
        let json = AnswerJSON(language: language, includesReasons: answer.includesReasons)
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("summary")
        json.summary(answer, to: &writer)
        writer.name("households")
        writer.beginArray()
        try answer.release(release, from: snapshot, to: audit) { listed in
            writer.lineBreak()
            writer.beginObject()
            json.household(listed, to: &writer)
            let position = listed.household.location?.position
            writer.name("longitude")
            if let position {
                writer.number(position.longitude, decimals: GeoJSONWriter.decimals)
            } else {
                writer.null()
            }
            writer.name("latitude")
            if let position {
                writer.number(position.latitude, decimals: GeoJSONWriter.decimals)
            } else {
                writer.null()
            }
            writer.endObject()
            if writer.byteCount > Self.drainLength { try writer.drain { try sink.write($0) } }
        }
        writer.finalLineBreak()
        writer.endArray()
        writer.endObject()
        writer.finalLineBreak()
        try writer.drain { try sink.write($0) }
    }
}
