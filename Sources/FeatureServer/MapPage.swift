import Disclosure
import Foundation
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Registry
package import TilePacks
import VictimSupport

/// What the administrator decides about the map page.
package struct MapSettings: Sendable {
    /// The folder with Leaflet, the library that draws the map; `leaflet.js` and `leaflet.css` are in it.
    package let leafletFolder: String
    /// Whether the page may load tiles of the Geospatial Information Authority from the internet when somebody turns them on.
    package let showsGSITiles: Bool

    /// The map images that lie under everything; nil without.
    package let base: TilePack?

    /// Where Debian's package `libjs-leaflet` puts it.
    package static let usualLeafletFolder = "/usr/share/javascript/leaflet"

    /// The usual folder and no internet, unless something else is said.
    package init(
        leafletFolder: String = usualLeafletFolder, showsGSITiles: Bool = false, base: TilePack? = nil
    ) {
        self.base = base
        self.leafletFolder = leafletFolder
        self.showsGSITiles = showsGSITiles
    }
}

/// The map page and the files that it is made of.
struct MapPage: RouteSet {
    let workspace: ServedWorkspace
    let settings: MapSettings

    var routes: [ServedRoute] {
        [
            ServedRoute(
                method: .get, path: "/map", name: "getMapPage", title: Bilingual("地図画面", "The map page"),
                answers: [ServedForm.html.mediaType], needsSession: false, relation: "related"
            ) { try await page($0.request, $0.context) },
            Self.file("/map/assets/{fileName}", "getMapFile") { try Self.asset($0) },
            Self.file("/map/leaflet/{fileName}", "getLeafletFile") { try leaflet($0, folder: "") },
            Self.file("/map/leaflet/images/{fileName}", "getLeafletImage") { try leaflet($0, folder: "images/") },
        ]
    }

    /// A file that tells nothing about anybody.
    private static func file(
        _ path: String, _ name: String, _ answering: @escaping @Sendable (ServedRequest) throws -> Response
    ) -> ServedRoute {
        ServedRoute(
            method: .get, path: path, name: name, title: Bilingual("地図画面の部品", "A file of the map page"),
            answers: ["text/javascript", "text/css", "image/png"], failures: [.notFound], needsSession: false
        ) { try answering($0) }
    }

    /// The page; whoever is not in goes to the login first.
    private func page(_ request: Request, _ context: ServerContext) async throws -> Response {
        guard context.session != nil else { return .redirect(to: "/login", type: .normal) }
        guard FileManager.default.isReadableFile(atPath: settings.leafletFolder + "/leaflet.js") else {
            throw Problem.noLeaflet
        }
        let info = try await workspace.readers.read { try $0.info() }
        let isDrill = info.mode == .drill
        var html = String(decoding: PackageResources.map_html, as: UTF8.self)
        for (name, value) in [
            ("mode", isDrill ? "drill" : "real"), ("drill", isDrill ? "" : "hidden"),
            ("title", (isDrill ? "【訓練】" : "") + "援護 地図 / Engo map"),
            ("token", context.login?.formToken ?? ""),
        ] { html = html.replacing("{\(name)}", with: HTMLText.escaped(value)) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: "ja",
                .contentSecurityPolicy: Self.policy(settings),
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// Nothing comes from elsewhere and nothing goes there; styles are set by scripts of the page, never by text.
    static func policy(_ settings: MapSettings) -> String {
        let tiles = settings.showsGSITiles ? " https://cyberjapandata.gsi.go.jp" : ""
        return
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:\(tiles); connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    }

    /// A file of the page's own.
    private static func asset(_ request: ServedRequest) throws -> Response {
        let name = request.path(.file)
        guard let bytes = assets[name] else { throw Problem.noSuchAddress }
        return ServedFile.response(bytes, named: name, request.request)
    }

    /// A file of Leaflet's.
    private func leaflet(_ request: ServedRequest, folder: String) throws -> Response {
        let name = request.path(.file)
        // Known names only: no part of an address becomes a path.
        guard Self.leafletFiles.contains(folder + name),
            let data = FileManager.default.contents(atPath: "\(settings.leafletFolder)/\(folder)\(name)")
        else { throw Problem.noSuchAddress }
        return ServedFile.response([UInt8](data), named: name, request.request)
    }

    private static let leafletFiles: Set<String> = [
        "leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png", "images/marker-icon.png",
        "images/marker-icon-2x.png", "images/marker-shadow.png",
    ]

    static let assets: [String: [UInt8]] = [
        "map.css": PackageResources.map_css,
        "answer.js": PackageResources.answer_js,
        "api.js": PackageResources.api_js,
        "canvas.js": PackageResources.canvas_js,
        "cells.js": PackageResources.cells_js,
        "dialogs.js": PackageResources.dialogs_js,
        "draw.js": PackageResources.draw_js,
        "drawbar.js": PackageResources.drawbar_js,
        "ground.js": PackageResources.ground_js,
        "head.js": PackageResources.head_js,
        "legend.js": PackageResources.legend_js,
        "lines.js": PackageResources.lines_js,
        "list.js": PackageResources.list_js,
        "main.js": PackageResources.main_js,
        "points.js": PackageResources.points_js,
        "question.js": PackageResources.question_js,
        "safe.js": PackageResources.safe_js,
        "texts.js": PackageResources.texts_js,
        "tiles.js": PackageResources.tiles_js,
        "towns.js": PackageResources.towns_js,
        "views.js": PackageResources.views_js,
    ]
}

extension Problem {
    /// Leaflet is not there.
    static let noLeaflet = Problem(
        status: .serviceUnavailable, code: "no-leaflet",
        text: Bilingual(
            "地図の部品 Leaflet がありません。管理者に知らせてください（Debian: apt-get install libjs-leaflet、または --leaflet で場所を指定）。",
            "Leaflet is missing. Tell the administrator: install the package libjs-leaflet, or name its folder with --leaflet."
        ))
}
