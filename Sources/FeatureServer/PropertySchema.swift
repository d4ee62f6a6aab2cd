import FilterLanguage
import Interchange

/// The properties to filter or to sort by, as a JSON Schema of one feature's properties; each list holds what may be used so, and
/// nothing else, since clients send whatever it names.
///
/// - Source: JSON Schema 2020-12; OGC 19-079r2 (OGC API – Features – Part 3: Filtering), 6.2 (Queryables); OGC API – Features – Part 8
///   (Sorting) for the sortables.
struct PropertySchema: ServiceDocument {
    /// What properties are good for; the name is the last part of the address.
    enum Use: String, CaseIterable, Sendable {
        case queryables, sortables

        /// By which relation a collection and its items lead here.
        var relation: String { "http://www.opengis.net/def/rel/ogc/1.0/\(rawValue)" }

        /// What it is called.
        var title: Bilingual {
            switch self {
            case .queryables: Bilingual("絞り込みに使える項目", "The properties to filter by")
            case .sortables: Bilingual("並べ替えに使える項目", "The properties to sort by")
            }
        }
    }

    /// For what.
    let use: Use
    /// The collection.
    let outline: CollectionOutline
    /// Where the document is, without parameters.
    let address: String

    private var properties: [FeatureProperty] {
        switch use {
        case .queryables: outline.queryables
        case .sortables: outline.properties.filter(\.isSortable)
        }
    }

    var title: Bilingual? {
        Bilingual(
            "\(outline.title.japanese): \(use.title.japanese)", "\(outline.title.english): \(use.title.english)")
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            json.member("$id", address)
            json.member("type", "object")
            json.member("title", outline.title.both)
            json.member("description", outline.summary.both)
            json.object("properties") { json in
                if use == .queryables, outline.hasQueryableGeometry {
                    json.object(FilterVocabulary.geometryName) { json in
                        json.member("title", "位置 / position")
                        json.member("format", "geometry-any")
                        json.member("x-ogc-role", "primary-geometry")
                    }
                }
                for property in properties { json.object(property.name) { property.writeSchema(to: &$0) } }
            }
            json.member("additionalProperties", false)
        }
    }

    func write(to html: inout HTMLWriter) {
        html.element("table") { html in
            html.element("thead") { html in
                html.element("tr") { html in
                    for heading in Self.headings { html.element("th", heading) }
                }
            }
            html.element("tbody") { html in
                for property in properties {
                    html.element("tr") { html in
                        html.element("td", property.name)
                        html.element("td", property.title)
                        html.element("td", property.kind.rawValue)
                        html.element("td", property.values.joined(separator: ", "))
                    }
                }
            }
        }
    }

    private static let headings = [
        Bilingual("項目", "Property"), Bilingual("意味", "Meaning"), Bilingual("型", "Type"), Bilingual("値", "Values"),
    ]
}

extension FeatureProperty {
    /// Writes the members of the JSON Schema of its values.
    func writeSchema(to json: inout JSONWriter) {
        json.member("title", title.both)
        json.member("type", kind.rawValue)
        guard !values.isEmpty else { return }
        if kind == .array {
            json.object("items") { json in
                json.member("type", Kind.string.rawValue)
                json.member("enum", values)
            }
        } else {
            json.member("enum", values)
        }
    }
}
