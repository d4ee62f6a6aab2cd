import Interchange

/// Where everything begins: whose data it is, and where the rest is.
struct LandingDocument: ServiceDocument {
    /// The municipality's name.
    let municipality: String
    private let links: [ServiceLink]
    private let own: [ServiceLink]

    /// Leads to every route that says by which relation.
    init(municipality: String, routes: [ServedRoute], request: ServedRequest) {
        self.municipality = municipality
        own = request.selfLinks
        links = routes.flatMap { $0.links(from: request.base) }
    }

    private static let summary = Bilingual(
        "要援護者支援データの OGC API。開示の範囲はログインした利用者の提供先と根拠で決まります。",
        "OGC API of the victim-support data. What is told depends on the audience and the legal basis of whoever is in."
    )

    var title: Bilingual? { Bilingual("\(municipality) 援護", "Engo, \(municipality)") }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("title", "\(municipality) 援護 Engo")
            json.member("description", Self.summary.both)
            json.links(own + links)
        }
    }

    func write(to html: inout HTMLWriter) {
        html.element("p", Self.summary)
        html.element("ul") { html in
            for link in links where link.type == ServedForm.html.mediaType {
                html.element("li") { $0.link(link) }
            }
        }
    }
}
