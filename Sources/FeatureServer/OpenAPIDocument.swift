import HTTPTypes
import Interchange

/// The definition of the API, made of the routes that are served; addresses of collections are written out one by one, as clients
/// look for them.
///
/// - Source: OpenAPI Specification 3.0.3; OGC 17-069r4, requirements class "OpenAPI 3.0".
struct OpenAPIDocument: ServiceDocument {
    /// Everything that is served.
    let routes: [ServedRoute]
    /// The collections that there are for whoever asks.
    let collections: [CollectionOutline]
    /// The address of the service.
    let base: String
    /// The name of the cookie that carries a session.
    let cookieName: String

    /// One route at one address.
    private struct Operation {
        let route: ServedRoute
        let address: String
        let collection: CollectionOutline?
    }

    private var operations: [(address: String, operations: [Operation])] {
        let variable = "{\(PathParameter.collection.rawValue)}"
        let all = routes.flatMap { route in
            route.path.contains(variable)
                ? collections.filter { route.isOf($0.collection) }.map { collection in
                    Operation(
                        route: route, address: route.path.replacing(variable, with: collection.id),
                        collection: collection)
                } : [Operation(route: route, address: route.path, collection: nil)]
        }
        var addresses: [String] = []
        for operation in all where !addresses.contains(operation.address) { addresses.append(operation.address) }
        return addresses.map { address in (address, all.filter { $0.address == address }) }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("openapi", "3.0.3")
            json.object("info") { json in
                json.member("title", "援護 Engo")
                json.member("version", "1.0.0")
                json.member("description", "OGC API – Features. 条件の意味と誤りの一覧は Docs/api.md にあります。")
                json.object("license") { $0.member("name", "Apache-2.0") }
            }
            json.array("servers") { json in
                json.object { $0.member("url", base) }
            }
            json.array("security") { json in
                for scheme in OpenAPIComponents.changing { json.object { $0.member(scheme, [String]()) } }
            }
            json.object("paths") { json in
                for (address, operations) in operations {
                    json.object(address) { json in
                        for operation in operations { write(operation, to: &json) }
                    }
                }
            }
            OpenAPIComponents(collections: collections, cookieName: cookieName).write(to: &json)
        }
    }

    private func write(_ operation: Operation, to json: inout JSONWriter) {
        let route = operation.route
        json.object(route.method.rawValue.lowercased()) { json in
            json.member(
                "operationId", ([route.name] + [operation.collection?.id].compactMap(\.self)).joined(separator: "."))
            json.member("summary", route.title.both)
            json.member("tags", [operation.collection?.id ?? "service"])
            if !route.needsSession || route.method.isSafe {
                json.array("security") { json in
                    for scheme in route.needsSession ? OpenAPIComponents.reading : [] {
                        json.object { $0.member(scheme, [String]()) }
                    }
                }
            }
            json.array("parameters") { json in
                for name in route.pathParameters where operation.address.contains("{\(name)}") {
                    write(pathParameter: name, to: &json)
                }
                for parameter in route.allParameters { parameter.write(to: &json) }
                if route.takesProperties {
                    for property in operation.collection?.queryables ?? [] { property.writeParameter(to: &json) }
                }
            }
            if !route.bodies.isEmpty {
                json.object("requestBody") { json in
                    json.member("required", true)
                    json.object("content") { json in
                        for type in route.bodies {
                            json.object(type) { $0.object("schema") { $0.member("type", "object") } }
                        }
                    }
                }
            }
            json.object("responses") { json in
                json.object(String(route.success.code)) { success(operation, to: &$0) }
                for status in route.emptyAnswers {
                    json.object(String(status.code)) { $0.member("description", status.reasonPhrase) }
                }
                for status in route.possibleFailures {
                    json.object(String(status.code)) { $0.reference("responses", OpenAPIComponents.problem) }
                }
            }
        }
    }

    private func success(_ operation: Operation, to json: inout JSONWriter) {
        let route = operation.route
        json.member("description", route.title.both)
        let types = route.forms.isEmpty ? route.answers : route.forms.map(\.mediaType)
        guard !types.isEmpty else { return }
        json.object("content") { json in
            for type in types {
                json.object(type) { json in
                    json.object("schema") { json in
                        if let schema = OpenAPIComponents.schema(of: route.name, type, operation.collection?.id) {
                            json.reference("schemas", schema)
                        } else {
                            let isJSON = type.contains("json") && !type.contains("seq")
                            json.member("type", isJSON ? "object" : "string")
                        }
                    }
                }
            }
        }
    }

    private func write(pathParameter name: String, to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name)
            json.member("in", "path")
            json.member("required", true)
            if let known = PathParameter(rawValue: name) { json.member("description", known.title.both) }
            json.object("schema") { $0.member("type", "string") }
        }
    }

    func write(to html: inout HTMLWriter) {
        html.element("p", Bilingual("機械可読の定義（OpenAPI 3.0）は f=json です。", "The OpenAPI 3.0 document is f=json."))
        for (address, operations) in operations {
            for operation in operations {
                html.element("h2", "\(operation.route.method.rawValue) \(address)")
                html.element("p", operation.route.title)
                html.parameters(operation.route.allParameters)
            }
        }
    }
}

