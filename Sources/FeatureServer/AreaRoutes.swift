import Disclosure
import Foundation
import Geospatial
import HTTPTypes
import Hummingbird
import Interchange
import Registry
import Residents
import VictimSupport

/// Keeping and removing areas: drawn on a map, or uploaded. Reading them is the collection `areas`.
struct AreaRoutes: RouteSet {
    let workspace: ServedWorkspace

    var routes: [ServedRoute] { [keep, remove] }

    /// The audiences for which areas are kept: inside the municipality.
    private static let writers = ["headquarters", "welfare-office"]

    private var keep: ServedRoute {
        ServedRoute(
            method: .post, path: "/areas", name: "keepArea",
            title: Bilingual("区域を名前を付けて保存する", "Keep an area under a name"),
            bodies: [
                "application/geo+json", "application/json", "application/zip", "application/geopackage+sqlite3",
                "text/plain",
            ], success: .created, answers: [ServedForm.json.mediaType],
            failures: [.forbidden, .conflict, .contentTooLarge, .unprocessableContent, .serviceUnavailable]
        ) { request in
            let moment = try writer(request)
            let bytes = try await request.body(upTo: workspace.limits.areaBytes)
            let form = try PostedArea(bytes, slug: request.request.headers[.slug])
            let (saved, number) = try await workspace.writes.run(for: request.session().operatorName) {
                [paths = workspace.paths] in
                try Problem.ofAreas {
                    let area = try AreaRequest(sources: [.content(bytes, name: form.source)]).load()
                    let saved = try AreaKeeping(paths, moment: moment, isDryRun: false)
                        .save(area, as: form.name, replaces: form.replaces)
                    return (saved, try RegistryReader(paths).read { try $0.savedAreaNumber(named: form.name) } ?? 0)
                }
            }
            let address = "\(request.base)/collections/areas/items/\(number)"
            var json = JSONWriter()
            json.object { json in
                json.member("id", String(number))
                json.member("vertices", saved.geometry.vertexCount)
                json.array("warnings") { json in
                    for warning in saved.warnings {
                        json.object { json in
                            json.member("code", warning.code)
                            json.member("title", warning.text.japanese)
                            json.member("detail", warning.text.english)
                        }
                    }
                }
                json.links([ServiceLink(href: address, rel: "item", type: ServedForm.geojson.mediaType)])
            }
            return Response(
                status: .created, headers: [.location: address, .contentType: ServedForm.json.mediaType], json: json)
        }
    }

    private var remove: ServedRoute {
        ServedRoute(
            method: .delete, path: "/areas/{areaId}", name: "removeArea",
            title: Bilingual("保存した区域を消す", "Remove a saved area"), success: .noContent,
            failures: [.forbidden, .notFound, .conflict, .serviceUnavailable]
        ) { request in
            let moment = try writer(request)
            guard let number = Int64(request.path(.area)) else { throw Problem.noSuchFeature }
            try await workspace.writes.run(for: request.session().operatorName) { [paths = workspace.paths] in
                try Problem.ofAreas {
                    guard let name = try RegistryReader(paths).read({ try $0.savedAreaName(number: number) }) else {
                        throw Problem.noSuchFeature
                    }
                    try AreaKeeping(paths, moment: moment, isDryRun: false).remove(name)
                }
            }
            return Response(status: .noContent)
        }
    }

    /// The moment of a change by whoever asks, who must be one who may.
    private func writer(_ request: ServedRequest) throws(Problem) -> Moment {
        let session = try request.session()
        guard Self.writers.contains(session.audience.rawValue) else { throw .areasAreKeptInside }
        return session.moment(workspace.now())
    }
}

/// What somebody sends to be kept: the name beside the shape.
private struct PostedArea {
    let name: StoredText
    let replaces: Bool
    /// What the part is called.
    let source: String

    /// Reads the name and whether to replace: members of the outermost object of GeoJSON, else the name from the header `Slug`.
    ///
    /// - Throws: ``Problem``.
    init(_ bytes: [UInt8], slug: String?) throws(Problem) {
        var named: String?
        var replaces = false
        source = "upload"
        if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
            do throws(InterchangeError) {
                named = try JSONMember.value("name", of: bytes)?.string
                if case .bool(let flag) = try JSONMember.value("replace", of: bytes) { replaces = flag }
            } catch {
                throw .unreadableArea(nil)
            }
        }
        self.replaces = replaces
        guard let text = named ?? slug?.removingPercentEncoding, let name = try? StoredText(text) else {
            throw .areaWithoutName
        }
        self.name = name
    }
}

extension HTTPField.Name {
    /// The name of what is sent, percent-encoded UTF-8.
    ///
    /// - Source: RFC 5023, section 9.7.
    fileprivate static let slug = HTTPField.Name(checked: "Slug")
}

extension Problem {
    /// Who asks may look at areas only.
    static let areasAreKeptInside = Problem(
        status: .forbidden, code: "areas-are-kept-inside",
        text: Bilingual(
            "区域を保存・削除できるのは、災害対策本部か福祉担当課として入った人だけです。",
            "Only who is in for the headquarters or the welfare office may keep or remove areas."))
    /// Nobody said what the area is to be called.
    static let areaWithoutName = Problem(
        status: .unprocessableContent, code: "area-without-name",
        text: Bilingual(
            "区域の名前がありません。GeoJSON の一番外側に \"name\" を書くか、Slug ヘッダーで送ってください（1,000バイトまで）。",
            "The area has no name. Write \"name\" into the outermost object of the GeoJSON, or send the header Slug; at most 1,000 bytes."
        ))
}
