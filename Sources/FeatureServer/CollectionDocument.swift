import Geospatial
import Interchange

/// What documents tell of a collection.
struct CollectionOutline: Sendable {
    /// Its id.
    let id: String
    /// What people call it.
    let title: Bilingual
    /// What it holds.
    let summary: Bilingual
    /// What it holds of each feature.
    let properties: [FeatureProperty]
    /// What filters may ask of it, the geometry aside.
    let queryables: [FeatureProperty]
    /// Whether filters may ask for the geometry.
    let hasQueryableGeometry: Bool
    /// Itself.
    let collection: any FeatureCollection

    /// Asks a collection, on behalf of whoever reads.
    ///
    /// - Throws: what the gate and the workspace throw.
    init(_ collection: any FeatureCollection, _ read: ServedRead) throws {
        self.collection = collection
        id = collection.id
        title = collection.title
        summary = collection.summary
        properties = try collection.properties(read)
        queryables = try collection.queryables(read)
        hasQueryableGeometry = try collection.hasQueryableGeometry(read)
    }
}

/// A collection, and where its parts are.
struct CollectionDocument: ServiceDocument {
    /// What is told of it.
    let outline: CollectionOutline
    /// The box of its features; nil when it is not told.
    let extent: BoundingBox?
    /// Where its parts are.
    var links: [ServiceLink]

    var title: Bilingual? { outline.title }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", outline.id)
            json.member("title", outline.title.both)
            json.member("description", outline.summary.both)
            if let extent { json.extent(extent) }
            json.member("itemType", "feature")
            json.member("crs", OutputReference.all.map(\.uri))
            json.member("storageCrs", OutputReference.storage.uri)
            json.links(links)
        }
    }

    func write(to html: inout HTMLWriter) {
        html.element("p", outline.summary)
        html.element("ul") { html in
            for link in links where link.type == ServedForm.html.mediaType && link.rel != "self" {
                html.element("li") { $0.link(link) }
            }
        }
    }
}

/// All collections that there are for whoever asks.
struct CollectionsDocument: ServiceDocument {
    /// They, in order.
    let collections: [CollectionDocument]
    /// Links of the list itself.
    let links: [ServiceLink]

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.links(links)
            json.array("collections") { json in
                for collection in collections { collection.write(to: &json) }
            }
        }
    }

    func write(to html: inout HTMLWriter) {
        for collection in collections {
            html.element("h2", collection.outline.title)
            collection.write(to: &html)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func extent(_ box: BoundingBox) {
        object("extent") { json in
            json.object("spatial") { json in
                json.array("bbox") { json in
                    json.array { json in
                        for number in [box.west, box.south, box.east, box.north] {
                            json.number(number, decimals: GeoJSONWriter.decimals)
                        }
                    }
                }
                json.member("crs", OutputReference.crs84.uri)
            }
        }
    }
}
