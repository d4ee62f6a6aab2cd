import FilterLanguage
import Interchange

/// The properties to filter and sort by, as a JSON Schema of one feature's properties.
///
/// - Source: JSON Schema 2020-12; OGC 19-079r2 (OGC API – Features – Part 3: Filtering), 6.2 (Queryables); OGC API – Features – Part 8
///   (Sorting) for the sortables.
struct QueryablesDocument: ServiceDocument {
    /// The collection.
    let outline: CollectionOutline
    /// Where the document is.
    let address: String

    /// What filters may ask, then what lists may only be sorted by.
    private var offered: [FeatureProperty] {
        let sortable = outline.properties.filter(\.isSortable)
        let queryables = outline.queryables.map { property in
            var property = property
            property.isQueryable = true
            property.isSortable = sortable.contains { $0.name == property.name }
            return property
        }
        let others = sortable.filter { one in !queryables.contains { $0.name == one.name } }.map { property in
            var property = property
            property.isQueryable = false
            return property
        }
        return queryables + others
    }

    var title: Bilingual? {
        Bilingual("\(outline.title.japanese): 使える項目", "\(outline.title.english): properties to filter and sort by")
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            json.member("$id", address)
            json.member("type", "object")
            json.member("title", outline.title.both)
            json.member("description", outline.summary.both)
            json.object("properties") { json in
                if outline.hasQueryableGeometry {
                    json.object(FilterVocabulary.geometryName) { json in
                        json.member("title", "位置 / position")
                        json.member("format", "geometry-any")
                        json.member("x-ogc-role", "primary-geometry")
                    }
                }
                for property in offered {
                    json.object(property.name) { json in
                        property.writeSchema(to: &json)
                        json.member("x-ogc-queryable", property.isQueryable)
                        json.member("x-ogc-sortable", property.isSortable)
                    }
                }
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
                for property in offered {
                    html.element("tr") { html in
                        html.element("td", property.name)
                        html.element("td", property.title)
                        html.element("td", property.kind.rawValue)
                        html.element("td", property.values.joined(separator: ", "))
                        html.element("td", property.isQueryable ? "○" : "")
                        html.element("td", property.isSortable ? "○" : "")
                    }
                }
            }
        }
    }

    private static let headings = [
        Bilingual("項目", "Property"), Bilingual("意味", "Meaning"), Bilingual("型", "Type"), Bilingual("値", "Values"),
        Bilingual("絞り込み", "Filter"), Bilingual("並べ替え", "Sort"),
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
