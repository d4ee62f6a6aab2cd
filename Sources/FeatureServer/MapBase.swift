import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import TilePacks
import VectorTiles

/// The images of the pack that lies under the map, for whoever is in.
struct MapBase: RouteSet {
    let settings: MapSettings

    var routes: [ServedRoute] {
        [
            ServedRoute(
                method: .get, path: "/map/base/{tileMatrix}/{tileRow}/{tileCol}", name: "getMapBaseTile",
                title: Bilingual("背景地図の1枚", "One image of the map below everything"),
                answers: TileImage.Kind.allCases.map(\.rawValue), failures: [.notFound]
            ) { try await image($0) }
        ]
    }

    /// An image, or 204 where the pack has none: pages ask around its edge, too.
    private func image(_ request: ServedRequest) async throws -> Response {
        guard let pack = settings.base else { throw Problem.noSuchAddress }
        guard let zoom = Int(request.path(.tileMatrix)), let row = Int(request.path(.tileRow)),
            let column = Int(request.path(.tileColumn)),
            let address = TileAddress(zoom: zoom, row: row, column: column)
        else { throw Problem.noSuchTile }
        // Reading may wait for the disk, which threads that answer must not.
        let image = try await NIOThreadPool.singleton.runIfActive {
            // What is damaged in a pack is a hole in the map, and nothing that anybody at the page could mend.
            try? pack.image(zoom: address.zoom, row: address.row, column: address.column)
        }
        // Kept by one browser only, since which parts of the city it looked at is nobody else's business.
        var headers: HTTPFields = [.cacheControl: "private, max-age=86400"]
        guard let image else { return Response(status: .noContent, headers: headers) }
        headers[.contentType] = image.kind.rawValue
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: image.bytes)))
    }
}
