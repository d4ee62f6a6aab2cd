import Interchange

/// The parts of the API definition that its addresses refer to.
struct OpenAPIComponents {
    /// The collections, each with features of its own.
    let collections: [CollectionOutline]
    /// The name of the cookie that carries a session.
    let cookieName: String

    static let problem = "problem"
    private static let (token, password, cookie) = ("token", "password", "cookie")
    /// By what a session is shown to change something, and to read: a password only reads.
    static let (changing, reading) = ([token, cookie], [token, password, cookie])

    /// The schema of what a route answers in a media type; nil for what has none.
    static func schema(of route: String, _ type: String, _ collection: String?) -> String? {
        switch (route, type) {
        case ("getLandingPage", ServedForm.json.mediaType): "landingPage"
        case ("getConformance", ServedForm.json.mediaType): "confClasses"
        case ("getCollections", ServedForm.json.mediaType): "collections"
        case ("getCollection", ServedForm.json.mediaType): "collection"
        case ("getItems", ServedForm.geojson.mediaType): collection.map { "\($0).features" }
        case ("getItem", ServedForm.geojson.mediaType): collection.map { "\($0).feature" }
        default: nil
        }
    }

    func write(to json: inout JSONWriter) {
        json.object("components") { json in
            json.object("schemas") { json in
                Self.writeDocuments(to: &json)
                for collection in collections { Self.write(collection, to: &json) }
            }
            json.object("responses") { json in
                json.object(Self.problem) { json in
                    json.member("description", "誤りの説明（RFC 9457） / What went wrong")
                    json.object("content") { json in
                        json.object("application/problem+json") { json in
                            json.object("schema") { $0.reference("schemas", Self.problem) }
                        }
                    }
                }
            }
            json.object("securitySchemes") { json in
                json.object(Self.token) { json in
                    json.member("type", "http")
                    json.member("scheme", "bearer")
                }
                json.object(Self.password) { json in
                    json.member("type", "http")
                    json.member("scheme", "basic")
                    json.member("description", "名前は何でもよく、パスワードはトークンです / any name, the token as password")
                }
                json.object(Self.cookie) { json in
                    json.member("type", "apiKey")
                    json.member("in", "cookie")
                    json.member("name", cookieName)
                }
            }
        }
    }

    private static func writeDocuments(to json: inout JSONWriter) {
        json.schema(Self.problem, ["type", "title", "status", "detail", "code"]) { json in
            for name in ["type", "title", "detail", "code"] { json.property(name, "string") }
            json.property("status", "integer")
        }
        json.schema("link", ["href", "rel"]) { json in
            for name in ["href", "rel", "type", "title", "method"] { json.property(name, "string") }
            json.property("body", "object")
            json.property("templated", "boolean")
        }
        json.schema("landingPage", ["links"]) { json in
            json.property("title", "string")
            json.property("description", "string")
            json.list("links", of: "link")
        }
        json.schema("confClasses", ["conformsTo"]) { json in
            json.object("conformsTo") { json in
                json.member("type", "array")
                json.object("items") { $0.member("type", "string") }
            }
        }
        json.schema("collection", ["id", "links"]) { json in
            for name in ["id", "title", "description", "itemType", "storageCrs"] { json.property(name, "string") }
            json.property("extent", "object")
            json.object("crs") { json in
                json.member("type", "array")
                json.object("items") { $0.member("type", "string") }
            }
            json.list("links", of: "link")
        }
        json.schema("collections", ["links", "collections"]) { json in
            json.list("links", of: "link")
            json.list("collections", of: "collection")
        }
        json.schema("geometry", ["type", "coordinates"]) { json in
            json.property("type", "string")
            json.object("coordinates") { json in
                json.member("type", "array")
                json.object("items") { _ in }
            }
        }
    }

    private static func write(_ collection: CollectionOutline, to json: inout JSONWriter) {
        json.schema("\(collection.id).feature", ["type", "id", "geometry", "properties"]) { json in
            json.property("type", "string")
            json.property("id", "string")
            json.object("geometry") { json in
                json.member("nullable", true)
                json.array("allOf") { json in
                    json.object { $0.reference("schemas", "geometry") }
                }
            }
            json.object("properties") { json in
                json.member("type", "object")
                json.object("properties") { json in
                    for property in collection.properties {
                        json.object(property.name) { property.writeOpenSchema(to: &$0) }
                    }
                }
            }
            json.list("links", of: "link")
        }
        json.schema("\(collection.id).features", ["type", "features"]) { json in
            json.property("type", "string")
            json.property("timeStamp", "string")
            json.property("numberMatched", "integer")
            json.property("numberReturned", "integer")
            json.list("links", of: "link")
            json.list("features", of: "\(collection.id).feature")
        }
    }
}

extension FeatureProperty {
    /// Writes the schema of its values, any of which may be null, in the dialect of OpenAPI 3.0.
    fileprivate func writeOpenSchema(to json: inout JSONWriter) {
        json.member("title", title.both)
        json.member("type", kind.rawValue)
        json.member("nullable", true)
        if kind == .array { json.object("items") { _ in } }
    }
}

extension JSONWriter {
    /// Writes the schema of an object with some properties that are always there.
    fileprivate mutating func schema(_ name: String, _ required: [String], _ properties: (inout JSONWriter) -> Void) {
        object(name) { json in
            json.member("type", "object")
            json.member("required", required)
            json.object("properties", properties)
        }
    }

    fileprivate mutating func property(_ name: String, _ type: String) {
        object(name) { $0.member("type", type) }
    }

    fileprivate mutating func list(_ name: String, of schema: String) {
        object(name) { json in
            json.member("type", "array")
            json.object("items") { $0.reference("schemas", schema) }
        }
    }
}