extension HTMLWriter {
    fileprivate mutating func parameters(_ parameters: [QueryParameter]) {
        guard !parameters.isEmpty else { return }
        element("table") { html in
            for parameter in parameters {
                html.element("tr") { html in
                    html.element("th", parameter.name)
                    html.element("td", parameter.title)
                    html.element("td", parameter.shape.advice)
                }
            }
        }
    }
}

extension ServedRoute {
    /// The statuses of all of its failures, in order.
    var possibleFailures: [HTTPResponse.Status] {
        var all =
            failures + [
                .badRequest, .methodNotAllowed, .misdirectedRequest, .internalServerError, .serviceUnavailable,
            ]
        if !forms.isEmpty { all.append(.notAcceptable) }
        if !bodies.isEmpty { all += [.contentTooLarge, .unsupportedMediaType] }
        if needsSession { all += [.unauthorized, .forbidden] }
        return Set(all).sorted { $0.code < $1.code }
    }
}

extension QueryParameter {
    /// Writes it as a Parameter Object.
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name)
            json.member("in", "query")
            json.member("required", false)
            json.member("description", title.both)
            json.member("style", "form")
            json.member("explode", false)
            json.object("schema") { json in
                shape.writeSchema(to: &json)
                if let usual { json.member("default", usual) }
            }
        }
    }
}

extension FeatureProperty {
    /// Writes the parameter by which features with one value of it are asked for.
    fileprivate func writeParameter(to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name)
            json.member("in", "query")
            json.member("required", false)
            json.member("description", title.both)
            json.object("schema") { json in
                json.member("type", kind == .array ? Kind.string.rawValue : kind.rawValue)
                if !values.isEmpty { json.member("enum", values) }
            }
        }
    }
}

extension QueryParameter.Shape {
    /// Writes the members of the JSON Schema of its values.
    fileprivate func writeSchema(to json: inout JSONWriter) {
        switch self {
        case .count(let usual, let most):
            json.member("type", "integer")
            json.member("minimum", 1)
            json.member("maximum", most)
            json.member("default", usual)
        case .number:
            json.member("type", "integer")
            json.member("minimum", 0)
        case .numbers(let counts):
            json.member("type", "array")
            json.member("minItems", counts.min())
            json.member("maxItems", counts.max())
            json.object("items") { $0.member("type", "number") }
        case .choice(let words):
            json.member("type", "string")
            json.member("enum", words)
        case .names:
            json.member("type", "array")
            json.member("minItems", 1)
            json.object("items") { $0.member("type", "string") }
        case .reference:
            json.member("type", "string")
            json.member("format", "uri")
            json.member("enum", OutputReference.all.map(\.uri))
            json.member("default", OutputReference.crs84.uri)
        case .time, .text:
            json.member("type", "string")
            json.member("minLength", 1)
        }
    }
}

extension JSONWriter {
    /// Writes a reference to a component as the only member of an object.
    mutating func reference(_ kind: String, _ name: String) {
        member("$ref", "#/components/\(kind)/\(name)")
    }
}
