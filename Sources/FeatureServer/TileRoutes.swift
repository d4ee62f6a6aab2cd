import Disclosure
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Registry
import VectorTiles
import VictimSupport

/// Vector tiles of the collections that have them, and the documents that describe them.
///
/// - Source: OGC 20-057 (OGC API - Tiles - Part 1: Core).
struct TileRoutes: RouteSet {
    let workspace: ServedWorkspace
    let catalogue: CollectionCatalogue

    static let mediaType = "application/vnd.mapbox-vector-tile"

    /// The classes of the standards to which the tiles conform.
    let conformance =
        ["core", "tileset", "tilesets-list", "geodata-tilesets", "mvt"].map {
            "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/\($0)"
        }
        + ["tilematrixset", "json-tilematrixset"].map { "http://www.opengis.net/spec/tms/2.0/conf/\($0)" }

    var routes: [ServedRoute] { [matrixSets, matrixSet, tilesets, tileset, tile] }

    private static let isOf: @Sendable (any FeatureCollection) -> Bool = { $0 is any TiledCollection }

    private var matrixSets: ServedRoute {
        ServedRoute(
            method: .get, path: "/tileMatrixSets", name: "getTileMatrixSetsList",
            title: Bilingual("タイルの切り方の一覧", "How tiles are cut: all ways"), forms: [.json],
            relation: "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes"
        ) { request in
            try await document(request) { json, _ in TileDocuments(base: request.base).matrixSets(&json) }
        }
    }

    private var matrixSet: ServedRoute {
        ServedRoute(
            method: .get, path: "/tileMatrixSets/{tileMatrixSetId}", name: "getTileMatrixSet",
            title: Bilingual("タイルの切り方", "How tiles are cut"), forms: [.json], failures: [.notFound]
        ) { request in
            try checkMatrixSet(request)
            return try await document(request) { json, _ in TileDocuments(base: request.base).matrixSet(&json) }
        }
    }

    private var tilesets: ServedRoute {
        ServedRoute(
            method: .get, path: "/collections/{collectionId}/tiles", name: "getTileSetsList",
            title: Bilingual("コレクションのタイルの一覧", "The tilesets of a collection"), forms: [.json], failures: [.notFound],
            relation: "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector", isOf: Self.isOf
        ) { request in
            try await document(request) { json, read in
                let collection = try tiled(request, read)
                TileDocuments(base: request.base).tilesets(of: collection, &json)
            }
        }
    }

    private var tileset: ServedRoute {
        ServedRoute(
            method: .get, path: "/collections/{collectionId}/tiles/{tileMatrixSetId}", name: "getTileSet",
            title: Bilingual("コレクションのタイル", "A tileset of a collection"), forms: [.json], failures: [.notFound],
            isOf: Self.isOf
        ) { request in
            try checkMatrixSet(request)
            return try await document(request) { json, read in
                let collection = try tiled(request, read)
                // Where towns lie is told by their points, which are no secret, but their numbers would be counted as released.
                let extent = collection.data == nil ? try collection.extent(read) : nil
                TileDocuments(base: request.base).tileset(of: collection, extent: extent, &json)
            }
        }
    }

    private var tile: ServedRoute {
        ServedRoute(
            method: .get,
            path: "/collections/{collectionId}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
            name: "getTile",
            title: Bilingual("1枚のタイル", "One tile"),
            parameters: [
                QueryParameter(
                    name: QueryParameter.formName, title: Bilingual("応答の形式", "The form of the answer"),
                    shape: .choice(["mvt"]))
            ], answers: [Self.mediaType], emptyAnswers: [.noContent, .notModified], failures: [.notFound],
            isOf: Self.isOf
        ) { request in
            try checkMatrixSet(request)
            guard let zoom = Int(request.path(.tileMatrix)), let row = Int(request.path(.tileRow)),
                let column = Int(request.path(.tileColumn)),
                let address = TileAddress(zoom: zoom, row: row, column: column)
            else { throw Problem.noSuchTile }
            let known = request.request.headers[.ifNoneMatch]
            let session = try request.session()
            let moment = workspace.now()
            return try await workspace.readers.read(for: session) { snapshot in
                let read = ServedRead(
                    snapshot: snapshot, session: session, moment: moment, workspace: workspace,
                    handsOut: !request.isHead)
                return try answer(address, tiled(request, read), read, known)
            }
        }
    }

    private func answer(
        _ address: TileAddress, _ collection: any TiledCollection, _ read: ServedRead, _ known: String?
    ) throws -> Response {
        let clearance = try collection.data.map { try read.clearance(for: $0) }
        var query = ItemsQuery(limit: 1)
        query.form = "mvt \(address.zoom) \(address.row) \(address.column)"
        let tag = try PageSequence("tile \(collection.id) \(collection.version(read))", query, read, clearance).tag(
            query)
        var headers: HTTPFields = [.eTag: tag.text, .generation: String(try read.snapshot.generation())]
        if tag.isKnown(to: known) { return Response(status: .notModified, headers: headers) }
        let tile = try collection.layer(read).tile(address)
        if tile.omitted > 0 { headers[.omitted] = String(tile.omitted) }
        guard !tile.bytes.isEmpty else { return Response(status: .noContent, headers: headers) }
        headers[.contentType] = Self.mediaType
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: tile.bytes)))
    }

    /// The collection of the address, which must have tiles.
    private func tiled(_ request: ServedRequest, _ read: ServedRead) throws -> any TiledCollection {
        guard let collection = try catalogue.collection(request.path(.collection), read) as? any TiledCollection else {
            throw Problem.noTiles
        }
        return collection
    }

    private func checkMatrixSet(_ request: ServedRequest) throws(Problem) {
        guard request.path(.tileMatrixSet) == TileDocuments.matrixSetID else { throw .noSuchTileMatrixSet }
    }

    private func document(
        _ request: ServedRequest, _ write: @escaping @Sendable (inout JSONWriter, ServedRead) throws -> Void
    ) async throws -> Response {
        let session = try request.session()
        let moment = workspace.now()
        return try await workspace.readers.read(for: session) { snapshot in
            var json = JSONWriter()
            try write(
                &json, ServedRead(snapshot: snapshot, session: session, moment: moment, workspace: workspace))
            return Response(json: json)
        }
    }
}

extension HTTPField.Name {
    /// Features that belong into a tile and are left out because there are too many.
    static let omitted = HTTPField.Name(checked: "Engo-Tile-Omitted")
}

extension Problem {
    /// The collection has no tiles: people are never drawn on them one by one.
    static let noTiles = Problem(
        status: .notFound, code: "no-tiles",
        text: Bilingual(
            "このコレクションにタイルはありません。1人ひとり、1世帯ごとのタイルは作りません。",
            "This collection has no tiles. There are none of single households or persons."))
    /// Tiles are cut in one way only.
    static let noSuchTileMatrixSet = Problem(
        status: .notFound, code: "no-such-tile-matrix-set",
        text: Bilingual("タイルの切り方は WebMercatorQuad だけです。", "WebMercatorQuad is the only tile matrix set."))
    /// The address is outside the pyramid.
    static let noSuchTile = Problem(
        status: .notFound, code: "no-such-tile",
        text: Bilingual(
            "そのようなタイルはありません。ズームレベルは0から22、行と列はその段の範囲です。",
            "There is no such tile. Zoom levels are 0 to 22, rows and columns those of the level."))
}
