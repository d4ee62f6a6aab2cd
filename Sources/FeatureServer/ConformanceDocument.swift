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
    /// What handing out other reference systems meets.
    ///
    /// - Source: OGC 18-058r1 (OGC API – Features – Part 2: Coordinate Reference Systems by Reference).
    static let ofReferences = ["http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs"]

    /// What documents, items and their forms meet.
    ///
    /// - Source: OGC 17-069r4 (OGC API – Features – Part 1: Core), Annex A.
    static let ofDocuments = ["core", "oas30", "html", "geojson"].map {
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/\($0)"
    }
    /// What filters and queryables meet.
    ///
    /// - Source: OGC 19-079r2 (OGC API – Features – Part 3: Filtering), Annex A; OGC 21-065r2 (CQL2), Annex A.
    static let ofFiltering =
        ["queryables", "queryables-query-parameters", "filter", "features-filter"].map {
            "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/\($0)"
        }
        + [
            "cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators", "case-insensitive-comparison",
            "basic-spatial-functions", "basic-spatial-functions-plus", "property-property", "array-functions",
        ].map { "http://www.opengis.net/spec/cql2/1.0/conf/\($0)" }
}
