import HTTPTypes
import Interchange
import Registry

/// A page of features on its way out, in whichever form.
struct FeatureAnswer: Sendable {
    /// What is handed out.
    let page: FeaturePage
    /// In which form.
    let form: ServedForm
    /// Links of the document.
    let links: [ServiceLink]
    /// What tells it from every other answer; nil when nothing does.
    let tag: EntityTag?
    /// The properties that the features have, for tables; nil for all.
    let selection: Set<String>?
    /// The reference system of its positions.
    let reference: OutputReference
    /// What the document is about.
    let subject: Subject
    /// When it was asked for.
    let timeStamp: String
    /// Whether it is one feature and no collection.
    var isSingle = false

    /// What a document of features is about.
    struct Subject: Sendable {
        /// The collection's name.
        let title: Bilingual
        /// The collection's id.
        let id: String
        /// What it holds of each feature, for tables.
        let properties: [FeatureProperty]
        /// The address of the service.
        let base: String
        /// What stands around a page about it.
        let frame: PageFrame
    }

    /// The headers of the answer.
    var headers: HTTPFields {
        var fields = links.headers
        fields[.contentType] = form.mediaType
        if form != .html { fields[.contentReference] = reference.header }
        if let tag { fields[.eTag] = tag.text }
        fields[.generation] = String(page.generation)
        return fields
    }

    /// Writes it, inside the same read.
    func write(from snapshot: RegistrySnapshot, to stream: ChunkStream) throws {
        switch form {
        case .html: try FeatureTable(answer: self).write(from: snapshot, to: stream)
        case .seq: try writeSequence(from: snapshot, to: stream)
        default: try isSingle ? writeFeature(from: snapshot, to: stream) : writeCollection(from: snapshot, to: stream)
        }
    }

    /// One GeoJSON FeatureCollection.
    private func writeCollection(from snapshot: RegistrySnapshot, to stream: ChunkStream) throws {
        var encoder = try FeatureEncoder(reference)
        encoder.json.beginObject()
        encoder.json.member("type", "FeatureCollection")
        writeFacts(to: &encoder.json)
        encoder.json.name("features")
        encoder.json.beginArray()
        try page.features(snapshot) { feature in
            encoder.json.lineBreak()
            try encoder.write(feature)
            try encoder.drain(to: stream)
        }
        encoder.json.finalLineBreak()
        encoder.json.endArray()
        encoder.json.endObject()
        encoder.json.finalLineBreak()
        try encoder.finish(to: stream)
    }

    /// One GeoJSON Feature; what a collection says of itself stands beside its properties.
    private func writeFeature(from snapshot: RegistrySnapshot, to stream: ChunkStream) throws {
        var encoder = try FeatureEncoder(reference)
        try page.features(snapshot) { feature in
            try encoder.write(feature) { writeFacts(to: &$0) }
        }
        encoder.json.finalLineBreak()
        try encoder.finish(to: stream)
    }

    /// One GeoJSON Feature after the other, each behind a record separator.
    ///
    /// - Source: RFC 8142 (GeoJSON Text Sequences).
    private func writeSequence(from snapshot: RegistrySnapshot, to stream: ChunkStream) throws {
        var encoder = try FeatureEncoder(reference)
        try page.features(snapshot) { feature in
            encoder.separator()
            try encoder.write(feature)
            encoder.endOfText()
            try encoder.drain(to: stream)
        }
        try encoder.finish(to: stream)
    }

    /// Links, time and numbers, and what the collection says beside its features.
    private func writeFacts(to json: inout JSONWriter) {
        json.links(links)
        json.member("timeStamp", timeStamp)
        if !isSingle {
            if let matched = page.numberMatched { json.member("numberMatched", matched) }
            json.member("numberReturned", page.numberReturned)
        }
        page.facts(&json)
    }
}

extension HTTPField.Name {
    /// The state of the workspace that an answer is of.
    static let generation = HTTPField.Name(checked: "Engo-Generation")
    /// The reference system of the coordinates.
    static let contentReference = HTTPField.Name(checked: "Content-Crs")
    /// What stands elsewhere, in relation to the answer.
    static let linkTo = HTTPField.Name(checked: "Link")
}
