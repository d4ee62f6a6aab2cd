import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Registry

/// What the service says of itself: `/`, `/conformance`, `/api`, `/collections`, each collection and its properties.
struct DocumentRoutes: RouteSet {
    /// What all requests share.
    let workspace: ServedWorkspace
    /// Which collections there are.
    let catalogue: CollectionCatalogue
    /// The other routes, which the documents tell of too.
    let others: [any RouteSet]

    /// The forms of its documents.
    static let forms: [ServedForm] = [.json, .html]

    var routes: [ServedRoute] {
        [
            landing, classes, api, collections, collection, properties(.queryables, "getQueryables"),
            properties(.sortables, "getSortables"),
        ]
    }

    var conformance: [String] { ConformanceClass.ofDocuments }

    private var landing: ServedRoute {
        ServedRoute(
            method: .get, path: "/", name: "getLandingPage", title: Bilingual("援護のデータ", "Engo: the service"),
            forms: Self.forms
        ) { request in
            try await answer(request) { read in
                LandingDocument(
                    municipality: try read.snapshot.info().name, routes: all.flatMap(\.routes), request: request)
            }
        }
    }

    private var classes: ServedRoute {
        ServedRoute(
            method: .get, path: "/conformance", name: "getConformance",
            title: Bilingual("適合する規格", "Standards that the service conforms to"), forms: Self.forms,
            relation: "conformance"
        ) { request in
            try await answer(request) { _ in ConformanceDocument(classes: all.flatMap(\.conformance)) }
        }
    }

    private var api: ServedRoute {
        ServedRoute(
            method: .get, path: "/api", name: "getApi", title: Bilingual("API の定義", "Definition of the API"),
            forms: [.openapi, .html], relation: "service-desc"
        ) { request in
            try await answer(request) { read in
                OpenAPIDocument(
                    routes: all.flatMap(\.routes),
                    collections: try catalogue.collections(read).map { try CollectionOutline($0, read) },
                    base: request.base, cookieName: SessionCookie(isSecure: workspace.address.isSecure).name)
            }
        }
    }

    private var collections: ServedRoute {
        ServedRoute(
            method: .get, path: "/collections", name: "getCollections",
            title: Bilingual("コレクションの一覧", "The collections"), forms: Self.forms, relation: "data"
        ) { request in
            try await answer(request) { read in
                CollectionsDocument(
                    collections: try catalogue.collections(read).map { try document($0, read, request) },
                    links: request.selfLinks)
            }
        }
    }

    private var collection: ServedRoute {
        ServedRoute(
            method: .get, path: "/collections/{collectionId}", name: "getCollection",
            title: Bilingual("コレクション", "A collection"), forms: Self.forms, failures: [.notFound]
        ) { request in
            try await answer(request) { read in
                var document = try document(
                    catalogue.collection(request.path(.collection), read), read, request)
                document.links = request.selfLinks + document.links
                return document
            }
        }
    }

    private func properties(_ use: PropertySchema.Use, _ name: String) -> ServedRoute {
        ServedRoute(
            method: .get, path: "/collections/{collectionId}/\(use.rawValue)", name: name, title: use.title,
            forms: [.schema, .html], failures: [.notFound], relation: use.relation
        ) { request in
            try await answer(request) { read in
                let collection = try catalogue.collection(request.path(.collection), read)
                return PropertySchema(
                    use: use, outline: try CollectionOutline(collection, read),
                    address: request.base + request.request.uri.path)
            }
        }
    }

    private var all: [any RouteSet] { [self] + others }

    /// What is told of a collection, with links to what is below it.
    private func document(
        _ collection: any FeatureCollection, _ read: ServedRead, _ request: ServedRequest
    ) throws -> CollectionDocument {
        CollectionDocument(
            outline: try CollectionOutline(collection, read), extent: try collection.extent(read),
            links: (others + [self]).flatMap(\.routes).filter { $0.isOf(collection) }.flatMap {
                $0.links(to: collection.id, from: request.base)
            })
    }

    /// Answers with a document about one state of the workspace, in the form that was asked for.
    private func answer(
        _ request: ServedRequest, _ document: @escaping @Sendable (ServedRead) throws -> any ServiceDocument
    ) async throws -> Response {
        let session = try request.session()
        let moment = workspace.now()
        let (document, info) = try await workspace.readers.read(for: session) { snapshot in
            let read = ServedRead(snapshot: snapshot, session: session, moment: moment, workspace: workspace)
            return (try document(read), try snapshot.info())
        }
        var headers = request.selfLinks.headers
        headers[.contentType] = request.form.mediaType
        guard request.form == .html else {
            var json = JSONWriter()
            document.write(to: &json)
            return Response(headers: headers, json: json)
        }
        let frame = PageFrame(document.title ?? request.route.title, request.context, info)
        let page = frame.html { html in
            document.write(to: &html)
            html.otherForms(request.selfLinks)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
    }
}

extension ServedRoute {
    /// Links to what it answers about a collection: one for each form; none when no document leads there.
    func links(to collection: String, from base: String) -> [ServiceLink] {
        guard let relation, pathParameters == [PathParameter.collection.rawValue] else { return [] }
        return links(relation, base + path.replacing("{\(PathParameter.collection.rawValue)}", with: collection))
    }

    /// Links to what it answers about the service as a whole.
    func links(from base: String) -> [ServiceLink] {
        guard let relation, pathParameters.isEmpty else { return [] }
        return links(relation, base + path)
    }

    private func links(_ relation: String, _ address: String) -> [ServiceLink] {
        guard method == .get, !forms.isEmpty else {
            return [
                ServiceLink(
                    href: address, rel: relation, type: forms.first?.mediaType ?? answers.first, title: title,
                    method: method == .get ? nil : method.rawValue)
            ]
        }
        return forms.map { form in
            ServiceLink(
                href: form == forms[0] ? address : address + "?\(QueryParameter.formName)=\(form.rawValue)",
                rel: relation == "service-desc" && form == .html ? "service-doc" : relation, type: form.mediaType,
                title: title)
        }
    }
}
