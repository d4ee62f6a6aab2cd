import Interchange

/// The classes of requirements that the service meets; `Docs/api.md` names the test of every requirement.
struct ConformanceDocument: ServiceDocument {
    /// Their identifiers.
    let classes: [String]

    func write(to json: inout JSONWriter) {
        json.object { $0.member("conformsTo", classes) }
    }

    func write(to html: inout HTMLWriter) {
        html.element("ul") { html in
            for name in classes { html.element("li", name) }
        }
    }
}

/// Identifiers of classes of requirements.
enum ConformanceClass {
    /// What documents, items and their forms meet.
    ///
    /// - Source: OGC 17-069r4 (OGC API – Features – Part 1: Core), Annex A.
    static let ofDocuments = ["core", "oas30", "html", "geojson"].map {
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/\($0)"
    }
}
